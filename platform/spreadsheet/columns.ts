import type { Sentence } from '#core/language/language.ts'
import { InputError, type InputPlace, type InputProblem, reasonOf } from '#platform/input/input-error.ts'
import { parseDate } from './date.ts'
import { type Geometry, geometryProblem } from './geometry.ts'
import { headerBracket, headerKey, headerKeysOf, type NamedColumn } from './header.ts'
import { convertUnit, parseNumber, type Refusal, unitNamed } from './quantity.ts'
import { type Cell, cellText, type RowSpan, type Table, type TableRow } from './table.ts'

/**
 * What a table must or may have in one of its columns. A cell merged over rows counts for each of them, such as a town's
 * name over its communities; in a column of numbers it is refused, since a total would count once for every row.
 */
export interface Column extends NamedColumn {
  /**
   * `code` is text that may have lost its form in a spreadsheet: full-width digits, or a number. `date` gives
   * `YYYY-MM-DD`, `choice` the id of the choice.
   */
  readonly type: 'text' | 'code' | 'number' | 'integer' | 'date' | 'choice' | 'boolean'
  readonly required?: boolean
  /** No two rows may have the same value. */
  readonly unique?: boolean
  /** Id of a unit of `units`: numbers are converted to it; one without a unit is in that of the header, else in this. */
  readonly unit?: string
  readonly min?: number
  readonly max?: number
  /** Default 1000. */
  readonly maxLength?: number
  readonly choices?: readonly { readonly id: string; readonly names: readonly string[] }[]
  /** A cell merged over rows is refused, whatever the type: the column holds measured values. */
  readonly measured?: boolean
  readonly explanation?: Sentence
}

type ValueOf<C extends Column> = C['type'] extends 'number' | 'integer'
  ? number
  : C['type'] extends 'boolean'
    ? boolean
    : string

/** The values of a row by column id; a cell that was empty, or whose column is not there, is `undefined`. */
export type RowValues<Columns extends readonly Column[]> = {
  readonly [C in Columns[number] as C['id']]: C['required'] extends true ? ValueOf<C> : ValueOf<C> | undefined
}

export interface ParsedRow<Columns extends readonly Column[]> {
  readonly row: number
  readonly values: RowValues<Columns>
  /** Of a GeoJSON feature that has one, checked. */
  readonly geometry?: Geometry
}

export interface RejectedRow {
  readonly row: number
  /** As they were in the file. */
  readonly cells: readonly Cell[]
  /** Everything that is wrong with the row, at least one. */
  readonly problems: readonly InputProblem[]
}

export interface ParsedTable<Columns extends readonly Column[]> {
  readonly rows: readonly ParsedRow<Columns>[]
  readonly rejected: readonly RejectedRow[]
  /** Headers that no column answers to; they were not read. */
  readonly ignored: readonly string[]
}

/**
 * Reads the rows of a table by a description of its columns. A row with anything wrong in it is rejected whole, with all
 * its problems.
 *
 * @throws InputError COLUMN_MISSING, COLUMN_TWICE
 */
export function parseTable<const Columns extends readonly Column[]>(
  table: Table,
  columns: Columns,
): ParsedTable<Columns> {
  const placed = columns.map((column) => placeColumn(table, column))
  const rows: ParsedRow<Columns>[] = []
  const rejected: RejectedRow[] = []
  const seen = new Map(
    columns.filter(({ unique }) => unique).map(({ id }) => [id, new Map<unknown, number>()]),
  )
  for (const row of table.rows) {
    const { values, problems } = parseRow(table, row, placed, seen)
    if (problems.length > 0) rejected.push({ row: row.row, cells: row.cells, problems })
    else {
      const geometry = row.geometry as Geometry | null | undefined
      rows.push({ row: row.row, values: values as RowValues<Columns>, ...(geometry ? { geometry } : {}) })
    }
  }
  const read = new Set(placed.map(({ index }) => index))
  return { rows, rejected, ignored: table.header.filter((name, i) => name !== '' && !read.has(i)) }
}

/** A column with its place in the table, -1 if it is not there. */
interface PlacedColumn {
  readonly column: Column
  readonly index: number
  /** Name of the column in the file. */
  readonly field: string
  /** Unit of numbers that come without one. */
  readonly unit: string | undefined
}

