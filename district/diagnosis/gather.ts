import type { Barriers } from '#core/reach/barriers.ts'
import { loadNetwork } from '#core/reach/saved.ts'
import { snap } from '#core/reach/snap.ts'
import { factMark, factsForDiagnosis, type KnownFact, surveysAsOf } from '#foundation/evidence/read.ts'
import { isOverdue } from '#foundation/evidence/rules.ts'
import {
  barriers,
  communities,
  type DiagnosisFacility,
  facilitiesForDiagnosis,
  type KnownArea,
  placeMark,
  residences,
  streetNetwork,
} from '#foundation/place/read.ts'
import { shareOf } from '#foundation/place/rules/share.ts'
import type { Tx } from '#platform/store/db.ts'
import { type Declaration, selectDeclarationMark, selectDeclarations } from './queries/choices.ts'
import { choicesOf, holdingOf } from './rules/declaration.ts'
import type { DistrictInputs, KnownCommunity, KnownFacility } from './rules/engine.ts'
import type { FactValue } from './rules/inputs.ts'
import type { Pack } from './rules/pack-schema.ts'

/** What the store knows of a district on a day, before a pack is applied to it. */
export interface Gathered {
  readonly communities: readonly KnownArea[]
  /** Open on the day. */
  readonly facilities: readonly DiagnosisFacility[]
  /** By community, then term: what holds, and what nobody renewed in time, which counts as missing. */
  readonly facts: ReadonlyMap<string, ReadonlyMap<string, KnownFact>>
  readonly overdue: ReadonlyMap<string, ReadonlyMap<string, KnownFact>>
  /** Which kinds were looked for, by the id of the district, town or community surveyed. */
  readonly surveys: ReadonlyMap<string, KnownFact>
  /** What holds, by community. */
  readonly declarations: ReadonlyMap<string, readonly Declaration[]>
}

/** Changes whenever anything that a diagnosis is computed from does: a run with the same mark and day is still good. */
export async function changeMark(tx: Tx): Promise<string> {
  return [await placeMark(tx), await factMark(tx), await selectDeclarationMark(tx)].join(' ')
}

/**
 * Names, facts and declarations as of a day: light, and needed to show a run as well as to compute one. A past day knows
 * the declarations made by its end and the facilities that were open; else places have no history and are as they stand.
 */
export async function gather(tx: Tx, asOf: string, { past = false } = {}): Promise<Gathered> {
  const facts = await factsForDiagnosis(tx, { holdsOn: asOf })
  const only = (wanted: (fact: KnownFact) => boolean) =>
    new Map(
      [...facts].map(([id, own]) => [id, new Map([...own].filter(([, fact]) => wanted(fact)))] as const),
    )
  return {
    communities: await communities(tx),
    facilities: await facilitiesForDiagnosis(tx, asOf),
    facts: only((fact) => !isOverdue(fact, asOf)),
    overdue: only((fact) => isOverdue(fact, asOf)),
    surveys: await surveysAsOf(tx, { holdsOn: asOf }),
    declarations: await declarationsHolding(tx, past ? asOf : undefined),
  }
}

async function declarationsHolding(tx: Tx, by: string | undefined): Promise<Map<string, Declaration[]>> {
  const known = (await selectDeclarations(tx)).filter(({ declaredAt }) => !by || dayInChina(declaredAt) <= by)
  const history = Map.groupBy(known, ({ communityId }) => communityId)
  return new Map([...history].map(([communityId, rows]) => [communityId, holdingOf(rows)]))
}

/** The ISO day of a moment; the district's time zone is China's, whatever the server's is. */
export const dayInChina = (moment: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(moment)

/** Homes and facilities placed on the streets: the heavy part, the same for every pack. */
export type Placed = Omit<DistrictInputs, 'communities'> & {
  readonly checksum: string
  /** Households by community number. */
  readonly households: readonly (number | null)[]
}

/** @returns undefined before any street network was loaded. */
export async function placeOnStreets(tx: Tx, gathered: Gathered): Promise<Placed | undefined> {
  const stored = await streetNetwork(tx)
  if (!stored) return undefined
  const network = loadNetwork(stored.bytes)
  const lines: Barriers = await barriers(tx)
  const numberOf = new Map(gathered.communities.map(({ areaId }, number) => [areaId, number]))
  const homes = await residences(tx)
  const community = Uint16Array.from(homes.communityId, (id) => numberOf.get(id)!)
  const households: (number | null)[] = gathered.communities.map(() => null)
  community.forEach((c, home) => {
    households[c] = (households[c] ?? 0) + homes.households[home]!
  })
  const { edge, offset, access } = snap(network, homes.lon, homes.lat, { barriers: lines })
  return {
    network,
    checksum: stored.checksum,
    homes: {
      positions: { edge, offset, access },
      lon: homes.lon,
      lat: homes.lat,
      community,
      people: homes.people,
      bands: 7,
    },
    facilities: placeFacilities(gathered.facilities, numberOf, network, lines),
    households,
  }
}

function placeFacilities(
  facilities: readonly DiagnosisFacility[],
  numberOf: ReadonlyMap<string, number>,
  network: DistrictInputs['network'],
  barriers: Barriers,
): KnownFacility[] {
  const lon = Float64Array.from(facilities, (facility) => facility.lon)
  const lat = Float64Array.from(facilities, (facility) => facility.lat)
  const at = snap(network, lon, lat, { barriers })
  return facilities.map((facility, f) => ({
    facilityId: facility.facilityId,
    kind: facility.kind,
    position: { edge: at.edge[f]!, offset: at.offset[f]!, access: at.access[f]! },
    community: numberOf.get(facility.communityId) ?? -1,
    shares: [facility.communityId, ...facility.sharedWith].flatMap((id) => {
      const community = numberOf.get(id)
      const share = shareOf(facility, id)
      return community === undefined || share === 0 ? [] : [{ community, share }]
    }),
    capacity: facility.capacity,
    areaM2: facility.areaM2,
  }))
}

/** The inputs of a pack: profiles and choices as declared, else the pack's default. */
export function inputsFor(
  pack: Pack,
  gathered: Gathered,
  { checksum: _, households, ...placed }: Placed,
): DistrictInputs {
  const communities = gathered.communities.map(
    ({ areaId, path }, c): KnownCommunity => ({
      communityId: areaId,
      ...choicesOf(pack, gathered.declarations.get(areaId) ?? []),
      households: households[c]!,
      surveyed: new Set(surveysOf(gathered, path).flatMap(kindsIn)),
      facts: valuesOf(gathered.facts.get(areaId)),
    }),
  )
  return { ...placed, communities }
}

/** The surveys that cover a community: its own, its town's and the district's. */
export const surveysOf = ({ surveys }: Gathered, path: string): KnownFact[] =>
  path.split('/').flatMap((areaId) => surveys.get(areaId) ?? [])

/** The kinds of facility that a survey looked for. */
export const kindsIn = ({ value }: KnownFact): readonly string[] => value as string[]

function valuesOf(facts: ReadonlyMap<string, KnownFact> | undefined): Map<string, FactValue> {
  const values = new Map<string, FactValue>()
  for (const [term, { value }] of facts ?? []) {
    if (typeof value === 'number' || typeof value === 'string') values.set(term, value)
  }
  return values
}
