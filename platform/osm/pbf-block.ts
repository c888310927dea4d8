import type { Tags } from '#core/geo/map-data.ts'
import type { MapBuilder, MemberType, RawMember } from './map-builder.ts'
import { Proto, ProtoError } from './proto.ts'

/** What a block may be refused for besides being damaged; `pbf.ts` turns it into an `InputError`. */
export interface BlockChecks {
  /** @throws where a coordinate is outside the earth. */
  node(id: number, lon: number, lat: number): void
  /** @throws where a way lists no node. */
  way(id: number, refCount: number): void
}

/** What the entities of one block share: its strings and its scale of coordinates. */
interface Block {
  readonly strings: readonly string[]
  readonly degrees: number
  readonly lonOffset: number
  readonly latOffset: number
  readonly builder: MapBuilder
  readonly checks: BlockChecks
}

const memberTypes: readonly MemberType[] = ['node', 'way', 'relation']
const NANO = 1e-9

/**
 * Adds the nodes, ways and relations of one uncompressed `PrimitiveBlock` of an OpenStreetMap pbf file.
 * Field numbers: osmformat.proto of openstreetmap/OSM-binary.
 *
 * Own decoder, not osm-pbf-parser-node: Porto (348,000 nodes) is a finished map in 0.2 to 0.3 s; that package takes
 * 0.5 s before a single typed array is filled, as it makes an object and three arrays for each entity. It also
 * inflates without a limit and reads damaged blocks as `NaN`. It stays the oracle of `read.test.ts`.
 *
 * @throws ProtoError if the bytes are no such block
 */
export function readPrimitiveBlock(bytes: Uint8Array, builder: MapBuilder, checks: BlockChecks): void {
  const groups: Proto[] = []
  let strings: string[] = []
  let granularity = 100
  let lonOffset = 0
  let latOffset = 0
  for (const block = new Proto(bytes); !block.done; ) {
    const field = block.field()
    if (field === 1) strings = readStrings(block.message())
    else if (field === 2) groups.push(block.message())
    else if (field === 17) granularity = block.varint()
    else if (field === 19) latOffset = block.int64()
    else if (field === 20) lonOffset = block.int64()
    else block.skip()
  }
  const shared = { strings, degrees: granularity, lonOffset, latOffset, builder, checks }
  for (const group of groups) readGroup(group, shared)
}

function readStrings(table: Proto): string[] {
  const strings: string[] = []
  const decoder = new TextDecoder()
  while (!table.done) {
    if (table.field() === 1) strings.push(decoder.decode(table.message().rest()))
    else table.skip()
  }
  return strings
}

function readGroup(group: Proto, block: Block): void {
  while (!group.done) {
    const field = group.field()
    if (field === 1) readNode(group.message(), block)
    else if (field === 2) readDenseNodes(group.message(), block)
    else if (field === 3) readWay(group.message(), block)
    else if (field === 4) readRelation(group.message(), block)
    else group.skip()
  }
}

function readNode(node: Proto, block: Block): void {
  let id = 0
  let lon = 0
  let lat = 0
  const tags = new TagLists()
  while (!node.done) {
    const field = node.field()
    if (field === 1) id = node.zigzag()
    else if (field === 8) lat = node.zigzag()
    else if (field === 9) lon = node.zigzag()
    else tags.readField(field, node)
  }
  addNode(block, id, lon, lat, tags.resolve(block.strings))
}

function addNode(block: Block, id: number, rawLon: number, rawLat: number, tags: Tags | undefined): void {
  const lon = NANO * (block.lonOffset + block.degrees * rawLon)
  const lat = NANO * (block.latOffset + block.degrees * rawLat)
  block.checks.node(id, lon, lat)
  block.builder.addNode(id, lon, lat, tags)
}

const NOTHING = new Proto(new Uint8Array(0))

/** Dense nodes: parallel arrays of differences; tags of all nodes in one list, each node's ended by 0. */
function readDenseNodes(dense: Proto, block: Block): void {
  let [ids, lats, lons, tags] = [NOTHING, NOTHING, NOTHING, NOTHING]
  while (!dense.done) {
    const field = dense.field()
    if (field === 1) ids = dense.message()
    else if (field === 8) lats = dense.message()
    else if (field === 9) lons = dense.message()
    else if (field === 10) tags = dense.message()
    else dense.skip()
  }
  let [id, lat, lon] = [0, 0, 0]
  while (!ids.done) {
    id += ids.zigzag()
    lat += lats.zigzag()
    lon += lons.zigzag()
    addNode(block, id, lon, lat, readDenseTags(tags, block.strings))
  }
}

function readDenseTags(tags: Proto, strings: readonly string[]): Tags | undefined {
  if (tags.done) return undefined
  let found: Record<string, string> | undefined
  for (let key = tags.varint(); key !== 0; key = tags.varint()) {
    found ??= {}
    found[stringAt(strings, key)] = stringAt(strings, tags.varint())
  }
  return found
}

function readWay(way: Proto, block: Block): void {
  let id = 0
  let refs = NOTHING
  const tags = new TagLists()
  while (!way.done) {
    const field = way.field()
    if (field === 1) id = way.int64()
    else if (field === 8) refs = way.message()
    else tags.readField(field, way)
  }
  for (let ref = 0; !refs.done; ) {
    ref += refs.zigzag()
    block.builder.addRef(ref)
  }
  block.checks.way(id, block.builder.openRefCount)
  block.builder.addWay(id, tags.resolve(block.strings) ?? {})
}

function readRelation(relation: Proto, block: Block): void {
  let id = 0
  let [roles, refs, types] = [NOTHING, NOTHING, NOTHING]
  const tags = new TagLists()
  while (!relation.done) {
    const field = relation.field()
    if (field === 1) id = relation.int64()
    else if (field === 8) roles = relation.message()
    else if (field === 9) refs = relation.message()
    else if (field === 10) types = relation.message()
    else tags.readField(field, relation)
  }
  const members: RawMember[] = []
  for (let ref = 0; !refs.done; ) {
    ref += refs.zigzag()
    const type = memberTypes[types.varint()]
    if (!type) throw new ProtoError(`relation ${id} has a member of unknown type`)
    members.push({ type, id: ref, role: stringAt(block.strings, roles.varint()) })
  }
  block.builder.addRelation(id, tags.resolve(block.strings) ?? {}, members)
}

/** The two packed lists, keys (field 2) and values (field 3), that nodes, ways and relations have in common. */
class TagLists {
  #keys = NOTHING
  #values = NOTHING

  readField(field: number, entity: Proto): void {
    if (field === 2) this.#keys = entity.message()
    else if (field === 3) this.#values = entity.message()
    else entity.skip()
  }

  resolve(strings: readonly string[]): Tags | undefined {
    if (this.#keys.done) return undefined
    const tags: Record<string, string> = {}
    while (!this.#keys.done) {
      tags[stringAt(strings, this.#keys.varint())] = stringAt(strings, this.#values.varint())
    }
    return tags
  }
}

function stringAt(strings: readonly string[], index: number): string {
  const text = strings[index]
  if (text === undefined) throw new ProtoError(`string ${index} is not in the table of ${strings.length}`)
  return text
}
