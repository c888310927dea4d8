import { type Counts, countFacility } from './counts.ts'
import { MinHeap } from './heap.ts'
import { checkCurrent, type Field, LANES, type Reach, walkAlongEdges } from './nearest.ts'
import { DECIMETRE, facilityOf, farther, MAX_FACILITIES, NONE, pairOf } from './pairs.ts'
import { checkPositions, type Position, type Positions, positionAt, positionsOf } from './positions.ts'

/** A facility more, elsewhere, or less. */
export type Edit =
  | { readonly kind: 'add'; readonly category: number; readonly at: Position }
  | { readonly kind: 'move'; readonly category: number; readonly facility: number; readonly to: Position }
  | { readonly kind: 'remove'; readonly category: number; readonly facility: number }

/** What an edit has changed, and what it takes to undo it. */
export interface Change {
  readonly edit: Edit
  readonly facility: number // the number of the facility added, moved or removed
  /** Homes whose distance or facility changed, and those within the limits of the counts; ascending. */
  readonly homes: Uint32Array
  readonly field: Field
  readonly counts: Counts | undefined
  readonly before: Before
}

/** The category as it was. */
interface Before {
  readonly facilities: Positions
  readonly edits: number
  readonly node: readonly number[] // every node that was written
  readonly nodePair: readonly number[]
  readonly home: readonly number[] // every home that changed
  readonly homePair: readonly number[]
}

/**
 * Makes an edit and brings the field, and the counts if given, up to date in place: afterwards they hold the same
 * bits as a full run would give. An added facility gets the next number; the number of a removed one stays empty
 * (its edge is -1), so that the others keep theirs.
 *
 * Cost: proportional to what changes. An added facility spreads as far as it is the nearest one; the realm of a
 * removed one is cleared and grown anew from its border; a moved one is both.
 *
 * @throws RangeError if the engine has been run again since, or there is no such category, facility or place.
 */
export function whatIf(field: Field, edit: Edit, counts?: Counts): Change {
  checkCurrent(field)
  const { facilities, facility, from, to } = resolve(field, edit)
  const { category } = edit
  const edited = withFacility(facilities, facility, to)
  field.categories[category] = edited

  const lane = laneOf(field, category)
  if (from !== undefined) {
    clearRealm(lane, facility, from)
    for (let f = 0; f < edited.edge.length; f++) offerToEnds(lane, f, positionAt(edited, f))
  } else if (to !== undefined) offerToEnds(lane, facility, to)
  spread(lane)
  const homes = updateHomes(lane, [from, to])
  const changed = new Set(homes.home)
  if (counts !== undefined) {
    if (from !== undefined) for (const home of countFacility(counts, category, from, -1)) changed.add(home)
    if (to !== undefined) for (const home of countFacility(counts, category, to, 1)) changed.add(home)
  }
  const before = {
    ...homes,
    node: lane.written,
    nodePair: lane.writtenPair,
    facilities,
    edits: field.edits++,
  }
  return { edit, facility, homes: Uint32Array.from(changed).sort(), field, counts, before }
}

/**
 * Takes back the last edit that has not been taken back.
 *
 * @throws RangeError if there are later ones, or the engine has been run again since.
 */
export function undo({ field, counts, edit, facility, before }: Change): void {
  checkCurrent(field)
  if (field.edits !== before.edits + 1) throw new RangeError('later edits must be undone first')
  const { category } = edit
  const edited = field.categories[category]!
  const restore = (pair: Uint32Array, rows: readonly number[], pairs: readonly number[]) => {
    for (const [i, row] of rows.entries()) pair[row * LANES + category] = pairs[i]!
  }
  restore(field.pair, before.node, before.nodePair)
  restore(field.homePair, before.home, before.homePair)
  field.categories[category] = before.facilities
  field.edits--
  if (counts === undefined) return
  if (edit.kind !== 'remove') countFacility(counts, category, positionAt(edited, facility), -1)
  if (edit.kind !== 'add') countFacility(counts, category, positionAt(before.facilities, facility), 1)
}

/** Where the edited facility was and will be, and its number. */
function resolve(field: Field, edit: Edit) {
  const facilities = field.categories[edit.category]
  if (facilities === undefined) throw new RangeError(`there is no category ${edit.category}`)
  const to = edit.kind === 'add' ? edit.at : edit.kind === 'move' ? edit.to : undefined
  if (to !== undefined) checkPositions(field.reach.network, positionsOf([to]))
  const facility = edit.kind === 'add' ? facilities.edge.length : edit.facility
  if (facility >= MAX_FACILITIES) throw new RangeError(`category ${edit.category} has no number left`)
  if (edit.kind === 'add') return { facilities, facility, from: undefined, to }
  if ((facilities.edge[facility] ?? -1) === -1) {
    throw new RangeError(`category ${edit.category} has no facility ${facility}`)
  }
  return { facilities, facility, from: positionAt(facilities, facility), to }
}

/** These facilities with one of them elsewhere, nowhere, or added at the end. */
function withFacility(facilities: Positions, facility: number, to: Position | undefined): Positions {
  const length = Math.max(facilities.edge.length, facility + 1)
  const edge = new Int32Array(length)
  const offset = new Uint32Array(length)
  const access = new Uint16Array(length)
  edge.set(facilities.edge)
  offset.set(facilities.offset)
  access.set(facilities.access)
  edge[facility] = to?.edge ?? -1
  offset[facility] = to?.offset ?? 0
  access[facility] = to?.access ?? 0
  return { edge, offset, access }
}

