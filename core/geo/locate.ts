import Flatbush from 'flatbush'
import { type Bounds, boundsOf, containsPoint, type MultiPolygon } from './polygon.ts'

/** Answers which of many areas contain a point, through a tree of their bounding boxes. */
export class AreaIndex {
  readonly #areas: readonly MultiPolygon[]
  readonly #boxes: Flatbush | undefined

  /** Areas may have no polygon at all; they contain nothing. */
  constructor(areas: readonly MultiPolygon[]) {
    this.#areas = areas
    this.#boxes = areas.length > 0 ? boxesOf(areas) : undefined
  }

  /** Number of the area that contains the point, -1 for none; where areas overlap or share a border, the lowest. */
  find(lon: number, lat: number): number {
    return this.#near(lon, lat).find((area) => this.#contains(area, lon, lat)) ?? -1
  }

  /** Numbers of all areas that contain the point, ascending; a border belongs to both its sides. */
  findAll(lon: number, lat: number): number[] {
    return this.#near(lon, lat).filter((area) => this.#contains(area, lon, lat))
  }

  /** Int32, one entry per point: what `find` says of it. */
  locate(lon: ArrayLike<number>, lat: ArrayLike<number>): Int32Array {
    return Int32Array.from({ length: lon.length }, (_, i) => this.find(lon[i]!, lat[i]!))
  }

  #near(lon: number, lat: number): number[] {
    return (this.#boxes?.search(lon, lat, lon, lat) ?? []).sort((a, b) => a - b)
  }

  #contains(area: number, lon: number, lat: number): boolean {
    return this.#areas[area]!.some((polygon) => containsPoint(polygon, lon, lat))
  }
}

function boxesOf(areas: readonly MultiPolygon[]): Flatbush {
  const boxes = new Flatbush(areas.length)
  for (const area of areas) {
    const { west, south, east, north }: Bounds = boundsOf(area.flatMap((polygon) => polygon[0] ?? []))
    boxes.add(west, south, east, north)
  }
  boxes.finish()
  return boxes
}
