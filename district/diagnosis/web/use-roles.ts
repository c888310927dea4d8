import roles from '#packs/roles/roles.json'
import { useLanguage, useName } from '#platform/ui/language.ts'

const byId = new Map<string, { zh: string; en: string }>(roles.roles.map(({ id, name }) => [id, name]))

/** A function that names roles in a sentence: “town or operator”. */
export function useRoles(): (ids: readonly string[]) => string {
  const name = useName()
  const language = useLanguage()
  return (ids) =>
    ids
      .map((id) => {
        const role = byId.get(id)
        return role ? name(role) : id
      })
      .join(language === 'zh' ? '或' : ' or ')
}
