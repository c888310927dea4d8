import { createKernel, type Kernel } from './kernel.ts'
import type { Network } from './network.ts'
import { distanceOf, MAX_FACILITIES, pairOf } from './pairs.ts'
import { checkPositions, type EdgeIndex, FAR, indexByEdge, NOWHERE, type Positions } from './positions.ts'

/** Categories that one sweep answers: the lanes of its vectors. */
export const LANES = 32

/**
 * The engine: a network in the memory of a sweep kernel. It answers up to 32 categories at a time; for more, make
 * several engines. Cost on a network of 65,000 nodes: 10 MB, a few milliseconds to create.
 */
export interface Reach {
  readonly network: Network
  readonly kernel: Kernel
  /** Byte addresses in the kernel's memory of what stays from run to run; `rows` of distances or of pairs. */
  readonly at: Readonly<Record<'first' | 'head' | 'length' | 'seen' | 'rows' | 'free', number>>
  /** Number of the latest run: its results, and no others, are in the memory. */
  run: number
}

/** Distances to the nearest facility of every category, in decimetres; `FAR` for 6,553.5 m or farther. */
export interface Distances {
  readonly distance: Uint16Array // [node * LANES + category]
  readonly homeDistance: Uint16Array // [home * LANES + category]
}

/**
 * For every node and home the nearest facility of every category and its distance, as a pair: `distanceOf` and
 * `facilityOf` of pairs.ts read it. Among equally near facilities it is the one with the lower number. The arrays are
 * views of the engine's memory: its next run replaces them, so keep copies of what must last.
 */
export interface Field {
  readonly pair: Uint32Array // [node * LANES + category]
  readonly homePair: Uint32Array // [home * LANES + category]
  readonly reach: Reach
  readonly run: number
  /** The facilities of each category as they are; `whatIf` replaces entries. */
  readonly categories: Positions[]
  readonly homes: Positions
  readonly homesOn: EdgeIndex
  /** Edits made and not undone. */
  edits: number
}

/** Bytes of a row of pairs; a row of distances is half as long. */
const PAIR_ROW = LANES * 4

/** An engine for this network. */
export function createReach(network: Network): Reach {
  const nodeCount = network.lon.length
  const kernel = createKernel()
  const take = allocator(0)
  const at = {
    first: take(network.upFirst.byteLength),
    head: take(network.upHead.byteLength),
    length: take(network.upLength.byteLength),
    seen: take(nodeCount),
    rows: take(nodeCount * PAIR_ROW),
    free: take(0),
  }
  reserve(kernel, at.free)
  const { buffer } = kernel.memory
  new Uint32Array(buffer, at.first).set(network.upFirst)
  new Uint32Array(buffer, at.head).set(network.upHead)
  new Uint16Array(buffer, at.length).set(network.upLength)
  return { network, kernel, at, run: 0 }
}

/**
 * The nearest facilities of up to 32 categories, for all nodes and these homes.
 *
 * @throws RangeError for more than 32 categories, more than 32,767 facilities in one, or a position off its edge.
 */
export function nearest(reach: Reach, categories: readonly Positions[], homes: Positions = NOWHERE): Field {
  const { kernel, at, network } = reach
  const { seedCount, cell, offer, end, walk, homeRows } = start(reach, categories, homes)
  const hierarchy = [network.lon.length, at.first, at.head, at.length]
  kernel.seedPairs(seedCount, cell, offer, at.rows, at.seen)
  kernel.upPairs(...hierarchy, at.rows, at.seen)
  kernel.downPairs(...hierarchy, at.rows, at.seen)
  kernel.homePairs(homes.edge.length, end, walk, at.rows, homeRows)
  const { buffer } = kernel.memory
  const field: Field = {
    reach,
    run: reach.run,
    pair: new Uint32Array(buffer, at.rows, network.lon.length * LANES),
    homePair: new Uint32Array(buffer, homeRows, homes.edge.length * LANES),
    categories: [...categories],
    homes,
    homesOn: indexByEdge(network.edgeFrom.length, homes),
    edits: 0,
  }
  for (const [category, facilities] of categories.entries()) walkAlongEdges(field, category, facilities)
  return field
}

/** The distances of `nearest` alone, in half the time; the arrays are views of the engine's memory too. */
export function nearestDistances(
  reach: Reach,
  categories: readonly Positions[],
  homes: Positions = NOWHERE,
): Distances {
  const { kernel, at, network } = reach
  const { seedCount, cell, offer, end, walk, homeRows } = start(reach, categories, homes)
  const hierarchy = [network.lon.length, at.first, at.head, at.length]
  kernel.seedDistances(seedCount, cell, offer, at.rows, at.seen)
  kernel.upDistances(...hierarchy, at.rows, at.seen)
  kernel.downDistances(...hierarchy, at.rows, at.seen)
  kernel.homeDistances(homes.edge.length, end, walk, at.rows, homeRows)
  const { buffer } = kernel.memory
  const distance = new Uint16Array(buffer, at.rows, network.lon.length * LANES)
  const homeDistance = new Uint16Array(buffer, homeRows, homes.edge.length * LANES)
  const homesOn = indexByEdge(network.edgeFrom.length, homes)
  for (const [category, facilities] of categories.entries()) {
    offerAlongEdges({ homes, homesOn }, facilities, (home, pair) => {
      const at = home * LANES + category
      homeDistance[at] = Math.min(homeDistance[at]!, distanceOf(pair))
    })
  }
  return { distance, homeDistance }
}