/** One category of a field under edit: its rows, the search in progress, and what has been overwritten. */
interface Lane extends Scratch {
  readonly field: Field
  readonly category: number
  readonly written: number[]
  readonly writtenPair: number[]
}

interface Scratch {
  readonly queue: MinHeap
  readonly nodeMark: Uint32Array // `mark` where the edit in progress has written the node
  readonly edgeMark: Uint32Array // `mark` where it has looked at the homes of the edge
  mark: number
}

const scratches = new WeakMap<Reach, Scratch>()

function laneOf(field: Field, category: number): Lane {
  const { lon, edgeFrom } = field.reach.network
  const scratch = scratches.get(field.reach) ?? {
    queue: new MinHeap(),
    nodeMark: new Uint32Array(lon.length),
    edgeMark: new Uint32Array(edgeFrom.length),
    mark: 0,
  }
  scratch.mark++
  scratches.set(field.reach, scratch)
  return { ...scratch, field, category, written: [], writtenPair: [] }
}

function pairAt({ field, category }: Lane, node: number): number {
  return field.pair[node * LANES + category]!
}

function write(lane: Lane, node: number, pair: number): void {
  const { field, category, nodeMark, mark } = lane
  const cell = node * LANES + category
  if (nodeMark[node] !== mark) {
    nodeMark[node] = mark
    lane.written.push(node)
    lane.writtenPair.push(field.pair[cell]!)
  }
  field.pair[cell] = pair
}

/** Gives the node this pair, and the search a new place to go on from, if it is better than what the node has. */
function offer(lane: Lane, node: number, pair: number): void {
  if (pair >= pairAt(lane, node)) return
  write(lane, node, pair)
  lane.queue.push(pair, node)
}

function offerToEnds(lane: Lane, facility: number, { edge, offset, access }: Position): void {
  if (edge === -1) return
  const { edgeFrom, edgeTo, edgeLength } = lane.field.reach.network
  offer(lane, edgeFrom[edge]!, pairOf(access + offset, facility))
  offer(lane, edgeTo[edge]!, pairOf(access + edgeLength[edge]! - offset, facility))
}

/** Lets every offer taken spread as far as it is the best: Dijkstra's search by pairs. */
function spread(lane: Lane): void {
  const { queue } = lane
  const { arcFirst, arcHead, arcLength } = lane.field.reach.network
  while (queue.size > 0) {
    const pair = queue.topKey
    const node = queue.pop()
    if (pairAt(lane, node) !== pair) continue
    const end = arcFirst[node + 1]!
    // What goes beyond NONE is never better than what a node has.
    for (let arc = arcFirst[node]!; arc < end; arc++)
      offer(lane, arcHead[arc]!, pair + arcLength[arc]! * DECIMETRE)
  }
}

/**
 * Empties the nodes to which this facility was the nearest and has their neighbours outside offer them what they
 * have. The realm is connected with an end of the facility's edge: along the way to a node in it, it is the nearest
 * one everywhere.
 */
function clearRealm(lane: Lane, facility: number, { edge }: Position): void {
  const { arcFirst, arcHead, arcLength, edgeFrom, edgeTo } = lane.field.reach.network
  const realm: number[] = []
  const clear = (node: number) => {
    if (facilityOf(pairAt(lane, node)) !== facility) return
    write(lane, node, NONE)
    realm.push(node)
  }
  clear(edgeFrom[edge]!)
  clear(edgeTo[edge]!)
  for (const node of realm)
    for (let arc = arcFirst[node]!; arc < arcFirst[node + 1]!; arc++) clear(arcHead[arc]!)
  for (const node of realm) {
    for (let arc = arcFirst[node]!; arc < arcFirst[node + 1]!; arc++) {
      offer(lane, node, pairAt(lane, arcHead[arc]!) + arcLength[arc]! * DECIMETRE)
    }
  }
}

/** Looks again at the homes on the edges around the nodes written and on the edges of the facility itself. */
function updateHomes(lane: Lane, places: readonly (Position | undefined)[]) {
  const { field, category, edgeMark, mark } = lane
  const { homes, homesOn, homePair: pairs } = field
  const { arcFirst, arcEdge, edgeFrom, edgeTo, edgeLength } = field.reach.network
  const home: number[] = []
  const homePair: number[] = []
  if (homes.edge.length === 0) return { home, homePair }

  const looked: number[] = []
  const lookedPair: number[] = []
  const look = (edge: number) => {
    if (edgeMark[edge] === mark) return
    edgeMark[edge] = mark
    for (let i = homesOn.first[edge]!; i < homesOn.first[edge + 1]!; i++) {
      const h = homesOn.place[i]!
      const cell = h * LANES + category
      looked.push(h)
      lookedPair.push(pairs[cell]!)
      const walk = homes.access[h]!
      const byFrom = farther(pairAt(lane, edgeFrom[edge]!), walk + homes.offset[h]!)
      const byTo = farther(pairAt(lane, edgeTo[edge]!), walk + edgeLength[edge]! - homes.offset[h]!)
      pairs[cell] = Math.min(byFrom, byTo)
    }
  }
  for (const node of lane.written)
    for (let arc = arcFirst[node]!; arc < arcFirst[node + 1]!; arc++) look(arcEdge[arc]!)
  for (const place of places) if (place !== undefined && place.edge !== -1) look(place.edge)
  // Offers to homes on edges not looked at change nothing: they have been made before.
  walkAlongEdges(field, category, field.categories[category]!)

  for (const [i, h] of looked.entries()) {
    if (pairs[h * LANES + category] === lookedPair[i]) continue
    home.push(h)
    homePair.push(lookedPair[i]!)
  }
  return { home, homePair }
}
