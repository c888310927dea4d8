import { convertDatum, type Datum, guessDatum } from '#core/geo/datum.ts'
import { areaM2, type LonLat } from '#core/geo/polygon.ts'
import type { Sentence } from '#core/language/language.ts'
import type { ImportKind } from '../contract.ts'
import { mapPositions } from './geometry.ts'
import type { Ground } from './ground.ts'
import {
  type Candidates,
  type Circumstances,
  type Imported,
  type Rejection,
  reject,
  rowMakers,
  type SourceRow,
} from './import-rows.ts'
import { innerPoint, polygonsOf, type Shape } from './shape.ts'

/** The datum a file's places are in: the one under which most of them lie in a community. Unsure means assumed. */
export function guessFileDatum(rows: readonly SourceRow[], ground: Ground): { datum: Datum; sure: boolean } {
  const points = rows.flatMap((row): LonLat[] => {
    const shape = row.shape ?? pointOf(row.values)
    return shape && fits(shape) ? [innerPoint(shape)] : []
  })
  const sample = points.filter((_, i) => i % Math.ceil(points.length / 2000) === 0)
  return guessDatum(sample, (lon, lat) => (ground.communityAt(lon, lat) === undefined ? 1 : 0))
}

const fits = (shape: Shape) =>
  polygonsOf(shape)
    .flat(2)
    .every(([lon, lat]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90)

/**
 * Judges every row of a file: what is good becomes candidates, all else rejections with row, field and reason. The
 * order of rows makes no difference: where a key occurs twice, all its rows are rejected.
 */
export function judgeRows<K extends ImportKind>(
  kind: K,
  rows: readonly SourceRow[],
  circumstances: Circumstances,
): { readonly candidates: Candidates[K]; readonly rejections: Rejection[] } {
  const rejections: Rejection[] = []
  const found: Imported<unknown>[] = []
  for (const source of rows) {
    const place = placeOf(source, circumstances)
    const { row, values: cells } = source
    const made =
      'reason' in place ? place : rowMakers[kind]({ row, cells, shape: place.shape }, circumstances)
    if ('reason' in made) rejections.push(made)
    else found.push(made)
  }
  const rowsOf = Map.groupBy(found, ({ key }) => key)
  const candidates = found.filter(({ key, row }) => {
    const same = rowsOf.get(key)!
    if (same.length > 1) rejections.push(twice(row, keyFields[kind], same))
    return same.length === 1
  })
  rejections.sort((a, b) => a.row - b.row)
  return { candidates: candidates as Candidates[K], rejections }
}

const keyFields: Readonly<Record<ImportKind, string>> = {
  areas: 'area_id',
  estates: 'estate_id',
  buildings: 'building_id',
  dwellings: 'dwelling_id',
  facilities: 'external_id',
}

function twice(row: number, field: string, same: readonly { key: string; row: number }[]): Rejection {
  const others = same.filter((other) => other.row !== row).map((other) => other.row)
  const shown = `${others.slice(0, 5).join(', ')}${others.length > 5 ? ' …' : ''}`
  const { key } = same[0]!
  return reject(
    row,
    field,
    `编号“${key}”在第 ${shown} 行也出现；请只保留一行`,
    `the id "${key}" is in row ${shown} too; keep one of them`,
  )
}

/** The geometry of a row in WGS84, or what is wrong with it; `shape` null where the row has none. */
export function placeOf(
  source: SourceRow,
  { datum, ground }: Pick<Circumstances, 'datum' | 'ground'>,
): { readonly shape: Shape | null } | Rejection {
  const { row, values, shape = pointOf(values) } = source
  const { lon, lat } = values
  if ((lon === undefined) !== (lat === undefined))
    return reject(row, lon === undefined ? 'lon' : 'lat', '经纬度缺一项', 'longitude or latitude is missing')
  if (!shape) return { shape: null }
  const wrong = strange(shape, ground)
  if (wrong) return { row, field: source.shape ? 'geometry' : 'lon', reason: wrong }
  return { shape: mapPositions(shape, (x, y) => convertDatum(x, y, datum, 'WGS84')) }
}

/** A place given as two cells. */
const pointOf = ({ lon, lat }: SourceRow['values']): Shape | undefined =>
  typeof lon === 'number' && typeof lat === 'number' ? { type: 'Point', coordinates: [lon, lat] } : undefined

/** What is wrong with coordinates at first sight: swapped, or not degrees. */
function strange(shape: Shape, { bounds }: Ground): Sentence | undefined {
  const points = polygonsOf(shape).flat(2)
  const [lon, lat] = points[0]!
  const swapped = bounds !== null && near(bounds, lat, lon) && !near(bounds, lon, lat)
  if (swapped)
    return {
      zh: `经度和纬度似乎写反了：是否应为经度 ${lat}、纬度 ${lon}？`,
      en: `longitude and latitude seem to be swapped: should it be longitude ${lat}, latitude ${lon}?`,
    }
  if (!fits(shape)) return notDegrees(lon, lat)
  const flat = shape.type.endsWith('Polygon') && polygonsOf(shape).some((polygon) => areaM2(polygon) < 0.1)
  return flat ? { zh: '面没有面积', en: 'the polygon has no area' } : undefined
}

const notDegrees = (lon: number, lat: number): Sentence => ({
  zh: `坐标 ${lon}, ${lat} 不是经纬度（度）；请以经纬度导出，不要用平面坐标（米）`,
  en: `${lon}, ${lat} is not in degrees; export as longitude and latitude, not as metres of a projection`,
})

/** Within half a degree of the district: far enough for any datum, too near for swapped numbers. */
const near = (bounds: NonNullable<Ground['bounds']>, lon: number, lat: number) =>
  lon > bounds.west - 0.5 && lon < bounds.east + 0.5 && lat > bounds.south - 0.5 && lat < bounds.north + 0.5
