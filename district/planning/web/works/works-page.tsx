import { DownOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Dropdown, Segmented } from 'antd'
import { useMemo } from 'react'
import { csvOf } from '#core/csv/csv.ts'
import { urlOf } from '#platform/http/route.ts'
import { useSession } from '#platform/ui/account/use-session.ts'
import { useRead } from '#platform/ui/api.ts'
import { download } from '#platform/ui/download.ts'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useLanguage, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Pager } from '#platform/ui/pager.tsx'
import { Empty } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import { worksMap, worksPackage, worksTable } from '../../contract/exports.ts'
import { listWorks, type WorkSummary } from '../../contract/works.ts'
import { type WorkFit, workConflicts } from '../../contract/zones.ts'
import { digConflicts } from '../../rules/works/digs.ts'
import { workRules } from '../../rules/works/kinds.ts'
import { chosenWorks } from '../../rules/works/list.ts'
import { FEN_PER_WAN, totalsOf } from '../../rules/works/money.ts'
import { useFitReport } from '../zones/fit-report.ts'
import { words as zoneWords } from '../zones/words.ts'
import { Timeline } from './timeline.tsx'
import { useWorkTexts } from './use-work-texts.ts'
import { words } from './words.ts'
import { WorkFilters } from './work-filters.tsx'
import { WorkTable } from './work-table.tsx'
import s from './works.module.css'

const PAGE_SIZE = 50
const DEFAULTS = {
  ...{ q: '', town: '', state: '', kind: '', programme: '', scheme: '', fit: '' },
  ...{ sort: 'start', page: '1', view: 'table' },
}

/** The list of works 项目清单: what is planned and built, what it costs, who pays, and what else digs there. */
export function Page() {
  const w = useWords(words)
  const z = useWords(zoneWords)
  const n = useNumbers()
  const texts = useWorkTexts()
  const [choice, change] = useUrlState(DEFAULTS)
  const { works, sites } = useRead(listWorks)
  const conflicts = useMemo(() => digConflicts(works, sites), [works, sites])
  const fits = useFits()
  const fitOf = (workId: string) => fits.get(workId)?.verdict
  const found = chosenWorks(works, choice, { sites, townOf: texts.townOf, fitOf })
  const page = Math.max(1, Math.min(Number(choice.page) || 1, Math.ceil(found.length / PAGE_SIZE)))
  const shown = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
  if (works.length === 0) return <NoWorks />
  return (
    <PageFrame
      title={w.title}
      under={<Figure rows="works">{w.count(n.count(found.length))}</Figure>}
      actions={
        <>
          <Link to="/works/sites">
            <Button tabIndex={-1}>{w.allSites}</Button>
          </Link>
          <ExportMenu works={found} {...{ fits, choice }} />
        </>
      }
    >
      <Totals works={found} />
      <section className="panel" aria-label={w.title}>
        <WorkFilters choice={choice} change={(patch) => change({ ...patch, page: '1' })} />
        <div className={`${s.views} no-print`}>
          <Segmented
            aria-label={w.views}
            value={choice.view}
            onChange={(view) => change({ view })}
            options={[
              { value: 'table', label: w.table },
              { value: 'timeline', label: w.timeline },
            ]}
          />
          <p className="quiet small" {...figures('wording')}>
            {w.conflictRule(n.count(workRules.sameSite_m), n.count(workRules.monthsBetweenDigs))} {z.byRules}
          </p>
        </div>
        {found.length === 0 ? (
          <Empty title={w.none} why={w.noneWhy}>
            <Button onClick={() => change(DEFAULTS)}>{w.clear}</Button>
          </Empty>
        ) : choice.view === 'timeline' ? (
          <Timeline works={shown} {...{ sites, conflicts }} />
        ) : (
          <WorkTable
            works={shown}
            {...{ conflicts, fits }}
            sort={choice.sort}
            onSort={(sort) => change({ sort })}
          />
        )}
        {found.length > PAGE_SIZE && (
          <Pager
            rows="works"
            total={found.length}
            page={page}
            size={PAGE_SIZE}
            onPage={(to) => change({ page: String(to) })}
          />
        )}
      </section>
    </PageFrame>
  )
}

