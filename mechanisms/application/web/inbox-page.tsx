import { Link } from '@tanstack/react-router'
import { Button, Segmented, Select } from 'antd'
import { AreaSelect } from '#foundation/place/web/parts/area-select.tsx'
import { CASE_STATES, type CaseRow } from '#mechanisms/application/contract/shapes.ts'
import {
  BOXES,
  type Box,
  type CaseOrder,
  listCases,
  listProcedures,
} from '#mechanisms/application/contract.ts'
import { useRight, useSession } from '#platform/ui/account/use-session.ts'
import { useReadIf, useReadKeeping } from '#platform/ui/api.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Pager } from '#platform/ui/pager.tsx'
import { SearchInput } from '#platform/ui/search-input.tsx'
import { Empty, Loading } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import s from './application.module.css'
import { Due } from './due.tsx'
import { casePath } from './parts/paths.ts'
import { StatusTag } from './status-tag.tsx'
import { useTexts } from './use-texts.ts'
import { words } from './words.ts'

const DEFAULTS = {
  ...{ box: 'todo', q: '', town: '', node: '', status: '', procedure: '', version: '' },
  ...{ sort: '-changed', page: '1' },
}
/** What leaves cases out, beside the box. */
const NO_FILTER = { q: '', town: '', node: '', status: '', procedure: '', version: '' }
const PAGE_SIZE = 50

type Choice = Readonly<Record<keyof typeof DEFAULTS, string>>

/** Applications: what waits for the reader, what they acted on, what they are told of, what they may see. */
export function Page() {
  const w = useWords(words)
  const session = useSession()
  const mayRead = useRight('application.read')
  if (!session) return null
  if (mayRead) return <Inbox />
  return (
    <PageFrame title={w.title}>
      <div className="panel">
        <Empty title={w.signInFirst} why={w.signInWhy} />
      </div>
    </PageFrame>
  )
}

function Inbox() {
  const w = useWords(words)
  const n = useNumbers()
  const [choice, change] = useUrlState(DEFAULTS)
  const page = Math.max(1, Number(choice.page) || 1)
  const { q, town, node, status, procedure, version, sort } = choice
  const found = useReadKeeping(listCases, {
    query: {
      box: choice.box as Box,
      ...(q && { q }),
      ...(town && { townId: town }),
      ...(node && { node }),
      ...(procedure && { procedureId: procedure }),
      ...(version && { version: Number(version) }),
      ...(status === 'overdue' ? { overdue: true } : status && { status: status as CaseRow['status'] }),
      sort: sort as CaseOrder,
      limit: PAGE_SIZE,
      offset: (page - 1) * PAGE_SIZE,
    },
  })
  if (found.error) throw found.error
  const { total = 0, rows = [] } = found.data ?? {}
  const isFiltered = Boolean(q || town || node || status || procedure || version)
  return (
    <PageFrame
      title={w.title}
      under={found.data && total > 0 && <Figure rows="applications">{w.count(n.count(total))}</Figure>}
      actions={
        <>
          <Link to="/procedures">{w.procedures}</Link>
          <Link to="/account/calendar">{w.calendarFeed}</Link>
        </>
      }
    >
      <section className="panel" aria-label={w.title} aria-busy={found.isFetching}>
        <div className={s.boxes}>
          <Segmented
            aria-label={w.boxes}
            value={choice.box}
            onChange={(box) => change({ box, page: '1' }, 'push')}
            options={BOXES.map((box) => ({ value: box as string, label: w[box] }))}
          />
        </div>
        <Filters choice={choice} change={(patch) => change({ ...patch, page: '1' })} />
        {!found.data && <Loading />}
        {found.data && total === 0 && (
          <Nothing
            box={choice.box}
            clear={isFiltered ? () => change({ ...NO_FILTER, page: '1' }) : undefined}
          />
        )}
        {total > 0 && (
          <>
            <Rows rows={rows} sort={sort} onSort={(by) => change({ sort: by, page: '1' })} />
            <Pager
              {...{ total, page }}
              rows="applications"
              size={PAGE_SIZE}
              onPage={(to) => change({ page: String(to) })}
            />
          </>
        )}
      </section>
    </PageFrame>
  )
}

