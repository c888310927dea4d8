import { BUILDING_USES, type Buildings, type BuildingUse, type Estate } from './district.ts'
import type { MapBuilder } from './map-builder.ts'
import type { Ground, Parcel } from './parcel.ts'
import { along, area2, distance, type Point, toLonLat } from './plane.ts'
import { crossesAny, sidesOf } from './segments.ts'
import type { Streets } from './streets.ts'

/** A building before its people move in. */
export interface Draft {
  readonly ring: readonly Point[]
  readonly middle: Point
  readonly height_m: number
  readonly storeys: number
  readonly builtYear: number
  readonly use: BuildingUse
  readonly estate: number
  /** Index into COMMUNITIES. */
  readonly community: number
  households: number
}

/** An estate before it has its name. */
export interface EstateDraft {
  readonly ring: readonly Point[]
  readonly gates: readonly number[]
  readonly kind: Estate['kind']
  readonly builtYear: number
  readonly community: number
  readonly parcel: Parcel
  /** Nodes of the map inside: places for what belongs to the estate. */
  readonly inside: readonly number[]
  readonly garden?: Point
}

/** Everything that is being put on the ground. */
export interface Stock {
  readonly ground: Ground
  readonly map: MapBuilder
  readonly streets: Streets
  readonly buildings: Draft[]
  readonly estates: EstateDraft[]
}

/** Buildings as columns; `people` holds 7 counts per building. */
export function columns(drafts: readonly Draft[], people: Uint16Array, firstCommunity: number): Buildings {
  const count = drafts.length
  const points = drafts.reduce((sum, d) => sum + d.ring.length + 1, 0)
  const made = {
    count,
    lon: new Float64Array(count),
    lat: new Float64Array(count),
    ringFirst: new Uint32Array(count + 1),
    ring: new Float64Array(points * 2),
    height_m: Float32Array.from(drafts, (d) => d.height_m),
    storeys: Uint8Array.from(drafts, (d) => d.storeys),
    builtYear: Uint16Array.from(drafts, (d) => d.builtYear),
    use: Uint8Array.from(drafts, (d) => BUILDING_USES.indexOf(d.use)),
    estate: Int32Array.from(drafts, (d) => d.estate),
    community: Uint16Array.from(drafts, (d) => d.community + firstCommunity),
    households: Uint16Array.from(drafts, (d) => d.households),
    people,
  }
  let at = 0
  drafts.forEach((d, b) => {
    ;[made.lon[b], made.lat[b]] = toLonLat(d.middle) as [number, number]
    const ring = area2(d.ring) > 0 ? d.ring : [...d.ring].reverse()
    for (const p of [...ring, ring[0]!]) {
      ;[made.ring[2 * at], made.ring[2 * at + 1]] = toLonLat(p) as [number, number]
      at++
    }
    made.ringFirst[b + 1] = at
  })
  return made
}

/** The footprint with its corners half a metre farther out. */
const withEaves = ({ ring, middle }: Draft): Point[] =>
  ring.map((p) => along(middle, p, 1 + 0.5 / distance(middle, p)))

/** Takes away the few buildings that a path, a street or water runs through. */
export function clearTheWay(stock: Stock): void {
  const { map, buildings } = stock
  const blocked = crossesAny(map.segments((t) => !!t.highway || t.natural === 'water' || !!t.waterway))
  const kept = buildings.filter((d) => !sidesOf(withEaves(d)).some(([a, b]) => blocked(a, b)))
  buildings.splice(0, buildings.length, ...kept)
}
