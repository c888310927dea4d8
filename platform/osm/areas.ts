import type { MapData, MapRelation, Tags } from '#core/geo/map-data.ts'
import {
  containsPoint,
  type MultiPolygon,
  type Polygon,
  type Position,
  type Ring,
} from '#core/geo/polygon.ts'

/** A closed way or a multipolygon relation of the map. */
export interface MapArea {
  /** `way/7` or `relation/9`: the id in the source if the map has ids, else the number in the map. */
  readonly ref: string
  readonly tags: Tags
  /** At least one polygon, rings closed; holes are those of the relation's inner members. */
  readonly polygons: MultiPolygon
}

/**
 * The areas of the map whose tags match. Rings of a relation that the file cuts off are left out, and so is an outer
 * way that says the same as its relation.
 */
export function areasOf(map: MapData, matches: (tags: Tags) => boolean): MapArea[] {
  const inRelation = new Set<number>()
  const areas: MapArea[] = []
  for (const [i, relation] of map.relations.entries()) {
    if (relation.tags.type !== 'multipolygon' && relation.tags.type !== 'boundary') continue
    if (!matches(relation.tags)) continue
    const polygons = polygonsOf(map, relation)
    if (polygons.length === 0) continue
    areas.push({ ref: `relation/${relation.id ?? i}`, tags: relation.tags, polygons })
    for (const way of waysWithRole(relation, 'outer')) inRelation.add(way)
  }
  for (const [way, tags] of map.wayTags.entries()) {
    if (inRelation.has(way) || tags.area === 'no' || !isClosed(map, way) || !matches(tags)) continue
    areas.push({ ref: `way/${map.wayId?.[way] ?? way}`, tags, polygons: [[ringOf(map, nodesOf(map, way))]] })
  }
  return areas
}

const nodesOf = (map: MapData, way: number): Uint32Array =>
  map.wayNode.subarray(map.wayFirst[way], map.wayFirst[way + 1])

/** A ring has three corners and the first again. */
function isClosed(map: MapData, way: number): boolean {
  const nodes = nodesOf(map, way)
  return nodes.length >= 4 && nodes[0] === nodes[nodes.length - 1]
}

const ringOf = (map: MapData, nodes: ArrayLike<number>): Ring =>
  Array.from(nodes, (node): Position => [map.lon[node]!, map.lat[node]!])

/** Ways of the relation that the file contains; one without a role counts as outer. */
const waysWithRole = (relation: MapRelation, wanted: 'outer' | 'inner'): number[] =>
  relation.members
    .filter(({ type, index, role }) => type === 'way' && index >= 0 && (role || 'outer') === wanted)
    .map(({ index }) => index)

function polygonsOf(map: MapData, relation: MapRelation): MultiPolygon {
  const rings = (role: 'outer' | 'inner') =>
    joinRings(waysWithRole(relation, role).map((way) => Array.from(nodesOf(map, way)))).map((nodes) =>
      ringOf(map, nodes),
    )
  const polygons = rings('outer').map((outer): Ring[] => [outer])
  for (const hole of rings('inner')) polygons.find((polygon) => holds(polygon, hole))?.push(hole)
  return polygons
}

/** Whether the hole lies in the outer ring: by one of its corners, as the others may touch the ring. */
const holds = ([outer]: Polygon, hole: Ring): boolean =>
  hole.filter(([lon, lat]) => containsPoint([outer!], lon, lat)).length > hole.length / 2

/** Joins chains of nodes end to end, in either direction, into closed rings; what does not close is dropped. */
function joinRings(chains: readonly number[][]): number[][] {
  const ending = new Map<number, Set<number[]>>()
  const ends = (chain: number[]) => [chain[0]!, chain[chain.length - 1]!] as const
  const waiting = new Set(chains.filter((chain) => chain.length >= 2))
  for (const chain of waiting) {
    for (const end of ends(chain)) ending.set(end, (ending.get(end) ?? new Set()).add(chain))
  }
  const rings: number[][] = []
  for (const first of waiting) {
    waiting.delete(first)
    const ring = [...first]
    while (ring[0] !== ring[ring.length - 1]) {
      const end = ring[ring.length - 1]!
      const next = [...(ending.get(end) ?? [])].find((chain) => waiting.has(chain))
      if (!next) break
      waiting.delete(next)
      ring.push(...(next[0] === end ? next : next.toReversed()).slice(1))
    }
    if (ring.length >= 4 && ring[0] === ring[ring.length - 1]) rings.push(ring)
  }
  return rings
}
