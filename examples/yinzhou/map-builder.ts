import type { MapData, Tags } from '#core/geo/map-data.ts'
import { type Point, toLonLat } from './plane.ts'
import type { Segment } from './segments.ts'

/** Collects nodes and ways of the street and base map. */
export interface MapBuilder {
  node(at: Point): number
  at(node: number): Point
  tag(node: number, tags: Tags): void
  way(nodes: readonly number[], tags: Tags): void
  /** A closed way. */
  area(ring: readonly Point[], tags: Tags): void
  /** Segments of the ways whose tags are wanted. */
  segments(wanted: (tags: Tags) => boolean): Segment[]
  build(): MapData
}

export function mapBuilder(): MapBuilder {
  const points: Point[] = []
  const nodeTags = new Map<number, Tags>()
  const wayFirst = [0]
  const wayNode: number[] = []
  const wayTags: Tags[] = []
  const node = (p: Point) => points.push(p) - 1
  const way = (nodes: readonly number[], tags: Tags) => {
    for (const n of nodes) wayNode.push(n)
    wayFirst.push(wayNode.length)
    wayTags.push(tags)
  }
  return {
    node,
    at: (n) => points[n]!,
    tag: (n, tags) => nodeTags.set(n, tags),
    way,
    area(ring, tags) {
      const nodes = ring.map(node)
      way([...nodes, nodes[0]!], tags)
    },
    segments(wanted) {
      return wayTags.flatMap((tags, w) => {
        if (!wanted(tags)) return []
        const nodes = wayNode.slice(wayFirst[w]!, wayFirst[w + 1]!)
        return nodes.slice(1).map((n, i): Segment => [points[nodes[i]!]!, points[n]!])
      })
    },
    build() {
      const places = points.map(toLonLat)
      return {
        lon: Float64Array.from(places, (p) => p[0]),
        lat: Float64Array.from(places, (p) => p[1]),
        nodeTags,
        wayFirst: Uint32Array.from(wayFirst),
        wayNode: Uint32Array.from(wayNode),
        wayTags,
        relations: [],
      }
    },
  }
}
