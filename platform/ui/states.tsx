import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from './language.ts'
import s from './states.module.css'
import { words } from './words.ts'

const NINE = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']

/** Nothing to show: what is empty, why, and what to do about it. */
export function Empty({
  title,
  why,
  whole = false,
  children,
}: {
  title: string
  why?: string
  /** The whole page is empty: the title is the page's. */
  whole?: boolean
  children?: ReactNode
}) {
  const Title = whole ? 'h1' : 'h2'
  return (
    <div className={s.state} role="status">
      <span className={s.mark} aria-hidden="true">
        {NINE.map((cell) => (
          <i key={cell} />
        ))}
      </span>
      <Title>{title}</Title>
      {why && <p className={s.why}>{why}</p>}
      {children && <div className={s.actions}>{children}</div>}
    </div>
  )
}

/** Grey lines while something is on its way. */
export function Loading({ lines = 8 }: { lines?: number }) {
  const w = useWords(words)
  return (
    <div className={s.skeleton} role="status" aria-label={w.loading}>
      {NINE.slice(0, lines).map((line, i) => (
        <i key={line} style={{ width: `${[38, 92, 84, 90, 70, 88, 52, 94, 64][i]}%` }} />
      ))}
    </div>
  )
}

/** An address that leads nowhere, or a record that is not there. */
export function NotFound() {
  const w = useWords(words)
  return (
    <main id="content">
      <title>{`${w.notFound} · ${w.product}`}</title>
      <Empty whole title={w.notFound} why={w.notFoundWhy}>
        <Link to="/">
          <Button type="primary" tabIndex={-1}>
            {w.home2}
          </Button>
        </Link>
      </Empty>
    </main>
  )
}
