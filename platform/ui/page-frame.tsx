import type { ReactNode } from 'react'
import { figures } from './figure.tsx'
import { useWords } from './language.ts'
import s from './page-frame.module.css'
import { words } from './words.ts'

interface PageFrameProps {
  readonly title: string
  /** Where the page is: a line of links above the title. */
  readonly over?: ReactNode
  /** One line below the title. */
  readonly under?: ReactNode
  readonly actions?: ReactNode
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A page: its title (also the window's), the way to it, what can be done with it as a whole. */
export function PageFrame({ title, over, under, actions, className, children }: PageFrameProps) {
  const w = useWords(words)
  return (
    <main id="content" tabIndex={-1} className={`${s.page} ${className ?? ''}`}>
      <title>{`${title} · ${w.product}`}</title>
      <header className={s.head}>
        <div className={s.title}>
          {over && <div className={s.over}>{over}</div>}
          <h1 {...figures('wording')}>{title}</h1>
          {under && <div className={s.under}>{under}</div>}
        </div>
        {actions && <div className={`${s.actions} no-print`}>{actions}</div>}
      </header>
      {children}
    </main>
  )
}
