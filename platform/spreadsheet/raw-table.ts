import type { Cell, RowSpan } from './table.ts'

/** A row before the header is known; cells may be fewer than columns. */
export interface RawRow {
  readonly row: number
  readonly cells: readonly Cell[]
  readonly merged?: readonly (RowSpan | undefined)[]
}

export interface TableLimits {
  readonly bytes: number
  readonly rows: number
}