function placeColumn({ file, header }: Table, column: Column): PlacedColumn {
  const keys = new Set(headerKeysOf(column))
  const found = header.flatMap((name, i) => (name !== '' && keys.has(headerKey(name)) ? [i] : []))
  const [index = -1, second] = found
  if (second !== undefined)
    throw new InputError('COLUMN_TWICE', { file, field: header[second]! }, { column: header[second]! })
  if (index < 0 && column.required) {
    throw new InputError('COLUMN_MISSING', { file, field: column.id }, { column: column.header })
  }
  const field = header[index] ?? column.id
  return { column, index, field, unit: unitNamed(headerBracket(field))?.id ?? column.unit }
}

function parseRow(
  { file, sheet }: Table,
  { row, cells, merged, geometry }: TableRow,
  placed: readonly PlacedColumn[],
  seen: ReadonlyMap<string, Map<unknown, number>>,
) {
  const place: InputPlace = { file, ...(sheet === undefined ? {} : { sheet }), row }
  const values: Record<string, Value | undefined> = {}
  const problems: InputProblem[] = []
  const refuse = (field: string, { code, values }: Refusal) =>
    problems.push({ code, ...place, field, reason: reasonOf(code, values) })

  for (const { column, index, field, unit } of placed) {
    const parsed = parseCell(cells[index] ?? null, column, unit)
    const span = merged?.[index]
    const value: Parsed = span && (typeof parsed === 'number' || column.measured) ? mergedOver(span) : parsed
    if (isRefusal(value)) refuse(field, value)
    else {
      values[column.id] = value
      const earlier = value === undefined ? undefined : seen.get(column.id)?.get(value)
      if (earlier !== undefined)
        refuse(field, { code: 'DUPLICATE', values: { value: String(value), row: earlier } })
      else if (value !== undefined) seen.get(column.id)?.set(value, row)
    }
  }
  const wrongGeometry = geometry ? geometryProblem(geometry) : undefined
  if (wrongGeometry) refuse('geometry', wrongGeometry)
  return { values, problems }
}

type Value = string | number | boolean
type Parsed = Value | Refusal | undefined

const isRefusal = (value: Parsed): value is Refusal => typeof value === 'object'

const mergedOver = (span: RowSpan): Refusal => ({ code: 'CELLS_MERGED', values: { ...span } })

function parseCell(cell: Cell, column: Column, unit: string | undefined): Parsed {
  if (cell !== null && typeof cell === 'object' && 'fault' in cell)
    return { code: cell.fault, values: { value: cell.value } }
  const text = cellText(cell).trim()
  if (text === '') return column.required ? { code: 'VALUE_MISSING', values: {} } : undefined
  if (column.type === 'number' || column.type === 'integer') return parseQuantity(cell, text, column, unit)
  if (column.type === 'date') return parseDate(cell) ?? { code: 'NOT_A_DATE', values: { value: text } }
  if (column.type === 'choice') return parseChoice(text, column.choices ?? [])
  if (column.type === 'boolean') return parseBoolean(text)
  const plain = column.type === 'code' ? text.normalize('NFKC').replace(/\s/g, '') : text
  const limit = column.maxLength ?? 1000
  return plain.length > limit ? { code: 'TOO_LONG', values: { limit } } : plain
}

function parseQuantity(cell: Cell, text: string, column: Column, unit: string | undefined): number | Refusal {
  if (cell instanceof Date) return { code: 'NOT_A_NUMBER', values: { value: text } }
  const quantity = parseNumber(text)
  if ('code' in quantity) return quantity
  const from = quantity.unit ?? unit
  const value = column.unit && from ? convertUnit(quantity.value, from, column.unit) : quantity.value
  if (typeof value === 'object') return value
  if (column.type === 'integer' && !Number.isSafeInteger(value))
    return { code: 'NOT_AN_INTEGER', values: { value: text } }
  const { min = -Infinity, max = Infinity } = column
  return value >= min && value <= max ? value : { code: 'OUT_OF_RANGE', values: { value: text, min, max } }
}

const booleans = [
  { id: 'true', names: ['是', '有', 'yes', 'y', 'true', '1', '√', '✓'] },
  { id: 'false', names: ['否', '无', '没有', 'no', 'n', 'false', '0', '×'] },
]

function parseBoolean(text: string): boolean | Refusal {
  const found = parseChoice(text, booleans)
  return typeof found === 'string' ? found === 'true' : found
}

function parseChoice(text: string, choices: NonNullable<Column['choices']>): string | Refusal {
  const key = headerKey(text)
  const found = choices.find(({ id, names }) => [id, ...names].some((name) => headerKey(name) === key))
  const offered = choices.map(({ id, names }) => names[0] ?? id).join('、')
  return found ? found.id : { code: 'NOT_A_CHOICE', values: { value: text, choices: offered } }
}
