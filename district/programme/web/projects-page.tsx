import { DownOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Dropdown, Segmented } from 'antd'
import { projectsPackage } from '#district/programme/contract/oc4ids.ts'
import { exportProjects, listProjects } from '#district/programme/contract.ts'
import { urlOf } from '#platform/http/route.ts'
import { useRight } from '#platform/ui/account/use-session.ts'
import { useReadKeeping } from '#platform/ui/api.ts'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useLanguage, useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Loading } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import { type Change, type Choice, DEFAULTS, NO_CONDITION, NONE, questionOf } from './choice.ts'
import { DayBar } from './day-bar.tsx'
import { MilestoneView } from './milestone-view.tsx'
import { ProjectList } from './project-list.tsx'
import s from './projects-page.module.css'
import { QuotaView } from './quota-view.tsx'
import { RedList } from './red-list.tsx'
import { TownMatrix } from './town-matrix.tsx'
import { useAsked } from './use-asked.ts'
import { useRed } from './use-stands.ts'
import { words } from './words.ts'

const VIEWS = ['list', 'towns', 'quotas', 'milestones', 'red'] as const

/** The portfolio: the plan's 4 + 2 + 17 + 25, its quotas and milestones, on any day. */
export function Page() {
  const w = useWords(words)
  const n = useNumbers()
  const [choice, change] = useUrlState(DEFAULTS)
  const portfolio = useReadKeeping(listProjects, { query: questionOf(choice) as never })
  const { data, error } = portfolio
  if (error) throw error
  if (!data)
    return (
      <PageFrame title={w.title}>
        <Loading />
      </PageFrame>
    )
  const known = data.parts.reduce((sum, { count }) => sum + count, 0)
  return (
    <PageFrame
      title={w.title}
      under={
        <>
          <Figure to="/projects" search={(before) => ({ ...before, ...NO_CONDITION, view: undefined })}>
            {w.under(n.count(known), n.day(data.asOf))}
          </Figure>{' '}
          · <span className="quiet">{w.separate}</span>
        </>
      }
      actions={<Actions choice={choice} />}
    >
      <DayBar first={data.firstDay ?? data.today} last={data.today} />
      <Parts parts={data.parts} known={known} {...{ choice, change }} />
      <div className={`${s.views} no-print`}>
        <Segmented
          aria-label={w.views}
          value={choice.view}
          onChange={(view) => change({ view })}
          options={VIEWS.map((view) => ({ value: view, label: w[view] }))}
        />
      </div>
      {choice.view === 'towns' ? (
        <TownMatrix page={Number(choice.page) || 1} onPage={(page) => change({ page: String(page) })} />
      ) : choice.view === 'quotas' ? (
        <QuotaView />
      ) : choice.view === 'milestones' ? (
        <MilestoneView />
      ) : choice.view === 'red' ? (
        <RedList />
      ) : (
        <ProjectList data={data} choice={choice} change={change} clear={() => change(NONE)} />
      )}
    </PageFrame>
  )
}

function Actions({ choice }: { choice: Choice }) {
  const w = useWords(words)
  const language = useLanguage()
  const asked = useAsked()
  const { page: _, ...query } = { ...questionOf({ ...choice, view: 'export' }), language, page: '' }
  const table = (format: 'xlsx' | 'csv') => ({
    key: format,
    label: (
      <a href={urlOf(exportProjects, { query: { ...query, format } as never })}>{format.toUpperCase()}</a>
    ),
  })
  // It tells how the milestones stand, which not everybody may see.
  const oc4ids = {
    key: 'oc4ids',
    label: <a href={urlOf(projectsPackage, { query: query as never })}>OC4IDS JSON</a>,
  }
  const mayStands = useRight('diagnosis.read')
  return (
    <>
      <Link to="/projects/libraries" search={asked as never}>
        {w.libraries}
      </Link>
      <Link to="/public" search={asked as never}>
        {w.public}
      </Link>
      <Link to="/projects/wall" search={asked as never}>
        {w.wall}
      </Link>
      <Button onClick={() => print()}>{w.print}</Button>
      <Dropdown
        menu={{ items: [table('xlsx'), table('csv'), ...(mayStands ? [oc4ids] : [])] }}
        trigger={['click']}
      >
        <Button icon={<DownOutlined />} iconPlacement="end">
          {w.export}
        </Button>
      </Dropdown>
    </>
  )
}

interface PartsProps {
  readonly parts: readonly { part: string; name: Both; rule: Both; planned: number; count: number }[]
  readonly known: number
  readonly choice: Choice
  readonly change: Change
}
type Both = { readonly zh: string; readonly en: string }

/** The parts of the plan as counted from the projects, each with its rule; a difference from the plan is said. */
function Parts({ parts, known, choice, change }: PartsProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const red = useRed()
  const isList = choice.view === 'list'
  const choose = (part: string) => change({ ...NONE, part, view: 'list' })
  return (
    <fieldset className={s.parts} aria-label={w.parts}>
      <button
        type="button"
        className={s.part}
        aria-pressed={isList && !choice.part}
        onClick={() => choose('')}
      >
        <span className={s.count}>{n.count(known)}</span>
        <b>{w.all}</b>
      </button>
      {parts.map(({ part, name: its, rule, planned, count }) => (
        <button
          key={part}
          type="button"
          className={s.part}
          aria-pressed={isList && choice.part === part}
          onClick={() => choose(isList && choice.part === part ? '' : part)}
        >
          <span className={s.count}>{n.count(count)}</span>
          <b>{name(its)}</b>
          <span className={s.rule}>{name(rule)}</span>
          {count !== planned && <span className={s.differs}>{w.planned(n.count(planned))}</span>}
        </button>
      ))}
      {red && (
        <button
          type="button"
          className={`${s.part} ${s.red}`}
          aria-pressed={choice.view === 'red'}
          onClick={() => change({ view: choice.view === 'red' ? 'list' : 'red' })}
          {...figures('opens')}
        >
          <span className={s.count}>{n.count(red.milestones.length + red.quotas.length)}</span>
          <b>{w.red}</b>
          <span className={s.rule}>{w.redRule}</span>
        </button>
      )}
    </fieldset>
  )
}
