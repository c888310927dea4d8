import { createReach, type Field, LANES, nearest } from '#core/reach/nearest.ts'
import type { Network } from '#core/reach/network.ts'
import { distanceOf } from '#core/reach/pairs.ts'
import { type Position, type Positions, positionsOf } from '#core/reach/positions.ts'
import type { CompiledPack } from './compile.ts'
import {
  addFacility,
  type CommunityInputs,
  type FactValue,
  nothingKnown,
  type People,
  sumReach,
} from './inputs.ts'
import { type Choices, type Plan, planFor } from './plan.ts'
import { type CommunityScore, scoreCommunity } from './score.ts'

/** Everything a diagnosis is computed from. The order of homes, facilities and communities does not matter to scores. */
export interface DistrictInputs {
  readonly network: Network
  readonly communities: readonly KnownCommunity[]
  readonly homes: ResidentHomes
  readonly facilities: readonly KnownFacility[]
}

export interface KnownCommunity {
  readonly communityId: string
  /** Profile id in the pack. */
  readonly profile: string
  readonly choices: Choices
  /** null where nobody has supplied it. */
  readonly households: number | null
  /** Ids of kinds that have been surveyed here: of these, what is not recorded does not exist. */
  readonly surveyed: ReadonlySet<string>
  readonly facts: ReadonlyMap<string, FactValue>
}

/** Where people live: entry `h` of each array is home `h`, a building or a cell of a grid. */
export interface ResidentHomes {
  readonly positions: Positions
  /** Float64, degrees: the homes themselves, for maps. */
  readonly lon: Float64Array
  readonly lat: Float64Array
  /** Number in `communities`. */
  readonly community: Uint16Array
  /** `bands` whole numbers per home: people by age band (7), or in all (1). */
  readonly people: Uint16Array | Uint32Array
  readonly bands: 7 | 1
}

export interface KnownFacility {
  readonly facilityId: string
  /** Id of a facility kind; one that the pack does not know is ignored. */
  readonly kind: string
  /** Edge -1 where it could not be placed on the streets: then it counts as present but nobody walks to it. */
  readonly position: Position
  /** Number of the community it stands in; -1 for none. */
  readonly community: number
  /** Whom it serves; the shares add up to 1, so that it counts once in the district. */
  readonly shares: readonly { readonly community: number; readonly share: number }[]
  readonly capacity: number | null
  readonly areaM2: number | null
}

/** A district scored by a pack, kept so that a change re-scores only the communities it touches. */
export interface Diagnosis {
  readonly compiled: CompiledPack
  readonly district: DistrictInputs
  readonly reach: KindFields
  /** The facilities as they are; `replaceFacility` changes entries. */
  readonly facilities: KnownFacility[]
  /** Homes of each community. */
  readonly members: readonly Uint32Array[]
  readonly plans: readonly Plan[]
  readonly inputs: readonly CommunityInputs[]
  /** In the order of the communities. */
  readonly scores: CommunityScore[]
}

/** Distance fields of the kinds that a pack names, 32 kinds to an engine. */
export interface KindFields {
  /** By kind number, as `Homes` has it. */
  readonly distance: (Uint16Array | undefined)[]
  readonly fields: readonly Field[]
  /** By kind number: its number among the kinds asked for, or -1; engine is `/ LANES`, lane is `% LANES`. */
  readonly slot: Int32Array
  /** By kind number: facility numbers of the district, in the order of the field's own. */
  readonly facilities: readonly number[][]
}

/** Score every community of a district by a pack. */
export function diagnose(compiled: CompiledPack, district: DistrictInputs): Diagnosis {
  const reach = reachKinds(compiled, district)
  const members = membersOf(district)
  const plans = plansOf(compiled, district)
  const inputs = gatherInputs(compiled, district, members)
  const homes = { ...district.homes, distance: reach.distance }
  inputs.forEach((community, c) => {
    compiled.questions.forEach((question, q) => {
      sumReach(question, homes, members[c]!, community.surveyed, community.reach, 2 * q)
    })
  })
  const scores = inputs.map((community, c) => scoreCommunity(plans[c]!, community))
  return { compiled, district, reach, facilities: [...district.facilities], members, plans, inputs, scores }
}

