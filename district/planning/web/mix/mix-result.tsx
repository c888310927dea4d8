import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { csvOf } from '#core/csv/csv.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { download } from '#platform/ui/download.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { CHANGES_MAX } from '../../contract.ts'
import { interventions } from '../../rules/candidates.ts'
import type { Measure, MixPoint, MixQuestion, MixStep } from '../../rules/mix/question.ts'
import { FEN_PER_WAN } from '../../rules/works/money.ts'
import type { CostedCandidate } from '../costed.ts'
import type { OpenedFacility } from '../engine-jobs.ts'
import s from '../siting-panel.module.css'
import type { Gap } from '../use-gaps.ts'
import m from './mix.module.css'
import { MixCurve } from './mix-curve.tsx'
import { words } from './mix-words.ts'

interface MixResultProps {
  readonly asked: MixQuestion
  readonly step: MixStep
  readonly shown: MixPoint
  readonly onShown: (point: number) => void
  readonly isRunning: boolean
  readonly stopped: boolean
  readonly gaps: readonly Gap[]
  readonly candidates: readonly CostedCandidate[]
  readonly facilities: readonly OpenedFacility[]
  /** Changes that there are already. */
  readonly changeCount: number
  readonly adopt: (point: MixPoint) => void
}

/** The curve, the same as a table, and what the point that is looked at consists of. */
export function MixResult(props: MixResultProps) {
  const { asked, step, shown, onShown, isRunning, stopped, gaps } = props
  const w = useWords(words)
  const labels = asked.tests.map((test) => gaps.find((gap) => gap.test === test)?.label ?? test)
  return (
    <section className={s.result} aria-label={w.curve} aria-busy={isRunning}>
      <MixCurve points={step.points} {...{ shown, onShown }} />
      {stopped && <p className="quiet small">{w.stopped}</p>}
      <details className={s.more}>
        <summary>{w.asTable}</summary>
        <PointTable {...{ step, labels, onShown }} />
      </details>
      <Chosen {...props} labels={labels} />
    </section>
  )
}

const gapOf = ({ served, atMost }: MixPoint): string =>
  (atMost === 0 ? 0 : Math.ceil(((atMost - served) / atMost) * 10_000) / 100).toFixed(2)

interface PointTableProps extends Pick<MixResultProps, 'step' | 'onShown'> {
  readonly labels: readonly string[]
}

function PointTable({ step: { points }, labels, onShown }: PointTableProps) {
  const w = useWords(words)
  const n = useNumbers()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<MixPoint>[] = [
    {
      ...text(w.money),
      rowHeading: true,
      number: true,
      cell: (point, i) => (
        <Button type="link" size="small" onClick={() => onShown(i)}>
          {n.value(point.fen / FEN_PER_WAN)}
        </Button>
      ),
    },
    { ...text(w.served), number: true, cell: ({ served }) => n.count(served) },
    { ...text(w.atMost), number: true, cell: ({ atMost }) => n.count(atMost) },
    { ...text(w.gap), number: true, cell: (point) => `${gapOf(point)} %` },
  ]
  const save = () => {
    const header = [w.money, w.served, w.atMost, w.gap, ...labels]
    const rows = points.map((point) => [
      ...[point.fen / FEN_PER_WAN, point.served, point.atMost, `${gapOf(point)} %`, ...point.byTest],
    ])
    download(`${w.curve}.csv`, 'text/csv', csvOf([header, ...rows]))
  }
  return (
    <>
      <DataTable
        rowsAre="opens"
        label={w.curve}
        columns={columns}
        rows={points}
        rowKey={({ fen }) => String(fen)}
      />
      <Button icon={<DownloadOutlined />} onClick={save}>
        {w.exportCsv}
      </Button>
    </>
  )
}

/** The measures of a point by gap, and taking them into the scheme. */
function Chosen(props: MixResultProps & { readonly labels: readonly string[] }) {
  const { asked, step, shown, isRunning, changeCount, adopt, labels } = props
  const w = useWords(words)
  const n = useNumbers()
  const isTooMuch = changeCount + shown.measures.length > CHANGES_MAX
  const gap = gapOf(shown)
  return (
    <section className={s.terms} aria-label={w.chosen} {...figures('opens')}>
      <p role="status">
        <b>{w.point(n.value(shown.fen / FEN_PER_WAN), n.count(shown.served))}</b>{' '}
        {gap === '0.00' ? w.proven : w.within(gap)}
      </p>
      {asked.tests.map((test, i) => {
        const measures = shown.measures.filter((one) => one.test === test)
        return (
          <div key={test}>
            <h3 className={m.gap}>{labels[i]}</h3>
            <p className="quiet small">
              {w.ofGap(n.count(shown.byTest[i]!), n.count(step.unserved[i]!))}
              {measures.length === 0 && ` · ${w.nothingFor}`}
            </p>
            {measures.length > 0 && <Measures {...props} label={labels[i]!} measures={measures} />}
          </div>
        )
      })}
      <p className="quiet small">{w.peopleWhy}</p>
      {isTooMuch && <p className={s.hindrance}>{w.tooMany(n.count(CHANGES_MAX))}</p>}
      <Button
        type="primary"
        disabled={isRunning || isTooMuch || shown.measures.length === 0}
        onClick={() => adopt(shown)}
      >
        {w.adopt}
      </Button>
    </section>
  )
}

interface MeasuresProps extends Pick<MixResultProps, 'candidates' | 'facilities'> {
  readonly label: string
  readonly measures: readonly Measure[]
}

/** So many are listed unless all are asked for. */
const FIRST = 6

function Measures({ label, measures, candidates, facilities }: MeasuresProps) {
  const [isWhole, setWhole] = useState(false)
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const hostName = ({ hostIs, hostId }: Measure) =>
    hostIs === 'candidate'
      ? (candidates.find(({ id }) => id === hostId)?.name ?? hostId)
      : name(facilities.find(({ facilityId }) => facilityId === hostId)?.name ?? { zh: hostId, en: hostId })
  const text = (heading: string) => ({ id: heading, label: heading, heading })
  const columns: Column<Measure>[] = [
    {
      ...text(w.measure),
      rowHeading: true,
      cell: (measure) => {
        const means = interventions.find(({ id }) => id === measure.interventionId)
        const kind = facilityKinds.get(measure.facilityKind)
        return (
          <>
            {hostName(measure)}
            <span className="quiet small">
              {' '}
              {means && name(means.name)} · {kind && name(kind.name)}
            </span>
          </>
        )
      },
    },
    { ...text(w.people), number: true, cell: ({ people }) => n.count(people) },
    { ...text(w.cost), number: true, cell: ({ fen }) => n.value(fen / FEN_PER_WAN) },
  ]
  return (
    <>
      <DataTable
        rowsAre="record"
        label={label}
        columns={columns}
        rows={isWhole ? measures : measures.slice(0, FIRST)}
        rowKey={({ hostId }) => hostId}
      />
      {measures.length > FIRST && !isWhole && (
        <Button type="link" size="small" onClick={() => setWhole(true)}>
          {w.all(n.count(measures.length))}
        </Button>
      )}
    </>
  )
}
