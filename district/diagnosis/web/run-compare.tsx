import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { compareRuns, type RunChange, type RunRow } from '#district/diagnosis/contract/runs.ts'
import { communityPath } from '#foundation/place/web/parts/paths.ts'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { useReadKeeping } from '#platform/ui/api.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { refusalOf } from '#platform/ui/refusal.ts'
import { Empty, Loading } from '#platform/ui/states.tsx'
import page from './community-page.module.css'
import { ClassTag } from './parts/maturity.tsx'
import { runWords } from './run-words.ts'
import s from './runs.module.css'

/** Rows shown before somebody asks for all. */
const FIRST = 30
/** Indicators named in a row. */
const NAMED = 3

interface RunCompareProps {
  /** Two, as they were chosen; the earlier one is compared with the later. */
  readonly runIds: readonly string[]
  readonly onClose: () => void
}

/** Which communities stand otherwise in the later of two runs, and which indicators moved. */
export function RunCompare({ runIds, onClose }: RunCompareProps) {
  const w = useWords(runWords)
  const n = useNumbers()
  const [runId = '', laterId = ''] = runIds
  const { data, error } = useReadKeeping(compareRuns, { params: { runId, laterId } })
  const isReversed = data && data.before.computedAt > data.after.computedAt
  const [earlier, later] = isReversed ? [data.after, data.before] : [data?.before, data?.after]
  const changes = isReversed ? data.changes.map(reversed) : (data?.changes ?? [])
  const isOneDay = earlier?.asOf === later?.asOf
  const when = ({ asOf, computedAt }: RunRow) => (isOneDay ? n.moment(computedAt) : n.day(asOf))
  const flips = changes.filter((row) => row.class.before !== row.class.after).length
  return (
    <section className={`panel ${page.section}`} aria-labelledby="compare-title">
      <header className={page.head}>
        <h2 id="compare-title">{earlier && later ? w.fromTo(when(earlier), when(later)) : w.compareTitle}</h2>
        <p role="status">
          {data && w.changedCount(n.count(flips), n.count(changes.length), n.count(data.unchanged))}
        </p>
        <Button onClick={onClose}>{w.close}</Button>
      </header>
      {!data && !error && <Loading lines={4} />}
      {error && <Empty title={w.unlike} why={refusalOf(error)?.sentence ?? w.failed} />}
      {data && !data.explained && <p className={s.hint}>{w.notExplained}</p>}
      {data && changes.length === 0 && <Empty title={w.noChange} />}
      {changes.length > 0 && <Changes rows={changes} />}
    </section>
  )
}

const turned = <T,>({ before, after }: { before: T; after: T }) => ({ before: after, after: before })

const reversed = (row: RunChange): RunChange => ({
  ...row,
  class: turned(row.class),
  score: turned(row.score),
  completeness: turned(row.completeness),
  profile: turned(row.profile),
  moved: row.moved.map((moved) => ({ ...moved, ...turned(moved) })),
})

function Changes({ rows }: { rows: readonly RunChange[] }) {
  const w = useWords(runWords)
  const n = useNumbers()
  const name = useName()
  const { byId } = useAreas()
  const [all, setAll] = useState(false)
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<RunChange>[] = [
    {
      ...text(w.community),
      rowHeading: true,
      cell: ({ communityId, name: community, townId }) => {
        const town = byId.get(townId)
        return (
          <>
            <Link to={communityPath(communityId)}>{name(community)}</Link>
            <span className={s.under}>{town && name(town.name)}</span>
          </>
        )
      },
    },
    {
      ...text(w.class),
      cell: ({ class: { before, after } }) =>
        before === after ? (
          <ClassTag of={after} />
        ) : (
          <span className={s.flip}>
            <ClassTag of={before} /> → <ClassTag of={after} />
          </span>
        ),
    },
    {
      ...text(w.score),
      cell: ({ score: { before, after } }) => {
        const [was, is] = [n.marks(before), n.marks(after)]
        return was === is ? is : w.fromTo(was, is)
      },
    },
    { ...text(w.why), cell: ({ moved }) => <Moved of={moved} /> },
  ]
  return (
    <>
      <DataTable
        label={w.compareTitle}
        columns={columns}
        rows={all ? rows : rows.slice(0, FIRST)}
        rowKey={(row) => row.communityId}
      />
      {!all && rows.length > FIRST && (
        <p className={s.hint}>
          <Button onClick={() => setAll(true)}>{w.showAll(n.count(rows.length))}</Button>
        </p>
      )}
    </>
  )
}

function Moved({ of }: { of: RunChange['moved'] }) {
  const w = useWords(runWords)
  const n = useNumbers()
  const name = useName()
  const marks = (range: readonly number[] | null) => (range ? n.marks(range) : w.optedOut)
  if (of.length === 0) return <span className="quiet">{w.byWeights}</span>
  return (
    <ul className={s.moved}>
      {of.slice(0, NAMED).map(({ indicator, name: title, before, after }) => (
        <li key={indicator}>
          {name(title)} <span className="quiet">{w.fromTo(marks(before), marks(after))}</span>
        </li>
      ))}
      {of.length > NAMED && <li className="quiet">{w.andMore(n.count(of.length - NAMED))}</li>}
    </ul>
  )
}
