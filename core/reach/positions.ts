import type { Network } from './network.ts'

/** Places on the streets: `offset` along an edge, reached from the street in a straight line of `access`. */
export interface Positions {
  readonly edge: Int32Array // edge number; -1 for a place that is not on the network
  readonly offset: Uint32Array // decimetres from the edge's `edgeFrom`, at most its length
  readonly access: Uint16Array // decimetres between the place and the street
}

/** No places at all. */
export const NOWHERE: Positions = {
  edge: new Int32Array(0),
  offset: new Uint32Array(0),
  access: new Uint16Array(0),
}

/** One place of `Positions`. */
export interface Position {
  readonly edge: number
  readonly offset: number
  readonly access: number
}

/** The place of what stands on no street. */
export const NOWHERE_ON_STREETS: Position = { edge: -1, offset: 0, access: 0 }

/** Decimetres that stand for themselves and everything farther: 6,553.5 m or more. */
export const FAR = 0xffff

/** The place with this number. */
export function positionAt({ edge, offset, access }: Positions, index: number): Position {
  return { edge: edge[index]!, offset: offset[index]!, access: access[index]! }
}

/** These places in the form of arrays. */
export function positionsOf(places: readonly Position[]): Positions {
  return {
    edge: Int32Array.from(places, ({ edge }) => edge),
    offset: Uint32Array.from(places, ({ offset }) => offset),
    access: Uint16Array.from(places, ({ access }) => access),
  }
}

/** @throws RangeError if a place lies on no edge of the network or beyond the end of its edge. */
export function checkPositions(network: Network, { edge, offset }: Positions): void {
  const { edgeLength } = network
  for (let i = 0; i < edge.length; i++) {
    const e = edge[i]!
    if (e === -1) continue
    if (e < 0 || e >= edgeLength.length) throw new RangeError(`place ${i}: the network has no edge ${e}`)
    if (offset[i]! > edgeLength[e]!) {
      throw new RangeError(
        `place ${i}: offset ${offset[i]} is beyond edge ${e}, which is ${edgeLength[e]} dm long`,
      )
    }
  }
}

/** Which places lie on an edge: those of edge `e` are `place[first[e]]` to `place[first[e + 1] - 1]`, ascending. */
export interface EdgeIndex {
  readonly first: Uint32Array // edgeCount + 1
  readonly place: Uint32Array
}

/** Groups places by their edge; those that are on none are left out. With no places at all `first` is empty. */
export function indexByEdge(edgeCount: number, { edge }: Positions): EdgeIndex {
  if (edge.length === 0) return { first: new Uint32Array(0), place: new Uint32Array(0) }
  const first = new Uint32Array(edgeCount + 1)
  for (let i = 0; i < edge.length; i++) if (edge[i]! >= 0) first[edge[i]! + 1]!++
  for (let e = 0; e < edgeCount; e++) first[e + 1]! += first[e]!
  const next = first.slice(0, edgeCount)
  const place = new Uint32Array(first[edgeCount]!)
  for (let i = 0; i < edge.length; i++) if (edge[i]! >= 0) place[next[edge[i]!]!++] = i
  return { first, place }
}
