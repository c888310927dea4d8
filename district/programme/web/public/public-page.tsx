import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { csvOf } from '#core/csv/csv.ts'
import { listPublic, PUBLIC_MAX, type PublicProject } from '#district/programme/contract/public.ts'
import { listProjects } from '#district/programme/contract.ts'
import { STAGE_NAMES, valueName } from '#district/programme/rules/names.ts'
import { urlOf } from '#platform/http/route.ts'
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
import { useAsked } from '../use-asked.ts'
import s from './public.module.css'
import { words } from './public-words.ts'

const DEFAULTS = { q: '', list: '' }
const NOT_LISTED = 'none'

/** For everybody: who is on which creation list since when, by which document, and how far each project is. */
export function Page() {
  const w = useWords(words)
  const n = useNumbers()
  const asked = useAsked()
  const { data, error } = useReadKeeping(listPublic, { query: asked as never })
  const { data: days } = useReadKeeping(listProjects, { query: { ...asked, size: 1 } as never })
  if (error) throw error
  return (
    <PageFrame
      title={w.title}
      under={data && <span {...figures('wording')}>{w.under(n.count(data.total), n.day(data.asOf))}</span>}
      actions={
        <>
          <Link to="/projects" search={asked as never}>
            {w.toList}
          </Link>
          <a href={urlOf(listPublic, { query: asked as never })}>{w.json}</a>
          <Button className="wide-only" icon={<PrinterOutlined />} onClick={() => print()}>
            {w.print}
          </Button>
        </>
      }
    >
      {days && <DayBar first={days.firstDay ?? days.today} last={days.today} />}
      {data ? <Projects data={data} /> : <Loading />}
    </PageFrame>
  )
}

type Public = { readonly asOf: string; readonly total: number; readonly rows: readonly PublicProject[] }

function Projects({ data }: { data: Public }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const [{ q, list }, change] = useUrlState(DEFAULTS)
  const columns = useColumns()
  const known = [...new Set(data.rows.flatMap(({ lists }) => lists.map((one) => one.list)))].sort()
  const rows = data.rows.filter((row) => isMeant(row, q.trim().toLowerCase(), list))
  return (
    <>
      <p className="quiet small" {...figures('wording')}>
        {w.why} {data.total > data.rows.length && w.tooMany(n.count(PUBLIC_MAX))}
      </p>
      <div className={`${s.filters} no-print`} {...figures('wording')}>
        <SearchInput label={w.search} value={q} onChange={(next) => change({ q: next })} />
        <Select
          aria-label={w.list}
          value={list}
          onChange={(next) => change({ list: next })}
          options={[
            { value: '', label: w.allLists },
            ...known.map((value) => ({ value, label: name(valueName('list', value)) })),
            { value: NOT_LISTED, label: w.notListed },
          ]}
        />
        <SaveCsv rows={rows} asOf={data.asOf} />
      </div>
      {rows.length === 0 ? (
        <Empty title={w.none} why={w.noneWhy}>
          <Button onClick={() => change(DEFAULTS)}>{w.clear}</Button>
        </Empty>
      ) : (
        <section className="panel">
          <DataTable
            label={w.title}
            columns={columns}
            rows={rows}
            rowKey={({ projectId }) => projectId}
            rowsAre="record"
          />
        </section>
      )}
    </>
  )
}

const isMeant = ({ name, town, communities, lists }: PublicProject, q: string, list: string) =>
  [name, town, ...communities].some(({ zh, en }) => `${zh} ${en}`.toLowerCase().includes(q)) &&
  (list === '' || (list === NOT_LISTED ? lists.length === 0 : lists.some((one) => one.list === list)))

function useColumns(): Column<PublicProject>[] {
  const w = useWords(words)
  const name = useName()
  const asked = useAsked()
  const text = (label: string) => ({ id: label, label, heading: label })
  return [
    {
      ...text(w.project),
      rowHeading: true,
      cell: ({ projectId, name: project }) => (
        <Link to={`/projects/${projectId}`} search={asked as never}>
          {name(project)}
        </Link>
      ),
    },
    {
      ...text(w.place),
      cell: ({ town, communities }) => (
        <div>
          {name(town)}
          <span className={`quiet small ${s.below}`}>{communities.map(name).join(w.and)}</span>
        </div>
      ),
    },
    { ...text(w.lists), cell: (row) => <Lists row={row} /> },
    { ...text(w.progress), cell: (row) => <Progress row={row} /> },
  ]
}

function Lists({ row: { lists } }: { row: PublicProject }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  if (lists.length === 0) return <span className="quiet">{w.notListed}</span>
  return (
    <ul className={s.lists}>
      {lists.map(({ list, since, source, generated }) => (
        <li key={`${list} ${since}`}>
          {name(valueName('list', list))}
          <span className={`quiet small ${s.below}`}>
            {w.since(n.day(since))} · {w.by(source)}
            {generated && ` · ${w.demo}`}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The step of the procedure in words and as a bar of its sixteen. */
function Progress({ row: { stage } }: { row: PublicProject }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  if (!stage) return <span className="quiet">{w.unknown}</span>
  const all = STAGE_NAMES.length
  return (
    <div>
      {name(STAGE_NAMES[stage.stage - 1]!)}
      <progress
        className={s.bar}
        max={all}
        value={stage.stage}
        aria-label={w.of(String(stage.stage), String(all))}
      />
      <span className={`quiet small ${s.below}`}>
        {w.of(String(stage.stage), String(all))} · {w.since(n.day(stage.since))}
        {stage.generated && ` · ${w.demo}`}
      </span>
    </div>
  )
}

function SaveCsv({ rows, asOf }: { rows: readonly PublicProject[]; asOf: string }) {
  const w = useWords(words)
  const name = useName()
  const save = () => {
    const lines = rows.flatMap(({ name: project, town, lists, stage }) =>
      (lists.length > 0 ? lists : [undefined]).map((one) => [
        ...[name(project), name(town), one ? name(valueName('list', one.list)) : '', one?.since ?? ''],
        ...[one?.source ?? '', stage ? name(STAGE_NAMES[stage.stage - 1]!) : '', stage?.since ?? ''],
      ]),
    )
    const header = [w.project, w.place, w.lists, w.since(''), w.document, w.progress, w.since('')]
    download(`${w.title}-${asOf}.csv`, 'text/csv', csvOf([header.map((one) => one.trim()), ...lines]))
  }
  return (
    <Button icon={<DownloadOutlined />} onClick={save}>
      {w.csv}
    </Button>
  )
}
