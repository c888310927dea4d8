import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { convertDatum, type Datum } from '#core/geo/datum.ts'
import { type MultiPolygon, type Position, representativePoint } from '#core/geo/polygon.ts'
import { InputError, reasonOf } from '#platform/input/input-error.ts'
import { things } from '#platform/input/input-errors.ts'
import { type Column, parseTable } from '#platform/spreadsheet/columns.ts'
import { readTable } from '#platform/spreadsheet/read-table.ts'
import { Refusal } from './refusal.ts'

/** A row of a table with its values by column id, and where it is. */
export interface TableRow {
  readonly row: number
  readonly values: Readonly<Record<string, string | number | boolean | undefined>>
  /** Its area, where it has one. */
  readonly area: MultiPolygon | undefined
  /** WGS84: its point, or a point inside its area; undefined where it has neither. */
  readonly point: Position | undefined
}
export type PlacedRow = TableRow & { readonly point: Position }

/** A larger table is more than one city, or no table. */
const BYTES_MAX = 64 << 20
const ROWS_MAX = 1_000_000

/**
 * The rows of a CSV, XLSX or GeoJSON file.
 *
 * @param datum that its coordinates are in
 * @throws InputError if the file cannot be read, Refusal if any of its rows cannot be used.
 */
export async function readRows(path: string, columns: readonly Column[], datum: Datum): Promise<TableRow[]> {
  const file = basename(path)
  const table = await readTable(file, await readBytes(path), {
    columns,
    maxBytes: BYTES_MAX,
    maxRows: ROWS_MAX,
  })
  const { rows, rejected } = parseTable(table, columns)
  const faults = rejected.flatMap((row) => row.problems)
  if (faults.length > 0) throw new Refusal(faults)
  return rows.map(({ row, values, geometry }) => ({ row, values, ...placeOf(values, geometry, datum) }))
}

/** The rows, each with a place. @throws Refusal naming those without. */
export function allPlaced(file: string, rows: readonly TableRow[]): PlacedRow[] {
  const lost = rows.filter(({ point }) => point === undefined)
  if (lost.length > 0) throw new Refusal(lost.map((row) => withoutPlace(file, row)))
  return rows as PlacedRow[]
}

/** What is wrong with a row that has neither coordinates nor an area. */
export const withoutPlace = (file: string, { row }: TableRow) => ({
  file,
  row,
  field: 'lon, lat',
  reason: reasonOf('VALUE_MISSING'),
})

/** The content of a file. @throws InputError if it cannot be opened or is too large for a table. */
export async function readBytes(path: string): Promise<Uint8Array> {
  const file = basename(path)
  try {
    const { size } = await stat(path)
    if (size <= BYTES_MAX) return await readFile(path)
  } catch (cause) {
    const { message } = cause as Error
    throw new InputError('FILE_UNREADABLE', { file }, { cause: message }, { cause })
  }
  throw new InputError('FILE_TOO_LARGE', { file }, { what: things.bytes, limit: BYTES_MAX })
}

interface Geometry {
  readonly type: string
  readonly coordinates: unknown
}

function placeOf(
  { lon, lat }: TableRow['values'],
  geometry: unknown,
  datum: Datum,
): Pick<TableRow, 'area' | 'point'> {
  const inWgs84 = ([x, y]: Position): Position => convertDatum(x, y, datum, 'WGS84')
  const { type, coordinates } = (geometry ?? {}) as Partial<Geometry>
  if (type === 'Point') return { area: undefined, point: inWgs84(coordinates as Position) }
  if (type === 'Polygon' || type === 'MultiPolygon') {
    const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as MultiPolygon
    const area = polygons.map((polygon) => polygon.map((ring) => ring.map(inWgs84)))
    return { area, point: representativePoint(area[0]!) }
  }
  const isPlaced = typeof lon === 'number' && typeof lat === 'number'
  return { area: undefined, point: isPlaced ? inWgs84([lon, lat]) : undefined }
}
