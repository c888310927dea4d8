import type { Sentence } from '#core/language/language.ts'
import { type CsvRecord, csvRecords } from '#platform/input/csv.ts'
import { InputError, type InputPlace } from '#platform/input/input-error.ts'
import type { InputCode, InputValues } from '#platform/input/input-errors.ts'
import { decodeText } from '#platform/input/text.ts'
import type { Zip } from '#platform/input/zip.ts'

/** One row of a feed's table, read by the names of its columns. */
export class GtfsRow {
  readonly #table: InputPlace
  readonly #columns: ReadonlyMap<string, number>
  readonly #record: CsvRecord

  constructor(table: InputPlace, columns: ReadonlyMap<string, number>, record: CsvRecord) {
    this.#table = table
    this.#columns = columns
    this.#record = record
  }

  /** The cell, trimmed; empty if the column is missing. */
  text(column: string): string {
    return this.#record.cells[this.#columns.get(column) ?? -1]?.trim() ?? ''
  }

  /** @throws InputError VALUE_MISSING */
  required(column: string): string {
    return this.text(column) || this.#refuse('VALUE_MISSING', column)
  }

  /** @throws InputError NOT_A_NUMBER, OUT_OF_RANGE; a blank cell is `blank` if given, else VALUE_MISSING */
  number(column: string, min: number, max: number, blank?: number): number {
    const text = this.text(column)
    if (text === '' && blank !== undefined) return blank
    const value = Number(this.required(column))
    if (!Number.isFinite(value)) return this.#refuse('NOT_A_NUMBER', column, { value: text })
    return value >= min && value <= max ? value : this.#refuse('OUT_OF_RANGE', column, { value, min, max })
  }

  /** Seconds of `h:mm:ss`, -1 for a blank cell. @throws InputError NOT_A_TIME */
  seconds(column: string): number {
    const text = this.text(column)
    if (text === '') return -1
    const [, hours, minutes, seconds] = /^(\d{1,3}):([0-5]\d):([0-5]\d)$/.exec(text) ?? []
    if (hours === undefined) return this.#refuse('NOT_A_TIME', column, { value: text })
    return 3600 * Number(hours) + 60 * Number(minutes) + Number(seconds)
  }

  /** Days from 1970-01-01 of `YYYYMMDD`. @throws InputError NOT_A_DATE */
  day(column: string): number {
    const text = this.required(column)
    const day = dayOf(text)
    return day ?? this.#refuse('NOT_A_DATE', column, { value: text })
  }

  /** The number that `ids` gives the cell. @throws InputError REFERENCE */
  reference(column: string, ids: ReadonlyMap<string, number>, target: Sentence): number {
    const id = this.required(column)
    return ids.get(id) ?? this.#refuse('REFERENCE', column, { value: id, target })
  }

  #refuse(code: InputCode, field: string, values: InputValues = {}): never {
    throw new InputError(code, { ...this.#table, line: this.#record.line, field }, values)
  }
}

/** Days from 1970-01-01 of `YYYYMMDD` or `YYYY-MM-DD`; `undefined` for what is no day. */
export function dayOf(text: string): number | undefined {
  const [, year, month, date] = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(text) ?? []
  const time = Date.UTC(Number(year), Number(month) - 1, Number(date))
  const found = new Date(time)
  const isReal = found.getUTCMonth() === Number(month) - 1 && found.getUTCDate() === Number(date)
  return isReal ? time / 86_400_000 : undefined
}

/** The rows of a table of the feed; nothing if the feed has no such table. */
export async function* gtfsRows(zip: Zip, table: string): AsyncIterable<GtfsRow> {
  const chunks = zip.read(table)
  if (!chunks) return
  const place = { file: zip.file, part: table }
  let columns: Map<string, number> | undefined
  for await (const record of csvRecords(decodeText(chunks, 'utf-8', place), place)) {
    if (columns) yield new GtfsRow(place, columns, record)
    else columns = new Map(record.cells.map((name, i) => [name.trim(), i]))
  }
}
