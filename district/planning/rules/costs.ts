import type { Candidate, Change } from '../contract.ts'
import { costOf, interventions, sharing, usualIntervention } from './candidates.ts'
import type { Intervention } from './catalogue.ts'
import { type Wish, wishesOf } from './changes.ts'

/** Where a change puts its facility, beside open ground. */
export type Host =
  | { readonly is: 'candidate'; readonly candidate: HostCandidate }
  | { readonly is: 'facility'; readonly facilityId: string }
  /** Neither a candidate nor a facility has this id any more. */
  | { readonly is: 'gone'; readonly hostId: string }

/** What costs depend on of a candidate. */
export type HostCandidate = Pick<Candidate, 'kind' | 'name' | 'areaM2' | 'costFen'>

/** What changes refer to: candidates by `areaId/candidateId`, and the facilities of the register by id. */
export interface Places {
  readonly candidates: ReadonlyMap<string, HostCandidate>
  readonly facilities: ReadonlyMap<string, { readonly areaM2: number | null }>
}

/**
 * Why a cost is not known: the area is not recorded; its host is gone; the catalogue no longer has its intervention; or
 * it has none for what is done (to close, or to change a facility without adding to its area).
 */
export type UnknownCost = 'area' | 'host-gone' | 'intervention-gone' | 'not-in-catalogue'

/** By what means a change is made, where, and what that costs. */
export interface ChangeCost {
  /** null where the catalogue has none for it. */
  readonly interventionId: string | null
  readonly host: Host | null
  /** null: not known, which is not nothing. */
  readonly fen: number | null
  /** As recorded of the candidate; else by the catalogue, whose figures are product defaults. */
  readonly stated: boolean
  readonly why: UnknownCost | null
}

/**
 * What each change costs, in their order. An added or moved facility costs what its intervention costs at its host, or
 * on open ground by its own area; one made larger costs what is usual for a public building, over the area added,
 * unless it is moved as well: then its new size is in the cost of the move.
 */
export function costsOf(changes: readonly Change[], places: Places): ChangeCost[] {
  const wishes = wishesOf(changes)
  return changes.map((change) => {
    const wish = wishes.get(change.facilityId)!
    if (change.kind === 'remove') return unknown(null, null, 'not-in-catalogue')
    if (change.kind === 'resize') return costOfGrowth(change.facilityId, wish, places)
    return costOfPlace(change, areaOf(change.facilityId, wish, places), places)
  })
}

/** Costs in sum: of how many changes they are not known, and whether each of the others is as recorded. */
export function sumOfCosts(costs: readonly Pick<ChangeCost, 'fen' | 'stated'>[]) {
  const known = costs.flatMap(({ fen, stated }) => (fen === null ? [] : [{ fen, stated }]))
  return {
    fen: known.reduce((sum, { fen }) => sum + fen, 0),
    knownCount: known.length,
    unknownCount: costs.length - known.length,
    stated: known.every(({ stated }) => stated),
  }
}

const unknown = (interventionId: string | null, host: Host | null, why: UnknownCost): ChangeCost => ({
  ...{ interventionId, host, why, fen: null, stated: false },
})

/** The area that a facility has with the changes; null where that is not known. */
function areaOf(facilityId: string, { add, resize }: Wish, { facilities }: Places): number | null {
  if (add) return add.areaM2
  return resize ? resize.areaM2 : (facilities.get(facilityId)?.areaM2 ?? null)
}

function costOfPlace(
  { interventionId, hostId }: Extract<Change, { kind: 'add' | 'move' }>,
  areaM2: number | null,
  places: Places,
): ChangeCost {
  const host = hostId === null ? null : hostOf(hostId, places)
  if (host?.is === 'gone') return unknown(interventionId, host, 'host-gone')
  const means =
    interventionId === null ? usualAt(host) : interventions.find(({ id }) => id === interventionId)
  if (!means) return unknown(interventionId, host, 'intervention-gone')
  return priced(host?.is === 'candidate' ? host.candidate : { costFen: null, areaM2 }, means, host)
}

function hostOf(hostId: string, { candidates, facilities }: Places): Host {
  const candidate = candidates.get(hostId)
  if (candidate) return { is: 'candidate', candidate }
  return facilities.has(hostId) ? { is: 'facility', facilityId: hostId } : { is: 'gone', hostId }
}

/** Open ground is built on. */
function usualAt(host: Exclude<Host, { is: 'gone' }> | null): Intervention {
  if (host?.is === 'facility') return sharing
  return usualIntervention(host ? host.candidate.kind : 'plot')
}

function costOfGrowth(facilityId: string, { move, resize }: Wish, { facilities }: Places): ChangeCost {
  if (move) return { interventionId: null, host: null, fen: 0, stated: false, why: null }
  const before = facilities.get(facilityId)?.areaM2 ?? null
  const after = resize!.areaM2
  if (before === null || after === null) return unknown(null, null, 'area')
  if (after <= before) return unknown(null, null, 'not-in-catalogue')
  return priced({ costFen: null, areaM2: after - before }, usualIntervention('public-building'), null)
}

function priced(
  place: { readonly costFen: number | null; readonly areaM2: number | null },
  means: Intervention,
  host: Host | null,
): ChangeCost {
  const cost = costOf(place, means)
  return cost ? { ...cost, interventionId: means.id, host, why: null } : unknown(means.id, host, 'area')
}
