import { openBytes } from '#platform/input/byte-source.ts'
import { csvRecords } from '#platform/input/csv.ts'
import { InputError } from '#platform/input/input-error.ts'
import { things } from '#platform/input/input-errors.ts'
import { decodeText } from '#platform/input/text.ts'
import type { RawRow, TableLimits } from './raw-table.ts'

/** Encodings of CSV files in Chinese offices, the strict ones first; GB18030 contains GBK and GB 2312. */
const encodings = ['utf-8', 'gb18030'] as const

export interface CsvTable {
  readonly rows: RawRow[]
  readonly encoding: string
}

/**
 * The rows of a delimited text. The encoding is told by its byte order mark, else by which one the bytes are valid in;
 * the delimiter by counting.
 *
 * @throws InputError
 */
export async function readCsv(file: string, bytes: Uint8Array, limits: TableLimits): Promise<CsvTable> {
  const encoding = await encodingOf(file, bytes)
  const delimiter = delimiterOf(new TextDecoder(encoding).decode(bytes.subarray(0, 1 << 16)))
  const rows: RawRow[] = []
  const { chunks } = await openBytes(bytes, file)
  for await (const { cells, line } of csvRecords(
    decodeText(chunks, encoding, { file }),
    { file },
    delimiter,
  )) {
    if (rows.length >= limits.rows)
      throw new InputError('FILE_TOO_LARGE', { file, row: line }, { what: things.rows, limit: limits.rows })
    if (cells.some((cell) => cell !== '')) rows.push({ row: line, cells: cells.map((cell) => cell || null) })
  }
  return { rows, encoding }
}

async function encodingOf(file: string, bytes: Uint8Array): Promise<string> {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  for (const encoding of encodings) if (await isTextIn(encoding, bytes)) return encoding
  throw new InputError('ENCODING', { file }, { expected: 'UTF-8, GBK, GB18030, UTF-16' })
}

/** Text has no zero bytes; the decoder alone would take them. */
async function isTextIn(encoding: string, bytes: Uint8Array): Promise<boolean> {
  const { chunks } = await openBytes(bytes)
  try {
    for await (const text of decodeText(chunks, encoding, { file: '' })) if (text.includes('\0')) return false
    return true
  } catch {
    return false
  }
}

/** The delimiter that is most frequent, outside quotes, in the lines at the start of the file. */
function delimiterOf(start: string): string {
  const unquoted = start
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .slice(0, 10)
    .join('\n')
  const counts = [',', '\t', ';'].map((delimiter) => unquoted.split(delimiter).length)
  return [',', '\t', ';'][counts.indexOf(Math.max(...counts))]!
}
