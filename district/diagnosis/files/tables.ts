import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type MultiPolygon, type Position, representativePoint } from '#core/geo/polygon.ts'
import { InputError, type InputProblem } from '#platform/input/input-error.ts'
import { type Column, parseTable } from '#platform/spreadsheet/columns.ts'
import { readTable } from '#platform/spreadsheet/read-table.ts'

/** A row of a table with its values by column id, and where it is. */
export interface PlacedRow {
  readonly row: number
  readonly values: Readonly<Record<string, string | number | boolean | undefined>>
  /** Its area, where it has one. */
  readonly area: MultiPolygon | undefined
  /** Its point, or a point inside its area; undefined where it has neither. */
  readonly point: Position | undefined
}

/** Rows that cannot be used; nothing is computed from the others either. */
export class RejectedRows extends Error {
  override name = 'RejectedRows'
  readonly problems: readonly InputProblem[]
  constructor(problems: readonly InputProblem[]) {
    super(`${problems.length} rows cannot be used`)
    this.problems = problems
  }
}

/**
 * The rows of a CSV, XLSX or GeoJSON file.
 *
 * @throws InputError if the file cannot be read, RejectedRows if any of its rows cannot be used.
 */
export async function readRows(path: string, columns: readonly Column[]): Promise<PlacedRow[]> {
  const file = basename(path)
  const table = await readTable(file, await readBytes(path), { columns })
  const { rows, rejected } = parseTable(table, columns)
  const problems = rejected.flatMap((row) => row.problems)
  if (problems.length > 0) throw new RejectedRows(problems)
  return rows.map(({ row, values, geometry }) => ({ row, values, ...placeOf(values, geometry) }))
}

/** @throws InputError if the file cannot be opened. */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new InputError(
      'FILE_UNREADABLE',
      { file: basename(path) },
      { cause: (cause as Error).message },
      { cause },
    )
  }
}

interface Geometry {
  readonly type: string
  readonly coordinates: unknown
}

function placeOf(values: PlacedRow['values'], geometry: unknown): Pick<PlacedRow, 'area' | 'point'> {
  const shape = geometry as Geometry | undefined
  if (shape?.type === 'Point') return { area: undefined, point: shape.coordinates as Position }
  const area =
    shape?.type === 'Polygon'
      ? ([shape.coordinates] as MultiPolygon)
      : shape?.type === 'MultiPolygon'
        ? (shape.coordinates as MultiPolygon)
        : undefined
  if (area?.[0]) return { area, point: representativePoint(area[0]) }
  const { lon, lat } = values
  return {
    area: undefined,
    point: typeof lon === 'number' && typeof lat === 'number' ? [lon, lat] : undefined,
  }
}
