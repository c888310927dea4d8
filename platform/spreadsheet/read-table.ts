import { fileKind } from '#platform/input/file-kind.ts'
import { InputError } from '#platform/input/input-error.ts'
import { things } from '#platform/input/input-errors.ts'
import { readCsv } from './csv-table.ts'
import { readGeoJson } from './geojson-table.ts'
import { headerKey, headerKeysOf, type NamedColumn } from './header.ts'
import type { RawRow } from './raw-table.ts'
import { cellText, type Table } from './table.ts'
import { readXlsx } from './xlsx-table.ts'

export interface ReadTableOptions {
  /** Which sheet of a workbook; default is the first visible one with rows. */
  readonly sheet?: string
  /** Columns that are looked for: they help to find the header below a title. */
  readonly columns?: readonly NamedColumn[]
  /** Default 64 MB. */
  readonly maxBytes?: number
  /** Default 200,000. */
  readonly maxRows?: number
}

/** The header is looked for in this many rows with values. */
const HEADER_ROWS = 20

/**
 * Reads a CSV, XLSX or GeoJSON file, told apart by content, into one form. Empty rows are left out; rows above the
 * header, such as a title, are passed over.
 *
 * @throws InputError naming file, row and reason
 */
export async function readTable(
  file: string,
  bytes: Uint8Array,
  options: ReadTableOptions = {},
): Promise<Table> {
  const limits = { bytes: options.maxBytes ?? 64 << 20, rows: options.maxRows ?? 200_000 }
  if (bytes.length === 0) throw new InputError('FILE_EMPTY', { file })
  if (bytes.length > limits.bytes) {
    throw new InputError('FILE_TOO_LARGE', { file }, { what: things.bytes, limit: limits.bytes })
  }
  const kind = fileKind(bytes.subarray(0, 512))
  if (kind === 'json') return readGeoJson(file, bytes, limits)
  if (kind === 'zip') {
    const { rows, ...rest } = await readXlsx(file, bytes, limits, options.sheet)
    return { file, ...rest, ...underHeader(file, rows, options) }
  }
  if (kind === 'text' || kind === 'binary') {
    const { rows, ...rest } = await readCsv(file, bytes, limits)
    return { file, ...rest, ...underHeader(file, rows, options) }
  }
  throw new InputError('FILE_KIND', { file }, { expected: '.csv / .xlsx / .geojson', found: kind })
}

/** Takes the header from the rows and gives each row as many cells as the header has. */
function underHeader(
  file: string,
  rows: readonly RawRow[],
  options: ReadTableOptions,
): Pick<Table, 'header' | 'rows'> {
  const at = headerIndex(rows, options.columns ?? [])
  const found = rows[at]
  if (!found) throw new InputError('NOTHING_INSIDE', { file }, { what: things.rows })
  const width = Math.max(...rows.slice(at, at + 1000).map(({ cells }) => cells.length))
  const header = Array.from({ length: width }, (_, i) => cellText(found.cells[i]).trim())
  const filled = (row: RawRow) => ({ ...row, cells: header.map((_, i) => row.cells[i] ?? null) })
  return { header, rows: rows.slice(at + 1).map(filled) }
}

/**
 * The row with the most names of wanted columns; if none has any, the first with two different values, else the first.
 * A title merged over the whole width is one value.
 */
function headerIndex(rows: readonly RawRow[], columns: readonly NamedColumn[]): number {
  const wanted = new Set(columns.flatMap(headerKeysOf))
  const starts = rows
    .slice(0, HEADER_ROWS)
    .map(({ cells }) => new Set(cells.map((cell) => headerKey(cellText(cell)))))
  const matches = starts.map((keys) => [...keys].filter((key) => wanted.has(key)).length)
  const most = Math.max(0, ...matches)
  if (most > 0) return matches.indexOf(most)
  const distinct = starts.findIndex((keys) => [...keys].filter((key) => key !== '').length > 1)
  return Math.max(0, distinct)
}
