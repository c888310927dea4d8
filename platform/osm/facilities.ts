import type { MapData, Tags } from '#core/geo/map-data.ts'
import { areaM2, representativePoint } from '#core/geo/polygon.ts'
import { areasOf } from './areas.ts'

/** Which tags make a facility of a kind: alternatives, each a set of tags that must all be there; `*` is any value. */
export interface TagMapping {
  readonly kind: string
  readonly tags: readonly Tags[]
}

export interface OsmFacility {
  readonly kind: string
  /** `node/1`, `way/2` or `relation/3`: the id in the source if the map has ids, else the number in the map. */
  readonly ref: string
  /** Degrees, WGS84: the node, or a point inside the area. */
  readonly lon: number
  readonly lat: number
  readonly name?: string
  /** As tagged, in the notation of `opening_hours`. */
  readonly openingHours?: string
  /** Persons, places or bays, whatever the kind counts. */
  readonly capacity?: number
  /** Ground of what is mapped as an area, square metres. */
  readonly groundM2?: number
  readonly tags: Tags
}

/**
 * The facilities of the map: tagged nodes, closed ways and multipolygons. A place whose tags fit several kinds gives one
 * facility of each.
 */
export function facilitiesOf(map: MapData, mapping: readonly TagMapping[]): OsmFacility[] {
  const kindsOf = kindFinder(mapping)
  const facilities: OsmFacility[] = []
  const add = (ref: string, tags: Tags, lon: number, lat: number, groundM2?: number) => {
    const described = {
      ref,
      lon,
      lat,
      ...descriptionOf(tags),
      ...(groundM2 === undefined ? {} : { groundM2 }),
      tags,
    }
    for (const kind of kindsOf(tags)) facilities.push({ kind, ...described })
  }
  for (const [node, tags] of map.nodeTags) {
    add(`node/${map.nodeId?.[node] ?? node}`, tags, map.lon[node]!, map.lat[node]!)
  }
  for (const { ref, tags, polygons } of areasOf(map, (tags) => kindsOf(tags).length > 0)) {
    const groundM2 = polygons.reduce((sum, polygon) => sum + areaM2(polygon), 0)
    add(ref, tags, ...representativePoint(polygons[0]!), groundM2)
  }
  return facilities
}

/** Alternatives are looked up by their first tag, so that an object is compared only with what it may be. */
function kindFinder(mapping: readonly TagMapping[]): (tags: Tags) => readonly string[] {
  const byFirstKey = new Map<string, { kind: string; wanted: [key: string, value: string][] }[]>()
  for (const { kind, tags } of mapping) {
    for (const wanted of tags.map(Object.entries<string>)) {
      const key = wanted[0]?.[0]
      if (key !== undefined) byFirstKey.set(key, [...(byFirstKey.get(key) ?? []), { kind, wanted }])
    }
  }
  const fits = (tags: Tags, wanted: [string, string][]) =>
    wanted.every(([key, value]) => (value === '*' ? tags[key] !== undefined : tags[key] === value))
  return (tags) => {
    const kinds = new Set<string>()
    for (const key in tags) {
      for (const { kind, wanted } of byFirstKey.get(key) ?? []) if (fits(tags, wanted)) kinds.add(kind)
    }
    return [...kinds]
  }
}

function descriptionOf(tags: Tags): Pick<OsmFacility, 'name' | 'openingHours' | 'capacity'> {
  const name = tags.name ?? tags['name:zh']
  const openingHours = tags.opening_hours
  const capacity = /^\d{1,6}$/.test(tags.capacity ?? '') ? Number(tags.capacity) : undefined
  return {
    ...(name === undefined ? {} : { name }),
    ...(openingHours === undefined ? {} : { openingHours }),
    ...(capacity === undefined ? {} : { capacity }),
  }
}
