import { createKernel, type Kernel } from './kernel.ts'
import type { Network } from './network.ts'
import { checkPositions, type EdgeIndex, FAR, indexByEdge, NOWHERE, type Positions } from './positions.ts'

/** Categories that one sweep answers: the 16-bit lanes of four vectors. */
export const LANES = 32

/** The facility number of a place from which no facility is nearer than 6,553.5 m. */
export const NO_FACILITY = 0xffff

/**
 * The engine: a network in the memory of a sweep kernel. It answers up to 32 categories at a time; for more, make
 * several engines. Cost on a network of 65,000 nodes: 10 MB, a few milliseconds to create.
 */
export interface Reach {
  readonly network: Network
  readonly kernel: Kernel
  /** Byte addresses in the kernel's memory of what stays from run to run. */
  readonly at: Readonly<
    Record<'first' | 'head' | 'length' | 'seen' | 'distance' | 'facility' | 'free', number>
  >
  /** Number of the latest run: its results, and no others, are in the memory. */
  run: number
}

/** Distances to the nearest facility of every category, in decimetres; `FAR` for 6,553.5 m or farther. */
export interface Distances {
  readonly distance: Uint16Array // [node * LANES + category]
  readonly homeDistance: Uint16Array // [home * LANES + category]
}

/**
 * For every node and home the distance to the nearest facility of every category and the number of that facility:
 * its index in the category's positions, the lower one among equally near ones, `NO_FACILITY` where the distance is
 * `FAR`. The arrays are views of the engine's memory: its next run replaces them, so keep copies of what must last.
 */
export interface Field extends Distances {
  readonly facility: Uint16Array // [node * LANES + category]
  readonly homeFacility: Uint16Array // [home * LANES + category]
  readonly reach: Reach
  readonly run: number
  /** The facilities of each category as they are; `whatIf` replaces entries. */
  readonly categories: Positions[]
  readonly homes: Positions
  readonly homesOn: EdgeIndex
  /** Edits made and not undone. */
  edits: number
}

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
    distance: take(nodeCount * LANES * 2),
    facility: take(nodeCount * LANES * 2),
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
 * @throws RangeError for more than 32 categories, more than 65,535 facilities in one, or a position off its edge.
 */
export function nearest(reach: Reach, categories: readonly Positions[], homes: Positions = NOWHERE): Field {
  const { kernel, at, network } = reach
  const { end, walk, homeDistance, homeFacility } = start(reach, categories, homes)
  const hierarchy = [network.lon.length, at.first, at.head, at.length]
  kernel.upWithFacility(...hierarchy, at.distance, at.facility, at.seen)
  kernel.downWithFacility(...hierarchy, at.distance, at.facility, at.seen)
  kernel.homesWithFacility(homes.edge.length, end, walk, at.distance, at.facility, homeDistance, homeFacility)
  const field: Field = {
    reach,
    run: reach.run,
    distance: rows(reach, at.distance, network.lon.length),
    facility: rows(reach, at.facility, network.lon.length),
    homeDistance: rows(reach, homeDistance, homes.edge.length),
    homeFacility: rows(reach, homeFacility, homes.edge.length),
    categories: [...categories],
    homes,
    homesOn: indexByEdge(network.edgeFrom.length, homes),
    edits: 0,
  }
  for (const [category, facilities] of categories.entries()) walkAlongEdges(field, category, facilities)
  return field
}

/** The distances of `nearest` alone, in less than half the time; the arrays are views of the engine's memory too. */
export function nearestDistances(
  reach: Reach,
  categories: readonly Positions[],
  homes: Positions = NOWHERE,
): Distances {
  const { kernel, at, network } = reach
  const { end, walk, homeDistance } = start(reach, categories, homes)
  const hierarchy = [network.lon.length, at.first, at.head, at.length]
  kernel.up(...hierarchy, at.distance, at.seen)
  kernel.down(...hierarchy, at.distance, at.seen)
  kernel.homes(homes.edge.length, end, walk, at.distance, homeDistance)
  const distances = {
    distance: rows(reach, at.distance, network.lon.length),
    homeDistance: rows(reach, homeDistance, homes.edge.length),
  }
  const homesOn = indexByEdge(network.edgeFrom.length, homes)
  for (const [category, facilities] of categories.entries()) {
    walkAlongEdges({ ...distances, homes, homesOn }, category, facilities)
  }
  return distances
}

/** @throws RangeError if the engine has since been run for another field. */
export function checkCurrent(field: Field): void {
  if (field.run !== field.reach.run) throw new RangeError('the engine has been run again: this field is gone')
}

