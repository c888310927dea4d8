import { LANES } from '#core/reach/nearest.ts'
import { distanceOf } from '#core/reach/pairs.ts'
import type { Position } from '#core/reach/positions.ts'
import { undo, whatIf } from '#core/reach/what-if.ts'
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

/** What a move has changed, and what takes it back. */
export interface Rescored {
  /** Numbers of the communities scored anew, ascending. */
  readonly communities: readonly number[]
  /** Take the move back; later moves must have been taken back before. */
  readonly undo: () => void
}

/**
 * Move a facility and score anew the communities it concerns: those whose homes now walk farther or less far, and
 * those it stood in, stands in or serves. Afterwards `scores` hold the same bits as a full run would give.
 *
 * It goes on serving whom it is shared with; the share of the community it stood in goes to the one it stands in.
 *
 * @throws RangeError if it is not on the streets, or is to go where none are.
 */
export function moveFacility(diagnosis: Diagnosis, move: Move): Rescored {
  const { compiled, district, facilities, inputs } = diagnosis
  const facility = facilities[move.facility]!
  const kind = compiled.kinds.indexOf(facility.kind)
  if (kind === -1) return { communities: [], undo: () => {} }
  const moved: KnownFacility = { ...facility, ...sharesAfter(facility, move) }
  const change = walkTo(diagnosis, kind, move)
  const touched = new Set<number>(Array.from(change?.homes ?? [], (home) => district.homes.community[home]!))
  const count = (counted: KnownFacility, sign: 1 | -1) => {
    if (counted.community >= 0) addFacility(inputs[counted.community]!.inside, { ...counted, kind }, sign)
    for (const { community, share } of counted.shares) {
      addFacility(inputs[community]!.serving, { ...counted, kind }, sign * share)
      touched.add(community)
    }
    if (counted.community >= 0) touched.add(counted.community)
  }
  count(facility, -1)
  count(moved, 1)
  facilities[move.facility] = moved
  const communities = [...touched].sort((a, b) => a - b)
  const restoreScores = rescore(diagnosis, kind, communities)
  return {
    communities,
    undo: () => {
      count(moved, -1)
      count(facility, 1)
      facilities[move.facility] = facility
      change?.takeBack()
      restoreScores()
    },
  }
}

function sharesAfter({ community: before, shares }: KnownFacility, { community, to }: Move) {
  const own = shares.find((share) => share.community === before)?.share ?? 0
  const others = shares.filter((share) => share.community !== before && share.community !== community)
  const met = shares.find((share) => share.community === community && community !== before)?.share ?? 0
  const gained = own + met
  return {
    position: to,
    community,
    shares: gained > 0 && community >= 0 ? [...others, { community, share: gained }] : others,
  }
}

/** Bring the kind's distances up to date; undefined for a kind that the pack does not ask of the network. */
function walkTo({ reach }: Diagnosis, kind: number, { facility, to }: Move) {
  const slot = reach.slot[kind]!
  const column = reach.distance[kind]
  if (slot === -1 || !column) return undefined
  const field = reach.fields[Math.floor(slot / LANES)]!
  const category = slot % LANES
  const change = whatIf(field, {
    kind: 'move',
    category,
    facility: reach.facilities[kind]!.indexOf(facility),
    to,
  })
  const copy = () => {
    for (const home of change.homes) column[home] = distanceOf(field.homePair[home * LANES + category]!)
  }
  copy()
  return {
    homes: change.homes,
    takeBack: () => {
      undo(change)
      copy()
    },
  }
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
