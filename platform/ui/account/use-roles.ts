import pack from '#packs/roles/roles.json' with { type: 'json' }
import { useLanguage, useName } from '../language.ts'

const byId = new Map<string, { zh: string; en: string }>(pack.roles.map(({ id, name }) => [id, name]))

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

/** The roles that have a right, as in packs/roles. */
export const rolesWith = (right: string): string[] =>
  pack.roles.filter(({ rights }) => (rights as readonly string[]).includes(right)).map(({ id }) => id)