/** Begins a run: makes room, gives the kernel its start values and homes. */
function start(reach: Reach, categories: readonly Positions[], homes: Positions) {
  const { network, kernel, at } = reach
  if (categories.length > LANES)
    throw new RangeError(`${categories.length} categories: at most ${LANES} in a run`)
  for (const positions of [...categories, homes]) checkPositions(network, positions)
  let facilityCount = 0
  for (const { edge } of categories) {
    if (edge.length > NO_FACILITY) throw new RangeError(`${edge.length} facilities: at most ${NO_FACILITY}`)
    facilityCount += edge.length
  }
  const take = allocator(at.free)
  const place = {
    cell: take(2 * facilityCount * 4),
    offer: take(2 * facilityCount * 2),
    number: take(2 * facilityCount * 2),
    end: take(homes.edge.length * 8),
    walk: take(homes.edge.length * 4),
    homeDistance: take(homes.edge.length * LANES * 2),
    homeFacility: take(homes.edge.length * LANES * 2),
  }
  reserve(kernel, take(0))
  reach.run++
  const { buffer } = kernel.memory
  new Uint8Array(buffer, at.seen, network.lon.length).fill(0)
  const seeds = {
    cell: new Uint32Array(buffer, place.cell, 2 * facilityCount),
    offer: new Uint16Array(buffer, place.offer, 2 * facilityCount),
    number: new Uint16Array(buffer, place.number, 2 * facilityCount),
  }
  const seedCount = writeSeeds(network, categories, seeds)
  kernel.seed(seedCount, place.cell, place.offer, place.number, at.distance, at.facility, at.seen)
  const end = new Uint32Array(buffer, place.end, 2 * homes.edge.length)
  writeHomes(network, homes, end, new Uint16Array(buffer, place.walk, end.length))
  return place
}

interface Seeds {
  readonly cell: Uint32Array // node * LANES + category
  readonly offer: Uint16Array // decimetres
  readonly number: Uint16Array // facility
}

/** Every facility offers itself to both ends of its edge; returns the number of seeds. */
function writeSeeds(
  network: Network,
  categories: readonly Positions[],
  { cell, offer, number }: Seeds,
): number {
  const { edgeFrom, edgeTo, edgeLength } = network
  let seed = 0
  for (const [category, { edge, offset, access }] of categories.entries()) {
    for (let f = 0; f < edge.length; f++) {
      const e = edge[f]!
      if (e === -1) continue
      cell[seed] = edgeFrom[e]! * LANES + category
      offer[seed] = Math.min(access[f]! + offset[f]!, FAR)
      number[seed++] = f
      cell[seed] = edgeTo[e]! * LANES + category
      offer[seed] = Math.min(access[f]! + edgeLength[e]! - offset[f]!, FAR)
      number[seed++] = f
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

type HomeResults = Pick<Field, 'homes' | 'homesOn' | 'homeDistance'> & Partial<Pick<Field, 'homeFacility'>>

/** Offers facilities to the homes on their own edges, to which the way need not pass an end. */
export function walkAlongEdges(results: HomeResults, category: number, facilities: Positions): void {
  const { homes, homesOn, homeDistance, homeFacility } = results
  if (homes.edge.length === 0) return
  for (let f = 0; f < facilities.edge.length; f++) {
    const e = facilities.edge[f]!
    if (e === -1) continue
    for (let i = homesOn.first[e]!; i < homesOn.first[e + 1]!; i++) {
      const home = homesOn.place[i]!
      const distance = directDistance(homes, home, facilities, f)
      const cell = home * LANES + category
      if (distance > homeDistance[cell]! || distance >= FAR) continue
      if (homeFacility !== undefined) {
        if (distance === homeDistance[cell] && homeFacility[cell]! < f) continue
        homeFacility[cell] = f
      }
      homeDistance[cell] = distance
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

function rows({ kernel }: Reach, address: number, count: number): Uint16Array {
  return new Uint16Array(kernel.memory.buffer, address, count * LANES)
}

/** Hands out addresses from `next` on, each at the start of a cache line. */
function allocator(next: number): (bytes: number) => number {
  let free = next
  return (bytes) => {
    const address = free
    free = (free + bytes + 63) & ~63
    return address
  }
}

const PAGE = 65536

/** Lets the kernel's memory reach at least to this address; views of it made before are gone if it grows. */
function reserve({ memory }: Kernel, end: number): void {
  const missing = end - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE))
}
