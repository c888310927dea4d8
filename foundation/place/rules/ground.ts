import { AreaIndex } from '#core/geo/locate.ts'
import { type Bounds, boundsOf } from '#core/geo/polygon.ts'
import { localProjection } from '#core/geo/projection.ts'
import { polygonsOf, type Shape } from './shape.ts'

/** The communities there are, for asking in which one a place lies. */
export class Ground {
  readonly #ids: readonly string[]
  readonly #polygons: readonly ReturnType<typeof polygonsOf>[]
  readonly #boxes: readonly Bounds[]
  readonly #index: AreaIndex
  /** Box around all communities; `null` when there are none. */
  readonly bounds: Bounds | null

  /** Shapes of communities by id. */
  constructor(shapes: ReadonlyMap<string, Shape>) {
    this.#ids = [...shapes.keys()]
    this.#polygons = [...shapes.values()].map(polygonsOf)
    this.#boxes = this.#polygons.map((polygons) => boundsOf(polygons.flat(2)))
    this.#index = new AreaIndex(this.#polygons)
    this.bounds = shapes.size === 0 ? null : boundsOf(this.#polygons.flat(3))
  }

  /** The community that contains the point. */
  communityAt(lon: number, lat: number): string | undefined {
    return this.#ids[this.#index.find(lon, lat)]
  }

  /** The community whose border is nearest to a point outside all of them, if nearer than `limit_m`. */
  communityNear(lon: number, lat: number, limit_m: number): string | undefined {
    const { toXY } = localProjection(lon, lat)
    let best: { distance_m: number; id: string } | undefined
    for (const [i, box] of this.#boxes.entries()) {
      // 1° of latitude is 111 km and of longitude at least 50 km below 63° north.
      if (lon < box.west - limit_m / 50_000 || lon > box.east + limit_m / 50_000) continue
      if (lat < box.south - limit_m / 110_000 || lat > box.north + limit_m / 110_000) continue
      const rings = this.#polygons[i]!.flat()
      const distance_m = Math.min(...rings.map((ring) => distanceToOrigin(ring.map(([x, y]) => toXY(x, y)))))
      if (distance_m < (best?.distance_m ?? limit_m)) best = { distance_m, id: this.#ids[i]! }
    }
    return best?.id
  }
}

/** Least distance of a line of points, or of one point, in metres from (0, 0). */
export function distanceToOrigin(points: readonly (readonly [number, number])[]): number {
  let least = Infinity
  for (let i = points.length > 1 ? 1 : 0; i < points.length; i++) {
    const [ax, ay] = points[Math.max(0, i - 1)]!
    const [dx, dy] = [points[i]![0] - ax, points[i]![1] - ay]
    const length2 = dx * dx + dy * dy
    const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length2))
    least = Math.min(least, Math.hypot(ax + t * dx, ay + t * dy))
  }
  return least
}
