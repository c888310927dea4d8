import { buildingHomes, facilityHomes } from '#foundation/place/read.ts'
import type { Fault } from '#platform/http/errors.ts'
import type { Tx } from '#platform/store/db.ts'
import { projectHomes } from './queries.ts'
import type { SubjectKind } from './rules.ts'

/** A subject as a fact names it; its community where that was said. */
interface Named {
  readonly subjectKind: SubjectKind
  readonly subjectId: string
  readonly communityId?: string | undefined
}

const KINDS = {
  building: { homes: buildingHomes, zh: '楼幢', en: 'building' },
  facility: { homes: facilityHomes, zh: '设施', en: 'facility' },
  project: { homes: projectHomes, zh: '项目', en: 'project' },
} as const
type Located = keyof typeof KINDS

const isLocated = (kind: SubjectKind): kind is Located => Object.hasOwn(KINDS, kind)

/** A function that lists the communities in which a building, facility or project of that id is. */
async function homesOf(tx: Tx, facts: readonly Named[]) {
  const homes = new Map<string, string[]>()
  for (const [kind, { homes: ask }] of Object.entries(KINDS)) {
    const ids = facts.filter(({ subjectKind }) => subjectKind === kind).map(({ subjectId }) => subjectId)
    if (ids.length === 0) continue
    for (const { id, communityId } of await ask(tx, ids)) {
      const key = `${kind} ${id}`
      homes.set(key, [...(homes.get(key) ?? []), communityId])
    }
  }
  return ({ subjectKind, subjectId }: Named) => homes.get(`${subjectKind} ${subjectId}`) ?? []
}

/**
 * The community of each fact: as said, the area itself, or that of the building, facility or project it is about;
 * `undefined` where there is no such subject.
 */
export async function tenantsOf(tx: Tx, facts: readonly Named[]): Promise<(string | undefined)[]> {
  const homes = await homesOf(
    tx,
    facts.filter(({ communityId }) => communityId === undefined),
  )
  return facts.map((fact) =>
    isLocated(fact.subjectKind) ? (fact.communityId ?? homes(fact)[0]) : (fact.communityId ?? fact.subjectId),
  )
}

/**
 * Facts about something that is not there, or that is another community's. The store refuses such rows too, but cannot
 * say it to a person.
 */
export async function subjectFaults(tx: Tx, facts: readonly Named[]): Promise<Fault[]> {
  const homes = await homesOf(tx, facts)
  return facts.flatMap((fact, i): Fault[] => {
    if (!isLocated(fact.subjectKind)) return []
    const found = homes(fact)
    if (found.some((home) => home === (fact.communityId ?? home))) return []
    const { zh, en } = KINDS[fact.subjectKind]
    const [home] = found
    const reason =
      home === undefined
        ? { zh: `没有${zh} ${fact.subjectId}`, en: `there is no ${en} ${fact.subjectId}` }
        : {
            zh: `${zh} ${fact.subjectId} 属于 ${home}，应记在 ${home} 名下`,
            en: `the ${en} ${fact.subjectId} is in ${home}: the fact belongs there`,
          }
    return [{ row: i + 1, field: 'subjectId', reason }]
  })
}
