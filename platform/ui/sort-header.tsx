import type { ReactNode } from 'react'

interface SortHeaderProps {
  /** What the table is sorted by, `-` before it for the highest first. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly by: string
  /** Direction of the first click; numbers are first asked for from the highest. */
  readonly first?: 'up' | 'down'
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A column heading that sorts, and says so to a screen reader. */
export function SortHeader({ value, onChange, by, first = 'down', className, children }: SortHeaderProps) {
  const mine = value === by || value === `-${by}`
  const down = value === `-${by}`
  const next = mine ? (down ? by : `-${by}`) : first === 'down' ? `-${by}` : by
  return (
    <th
      scope="col"
      className={className}
      {...(mine && { 'aria-sort': down ? ('descending' as const) : ('ascending' as const) })}
    >
      <button type="button" onClick={() => onChange(next)}>
        {children}
        <span aria-hidden="true"> {mine ? (down ? '↓' : '↑') : ''}</span>
      </button>
    </th>
  )
}
