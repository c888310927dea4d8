import { AreaIndex } from '#core/geo/locate.ts'
import type { Position } from '#core/geo/polygon.ts'
import { haversineM } from '#core/geo/projection.ts'
import { refuse } from './refusal.ts'
import type { PlacedRow } from './tables.ts'

/** Which community a place belongs to, and by which rule. */
export interface Belonging {
  /** Number of the community, -1 for none. */
  readonly community: number
  readonly by: 'id' | 'area' | 'nearest' | 'none'
  /** Whether it lies in the polygons of several communities; the first in the table has it. */
  readonly contested: boolean
}

/** Community numbers are held in 16 bits. */
const COMMUNITIES_MAX = 65_536

/**
 * The communities of a table. One is a polygon, or a point with an id: what has the id of a point is its own; of the
 * rest, what lies in a polygon belongs to that, and what lies in none to the nearest point.
 */
export class Communities {
  readonly rows: readonly PlacedRow[]
  readonly #numberOf: ReadonlyMap<string, number>
  readonly #forward: AreaIndex
  readonly #backward: AreaIndex
  readonly #points: readonly number[]

  /** @throws Refusal of more than 65,536 communities. */
  constructor(file: string, rows: readonly PlacedRow[]) {
    if (rows.length > COMMUNITIES_MAX) {
      const limit = COMMUNITIES_MAX.toLocaleString('en')
      throw refuse(
        file,
        `有 ${rows.length} 个社区，一次最多 ${limit} 个`,
        `${rows.length} communities; at most ${limit} at once`,
      )
    }
    this.rows = rows
    this.#numberOf = new Map(rows.map(({ values }, c) => [String(values.id), c]))
    const areas = rows.map(({ area }) => area ?? [])
    this.#forward = new AreaIndex(areas)
    this.#backward = new AreaIndex(areas.toReversed())
    this.#points = rows.flatMap(({ area }, c) => (area ? [] : [c]))
  }

  /** The community with that id. */
  withId(id: string): number | undefined {
    return this.#numberOf.get(id)
  }

  /** @param id of the row, where it has one */
  of([lon, lat]: Position, id?: string): Belonging {
    const named = id === undefined ? undefined : this.#numberOf.get(id)
    if (named !== undefined && !this.rows[named]!.area)
      return { community: named, by: 'id', contested: false }
    const community = this.#forward.find(lon, lat)
    if (community !== -1) {
      const last = this.rows.length - 1 - this.#backward.find(lon, lat)
      return { community, by: 'area', contested: last !== community }
    }
    const nearest = this.#nearestPoint(lon, lat)
    return { community: nearest, by: nearest === -1 ? 'none' : 'nearest', contested: false }
  }

  /** The lower number among equals. */
  #nearestPoint(lon: number, lat: number): number {
    let [nearest, least] = [-1, Infinity]
    for (const c of this.#points) {
      const { point } = this.rows[c]!
      const metres = haversineM(lon, lat, point[0], point[1])
      if (metres < least) [nearest, least] = [c, metres]
    }
    return nearest
  }
}
