import { DownloadOutlined, PrinterOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { csvOf } from '#core/csv/csv.ts'
import { readProject } from '#district/programme/contract.ts'
import { schedulePack } from '#district/programme/rules/packs.ts'
import {
  CALENDAR_DAYS,
  type Counts,
  type ProjectSchedule,
  type ScheduleAsk,
  writeCounts,
} from '#district/programme/rules/schedule.ts'
import { askOf, type Known, nextMilestone, scheduleOf } from '#district/programme/rules/schedule-terms.ts'
import { useReadKeeping } from '#platform/ui/api.ts'
import { CopyLink } from '#platform/ui/copy-link.tsx'
import { download } from '#platform/ui/download.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Empty, Loading } from '#platform/ui/states.tsx'
import { today } from '#platform/ui/today.ts'
import { useStands } from '../use-stands.ts'
import { Gantt } from './gantt.tsx'
import s from './schedule.module.css'
import { roleName, ScheduleTable } from './schedule-table.tsx'
import { words } from './schedule-words.ts'
import { TermsForm } from './terms-form.tsx'
import { type Editing, useTerms } from './use-terms.ts'
import { Verdict } from './verdict.tsx'

/** 倒排进度 of one project: counted back from a deadline over a template, in the page. */
export function Page() {
  const w = useWords(words)
  const name = useName()
  const { projectId } = useParams({ strict: false }) as { projectId: string }
  const { data, error } = useReadKeeping(readProject, { params: { projectId }, query: {} })
  const { mayRead, milestones } = useStands()
  const [terms, editing] = useTerms()
  if (error) throw error
  if (!data || (mayRead && !milestones)) return <PageFrame title={w.title}>{<Loading />}</PageFrame>
  const { project } = data
  const milestone = nextMilestone(milestones?.rows ?? [], projectId, today())
  const known: Known = { buildType: project.buildType, stage: project.stage, due: milestone?.due }
  const ask = askOf(terms, known, today())
  return (
    <PageFrame
      title={w.title}
      over={<Link to={`/projects/${projectId}`}>{name(project.name)}</Link>}
      under={
        <span {...figures('wording')}>
          {name(ask.template.name)} · {w.productDefault}
        </span>
      }
      actions={<Tools {...editing} save={() => save(ask, scheduleOf(ask))} />}
    >
      <div className={s.sections}>
        <p className="quiet small" {...figures('wording')}>
          {w.rule} {name(schedulePack.note)}
        </p>
        <TermsForm {...{ terms, ask, known, milestone }} edit={editing.edit} />
        <Content ask={ask} edit={editing.edit} />
      </div>
    </PageFrame>
  )

  function save({ deadline }: ScheduleAsk, schedule: ProjectSchedule | undefined) {
    const header = [
      ...[w.step, w.critical, w.role, w.duration, w.latestStart, w.latestFinish, w.slack, w.toBeConfirmed],
    ]
    const lines = (schedule?.rows ?? []).map((row) => [
      ...[name(row.step.name), row.isCritical ? '◆' : '', name(roleName(row.step.role))],
      ...[`${row.count} ${w.unit[row.step.duration.unit]}`, row.latestStart, row.latestFinish],
      ...[row.slack, row.toBeConfirmed ? w.toBeConfirmed : ''],
    ])
    download(`${w.title}-${projectId}-${deadline}.csv`, 'text/csv', csvOf([header, ...lines]))
  }
}

function Tools({ undo, redo, save }: Editing & { save: () => void }) {
  const w = useWords(words)
  return (
    <>
      <Button icon={<UndoOutlined />} disabled={!undo} onClick={undo}>
        {w.undo}
      </Button>
      <Button icon={<RedoOutlined />} disabled={!redo} onClick={redo}>
        {w.redo}
      </Button>
      <CopyLink />
      <Button icon={<DownloadOutlined />} onClick={save}>
        {w.exportCsv}
      </Button>
      <Button className="wide-only" icon={<PrinterOutlined />} onClick={() => window.print()}>
        {w.print}
      </Button>
    </>
  )
}

/** Verdict, bars and table; while a bar is dragged they follow it, and the address once it is let go. */
function Content({ ask, edit }: { ask: ScheduleAsk; edit: Editing['edit'] }) {
  const w = useWords(words)
  const n = useNumbers()
  const [dragged, setDragged] = useState<Counts>()
  const counts = dragged ?? ask.counts
  const schedule = scheduleOf({ ...ask, counts })
  if (!schedule)
    return (
      <Empty title={w.beyond} why={w.beyondWhy(n.day(CALENDAR_DAYS.first), n.day(CALENDAR_DAYS.last))}>
        <Button onClick={() => edit({ durations: '', deadline: '', from: '' })}>{w.defaults}</Button>
      </Empty>
    )
  if (schedule.rows.length === 0)
    return (
      <Empty title={w.none} why={w.noneWhy}>
        <Button onClick={() => edit({ stage: '1' })}>{w.fromStart}</Button>
      </Empty>
    )
  const commit = (stepId: string, count: number, of?: string) =>
    edit({ durations: writeCounts({ ...ask.counts, [stepId]: count }, ask.template) }, of)
  return (
    <>
      <Verdict {...{ ask, schedule, edit }} />
      <section className={`panel ${s.panel}`} aria-labelledby="chart" {...figures('record')}>
        <h2 id="chart">{w.chart}</h2>
        <p className="quiet small">{w.chartWhy}</p>
        <Gantt
          ask={ask}
          schedule={schedule}
          onResize={(stepId, count, isDone) => {
            setDragged(isDone ? undefined : { ...ask.counts, [stepId]: count })
            if (isDone) commit(stepId, count)
          }}
        />
      </section>
      <section className={`panel ${s.panel}`} aria-labelledby="table">
        <header className={s.head}>
          <h2 id="table">{w.table}</h2>
          {Object.keys(ask.counts).length > 0 && (
            <Button size="small" className="no-print" onClick={() => edit({ durations: '' })}>
              {w.reset}
            </Button>
          )}
        </header>
        <ScheduleTable rows={schedule.rows} onCount={(stepId, count) => commit(stepId, count, stepId)} />
      </section>
    </>
  )
}
