// Small builders of files, good and bad, for the tests of this folder.
import ExcelJS from 'exceljs'

/** GBK of a text: Node decodes it but does not encode it, so the double bytes are looked up. */
export function gbk(text: string): Uint8Array {
  const bytesOf = gbkTable()
  return Uint8Array.from([...text].flatMap((c) => bytesOf.get(c) ?? [c.charCodeAt(0)]))
}

let table: Map<string, number[]> | undefined
function gbkTable(): Map<string, number[]> {
  if (table) return table
  table = new Map()
  const decoder = new TextDecoder('gbk')
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++)
      if (low !== 0x7f) table.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
  return table
}

/** A workbook with one sheet of these rows, changed by `change` before it is written. */
export async function xlsx(
  rows: readonly (readonly ExcelJS.CellValue[])[],
  change: (sheet: ExcelJS.Worksheet) => void = () => {},
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('表1')
  for (const row of rows) sheet.addRow([...row])
  change(sheet)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

export const csv = (...lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join('\r\n'))

export const geojson = (
  ...features: readonly { readonly properties: object; readonly geometry: object | null }[]
): Uint8Array =>
  csv(
    JSON.stringify({ type: 'FeatureCollection', features: features.map((f) => ({ type: 'Feature', ...f })) }),
  )

/** Ring of a bow tie: it crosses itself. */
export const bowTie = (lon: number, lat: number, side: number) => [
  [lon, lat],
  [lon + side, lat + side],
  [lon + side, lat],
  [lon, lat + side],
  [lon, lat],
]

/** Beginnings of files of other kinds, and of none. */
export const PDF = new TextEncoder().encode('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<< /Type /Catalog >>\nendobj\n')
export const OLD_EXCEL = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
export const NOISE = Uint8Array.from({ length: 4000 }, (_, i) => (i * i * 31 + (i >> 3)) & 0xff)
export const EMPTY = new Uint8Array()