function Filters({ choice, change }: { choice: Choice; change: (patch: Partial<Choice>) => void }) {
  const w = useWords(words)
  const name = useName()
  const n = useNumbers()
  const procedures = useReadIf(true, listProcedures).data ?? []
  // By whichever version a case goes; called as the newest version calls it that has it.
  const steps = new Map(
    procedures.flatMap(({ versions }) =>
      versions.toReversed().flatMap(({ steps }) => steps.map((step) => [step.node, step.name] as const)),
    ),
  )
  const only = procedures.find(({ procedureId }) => procedureId === choice.procedure)
  return (
    <search className={s.filters}>
      <SearchInput label={w.search} value={choice.q} onChange={(q) => change({ q })} />
      <AreaSelect
        label={w.town}
        none={w.allTowns}
        levels={['town']}
        value={choice.town}
        onChange={(town) => change({ town })}
      />
      <Select
        aria-label={w.step}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={choice.node}
        onChange={(node) => change({ node })}
        options={[
          { value: '', label: w.allSteps },
          ...[...steps].map(([node, step]) => ({ value: node, label: name(step) })),
        ]}
      />
      <Select
        aria-label={w.status}
        popupMatchSelectWidth={false}
        value={choice.status}
        onChange={(status) => change({ status })}
        options={[
          { value: '', label: w.allStates },
          ...[...CASE_STATES, 'overdue' as const].map((state) => ({
            value: state as string,
            label: w[state],
          })),
        ]}
      />
      {only && choice.version && (
        <p className={s.only} {...figures('wording')}>
          {w.onlyVersion(name(only.name), n.count(Number(choice.version)))}
          <Button size="small" onClick={() => change({ procedure: '', version: '' })}>
            {w.clear}
          </Button>
        </p>
      )}
    </search>
  )
}

function Nothing({ box, clear }: { box: string; clear: (() => void) | undefined }) {
  const w = useWords(words)
  if (clear)
    return (
      <Empty title={w.none} why={w.noneFiltered}>
        <Button onClick={clear}>{w.clear}</Button>
      </Empty>
    )
  return (
    <Empty title={box === 'todo' ? w.noneTodo : w.none} why={w.noneWhy}>
      <Link to="/projects">
        <Button tabIndex={-1}>{w.toProjects}</Button>
      </Link>
    </Empty>
  )
}

interface RowsProps {
  readonly rows: readonly CaseRow[]
  readonly sort: string
  readonly onSort: (by: string) => void
}

function Rows({ rows, sort, onSort }: RowsProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const texts = useTexts()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<CaseRow>[] = [
    {
      ...text(w.subject),
      sortBy: 'title',
      rowHeading: true,
      cell: (row) => (
        <>
          <Link to={casePath(row)}>{name(row.title)}</Link>
          {row.unread && <span className={s.unread}>{w.unread}</span>}
          <span className={`quiet small ${s.below}`}>
            {name(row.procedureName)}
            {row.generated && ` · ${w.generated}`}
          </span>
        </>
      ),
    },
    { ...text(w.town), cell: ({ townId }) => texts.area(townId) },
    { ...text(w.status), cell: ({ status }) => <StatusTag status={status} /> },
    { ...text(w.step), cell: ({ atName }) => name(atName) },
    {
      ...text(w.holder),
      cell: ({ turns }) => (
        <ul>
          {turns.map((turn) => (
            <li key={turn.turn}>
              {texts.holder(turn)} <span className="quiet small">{w.sinceDay(n.day(turn.since))}</span>
              <Due turn={turn} />
            </li>
          ))}
        </ul>
      ),
    },
    { ...text(w.changed), sortBy: 'changed', cell: ({ changedAt }) => n.day(changedAt) },
    { ...text(w.opened), sortBy: 'opened', cell: ({ openedAt }) => n.day(openedAt) },
  ]
  return (
    <DataTable
      id="applications"
      rowsAre="record"
      label={w.title}
      columns={columns}
      rows={rows}
      rowKey={({ communityId, caseId }) => `${communityId}/${caseId}`}
      sort={{ value: sort, onChange: onSort }}
    />
  )
}
