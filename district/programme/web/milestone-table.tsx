import { Link } from '@tanstack/react-router'
import type { StandRow } from '#district/programme/contract/milestones.ts'
import { useRoles } from '#platform/ui/account/use-roles.ts'
import { useRight } from '#platform/ui/account/use-session.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import s from './programme.module.css'
import { ReportCell } from './report-cell.tsx'
import { useAsked } from './use-asked.ts'
import { words } from './words.ts'

interface MilestoneTableProps {
  readonly rows: readonly StandRow[]
  readonly id: string
  /** On the page of one project, what the rows are about is said already. */
  readonly ofOne?: boolean
}

/** Milestones with the plan's own words, when they are due, how they stand, and by which report. */
export function MilestoneTable({ rows, id, ofOne = false }: MilestoneTableProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const roles = useRoles()
  const asked = useAsked()
  const mayReport = useRight('programme.record')
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<StandRow>[] = [
    {
      ...text(w.milestone),
      rowHeading: true,
      cell: (row) => (
        <>
          <span className={s.code}>{row.milestoneId}</span> {name({ zh: row.phrase, en: row.name.en })}
        </>
      ),
    },
    ...(ofOne
      ? []
      : [
          {
            ...text(w.about),
            cell: ({ subjectKind, subjectId, subject }: StandRow) =>
              subjectKind === 'project' ? (
                <Link to={`/projects/${subjectId}`} search={asked as never}>
                  {name(subject)}
                </Link>
              ) : (
                name(subject)
              ),
          },
        ]),
    {
      ...text(w.due),
      cell: ({ due, duePrinted, dueRule }) => (
        <span>
          {n.day(due)}
          <span className={`quiet small ${s.below}`}>
            “{duePrinted}”{dueRule && ` ${name(dueRule)}`}
          </span>
        </span>
      ),
    },
    { ...text(w.role), cell: ({ ownerRole }) => roles([ownerRole]) },
    { ...text(w.state), cell: (row) => <StandTag row={row} /> },
    { ...text(w.report), cell: (row) => <ReportCell row={row} mayReport={mayReport} /> },
  ]
  return (
    <DataTable
      label={w.milestones}
      id={id}
      columns={columns}
      rows={rows}
      rowKey={({ milestoneId, subjectId }) => `${milestoneId} ${subjectId}`}
      rowsAre="record"
    />
  )
}

/** How a milestone stands; late is said only where it was reported met after its day. */
function StandTag({ row: { state, lateDays, isRed } }: { row: StandRow }) {
  const w = useWords(words)
  const n = useNumbers()
  return (
    <span className={s.tag} data-state={state} data-red={isRed}>
      {w[state === 'met' ? 'metState' : state]}
      {lateDays !== null && ` · ${w.late(n.count(lateDays))}`}
    </span>
  )
}
