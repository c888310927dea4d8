import { Link, useRouterState } from '@tanstack/react-router'
import { Tooltip } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { setLanguage, useLanguage, useName, useWords } from './language.ts'
import type { PageRoute } from './page.ts'
import s from './shell.module.css'
import { words } from './words.ts'

interface ShellProps {
  readonly pages: readonly PageRoute[]
  /** Shown where everything a page has is generated. */
  readonly demo: boolean
  /** Sign-in, or who is signed in. */
  readonly account?: ReactNode
  readonly children: ReactNode
}

/** What stays on every page: product, navigation, language, account. On a phone the navigation is at the thumb. */
export function Shell({ pages, demo, account, children }: ShellProps) {
  const w = useWords(words)
  const name = useName()
  const language = useLanguage()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const navigation = useRef<HTMLElement>(null)
  useEffect(() => {
    // Where there is no room for all, the navigation scrolls: the page one is on is in sight.
    navigation.current
      ?.querySelector('[aria-current]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [path])
  return (
    <>
      <a className={s.skip} href="#content">
        {w.skip}
      </a>
      <header className={s.bar}>
        <Link to="/" className={s.brand} aria-label={w.home}>
          <Mark />
          {w.product}
        </Link>
        <nav ref={navigation} className={s.nav} aria-label={w.navigation}>
          {pages.map(
            ({ path: to, navigation }) =>
              navigation && (
                <Link key={to} to={to} {...(isWithin(path, to) && { 'aria-current': 'page' as const })}>
                  {navigation.icon}
                  {name(navigation.label)}
                </Link>
              ),
          )}
        </nav>
        <div className={s.tools}>
          {demo && (
            <Tooltip title={w.demoWhy} trigger={['hover', 'focus', 'click']}>
              <button type="button" className={s.demo}>
                {w.demo}
              </button>
            </Tooltip>
          )}
          <button
            type="button"
            className={`${s.plain} no-print`}
            lang={language === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
          >
            {w.switchLanguage}
          </button>
          {account}
        </div>
      </header>
      <div className={s.body}>{children}</div>
    </>
  )
}

/** The first page also stands for the community pages reached from it. */
const isWithin = (path: string, to: string) =>
  to === '/' ? path === '/' || path.startsWith('/communities') : path.startsWith(to)

/** Nine fields, one of them lit: the nine scenarios. */
function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      {[0, 1, 2].flatMap((row) =>
        [0, 1, 2].map((column) => (
          <rect
            key={`${row}${column}`}
            x={column * 8}
            y={row * 8}
            width="6"
            height="6"
            rx="1"
            fill={row === 1 && column === 1 ? '#e8573d' : '#7fc4c0'}
          />
        )),
      )}
    </svg>
  )
}