/** How each works project stands to the plans, by its id. */
function useFits(): ReadonlyMap<string, WorkFit> {
  const fits = useRead(workConflicts)
  return useMemo(() => new Map(fits.map((fit) => [fit.workId, fit])), [fits])
}

function NoWorks() {
  const w = useWords(words)
  const session = useSession()
  const isStranger = session && !session.account
  return (
    <PageFrame title={w.title}>
      <section className="panel">
        {isStranger ? (
          <Empty title={w.signInFirst} why={w.signInWhy} />
        ) : (
          <Empty title={w.noWorks} why={w.noWorksWhy}>
            <Link to="/what-if">
              <Button type="primary" tabIndex={-1}>
                {w.toWhatIf}
              </Button>
            </Link>
          </Empty>
        )}
      </section>
    </PageFrame>
  )
}

function Totals({ works }: { works: readonly WorkSummary[] }) {
  const w = useWords(words)
  const n = useNumbers()
  const { wan } = useWorkTexts()
  const totals = totalsOf(works)
  const sums = [
    [w.cost, totals.costFen],
    [w.funded, totals.fundedFen],
    [w.sought, totals.soughtFen],
    [w.unfunded, totals.unfundedFen],
  ] as const
  return (
    <section className={`panel ${s.totals}`} aria-label={w.totals}>
      <dl>
        {sums.map(([label, fen]) => (
          <div key={label}>
            <dt {...figures('wording')}>{w.inWan(label)}</dt>
            <dd>
              <Figure rows="works">{wan(fen)}</Figure>
            </dd>
          </div>
        ))}
      </dl>
      {totals.costUnknown > 0 && (
        <p className="quiet small">
          <Figure rows="works">{w.costsUnknown(n.count(totals.costUnknown))}</Figure>
        </p>
      )}
    </section>
  )
}

interface ExportMenuProps {
  readonly works: readonly WorkSummary[]
  readonly fits: ReadonlyMap<string, WorkFit>
  readonly choice: typeof DEFAULTS
}

/** The rows that are asked for, as a file. */
function ExportMenu({ works, fits, choice }: ExportMenuProps) {
  const w = useWords(words)
  const z = useWords(zoneWords)
  const language = useLanguage()
  const texts = useWorkTexts()
  const reportOf = useFitReport()
  const saveCsv = () => {
    const header = [
      ...[w.name, w.community, w.kind, w.intervention, w.state, w.start, w.finish, w.unit],
      ...[w.inWan(w.cost), w.inWan(w.funded), w.inWan(w.sought)],
    ]
    const rows = works.map((work) => [
      ...[work.name, texts.area(work.communityId), texts.kind(work.facilityKind)],
      ...[texts.intervention(work.interventionId), w[work.state], work.plannedFrom, work.plannedTo],
      ...[texts.unit(work), work.costUnknown > 0 ? texts.cost(work) : work.costFen / FEN_PER_WAN],
      ...[work.fundedFen / FEN_PER_WAN, work.soughtFen / FEN_PER_WAN],
    ])
    download(`${w.title}.csv`, 'text/csv', csvOf([header, ...rows]))
  }
  const saveReport = () => download(`${z.reportName}.csv`, 'text/csv', csvOf(reportOf(works, fits)))
  const { page: _, view: __, ...asked } = choice
  const query = { ...Object.fromEntries(Object.entries(asked).filter(([, value]) => value)), language }
  const documents = [
    { key: 'table', label: <a href={urlOf(worksTable, { query })}>{w.planTable}</a> },
    { key: 'map', label: <a href={urlOf(worksMap, { query })}>{w.planMap}</a> },
    { key: 'oc4ids', label: <a href={urlOf(worksPackage, { query })}>OC4IDS JSON</a> },
  ]
  const tables = [
    { key: 'csv', label: w.csv, onClick: saveCsv },
    { key: 'fit', label: z.report, onClick: saveReport },
  ]
  return (
    <Dropdown menu={{ items: [...documents, ...tables] }} trigger={['click']}>
      <Button icon={<DownOutlined />} iconPlacement="end">
        {w.export}
      </Button>
    </Dropdown>
  )
}
