import { useState } from 'react'
import { CALENDAR_DAYS, COUNT_MAX, type ScheduleRow } from '#district/programme/rules/schedule.ts'
import roles from '#packs/roles/roles.json' with { type: 'json' }
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import s from './schedule.module.css'
import { words } from './schedule-words.ts'

/** A role by name. */
export const roleName = (id: string) => roles.roles.find((role) => role.id === id)?.name ?? { zh: id, en: id }

interface ScheduleTableProps {
  readonly rows: readonly ScheduleRow[]
  readonly onCount: (stepId: string, count: number) => void
}

/** The same as the bars, as a table in which each duration can be changed. */
export function ScheduleTable({ rows, onCount }: ScheduleTableProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<ScheduleRow>[] = [
    {
      ...text(w.step),
      rowHeading: true,
      cell: ({ step, isCritical }) => (
        <>
          {name(step.name)} {isCritical && <span className={s.critical}>{w.critical}</span>}
        </>
      ),
    },
    { ...text(w.role), cell: ({ step }) => name(roleName(step.role)) },
    {
      ...text(w.duration),
      cell: (row) => <DurationCell row={row} onCount={(count) => onCount(row.step.id, count)} />,
    },
    {
      ...text(w.latestStart),
      cell: ({ latestStart, isLate }) => <DayCell day={latestStart} isLate={isLate} />,
    },
    { ...text(w.latestFinish), cell: ({ latestFinish }) => <DayCell day={latestFinish} /> },
    { ...text(w.slack), number: true, cell: ({ slack }) => n.count(slack) },
  ]
  return (
    <DataTable
      id="schedule"
      rowsAre="record"
      label={w.table}
      columns={columns}
      rows={rows}
      rowKey={({ step }) => step.id}
    />
  )
}

function DayCell({ day, isLate = false }: { day: string; isLate?: boolean }) {
  const w = useWords(words)
  const n = useNumbers()
  return (
    <span>
      {n.day(day)} {isLate && <span className={s.late}>{w.late}</span>}{' '}
      {day > CALENDAR_DAYS.confirmedTo && <span className={s.unconfirmed}>{w.toBeConfirmed}</span>}
    </span>
  )
}

/** A duration takes effect as it is typed; what is no duration is refused below it. */
function DurationCell({ row, onCount }: { row: ScheduleRow; onCount: (count: number) => void }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const [draft, setDraft] = useState<string>()
  const { step, count } = row
  const isBad = draft !== undefined && !isCount(draft)
  return (
    <div>
      <span className={s.duration}>
        <input
          className={s.count}
          type="number"
          min={1}
          max={COUNT_MAX}
          step={1}
          aria-label={w.durationOf(name(step.name))}
          aria-invalid={isBad}
          value={draft ?? count}
          onChange={({ target: { value } }) => {
            setDraft(value)
            if (isCount(value)) onCount(Number(value))
          }}
          onBlur={() => setDraft(undefined)}
        />
        {w.unit[step.duration.unit]}
      </span>
      {isBad && (
        <span role="alert" className={`small ${s.late} ${s.below}`}>
          {w.badCount(n.count(COUNT_MAX))}
        </span>
      )}
      <span className={`quiet small ${s.below}`}>
        {w.byTemplate(n.count(step.duration.count), n.count(step.shortest))} ·{' '}
        {step.grade === 'P' ? w.productDefault : w.fromPlan(step.source)}
      </span>
    </div>
  )
}

function isCount(text: string): boolean {
  const count = Number(text)
  return Number.isInteger(count) && count >= 1 && count <= COUNT_MAX
}
