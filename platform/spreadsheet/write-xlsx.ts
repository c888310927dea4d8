import ExcelJS from 'exceljs'
import type { Cell } from './table.ts'

export interface SheetColumn {
  readonly header: string
  /** In characters; default is what the first rows need. */
  readonly width?: number
  /** Number format of the spreadsheet, such as `#,##0.0` or `@` for text. */
  readonly format?: string
}

export interface Sheet {
  /** Made valid for a spreadsheet: at most 31 characters, none of `[]:*?/\`. */
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly (readonly (Cell | undefined)[])[]
}

/** Widest column that is chosen by content. */
const WIDTH_MAX = 60

/** An XLSX file with these sheets; headers are bold and stay in view. Texts are written as texts, never as formulas. */
export async function writeXlsx(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  for (const sheet of sheets) addSheet(workbook, sheet)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** Adds the sheet to a workbook and gives it back for what only exceljs can do. */
export function addSheet(workbook: ExcelJS.Workbook, { name, columns, rows }: Sheet): ExcelJS.Worksheet {
  const worksheet = workbook.addWorksheet(validName(name), { views: [{ state: 'frozen', ySplit: 1 }] })
  worksheet.columns = columns.map(({ header, width, format }, i) => ({
    header,
    width:
      width ??
      Math.min(WIDTH_MAX, 2 + Math.max(...[header, ...rows.slice(0, 200).map((row) => row[i])].map(widthOf))),
    ...(format === undefined ? {} : { style: { numFmt: format } }),
  }))
  worksheet.getRow(1).font = { bold: true }
  for (const row of rows) worksheet.addRow(row.map(writable))
  return worksheet
}

const validName = (name: string) => name.replace(/[[\]:*?/\\]/g, '_').slice(0, 31)

const writable = (cell: Cell | undefined) =>
  cell !== null && typeof cell === 'object' && 'fault' in cell ? cell.value : cell

/** Chinese characters are two wide. */
function widthOf(cell: Cell | undefined): number {
  if (cell instanceof Date) return 10
  const text = String(writable(cell) ?? '')
  return text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0)
}
