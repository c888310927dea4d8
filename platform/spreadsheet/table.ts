import type { InputCode } from '#platform/input/input-errors.ts'

/** A cell as the file has it: `null` is empty, a date is midnight UTC, a fault is a formula without a usable value. */
export type Cell = string | number | boolean | Date | CellFault | null

export interface CellFault {
  readonly fault: InputCode
  readonly value: string
}

/** Rows from `first` to `last`, both included, counted from 1. */
export interface RowSpan {
  readonly first: number
  readonly last: number
}

/** A sheet, a CSV file or the features of a GeoJSON file in one form. */
export interface Table {
  readonly file: string
  readonly sheet?: string
  /** Trimmed, one per column; empty where a column has none. */
  readonly header: readonly string[]
  readonly rows: readonly TableRow[]
  /** How the text was coded, for a CSV file. */
  readonly encoding?: string
  /** Sheets of the workbook that were not read: hidden ones and all but the first with rows. */
  readonly otherSheets?: readonly string[]
}

export interface TableRow {
  /** As a spreadsheet counts, from 1, the header included; of GeoJSON the number of the feature, from 1. */
  readonly row: number
  /** As many as there are columns. */
  readonly cells: readonly Cell[]
  /** Where a cell is merged over rows, by column: the value of the first is in each of them. */
  readonly merged?: readonly (RowSpan | undefined)[]
  /** GeoJSON geometry, unchecked: see `geometryProblem`. */
  readonly geometry?: unknown
}

/** The cell as a person sees it. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return typeof cell === 'object' ? cell.value : String(cell)
}
