import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { InputError, type InputPlace } from './input-error.ts'

/** One record of a delimited text; `line` is the line of the file on which it ends, from 1. */
export interface CsvRecord {
  readonly cells: readonly string[]
  readonly line: number
}

/** Longest record; it keeps an unclosed quote or a file without line ends from taking the memory. */
export const RECORD_CHARACTERS_MAX = 1 << 20

/**
 * The records of a delimited text, in order; cells are trimmed, empty lines left out, records may differ in length.
 *
 * @throws InputError SYNTAX or LINE_TOO_LONG with the line
 */
export async function* csvRecords(
  text: AsyncIterable<string>,
  place: InputPlace,
  delimiter = ',',
): AsyncIterable<CsvRecord> {
  const parser = parse({
    delimiter,
    bom: true,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: RECORD_CHARACTERS_MAX,
    info: true,
  })
  try {
    for await (const { record, info } of pipeline(Readable.from(text), parser, () => {})) {
      yield { cells: record, line: info.lines }
    }
  } catch (error) {
    throw error instanceof CsvError ? refusal(error, place) : error
  }
}

function refusal(cause: CsvError, of: InputPlace): InputError {
  const line = Number(cause.lines)
  const place: InputPlace = { ...of, ...(Number.isFinite(line) ? { line } : {}) }
  if (cause.code === 'CSV_MAX_RECORD_SIZE') {
    return new InputError('LINE_TOO_LONG', place, { limit: RECORD_CHARACTERS_MAX }, { cause })
  }
  if (cause.code.includes('QUOTE')) return new InputError('QUOTE', place, {}, { cause })
  return new InputError('SYNTAX', place, { cause: cause.message }, { cause })
}
