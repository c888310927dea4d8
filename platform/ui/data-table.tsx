import type { ReactNode } from 'react'
import s from './table.module.css'

export interface Column<Row> {
  readonly id: string
  readonly heading: ReactNode
  /** The heading as text, for the card view of a narrow screen. */
  readonly label: string
  readonly cell: (row: Row, index: number) => ReactNode
  readonly number?: boolean
  /** This cell names the row. */
  readonly rowHeading?: boolean
}

interface DataTableProps<Row> {
  /** What the table is, for a screen reader. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
}

/** A plain, printable table; on a narrow screen each row is a card. */
export function DataTable<Row>({ label, columns, rows, rowKey }: DataTableProps<Row>) {
  return (
    <div className={s.wrap}>
      <table className={`${s.table} ${s.cards}`} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={column.number ? s.number : undefined}>
                {column.heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row)}>
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
