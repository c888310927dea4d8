import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import s from './figure.module.css'

type FigureProps = {
  readonly children: ReactNode
  readonly title?: string
} & (
  | {
      /** Path of the page that lists the rows, with what it is asked for and where on it they stand. */
      readonly to: string
      readonly search?: object | ((search: Readonly<Record<string, string>>) => object)
      readonly hash?: string
    }
  | {
      /** Id of the list on this page that the number is the sum or count of. */
      readonly rows: string
    }
)

/** A number that opens to its rows: there is none without a place to go. */
export function Figure({ children, title, ...goal }: FigureProps) {
  const look = { className: s.figure, ...(title && { title }) }
  if ('rows' in goal)
    return (
      <a {...look} href={`#${goal.rows}`}>
        {children}
      </a>
    )
  const { to, search, hash } = goal
  return (
    <Link {...look} to={to} search={search as never} {...(hash && { hash })}>
      {children}
    </Link>
  )
}

/**
 * Marks an element whose numbers need no link of their own (test/browser/accessible.test.ts holds the pages to it):
 * `record`, it is itself the row, what it says is stored so; `opens`, it has the link that opens them all;
 * `wording`, its digits are part of a name, a rule or a date.
 */
export const figures = (are: 'record' | 'opens' | 'wording') => ({ 'data-figures': are })
