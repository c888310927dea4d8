import { DownloadOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { Suspense } from 'react'
import type { Static } from 'typebox'
import { csvOf } from '#core/csv/csv.ts'
import { dayOf, isoOf, monthsBefore } from '#core/schedule/day.ts'
import { LIBRARY_MAX, type LibraryRow, listLibraries } from '#district/programme/contract/libraries.ts'
import { listProjects } from '#district/programme/contract.ts'
import { valueName } from '#district/programme/rules/names.ts'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { useRight } from '#platform/ui/account/use-session.ts'
import { useReadKeeping } from '#platform/ui/api.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { download } from '#platform/ui/download.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { SearchInput } from '#platform/ui/search-input.tsx'
import { Empty, Loading } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import { DayBar } from '../day-bar.tsx'
import { NeedsRight } from '../needs-right.tsx'
import { useAsked } from '../use-asked.ts'
import { FlowChart, flowId } from './flow-chart.tsx'
import s from './libraries.module.css'
import { words } from './library-words.ts'
import { RoundsView } from './rounds-view.tsx'
import { ruleWords } from './rule-words.ts'
import { RulesView } from './rules-view.tsx'

const DEFAULTS = { since: '', flow: '', q: '', view: 'now' }
const VIEWS = ['now', 'rules', 'rounds'] as const

type Libraries = Static<(typeof listLibraries)['reply']>

/** 储备库 and 实施库 on any day: who is in which, what moved since another day, and the flow between them. */
export function Page() {
  const w = useWords(words)
  const n = useNumbers()
  const asked = useAsked()
  const mayRead = useRight('diagnosis.read')
  const v = useWords(ruleWords)
  const [{ since, view }, change] = useUrlState(DEFAULTS)
  const { data, error } = useReadKeeping(
    listLibraries,
    { query: { ...asked, ...(since && { since }) } },
    mayRead,
  )
  const { data: days } = useReadKeeping(listProjects, { query: { ...asked, size: 1 } as never })
  if (error) throw error
  return (
    <PageFrame
      title={w.title}
      under={data && <span {...figures('wording')}>{w.under(n.count(data.total), n.day(data.asOf))}</span>}
      actions={
        <Link to="/projects" search={asked as never}>
          {w.toList}
        </Link>
      }
    >
      {mayRead && (
        <div className={`${s.views} no-print`}>
          <Segmented
            aria-label={v.views}
            value={view}
            onChange={(next) => change({ view: next }, 'push')}
            options={VIEWS.map((value) => ({ value, label: v[value] }))}
          />
        </div>
      )}
      {view === 'now' && days && <DayBar first={days.firstDay ?? days.today} last={days.today} />}
      {!mayRead && <NeedsRight />}
      {mayRead && !data && <Loading />}
      {data && view === 'now' && <Content data={data} />}
      {mayRead && view !== 'now' && (
        <Suspense fallback={<Loading />}>{view === 'rules' ? <RulesView /> : <RoundsView />}</Suspense>
      )}
    </PageFrame>
  )
}

function Content({ data }: { data: Libraries }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const [{ q, flow }, change] = useUrlState(DEFAULTS)
  const libraries = data.libraries.map((one) => ({ ...one, name: name(one.name) }))
  const found = data.rows.filter((row) =>
    `${row.name.zh} ${row.name.en}`.toLowerCase().includes(q.toLowerCase()),
  )
  return (
    <>
      <p className="quiet small" {...figures('wording')}>
        {w.rule} {name(data.note)} {data.total > data.rows.length && w.tooMany(n.count(LIBRARY_MAX))}
      </p>
      <div className={s.search}>
        <SearchInput label={w.search} value={q} onChange={(next) => change({ q: next })} />
      </div>
      <div className={s.libraries}>
        {libraries.map((library) => (
          <Library key={library.id} {...library} rows={found.filter((row) => row.library === library.id)} />
        ))}
      </div>
      <section className={`panel ${s.panel}`} aria-label={w.flow}>
        <h2>{w.flow}</h2>
        <Since {...data} />
        <p className="quiet small" {...figures('wording')}>
          {w.flowWhy(n.day(data.since), n.day(data.asOf))}
        </p>
        <FlowChart
          rows={data.rows}
          {...{ libraries }}
          chosen={flow}
          onChoose={(next) => change({ flow: next })}
        />
      </section>
      <Moves data={data} flow={flow} onAll={() => change({ flow: '' })} />
    </>
  )
}

interface LibraryProps {
  readonly name: string
  readonly stages: readonly number[]
  readonly rows: readonly LibraryRow[]
}

function Library({ name: title, stages, rows }: LibraryProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const asked = useAsked()
  return (
    <section className="panel" aria-label={title}>
      <header className={s.head} {...figures('wording')}>
        <h2>
          {title} <b>{n.count(rows.length)}</b>
        </h2>
        {stages.length > 0 && (
          <span className="quiet small">
            {w.stages(String(Math.min(...stages)), String(Math.max(...stages)))}
          </span>
        )}
      </header>
      {rows.length === 0 && <p className={`quiet ${s.none}`}>{w.empty}</p>}
      <ul className={s.names} {...figures('record')}>
        {rows.map((row) => (
          <li key={row.projectId}>
            <Link to={`/projects/${row.projectId}`} search={asked as never}>
              {name(row.name)}
            </Link>
            <span className="quiet small">{name(valueName('stage', row.stage))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The day that the libraries are compared with. */
function Since({ asOf, since }: Libraries) {
  const w = useWords(words)
  const [, change] = useUrlState(DEFAULTS)
  const back = (months: number) => change({ since: isoOf(monthsBefore(dayOf(asOf), months)), flow: '' })
  return (
    <div className={`${s.since} no-print`}>
      <label>
        {w.since}{' '}
        <input
          type="date"
          value={since}
          max={asOf}
          onChange={({ target }) => target.value && change({ since: target.value, flow: '' })}
        />
      </label>
      <Button size="small" onClick={() => back(3)}>
        {w.quarter}
      </Button>
      <Button size="small" onClick={() => back(12)}>
        {w.year}
      </Button>
    </div>
  )
}

/** Projects whose stage is another one, or those of the flow that is chosen. */
function Moves({ data, flow, onAll }: { data: Libraries; flow: string; onAll: () => void }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const asked = useAsked()
  const { byId } = useAreas()
  const ofFlow = ({ libraryBefore, library }: LibraryRow) =>
    flowId({ from: libraryBefore, to: library }) === flow
  const hasMoved = (row: LibraryRow) => row.before !== row.stage || row.libraryBefore !== row.library
  const rows = data.rows.filter((row) => (flow ? ofFlow(row) : hasMoved(row)))
  const stageName = (stage: string | null) => (stage === null ? w.fresh : name(valueName('stage', stage)))
  const townName = (id: string) => name(byId.get(id)?.name ?? { zh: id, en: id })
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<LibraryRow>[] = [
    {
      ...text(w.project),
      rowHeading: true,
      cell: (row) => (
        <>
          <Link to={`/projects/${row.projectId}`} search={asked as never}>
            {name(row.name)}
          </Link>
          {row.generated && <span className={`quiet small ${s.below}`}>{w.demo}</span>}
        </>
      ),
    },
    { ...text(w.town), cell: ({ townId }) => townName(townId) },
    { ...text(w.from), cell: ({ before }) => stageName(before) },
    { ...text(w.to), cell: ({ stage }) => stageName(stage) },
    { ...text(w.on), cell: ({ stageSince }) => n.day(stageSince) },
  ]
  const save = () => {
    const lines = rows.map((row) => [
      ...[name(row.name), townName(row.townId), stageName(row.before), stageName(row.stage), row.stageSince],
    ])
    const header = [w.project, w.town, w.from, w.to, w.on]
    download(`${w.moves}-${data.since}-${data.asOf}.csv`, 'text/csv', csvOf([header, ...lines]))
  }
  return (
    <section className={`panel ${s.panel}`} aria-label={w.moves}>
      <h2>{w.moves}</h2>
      {rows.length === 0 ? (
        <Empty title={w.nothing} why={w.nothingWhy} />
      ) : (
        <>
          <div className={s.since} {...figures('wording')}>
            <span>{w.moved(n.count(rows.length))}</span>
            {flow && (
              <Button size="small" onClick={onAll}>
                {w.all}
              </Button>
            )}
            <Button size="small" icon={<DownloadOutlined />} onClick={save}>
              {w.exportCsv}
            </Button>
          </div>
          <DataTable
            rowsAre="record"
            label={w.moves}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.projectId}
          />
        </>
      )}
    </section>
  )
}
