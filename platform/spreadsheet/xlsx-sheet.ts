import type { Sentence } from '#core/language/language.ts'
import { InputError } from '#platform/input/input-error.ts'
import { things } from '#platform/input/input-errors.ts'
import type { Zip } from '#platform/input/zip.ts'
import type { RawRow, TableLimits } from './raw-table.ts'
import type { Cell, RowSpan } from './table.ts'
import { readPart, type Workbook } from './xlsx-part.ts'

const COLUMNS_MAX = 1000
/** Rows of all vertical merges together: some twenty columns merged from top to bottom. */
const MERGED_ROWS_MAX = 20_000_000
/** Days from 1899-12-30, Excel's day 0, to 1970-01-01, and to 1904-01-01. */
const DAY_OF_1970 = 25_569
const DAY_OF_1904 = 1462

/** The rows of a sheet that have any value, in order; vertically merged cells all have the value, and are known. */
export async function readSheet(
  zip: Zip,
  path: string,
  sheet: string,
  workbook: Workbook,
  limits: TableLimits,
): Promise<RawRow[]> {
  const reader = new SheetReader(workbook, sheet, limits)
  await readPart(zip, path, {
    open: (name, attributes) => reader.open(name, attributes),
    close: (name) => reader.close(name),
    text: (text) => reader.text(text),
  })
  fillMerges(reader.rows, reader.merges)
  return reader.rows.filter(({ cells }) => cells.some((cell) => cell !== null && cell !== ''))
}

type Attributes = Readonly<Record<string, string>>

interface SheetRow {
  readonly row: number
  readonly cells: Cell[]
  merged?: RowSpan[]
}

class SheetReader {
  readonly rows: SheetRow[] = []
  readonly merges: Merge[] = []
  readonly #workbook: Workbook
  readonly #sheet: string
  readonly #limits: TableLimits
  #row = 0
  #column = 0
  #cell: Attributes = {}
  #hasFormula = false
  /** Text of the cell's value; `undefined` until a value is met. */
  #value: string | undefined
  #inValue = false
  #inPhonetic = false
  #mergedRows = 0

  constructor(workbook: Workbook, sheet: string, limits: TableLimits) {
    this.#workbook = workbook
    this.#sheet = sheet
    this.#limits = limits
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'row') this.#openRow(attributes)
    else if (name === 'c') this.#openCell(attributes)
    else if (name === 'v' || name === 't') this.#inValue = !this.#inPhonetic
    else if (name === 'f') this.#hasFormula = true
    else if (name === 'rPh') this.#inPhonetic = true
    else if (name === 'mergeCell') this.#merge(attributes.ref ?? '')
  }

  close(name: string): void {
    if (name === 'c') this.#closeCell()
    else if (name === 'v' || name === 't') this.#inValue = false
    else if (name === 'rPh') this.#inPhonetic = false
  }

  text(text: string): void {
    if (this.#inValue) this.#value = (this.#value ?? '') + text
  }

  #openRow(attributes: Attributes): void {
    this.#row = attributes.r === undefined ? this.#row + 1 : Number(attributes.r)
    this.#column = -1
    if (this.rows.length >= this.#limits.rows) throw this.#tooLarge(things.rows, this.#limits.rows)
    this.rows.push({ row: this.#row, cells: [] })
  }

  #openCell(attributes: Attributes): void {
    this.#cell = attributes
    this.#column = attributes.r === undefined ? this.#column + 1 : addressOf(attributes.r).column
    this.#hasFormula = false
    this.#value = undefined
  }

  #closeCell(): void {
    const value = this.#cellValue()
    const cells = this.rows.at(-1)?.cells
    if (value === null || !cells) return
    if (this.#column >= COLUMNS_MAX) throw this.#tooLarge(things.columns, COLUMNS_MAX)
    while (cells.length < this.#column) cells.push(null)
    cells[this.#column] = value
  }

  #cellValue(): Cell {
    const { t: type = 'n', s: style } = this.#cell
    const value = this.#value
    if (value === undefined) return this.#hasFormula ? { fault: 'FORMULA_EMPTY', value: '' } : null
    if (type === 's') return this.#workbook.strings[Number(value)] || null
    if (type === 'b') return value === '1'
    if (type === 'e') return { fault: 'FORMULA_ERROR', value }
    if (type !== 'n') return value || null
    const number = Number(value)
    const kind = this.#workbook.styles[Number(style ?? 0)] ?? 'number'
    if (!Number.isFinite(number) || kind === 'number') return Number.isFinite(number) ? number : value
    if (kind === 'percent') return `${Number((number * 100).toPrecision(12))}%`
    const days = number - DAY_OF_1970 + (this.#workbook.from1904 ? DAY_OF_1904 : 0)
    return Math.abs(days) < 1e6 ? new Date(Math.round(days * 86_400_000)) : number
  }

  #merge(ref: string): void {
    const [from = '', to = from] = ref.split(':')
    const [start, end] = [addressOf(from), addressOf(to)]
    if (end.row <= start.row) return
    this.#mergedRows += end.row - start.row
    if (this.#mergedRows > MERGED_ROWS_MAX) throw this.#tooLarge(things.mergedRows, MERGED_ROWS_MAX)
    this.merges.push({ column: start.column, first: start.row, last: end.row })
  }

  #tooLarge(what: Sentence, limit: number): InputError {
    const place = { file: this.#workbook.file, sheet: this.#sheet, row: this.#row }
    return new InputError('FILE_TOO_LARGE', place, { what, limit })
  }
}

/** `C12` is column 2, counted from 0, and row 12, counted from 1. */
function addressOf(reference: string): { column: number; row: number } {
  const [, letters = 'A', digits = '0'] = /^([A-Z]+)(\d*)$/.exec(reference) ?? []
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return { column: column - 1, row: Number(digits) }
}

/** Fills every cell of a vertical merge; what is merged sideways counts once. */
function fillMerges(rows: readonly SheetRow[], merges: readonly Merge[]): void {
  const byNumber = new Map(rows.map((row) => [row.row, row]))
  for (const { column, ...span } of merges) {
    const value = byNumber.get(span.first)?.cells[column] ?? null
    if (value === null) continue
    for (let number = span.first; number <= Math.min(span.last, rows.at(-1)?.row ?? 0); number++) {
      const row = byNumber.get(number)
      if (!row) continue
      row.cells[column] = value
      row.merged ??= []
      row.merged[column] = span
    }
  }
}

/** Of one column, counted from 0. */
interface Merge extends RowSpan {
  readonly column: number
}