/** @throws RangeError if the engine has since been run for another field. */
export function checkCurrent(field: Field): void {
  if (field.run !== field.reach.run) throw new RangeError('the engine has been run again: this field is gone')
}

/** Begins a run: makes room, writes the start values and the homes; returns where they are. */
function start(reach: Reach, categories: readonly Positions[], homes: Positions) {
  const { network, kernel, at } = reach
  if (categories.length > LANES)
    throw new RangeError(`${categories.length} categories: at most ${LANES} in a run`)
  for (const positions of [...categories, homes]) checkPositions(network, positions)
  let facilityCount = 0
  for (const { edge } of categories) {
    if (edge.length > MAX_FACILITIES)
      throw new RangeError(`${edge.length} facilities: at most ${MAX_FACILITIES}`)
    facilityCount += edge.length
  }
  const take = allocator(at.free)
  const place = {
    cell: take(2 * facilityCount * 4),
    offer: take(2 * facilityCount * 4),
    end: take(homes.edge.length * 8),
    walk: take(homes.edge.length * 4),
    homeRows: take(homes.edge.length * PAIR_ROW),
  }
  reserve(kernel, take(0))
  reach.run++
  const { buffer } = kernel.memory
  new Uint8Array(buffer, at.seen, network.lon.length).fill(0)
  const cell = new Uint32Array(buffer, place.cell, 2 * facilityCount)
  const offer = new Uint32Array(buffer, place.offer, 2 * facilityCount)
  const seedCount = writeSeeds(network, categories, cell, offer)
  const end = new Uint32Array(buffer, place.end, 2 * homes.edge.length)
  writeHomes(network, homes, end, new Uint16Array(buffer, place.walk, end.length))
  return { ...place, seedCount }
}

/**
 * Every facility offers itself to both ends of its edge: pair `offer[k]` to `cell[k]`, node * LANES + category.
 * Returns the number of offers.
 */
function writeSeeds(
  { edgeFrom, edgeTo, edgeLength }: Network,
  categories: readonly Positions[],
  cell: Uint32Array,
  offer: Uint32Array,
): number {
  let seed = 0
  for (const [category, { edge, offset, access }] of categories.entries()) {
    for (let f = 0; f < edge.length; f++) {
      const e = edge[f]!
      if (e === -1) continue
      cell[seed] = edgeFrom[e]! * LANES + category
      offer[seed++] = pairOf(access[f]! + offset[f]!, f)
      cell[seed] = edgeTo[e]! * LANES + category
      offer[seed++] = pairOf(access[f]! + edgeLength[e]! - offset[f]!, f)
    }
  }
  return seed
}

/** The two ends of every home's edge and the walk to each; a home on no edge is too far from everything. */
function writeHomes(
  network: Network,
  { edge, offset, access }: Positions,
  end: Uint32Array,
  walk: Uint16Array,
) {
  const { edgeFrom, edgeTo, edgeLength } = network
  for (let h = 0; h < edge.length; h++) {
    const e = edge[h]!
    if (e === -1) {
      end.fill(0, 2 * h, 2 * h + 2)
      walk.fill(FAR, 2 * h, 2 * h + 2)
      continue
    }
    end[2 * h] = edgeFrom[e]!
    end[2 * h + 1] = edgeTo[e]!
    walk[2 * h] = Math.min(access[h]! + offset[h]!, FAR)
    walk[2 * h + 1] = Math.min(access[h]! + edgeLength[e]! - offset[h]!, FAR)
  }
}

/** Offers facilities to the homes on their own edges, to which the way need not pass an end. */
export function walkAlongEdges(field: Field, category: number, facilities: Positions): void {
  const { homePair } = field
  offerAlongEdges(field, facilities, (home, pair) => {
    const cell = home * LANES + category
    if (pair < homePair[cell]!) homePair[cell] = pair
  })
}

function offerAlongEdges(
  { homes, homesOn }: Pick<Field, 'homes' | 'homesOn'>,
  facilities: Positions,
  offer: (home: number, pair: number) => void,
): void {
  if (homes.edge.length === 0) return
  for (let f = 0; f < facilities.edge.length; f++) {
    const e = facilities.edge[f]!
    if (e === -1) continue
    for (let i = homesOn.first[e]!; i < homesOn.first[e + 1]!; i++) {
      const home = homesOn.place[i]!
      offer(home, pairOf(directDistance(homes, home, facilities, f), f))
    }
  }
}

/** Decimetres between a home and a facility on the same edge, along it and with both accesses. */
export function directDistance(
  homes: Positions,
  home: number,
  facilities: Positions,
  facility: number,
): number {
  const along = Math.abs(homes.offset[home]! - facilities.offset[facility]!)
  return homes.access[home]! + along + facilities.access[facility]!
}

/** Hands out addresses from `next` on, each at the start of a pair of cache lines, which processors fetch together. */
function allocator(next: number): (bytes: number) => number {
  let free = next
  return (bytes) => {
    const address = free
    free = (free + bytes + 127) & ~127
    return address
  }
}

const PAGE = 65536

/** Lets the kernel's memory reach at least to this address; views of it made before are gone if it grows. */
function reserve({ memory }: Kernel, end: number): void {
  const missing = end - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE))
}
