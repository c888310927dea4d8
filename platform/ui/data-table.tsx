import type { ReactNode } from 'react'
import { figures } from './figure.tsx'
import { SortHeader } from './sort-header.tsx'
import s from './table.module.css'

export interface Column<Row> {
  readonly id: string
  readonly heading: ReactNode
  /** The heading as text, for the card view of a narrow screen. */
  readonly label: string
  readonly cell: (row: Row, index: number) => ReactNode
  readonly number?: boolean
  /** By what a click on the heading sorts; without it the heading is only text. */
  readonly sortBy?: string
  /** This cell names the row. */
  readonly rowHeading?: boolean
}

interface DataTableProps<Row> {
  /** What the table is, for a screen reader. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** How it is sorted, where a column says `sortBy`. */
  readonly sort?: { readonly value: string; readonly onChange: (value: string) => void }
  /** What its rows are: records, or numbers that the row's link opens. Else each number is a `Figure`. */
  readonly rowsAre?: 'record' | 'opens'
  readonly id?: string
}

/** A plain, printable table; on a narrow screen each row is a card. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, sort, rowsAre, id } = props
  return (
    <div className={s.wrap} id={id}>
      <table className={`${s.table} ${s.cards}`} aria-label={label}>
        <thead {...figures('wording')}>
          <tr>
            {columns.map((column) =>
              sort && column.sortBy ? (
                <SortHeader
                  key={column.id}
                  {...sort}
                  by={column.sortBy}
                  first="up"
                  className={column.number ? s.number : undefined}
                >
                  {column.heading}
                </SortHeader>
              ) : (
                <th key={column.id} scope="col" className={column.number ? s.number : undefined}>
                  {column.heading}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row)} {...(rowsAre && figures(rowsAre))}>
              {columns.map((column) =>
                column.rowHeading ? (
                  <th key={column.id} scope="row">
                    {column.cell(row, index)}
                  </th>
                ) : (
                  <td
                    key={column.id}
                    data-label={column.label}
                    className={column.number ? s.number : undefined}
                  >
                    {column.cell(row, index)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
