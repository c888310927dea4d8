import type { MapData, MapRelation, Tags } from '#core/geo/map-data.ts'

export type MemberType = MapRelation['members'][number]['type']

export interface RawMember {
  readonly type: MemberType
  readonly id: number
  readonly role: string
}

/** Collects nodes, ways and relations in any order, then resolves the references between them. */
export class MapBuilder {
  readonly #lon = new Float64List()
  readonly #lat = new Float64List()
  readonly #nodeId = new Float64List()
  readonly #nodeTags = new Map<number, Tags>()
  readonly #wayId = new Float64List()
  readonly #wayEnd = new Float64List()
  readonly #wayRef = new Float64List()
  readonly #wayTags: Tags[] = []
  readonly #relations: { id: number; tags: Tags; members: readonly RawMember[] }[] = []

  get nodeCount(): number {
    return this.#lon.length
  }

  addNode(id: number, lon: number, lat: number, tags?: Tags): void {
    if (tags) this.#nodeTags.set(this.#lon.length, tags)
    this.#nodeId.push(id)
    this.#lon.push(lon)
    this.#lat.push(lat)
  }

  /** Adds one node reference to the way that the next `addWay` closes. */
  addRef(nodeId: number): void {
    this.#wayRef.push(nodeId)
  }

  /** Number of references added since the last way. */
  get openRefCount(): number {
    return this.#wayRef.length - this.#wayEnd.last()
  }

  addWay(id: number, tags: Tags): void {
    this.#wayId.push(id)
    this.#wayEnd.push(this.#wayRef.length)
    this.#wayTags.push(tags)
  }

  addRelation(id: number, tags: Tags, members: readonly RawMember[]): void {
    this.#relations.push({ id, tags, members })
  }

  finish(): MapData {
    const nodeId = this.#nodeId.toArray()
    const wayId = this.#wayId.toArray()
    const nodeIndex = new IdIndex(nodeId)
    return {
      lon: this.#lon.toArray(),
      lat: this.#lat.toArray(),
      nodeTags: this.#nodeTags,
      ...this.#resolveWays(nodeIndex),
      wayTags: this.#wayTags,
      relations: this.#resolveRelations(nodeIndex, new IdIndex(wayId)),
      nodeId,
      wayId,
    }
  }

  #resolveWays(nodeIndex: IdIndex): Pick<MapData, 'wayFirst' | 'wayNode'> {
    const refs = this.#wayRef.toArray()
    const ends = this.#wayEnd.toArray()
    const wayFirst = new Uint32Array(ends.length + 1)
    const wayNode = new Uint32Array(refs.length)
    let kept = 0
    for (let way = 0, ref = 0; way < ends.length; way++) {
      for (; ref < ends[way]!; ref++) {
        const node = nodeIndex.find(refs[ref]!)
        if (node >= 0) wayNode[kept++] = node
      }
      wayFirst[way + 1] = kept
    }
    return { wayFirst, wayNode: wayNode.slice(0, kept) }
  }

  #resolveRelations(nodeIndex: IdIndex, wayIndex: IdIndex): MapRelation[] {
    const relationIndex = new IdIndex(Float64Array.from(this.#relations, (relation) => relation.id))
    const indexes = { node: nodeIndex, way: wayIndex, relation: relationIndex }
    return this.#relations.map(({ id, tags, members }) => ({
      id,
      tags,
      members: members.map(({ type, id, role }) => ({ type, index: indexes[type].find(id), role })),
    }))
  }
}

/** Float64 values in one array that doubles when full: 8 bytes a value, where a plain array of ids boxes them. */
class Float64List {
  length = 0
  #values = new Float64Array(1024)

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Float64Array(2 * this.length)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.length++] = value
  }

  /** The newest value, 0 when there is none. */
  last(): number {
    return this.length > 0 ? this.#values[this.length - 1]! : 0
  }

  toArray(): Float64Array {
    return this.#values.slice(0, this.length)
  }
}

/**
 * Finds the position of an id. Open addressing with linear probing, at most half full; of equal ids the last wins.
 * Porto (348,000 ids, 428,000 look-ups): 12 ms warm, 77 ms cold; a `Map` takes 110 and 295, as ids above 2³¹ are boxed.
 */
class IdIndex {
  readonly #ids: Float64Array
  readonly #slots: Int32Array
  readonly #mask: number

  constructor(ids: Float64Array) {
    this.#ids = ids
    let size = 2
    while (size < 2 * ids.length) size *= 2
    this.#mask = size - 1
    this.#slots = new Int32Array(size).fill(-1)
    for (let index = 0; index < ids.length; index++) this.#slots[this.#slotOf(ids[index]!)] = index
  }

  /** Position of `id`, or -1. */
  find(id: number): number {
    return this.#slots[this.#slotOf(id)]!
  }

  #slotOf(id: number): number {
    // Fibonacci hashing of the low 32 bits: consecutive ids spread over the whole table.
    let slot = (Math.imul(id | 0, 0x9e3779b1) >>> 7) & this.#mask
    for (;;) {
      const index = this.#slots[slot]!
      if (index < 0 || this.#ids[index] === id) return slot
      slot = (slot + 1) & this.#mask
    }
  }
}
