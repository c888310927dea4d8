import { DownOutlined, FullscreenOutlined, PrinterOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import { wallSheet } from '#district/programme/contract/milestones.ts'
import { URGENCIES, URGENCY_COLOURS, URGENCY_NAMES, type Urgency } from '#district/programme/rules/urgency.ts'
import { urlOf } from '#platform/http/route.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useLanguage, useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Loading } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import { DayBar } from '../day-bar.tsx'
import { NeedsRight } from '../needs-right.tsx'
import { useAsked } from '../use-asked.ts'
import { useTurned, useWall, type Wall } from './use-wall.ts'
import s from './wall.module.css'
import { WallCard, WallTag } from './wall-card.tsx'
import { words } from './wall-words.ts'
import { WallYear } from './wall-year.tsx'

const ProjectsMap = lazy(async () => ({ default: (await import('../projects-map.tsx')).ProjectsMap }))

const DEFAULTS = { at: '', only: '' }

/** The schedule on the wall: the same milestones as a map, a list and a year, on any day. */
export function Page() {
  const w = useWords(words)
  const n = useNumbers()
  const asked = useAsked()
  const sheet = useRef<HTMLDivElement>(null)
  const { mayRead, wall, days } = useWall()
  return (
    <PageFrame
      title={w.title}
      under={wall && <span {...figures('wording')}>{w.under(n.day(wall.asOf))}</span>}
      actions={
        <>
          <Link to="/projects" search={asked as never}>
            {w.toList}
          </Link>
          <Button icon={<FullscreenOutlined />} onClick={() => void sheet.current?.requestFullscreen()}>
            {w.fullScreen}
          </Button>
          {mayRead && <Sheets />}
          <Button className="wide-only" icon={<PrinterOutlined />} onClick={() => window.print()}>
            {w.print}
          </Button>
        </>
      }
    >
      {days && <DayBar {...days} />}
      {!mayRead && <NeedsRight />}
      {mayRead && !wall && <Loading />}
      {wall && (
        <div ref={sheet} className={s.sheet}>
          <Sheet wall={wall} />
        </div>
      )}
    </PageFrame>
  )
}

/** The wall on paper. */
function Sheets() {
  const w = useWords(words)
  const language = useLanguage()
  const asked = useAsked()
  const sheet = (paper: 'A3' | 'A0') => ({
    key: paper,
    label: <a href={urlOf(wallSheet, { query: { ...asked, language, paper } })}>{w.sheet(paper)}</a>,
  })
  return (
    <Dropdown menu={{ items: [sheet('A3'), sheet('A0')] }} trigger={['click']}>
      <Button icon={<DownOutlined />} iconPlacement="end">
        {w.export}
      </Button>
    </Dropdown>
  )
}

function Sheet({ wall }: { wall: Wall }) {
  const w = useWords(words)
  const [{ at, only }, change] = useUrlState(DEFAULTS)
  const [lit, setLit] = useState<string>()
  const turned = useTurned(wall)
  const choose = (id: string | undefined) => change({ at: id === at ? '' : (id ?? '') })
  const shades = useMemo(
    () => ({
      of: ({ projectId }: { projectId: string }) => wall.urgency.get(projectId) ?? 'none',
      colours: URGENCY_COLOURS,
    }),
    [wall],
  )
  const rows = only ? wall.rows.filter(({ urgency }) => urgency === only) : wall.rows
  const shown = only
    ? wall.projects.filter(({ projectId }) => wall.urgency.get(projectId) === only)
    : wall.projects
  return (
    <>
      <States wall={wall} only={only} onOnly={(state) => change({ only: state === only ? '' : state })} />
      <div className={s.columns}>
        <section className={`panel ${s.map}`} aria-label={w.map}>
          <Suspense fallback={<Loading />}>
            <ProjectsMap
              projects={shown}
              lit={lit ?? at}
              onLight={setLit}
              onChoose={choose}
              shades={shades}
              pulsing={turned}
            />
          </Suspense>
        </section>
        <div className={s.side}>
          {at && <WallCard {...{ wall, at }} onClose={() => choose(undefined)} />}
          <List {...{ rows, at, turned }} onChoose={choose} />
        </div>
      </div>
      <WallYear
        {...{ rows, at }}
        key={wall.asOf.slice(0, 4)}
        first={Number(wall.asOf.slice(0, 4))}
        onChoose={choose}
      />
    </>
  )
}

interface StatesProps {
  readonly wall: Wall
  readonly only: string
  readonly onOnly: (state: Urgency) => void
}

/** How many milestones and projects stand how; a click shows these alone. */
function States({ wall, only, onOnly }: StatesProps) {
  const w = useWords(words)
  const name = useName()
  const n = useNumbers()
  const count = (state: Urgency) =>
    state === 'none'
      ? [...wall.urgency.values()].filter((urgency) => urgency === state).length
      : wall.rows.filter(({ urgency }) => urgency === state).length
  return (
    <fieldset className={s.states} aria-label={w.states}>
      {URGENCIES.map((state) => (
        <button
          key={state}
          type="button"
          data-urgency={state}
          aria-pressed={only === state}
          onClick={() => onOnly(state)}
        >
          <b>{n.count(count(state))}</b> {name(URGENCY_NAMES[state])}
        </button>
      ))}
      <p className="quiet small" {...figures('wording')}>
        {w.nearWhy(n.count(wall.soonDays))}
      </p>
    </fieldset>
  )
}

interface ListProps {
  readonly rows: Wall['rows']
  readonly at: string
  /** Projects that have just turned red. */
  readonly turned: ReadonlySet<string>
  readonly onChoose: (subjectId: string) => void
}

function List({ rows, at, turned, onChoose }: ListProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  return (
    <section className={`panel ${s.list}`} aria-label={w.list}>
      <ul>
        {rows.map((row) => (
          <li
            key={`${row.milestoneId} ${row.subjectId}`}
            {...(row.urgency === 'red' && turned.has(row.subjectId) && { 'data-turned': '' })}
          >
            <button type="button" aria-pressed={at === row.subjectId} onClick={() => onChoose(row.subjectId)}>
              <b>{name(row.subject)}</b>
              <span>{name({ zh: row.phrase, en: row.name.en })}</span>
              <span className="quiet small">{n.day(row.due)}</span>
              <WallTag row={row} />
              {row.urgency === 'red' && turned.has(row.subjectId) && (
                <span className={s.turned}>{w.turned}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
