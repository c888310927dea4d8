import { Link } from '@tanstack/react-router'
import { communityPath } from '#foundation/place/web/parts/paths.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import type { ForecastRow, ServedRow, Work } from '../../contract/works.ts'
import { SCORE } from '../../rules/works/forecast.ts'
import { useWorkTexts } from './use-work-texts.ts'
import { words } from './words.ts'
import s from './work-page.module.css'

/** What was forecast when the project was made, beside what was measured since it was built, with the error. */
export function WorkForecast({ work }: { work: Work }) {
  const w = useWords(words)
  const { rows, served } = work.forecast
  return (
    <section className={`panel ${s.forecast}`} aria-labelledby="forecast-title" id="forecast">
      <h2 id="forecast-title">{w.forecast}</h2>
      <Basis work={work} />
      {rows.length === 0 ? <p className={`${s.none} quiet`}>{w.noForecast}</p> : <Rows rows={rows} />}
      {served.length > 0 && (
        <>
          <h3>{w.served}</h3>
          <Served rows={served} />
        </>
      )}
    </section>
  )
}

/** By which runs it was forecast and measured. */
function Basis({ work }: { work: Work }) {
  const w = useWords(words)
  const n = useNumbers()
  const { runs, measuredBy, rows } = work.forecast
  const changed = runs.some(({ pack, packVersion }) =>
    measuredBy.some((by) => by.pack === pack && by.packVersion !== packVersion),
  )
  return (
    <div className={`${s.basis} quiet small`} {...figures('wording')}>
      <p>{w.forecastWhy}</p>
      {runs.map((run) => (
        <p key={run.runId}>{w.basedOn(run.pack, run.packVersion, n.day(run.asOf))}</p>
      ))}
      {measuredBy.map((run) => (
        <p key={run.runId}>{w.measuredBy(run.pack, run.packVersion, n.day(run.asOf))}</p>
      ))}
      {changed && <p>{w.packChanged}</p>}
      {rows.length > 0 && measuredBy.length === 0 && (
        <p>{work.builtOn ? w.awaiting(n.day(work.builtOn)) : w.notBuilt}</p>
      )}
    </div>
  )
}

function Rows({ rows }: { rows: readonly ForecastRow[] }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const texts = useWorkTexts()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<ForecastRow>[] = [
    {
      ...text(w.item),
      rowHeading: true,
      cell: (row) => (
        <>
          <Link to={goalOf(row)}>{name(row.name)}</Link>
          <span className={s.below}>{texts.area(row.affects)}</span>
        </>
      ),
    },
    { ...text(w.beforeNow), number: true, cell: ({ before }) => n.marks(before) },
    { ...text(w.alone), number: true, cell: ({ alone }) => n.marks(alone) },
    { ...text(w.whole), number: true, cell: ({ whole }) => n.marks(whole) },
    {
      ...text(w.measured),
      number: true,
      cell: ({ measured }) => (measured ? n.marks(measured) : <span className="quiet">{w.notMeasured}</span>),
    },
    { ...text(w.error), number: true, cell: ({ error }) => error && <Signed ends={error} /> },
  ]
  return (
    <DataTable
      label={w.forecast}
      columns={columns}
      rows={rows}
      rowKey={({ affects, item }) => `${affects} ${item}`}
      rowsAre="opens"
    />
  )
}

/** Where what a row is about is explained down to its evidence. */
const goalOf = ({ affects, item }: ForecastRow) =>
  item === SCORE ? `${communityPath(affects)}/score` : `${communityPath(affects)}/indicators/${item}`

/** +3, −4 to +1, ±0: out of 100. */
function Signed({ ends }: { ends: readonly number[] }) {
  const n = useNumbers()
  const signed = (share: number) => {
    const marks = n.value(Math.abs(share) * 100)
    return marks === '0' ? '±0' : `${share > 0 ? '+' : '−'}${marks}`
  }
  const [low, high] = ends.map(signed)
  return <b>{low === high ? low : `${low} / ${high}`}</b>
}

function Served({ rows }: { rows: readonly ServedRow[] }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const text = (label: string) => ({ id: label, label, heading: label })
  const people = (count: number | null) =>
    count === null ? <span className="quiet">{w.hidden}</span> : n.count(count)
  const columns: Column<ServedRow>[] = [
    { ...text(w.item), rowHeading: true, cell: (row) => name(row.name) },
    { ...text(w.beforeNow), number: true, cell: ({ before }) => people(before) },
    { ...text(w.alone), number: true, cell: ({ alone }) => people(alone) },
    { ...text(w.whole), number: true, cell: ({ whole }) => people(whole) },
    {
      ...text(w.measured),
      number: true,
      cell: ({ measured }) =>
        measured === null ? <span className="quiet">{w.notMeasured}</span> : n.count(measured),
    },
    {
      ...text(w.error),
      number: true,
      cell: ({ measured, alone }) =>
        measured !== null && alone !== null && <Difference people={measured - alone} />,
    },
  ]
  return (
    <DataTable label={w.served} columns={columns} rows={rows} rowKey={({ test }) => test} rowsAre="record" />
  )
}

function Difference({ people }: { people: number }) {
  const n = useNumbers()
  return <b>{people === 0 ? '±0' : `${people > 0 ? '+' : '−'}${n.count(Math.abs(people))}`}</b>
}
