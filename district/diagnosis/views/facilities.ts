import type { Static } from 'typebox'
import { AGE_BANDS } from '#foundation/place/contract.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import type { ServedPeople } from '../contract/rows.ts'
import type { communityFacilities } from '../contract.ts'
import { tellApart } from '../rules/cells.ts'
import type { Diagnosis } from '../rules/engine.ts'
import { suppress } from '../rules/suppress.ts'
import type { Run } from '../runs.ts'
import { groupHomes } from './cells.ts'
import { facilityRow } from './evidence.ts'
import { peopleAt, usersOf, walkFrom } from './walk.ts'

/** Facilities inside community `c`, shared with it, or nearest for residents of it across the border. */
export function facilitiesView(run: Run, c: number): Static<typeof communityFacilities.reply> {
  const { diagnosis, gathered, compiled } = run
  const served = new Map<number, number | null>()
  for (const kind of compiled.kinds.keys())
    for (const [facility, people] of shownUsers(diagnosis, c, kind)) served.set(facility, people)
  const rows = diagnosis.district.facilities.flatMap(({ community, shares }, f) => {
    const shared = shares.some((share) => share.community === c)
    const place = community === c ? 'inside' : shared ? 'shared' : served.get(f) ? 'nearby' : undefined
    const people = served.has(f) ? served.get(f)! : 0
    return place ? [{ facility: facilityRow(gathered.facilities[f]!), place, people } as const] : []
  })
  return { total: rows.length, rows }
}

/** By facility number, -1 for none: residents of a community who have it nearest of its kind, null where hidden. */
function shownUsers(diagnosis: Diagnosis, c: number, kind: number): Map<number, number | null> {
  const users = [...usersOf(diagnosis, c, [kind])]
  const { shown } = suppress(users.map(([, { people }]) => people))
  return new Map(users.map(([facility], i) => [facility, shown[i]!]))
}

/** The homes whose nearest facility of its kind number `f` is, in every community, and its capacity against demand. */
export function servedView(run: Run, f: number): ServedPeople {
  const { diagnosis, gathered, compiled } = run
  const facility = gathered.facilities[f]!
  const kind = compiled.kinds.indexOf(facility.kind)
  const homes = homesOf(diagnosis, kind, f)
  const communities = [...new Set(homes.map((home) => diagnosis.district.homes.community[home]!))].map(
    (c) => ({ c, users: shownUsers(diagnosis, c, kind) }),
  )
  const rows = communities.map(({ c, users }) => {
    const { areaId, name } = gathered.communities[c]!
    return { communityId: areaId, name, people: users.get(f) ?? null }
  })
  // Of communities where the number is hidden nobody is counted: the sum would give it away.
  const shown = new Set(rows.flatMap(({ people }, i) => (people === null ? [] : [communities[i]!.c])))
  const counted = homes.filter((home) => shown.has(diagnosis.district.homes.community[home]!))
  const sum = (ages: readonly number[]) =>
    counted.reduce((all, home) => all + peopleAt(diagnosis, home, ages), 0)
  const people = sum([])
  const ages = (facility.ageBands ??
    facilityKinds.get(facility.kind)?.ageBands ??
    AGE_BANDS) as (typeof AGE_BANDS)[number][]
  const meant = sum(ages.map((band) => AGE_BANDS.indexOf(band)))
  const [ofAges = null] = suppress([meant, people - meant]).shown
  return {
    facility: facilityRow(facility),
    people,
    communities: rows.sort((a, b) => (b.people ?? 0) - (a.people ?? 0)),
    cells: communities.flatMap(({ c, users }) => servedCells(run, c, { f, kind, users })),
    demand: { ages: [...ages], people: ofAges },
  }
}

/** The homes of all communities that have facility `f` nearest of its kind; none where the pack does not ask for it. */
function homesOf(diagnosis: Diagnosis, kind: number, f: number): number[] {
  const found: number[] = []
  for (let home = 0; home < diagnosis.district.homes.community.length; home++)
    if (walkFrom(diagnosis, home, [kind]).facility === f && peopleAt(diagnosis, home) > 0) found.push(home)
  return found
}

interface Served {
  readonly f: number
  readonly kind: number
  readonly users: ReadonlyMap<number, number | null>
}

/** Cells of one community; their parts are the facilities that people have nearest, so that none can be had by subtraction. */
function servedCells({ diagnosis, gathered }: Run, c: number, { f, kind, users }: Served) {
  if (!users.get(f)) return []
  const numbers = [...users.keys()]
  const partOf = new Map(
    tellApart([...users.values()]).flatMap((entries, part) =>
      entries.map((entry) => [numbers[entry]!, part] as const),
    ),
  )
  const walk = (home: number) => walkFrom(diagnosis, home, [kind])
  const groups = groupHomes(diagnosis, c, (home) => {
    const parts: number[] = []
    parts[partOf.get(walk(home).facility)!] = peopleAt(diagnosis, home)
    return parts
  })
  return groups.flatMap(({ homes, ...place }) => {
    const own = homes.filter((home) => walk(home).facility === f)
    const people = own.reduce((sum, home) => sum + peopleAt(diagnosis, home), 0)
    if (people === 0) return []
    const decimetres = own.reduce((sum, home) => sum + peopleAt(diagnosis, home) * walk(home).distance, 0)
    const distanceM = Math.round(decimetres / people / 10)
    return [{ communityId: gathered.communities[c]!.areaId, ...place, people, distanceM }]
  })
}
