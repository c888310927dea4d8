import type { Cell } from './table.ts'

/** A row before the header is known; cells may be fewer than columns. */
export interface RawRow {
  readonly row: number
  readonly cells: readonly Cell[]
}

export interface TableLimits {
  readonly bytes: number
  readonly rows: number
}
