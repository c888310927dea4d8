import { LANES } from '#core/reach/nearest.ts'
import { distanceOf } from '#core/reach/pairs.ts'
import { NOWHERE_ON_STREETS, type Position } from '#core/reach/positions.ts'
import { type Change, type Edit, undo, whatIf } from '#core/reach/what-if.ts'
import type { Diagnosis, KnownFacility } from './engine.ts'
import { addFacility, type CommunityInputs, sumReach } from './inputs.ts'
import { type CommunityScore, scoreCommunity } from './score.ts'

/** A facility elsewhere: its place on the streets, and the community it then stands in (-1 for none). */
export interface Move {
  /** Number in the district. */
  readonly facility: number
  readonly to: Position
  readonly community: number
}

/** What a change has changed, and what takes it back. */
export interface Rescored {
  /** Numbers of the communities scored anew, ascending. */
  readonly communities: readonly number[]
  /** Take the change back; later changes must have been taken back before. */
  readonly undo: () => void
}

/**
 * Move a facility. It goes on serving whom it is shared with; the share of the community it stood in goes to the one
 * it stands in.
 */
export const moveFacility = (diagnosis: Diagnosis, { facility, ...to }: Move): Rescored =>
  replaceFacility(diagnosis, facility, movedFacility(diagnosis.facilities[facility]!, to))

/** The facility as it is elsewhere. */
export function movedFacility(
  facility: KnownFacility,
  { to, community }: Omit<Move, 'facility'>,
): KnownFacility {
  const { community: before, shares } = facility
  const own = shares.find((share) => share.community === before)?.share ?? 0
  const others = shares.filter((share) => share.community !== before && share.community !== community)
  const met = shares.find((share) => share.community === community && community !== before)?.share ?? 0
  const gained = own + met
  return {
    ...facility,
    position: to,
    community,
    shares: gained > 0 && community >= 0 ? [...others, { community, share: gained }] : others,
  }
}

/** The facility as if it were not there: it keeps its number, stands nowhere and serves nobody. */
export const goneFacility = (facility: KnownFacility): KnownFacility => ({
  ...facility,
  ...{ position: NOWHERE_ON_STREETS, community: -1, shares: [] },
})

/**
 * Put a facility in the place of one, or, with the next free number, beside all, and score anew the communities it
 * concerns: those whose homes now walk farther or less far, and those it stood in, stands in or serves. Afterwards
 * `scores` hold the same bits as a full run would give.
 *
 * @throws RangeError if it is of another kind, or its number is beyond the next free one.
 */
export function replaceFacility(diagnosis: Diagnosis, f: number, after: KnownFacility): Rescored {
  const { compiled, district, facilities, inputs } = diagnosis
  const before = facilities[f]
  if (f > facilities.length) throw new RangeError(`facility ${f}: the next number is ${facilities.length}`)
  if (before && before.kind !== after.kind) throw new RangeError(`facility ${f} is of kind ${before.kind}`)
  const put = () => {
    if (before) facilities[f] = before
    else facilities.pop()
  }
  facilities[f] = after
  const kind = compiled.kinds.indexOf(after.kind)
  if (kind === -1) return { communities: [], undo: put }
  const walk = walkTo(diagnosis, kind, f, before?.position ?? NOWHERE_ON_STREETS, after.position)
  const touched = new Set<number>(Array.from(walk?.homes ?? [], (home) => district.homes.community[home]!))
  const count = (counted: KnownFacility | undefined, sign: 1 | -1) => {
    if (!counted) return
    if (counted.community >= 0) addFacility(inputs[counted.community]!.inside, { ...counted, kind }, sign)
    for (const { community, share } of counted.shares) {
      addFacility(inputs[community]!.serving, { ...counted, kind }, sign * share)
      touched.add(community)
    }
    if (counted.community >= 0) touched.add(counted.community)
  }
  count(before, -1)
  count(after, 1)
  const communities = [...touched].sort((a, b) => a - b)
  const restoreScores = rescore(diagnosis, kind, communities)
  return {
    communities,
    undo: () => {
      count(after, -1)
      count(before, 1)
      put()
      walk?.takeBack()
      restoreScores()
    },
  }
}

/** Bring the kind's distances up to date; undefined where nobody's walk is asked for or can change. */
function walkTo(
  { reach, district }: Diagnosis,
  kind: number,
  facility: number,
  from: Position,
  to: Position,
) {
  const slot = reach.slot[kind]!
  if (slot === -1 || isSame(from, to)) return undefined
  const field = reach.fields[Math.floor(slot / LANES)]!
  const category = slot % LANES
  const numbers = reach.facilities[kind]!
  // The first of its kind: until now there was nothing to walk to.
  const isFirst = reach.distance[kind] === undefined
  const column = reach.distance[kind] ?? new Uint16Array(district.homes.community.length)
  reach.distance[kind] = column
  const number = numbers.lastIndexOf(facility)
  const change = whatIf(field, editOf(category, number, from, to))
  if (change.edit.kind === 'add') numbers.push(facility)
  const copy = (homes: Iterable<number>) => {
    for (const home of homes) column[home] = distanceOf(field.homePair[home * LANES + category]!)
  }
  copy(isFirst ? column.keys() : change.homes)
  return { homes: change.homes, takeBack: () => takeBack(change) }

  function takeBack(made: Change) {
    undo(made)
    if (made.edit.kind === 'add') numbers.pop()
    if (isFirst) reach.distance[kind] = undefined
    else copy(made.homes)
  }
}

const isSame = (a: Position, b: Position) =>
  a.edge === b.edge && (a.edge === -1 || (a.offset === b.offset && a.access === b.access))

/** A facility that comes back to the streets gets a new number in the field: those of removed ones stay empty. */
function editOf(category: number, facility: number, from: Position, to: Position): Edit {
  if (from.edge === -1) return { kind: 'add', category, at: to }
  if (to.edge === -1) return { kind: 'remove', category, facility }
  return { kind: 'move', category, facility, to }
}

/** Answer the kind's questions and score anew; returns what puts the former answers and scores back. */
function rescore(diagnosis: Diagnosis, kind: number, communities: readonly number[]): () => void {
  const { compiled, district, members, inputs, plans, scores, reach } = diagnosis
  const homes = { ...district.homes, distance: reach.distance }
  const before: [number, CommunityScore, Float64Array][] = []
  for (const c of communities) {
    const community: CommunityInputs = inputs[c]!
    before.push([c, scores[c]!, community.reach.slice()])
    for (const q of compiled.questionsOfKind[kind]!) {
      sumReach(compiled.questions[q]!, homes, members[c]!, community.surveyed, community.reach, 2 * q)
    }
    scores[c] = scoreCommunity(plans[c]!, community)
  }
  return () => {
    for (const [c, score, sums] of before) {
      scores[c] = score
      inputs[c]!.reach.set(sums)
    }
  }
}