/** Distances from every home to the nearest facility of every kind that the pack asks of the network. */
function reachKinds(
  { kinds, tests }: CompiledPack,
  { network, homes, facilities }: DistrictInputs,
): KindFields {
  const numberOf = new Map(kinds.map((kind, number) => [kind, number]))
  const facilitiesOf: number[][] = kinds.map(() => [])
  // Facilities of a kind are numbered by their id: among equally near ones the order of import must not decide.
  const order = facilities
    .map((_, f) => f)
    .sort((a, b) => compareText(facilities[a]!.facilityId, facilities[b]!.facilityId))
  for (const f of order) {
    const kind = numberOf.get(facilities[f]!.kind)
    if (kind !== undefined) facilitiesOf[kind]!.push(f)
  }
  // Also the kinds that are only counted: a gap names the nearest existing one.
  const named = new Set(tests.flatMap(({ test }) => ('kinds' in test.measure ? test.measure.kinds : [])))
  const asked = kinds.map((_, kind) => kind).filter((kind) => named.has(kinds[kind]!))
  const slot = new Int32Array(kinds.length).fill(-1)
  asked.forEach((kind, i) => {
    slot[kind] = i
  })
  const fields: Field[] = []
  for (let first = 0; first < asked.length; first += LANES) {
    const group = asked.slice(first, first + LANES)
    const places = group.map((kind) => positionsOf(facilitiesOf[kind]!.map((f) => facilities[f]!.position)))
    fields.push(nearest(createReach(network), places, homes.positions))
  }
  const distance = kinds.map((_, kind) =>
    slot[kind] === -1 || facilitiesOf[kind]!.length === 0 ? undefined : laneOf(fields, slot[kind]!),
  )
  return { fields, slot, facilities: facilitiesOf, distance }
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** One kind's distances from all homes, as an array of its own. */
function laneOf(fields: readonly Field[], slot: number): Uint16Array {
  const { homePair } = fields[Math.floor(slot / LANES)]!
  const lane = slot % LANES
  const column = new Uint16Array(homePair.length / LANES)
  for (let home = 0; home < column.length; home++) column[home] = distanceOf(homePair[home * LANES + lane]!)
  return column
}

function membersOf({ communities, homes }: DistrictInputs): Uint32Array[] {
  const counts = new Uint32Array(communities.length)
  for (const community of homes.community) counts[community]!++
  const members = Array.from(counts, (count) => new Uint32Array(count))
  const filled = new Uint32Array(communities.length)
  homes.community.forEach((community, home) => {
    members[community]![filled[community]!++] = home
  })
  return members
}

/** Communities with the same profile and choices share one plan. */
function plansOf(compiled: CompiledPack, { communities }: DistrictInputs): Plan[] {
  const known = new Map<string, Plan>()
  return communities.map(({ profile, choices }) => {
    const key = JSON.stringify([profile, choices.signature ?? [], [...(choices.optOuts ?? [])]])
    const plan = known.get(key) ?? planFor(compiled, profile, choices)
    known.set(key, plan)
    return plan
  })
}

/** All inputs but the answers of the network. */
function gatherInputs(
  compiled: CompiledPack,
  { communities, homes, facilities }: DistrictInputs,
  members: readonly Uint32Array[],
): CommunityInputs[] {
  const numberOf = new Map(compiled.kinds.map((kind, number) => [kind, number]))
  const inputs = communities.map(({ communityId, households, surveyed, facts }, c) => ({
    ...nothingKnown(compiled, communityId),
    people: peopleOf(homes, members[c]!),
    households,
    surveyed: Uint8Array.from(compiled.kinds, (kind) => (surveyed.has(kind) ? 1 : 0)),
    facts,
  }))
  for (const facility of facilities) {
    const kind = numberOf.get(facility.kind)
    if (kind === undefined) continue
    const counted = { ...facility, kind }
    if (facility.community >= 0) addFacility(inputs[facility.community]!.inside, counted)
    for (const { community, share } of facility.shares)
      addFacility(inputs[community]!.serving, counted, share)
  }
  return inputs
}

function peopleOf({ people, bands }: ResidentHomes, members: Uint32Array): People | null {
  if (members.length === 0) return null
  const byAge = new Float64Array(bands)
  for (const home of members)
    for (let band = 0; band < bands; band++) byAge[band]! += people[home * bands + band]!
  const total = byAge.reduce((sum, count) => sum + count, 0)
  return { total, byAge: bands === 7 ? byAge : null }
}
