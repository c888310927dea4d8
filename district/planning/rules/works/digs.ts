import { containsPoint } from '#core/geo/polygon.ts'
import { haversineM, localProjection } from '#core/geo/projection.ts'
import { distanceToOrigin } from '#foundation/place/rules/ground.ts'
import { polygonsOf, type Shape } from '#foundation/place/rules/shape.ts'
import type { ProgrammeSite, WorkSummary } from '../../contract/works.ts'
import { monthsBetween } from './days.ts'
import { workRules } from './kinds.ts'

interface Point {
  readonly lon: number
  readonly lat: number
}

/** Metres from a point to a shape; 0 in a polygon. */
export function distanceTo({ lon, lat }: Point, shape: Shape): number {
  const polygons = polygonsOf(shape)
  const isArea = shape.type === 'Polygon' || shape.type === 'MultiPolygon'
  if (isArea && polygons.some((polygon) => containsPoint(polygon, lon, lat))) return 0
  const { toXY } = localProjection(lon, lat)
  return Math.min(...polygons.flat().map((ring) => distanceToOrigin(ring.map(([x, y]) => toXY(x, y)))))
}

/** Sites that count as one with a place, the nearest first. */
export const sitesAt = (place: Point, sites: readonly ProgrammeSite[]): ProgrammeSite[] =>
  sites
    .map((site) => ({ site, metres: distanceTo(place, site.shape as Shape) }))
    .filter(({ metres }) => metres <= workRules.sameSite_m)
    .sort((a, b) => a.metres - b.metres || (a.site.siteId < b.site.siteId ? -1 : 1))
    .map(({ site }) => site)

type SitedWork = Pick<
  WorkSummary,
  | 'communityId'
  | 'workId'
  | 'name'
  | 'state'
  | 'digs'
  | 'lon'
  | 'lat'
  | 'plannedFrom'
  | 'plannedTo'
  | 'startedOn'
  | 'builtOn'
  | 'sites'
>

/** From when to when: as it was, as far as it has come; else as it is planned. */
export const periodOf = (work: Pick<SitedWork, 'plannedFrom' | 'plannedTo' | 'startedOn' | 'builtOn'>) => {
  const from = work.startedOn ?? (work.builtOn ? minDay(work.plannedFrom, work.builtOn) : work.plannedFrom)
  return { from, to: work.builtOn ?? maxDay(work.plannedTo, from) }
}

const minDay = (a: string, b: string) => (a < b ? a : b)
const maxDay = (a: string, b: string) => (a > b ? a : b)

/** Two digs on one site that are neither one nor far enough apart in time. */
export interface DigConflict {
  readonly workId: string
  /** The other one: a works project or a programme site. */
  readonly with: { readonly kind: 'work' | 'site'; readonly communityId: string; readonly id: string }
  readonly name: string
  /** Whole months between the end of the first and the start of the second. */
  readonly months: number
}

/** Digs that come too close, by works project; two works projects each name the other. */
export function digConflicts(
  works: readonly SitedWork[],
  sites: readonly ProgrammeSite[],
): ReadonlyMap<string, readonly DigConflict[]> {
  const digging = works.filter(({ digs, state }) => digs && state !== 'dropped')
  const dug = sites.filter(({ digs }) => digs)
  return new Map(
    digging.flatMap((work) => {
      const apart = new Set(
        work.sites
          .filter(({ relation }) => relation === 'apart')
          .map(({ areaId, siteId }) => `${areaId}/${siteId}`),
      )
      const found = [
        ...sitesAt(work, dug)
          .filter(({ communityId, siteId }) => !apart.has(`${communityId}/${siteId}`))
          .flatMap((site) => conflictOf(work, 'site', { ...site, id: site.siteId }, site)),
        ...digging
          .filter((other) => other !== work && isNear(work, other))
          .flatMap((other) => conflictOf(work, 'work', { ...other, id: other.workId }, periodOf(other))),
      ]
      return found.length > 0 ? [[work.workId, found] as const] : []
    }),
  )
}

const isNear = (a: Point, b: Point) => haversineM(a.lon, a.lat, b.lon, b.lat) <= workRules.sameSite_m

function conflictOf(
  work: SitedWork,
  kind: 'work' | 'site',
  { communityId, id, name }: { communityId: string; id: string; name: string },
  other: { readonly from: string; readonly to: string },
): DigConflict[] {
  const months = monthsApart(periodOf(work), other)
  if (months === undefined || months >= workRules.monthsBetweenDigs) return []
  return [{ workId: work.workId, with: { kind, communityId, id }, name, months }]
}

interface Period {
  readonly from: string
  readonly to: string
}

/** Whole months between two periods; undefined where they overlap: then it is one dig. */
export function monthsApart(a: Period, b: Period): number | undefined {
  if (a.from <= b.to && b.from <= a.to) return undefined
  return a.to < b.from ? monthsBetween(a.to, b.from) : monthsBetween(b.to, a.from)
}
