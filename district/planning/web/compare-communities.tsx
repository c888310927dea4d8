import { Link } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { CLASSES, ClassTag, type MaturityClass } from '#district/diagnosis/web/parts/maturity.tsx'
import { communityPath } from '#foundation/place/web/parts/paths.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure } from '#platform/ui/figure.tsx'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { SearchInput } from '#platform/ui/search-input.tsx'
import { Empty } from '#platform/ui/states.tsx'
import type { Outcome } from '../contract.ts'
import s from './compare-page.module.css'
import { type CommunityRow, type RowChoice, useCommunityRows } from './compare-rows.ts'
import { compareWords } from './compare-words.ts'
import type { SideResult } from './comparison.ts'
import { Difference } from './difference.tsx'
import type { Opened } from './engine-jobs.ts'
import { words } from './words.ts'

/** So many rows are shown until somebody asks for all. */
const FIRST = 30
const LIST = 'compare-communities'

interface CompareCommunitiesProps {
  readonly opened: Opened
  readonly sides: { readonly a: SideResult; readonly b: SideResult }
  readonly choice: RowChoice
  readonly change: (patch: Partial<RowChoice>) => void
}

/** The communities that fare differently on the two sides, or all of a class. */
export function CompareCommunities({ opened, sides, choice, change }: CompareCommunitiesProps) {
  const w = useWords(compareWords)
  const { inClass } = useWords(words)
  const n = useNumbers()
  const [all, setAll] = useState(false)
  const { rows, differing } = useCommunityRows({ opened, sides }, choice)
  const band = CLASSES.find((one) => one === choice.band)
  const heading = band ? inClass(n.count(rows.length)) : w.communities(n.count(differing))
  const isAsked = band !== undefined || choice.q !== '' || choice.flips !== ''
  return (
    <section className={`panel ${s.section}`} aria-labelledby="compare-communities-title">
      <header className={s.head}>
        <h2 id="compare-communities-title">
          <Figure rows={LIST}>{heading}</Figure>
        </h2>
        {(differing > 0 || isAsked) && (
          <div className={`${s.filters} no-print`}>
            {band && (
              <Button size="small" onClick={() => change({ band: '' })}>
                <ClassTag of={band} /> ×
              </Button>
            )}
            <Checkbox
              checked={choice.flips !== ''}
              onChange={(event) => change({ flips: event.target.checked ? '1' : '' })}
            >
              {w.onlyFlips}
            </Checkbox>
            <SearchInput label={w.find} value={choice.q} onChange={(q) => change({ q })} />
          </div>
        )}
      </header>
      <div id={LIST}>
        {rows.length === 0 &&
          (isAsked ? (
            <Empty title={w.nothingLike} />
          ) : (
            <Empty title={w.noDifference} why={w.noDifferenceWhy} />
          ))}
        {rows.length > 0 && (
          <Rows
            rows={all ? rows : rows.slice(0, FIRST)}
            sort={{ value: choice.sort, onChange: (sort) => change({ sort }) }}
          />
        )}
      </div>
      {!all && rows.length > FIRST && (
        <p className={s.more}>
          <Button onClick={() => setAll(true)}>{w.all(n.count(rows.length))}</Button>
        </p>
      )}
    </section>
  )
}

interface RowsProps {
  readonly rows: readonly CommunityRow[]
  readonly sort: { readonly value: string; readonly onChange: (value: string) => void }
}

function Rows({ rows, sort }: RowsProps) {
  const w = useWords(compareWords)
  const n = useNumbers()
  const text = (id: string, label: string) => ({ id, label, heading: label, sortBy: id })
  const columns: Column<CommunityRow>[] = [
    {
      ...text('name', w.community),
      rowHeading: true,
      cell: (row) => (
        <>
          <Link to={communityPath(row.communityId)}>{row.name}</Link>
          <span className={`quiet small ${s.under}`}>{row.town}</span>
        </>
      ),
    },
    { ...text('class', w.class), cell: (row) => <ClassPair a={row.a} b={row.b} /> },
    { ...text('now', w.now), number: true, cell: (row) => n.marks(row.now.score) },
    { ...text('a', w.sideA), number: true, cell: (row) => n.marks(row.a.score) },
    { ...text('b', w.sideB), number: true, cell: (row) => n.marks(row.b.score) },
    {
      ...text('difference', w.aMinusB),
      number: true,
      cell: (row) => <Difference of={row.difference * 100} shown={n.value} />,
    },
  ]
  return (
    <DataTable
      rowsAre="opens"
      label={w.communities(n.count(rows.length))}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.communityId}
      sort={sort}
    />
  )
}

/** The class on both sides, or the one they have in common. */
function ClassPair({ a, b }: { a: Outcome; b: Outcome }) {
  const [left, right] = [a.class as MaturityClass, b.class as MaturityClass]
  if (left === right) return <ClassTag of={left} />
  return (
    <span className={s.pair}>
      <ClassTag of={left} /> <span aria-hidden="true">|</span> <ClassTag of={right} />
    </span>
  )
}
