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
  /** Counted from 1. */
  readonly page: number
  readonly size: number
  readonly onPage: (page: number) => void
}

/** Which rows of how many are shown, and the way to the others. */
export function Pager({ rows, total, page, size, onPage }: PagerProps) {
  const w = useWords(words)
  const n = useNumbers()
  const from = (page - 1) * size + 1
  const to = Math.min(total, page * size)
  return (
    <footer className={s.foot}>
      <span className="quiet" role="status">
        <Figure rows={rows}>{w.range(n.count(from), n.count(to), n.count(total))}</Figure>
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
