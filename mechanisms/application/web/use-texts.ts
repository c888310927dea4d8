import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import names from '#packs/procedures/names.json'
import roles from '#packs/roles/roles.json'
import { type Both, useName } from '#platform/ui/language.ts'

const roleNames = new Map<string, Both>(roles.roles.map(({ id, name }) => [id, name]))
const ofDistrict = new Set(roles.roles.filter(({ level }) => level === 'district').map(({ id }) => id))
const documentNames: Readonly<Record<string, Both>> = names.documents

interface Named {
  readonly role: string
  readonly areaId: string
  readonly accountName?: string | null
}

/** Functions that write roles, holders, areas and kinds of documents in the reader's language. */
export function useTexts() {
  const name = useName()
  const { byId } = useAreas()
  const role = (id: string) => name(roleNames.get(id) ?? { zh: id, en: id })
  const area = (id: string) => {
    const known = byId.get(id)
    return known ? name(known.name) : id
  }
  return {
    role,
    area,
    /** The area first, as an office is called: 姜山镇 · 镇街. Offices of the district are named by themselves. */
    holder: ({ role: id, areaId, accountName }: Named) =>
      [!ofDistrict.has(id) && area(areaId), role(id), accountName].filter(Boolean).join(' · '),
    document: (kind: string) => name(documentNames[kind] ?? { zh: kind, en: kind }),
  }
}
