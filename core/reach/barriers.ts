import type { MapData, Tags } from '#core/geo/map-data.ts'

/** Lines that nobody walks across: barrier `b` runs over the points `first[b]` to `first[b + 1] - 1`. */
export interface Barriers {
  readonly first: Uint32Array // barrierCount + 1
  readonly lon: Float64Array // degrees
  readonly lat: Float64Array
}

/**
 * Values of each key that make a way a barrier (OpenStreetMap wiki: "Key:waterway", "Key:railway", "Key:barrier").
 * Streams and ditches are stepped over, trams run in the street; a motorway is crossed at its bridges only.
 */
const BARRIERS: Readonly<Record<string, ReadonlySet<string>>> = {
  waterway: new Set(['river', 'canal', 'riverbank', 'dock']),
  natural: new Set(['water', 'coastline']),
  railway: new Set(['rail', 'light_rail', 'narrow_gauge']),
  barrier: new Set(['wall', 'city_wall', 'fence', 'retaining_wall', 'hedge']),
  highway: new Set(['motorway', 'motorway_link']),
}

/** The rivers, canals, lakes, railways, motorways and walls of a map; not where they are in a tunnel or on a bridge. */
export function barrierLines(map: MapData): Barriers {
  const ways = new Set<number>()
  for (const [way, tags] of map.wayTags.entries()) if (isBarrier(tags)) ways.add(way)
  // Lakes and broad rivers are often drawn as relations whose ways have no tags of their own.
  for (const { tags, members } of map.relations) {
    if (!isBarrier(tags)) continue
    for (const { type, index } of members) if (type === 'way' && index !== -1) ways.add(index)
  }
  const first = [0]
  const nodes: number[] = []
  for (const way of ways) {
    for (let i = map.wayFirst[way]!; i < map.wayFirst[way + 1]!; i++) nodes.push(map.wayNode[i]!)
    first.push(nodes.length)
  }
  return {
    first: Uint32Array.from(first),
    lon: Float64Array.from(nodes, (node) => map.lon[node]!),
    lat: Float64Array.from(nodes, (node) => map.lat[node]!),
  }
}

function isBarrier(tags: Tags): boolean {
  if (isSet(tags.tunnel) || isSet(tags.bridge) || isSet(tags.covered)) return false
  return Object.entries(BARRIERS).some(([key, values]) => values.has(tags[key] ?? ''))
}

const isSet = (value: string | undefined) => value !== undefined && value !== 'no'
