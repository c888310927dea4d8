/** Tags of one map object, as in OpenStreetMap: `highway=footway`. */
export type Tags = Readonly<Record<string, string>>

/**
 * A street map as typed arrays: what a reader of map files gives and what the walking network is built from.
 * Nodes are numbered from 0 in the order of the file; a way refers to nodes by that number.
 */
export interface MapData {
  /** Float64, one entry per node: degrees, WGS84. */
  readonly lon: Float64Array
  /** Float64, one entry per node: degrees, WGS84. */
  readonly lat: Float64Array
  /** Tags of the nodes that have any, by node number. */
  readonly nodeTags: ReadonlyMap<number, Tags>
  /** Uint32, wayCount + 1 entries, ascending: way `w` runs over `wayNode[wayFirst[w]]` to `wayNode[wayFirst[w + 1] - 1]`. */
  readonly wayFirst: Uint32Array
  /** Uint32: node numbers; references to nodes that the file does not contain are dropped. */
  readonly wayNode: Uint32Array
  /** One entry per way. */
  readonly wayTags: readonly Tags[]
  readonly relations: readonly MapRelation[]
  /** Float64, one entry per node: its id in the source, exact below 2⁵³. */
  readonly nodeId?: Float64Array
  /** Float64, one entry per way: its id in the source. */
  readonly wayId?: Float64Array
}

export interface MapRelation {
  /** Id in the source. */
  readonly id?: number
  readonly tags: Tags
  /** `index` numbers the node, way or relation of that type; -1 where the file does not contain it. */
  readonly members: readonly {
    readonly type: 'node' | 'way' | 'relation'
    readonly index: number
    readonly role: string
  }[]
}
