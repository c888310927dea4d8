import { Button } from 'antd'
import { Figure } from './figure.tsx'
import { useWords } from './language.ts'
import { useNumbers } from './numbers.ts'
import s from './pager.module.css'
import { words } from './words.ts'

interface PagerProps {
  /** Id of the list that is paged. */
  readonly rows: string
  readonly total: number
  readonly pageSize: number
  /** Counted from 1. */
  readonly page: number
  readonly onPage: (page: number) => void
  /** Which rows these are, in words. */
  readonly range: (from: string, to: string, all: string) => string
}

/** Below a list: which part of it this is, and the way to the next. */
export function Pager({ rows, total, pageSize, page, onPage, range }: PagerProps) {
  const w = useWords(words)
  const n = useNumbers()
  const from = (page - 1) * pageSize + 1
  const to = Math.min(total, page * pageSize)
  return (
    <footer className={s.foot}>
      <span className="quiet" role="status">
        <Figure rows={rows}>{range(n.count(from), n.count(to), n.count(total))}</Figure>
      </span>
      <span className={s.pages}>
        <Button disabled={page === 1} onClick={() => onPage(page - 1)} aria-label={w.previous}>
          ‹
        </Button>
        <Button disabled={to === total} onClick={() => onPage(page + 1)} aria-label={w.next}>
          ›
        </Button>
      </span>
    </footer>
  )
}
