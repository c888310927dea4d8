import { Link } from '@tanstack/react-router'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import type { WorkSummary } from '../../contract/works.ts'
import type { WorkFit } from '../../contract/zones.ts'
import type { DigConflict } from '../../rules/works/digs.ts'
import { unfundedFen } from '../../rules/works/money.ts'
import { FitTag, Uncovered } from '../zones/fit-tag.tsx'
import { words as zoneWords } from '../zones/words.ts'
import { Conflicts } from './conflicts.tsx'
import { StateTag } from './state-tag.tsx'
import { useWorkTexts, workPath } from './use-work-texts.ts'
import { words } from './words.ts'
import s from './works.module.css'

interface WorkTableProps {
  readonly works: readonly WorkSummary[]
  readonly conflicts: ReadonlyMap<string, readonly DigConflict[]>
  readonly fits: ReadonlyMap<string, WorkFit>
  readonly sort: string
  readonly onSort: (sort: string) => void
}

/** Works projects as rows; each opens to everything that is kept of it. */
export function WorkTable({ works, conflicts, fits, sort, onSort }: WorkTableProps) {
  const w = useWords(words)
  const z = useWords(zoneWords)
  const n = useNumbers()
  const texts = useWorkTexts()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<WorkSummary>[] = [
    {
      ...text(w.name),
      rowHeading: true,
      sortBy: 'name',
      cell: (work) => (
        <>
          <Link to={workPath(work)}>{work.name}</Link>
          <span className={s.below} {...figures('wording')}>
            {texts.kind(work.facilityKind)} · {texts.intervention(work.interventionId)}
            {work.generated && ` · ${w.generated}`}
          </span>
          <Conflicts of={conflicts.get(work.workId)} />
        </>
      ),
    },
    { ...text(w.community), cell: ({ communityId }) => texts.area(communityId) },
    { ...text(w.state), cell: ({ state }) => <StateTag of={state} /> },
    { ...text(z.fit), cell: ({ workId }) => <FitCell fit={fits.get(workId)} /> },
    {
      ...text(w.period),
      sortBy: 'start',
      cell: ({ plannedFrom, plannedTo }) => (
        <span className={s.when}>{texts.period(plannedFrom, plannedTo)}</span>
      ),
    },
    { ...text(w.unit), cell: texts.unit },
    { ...text(w.inWan(w.cost)), number: true, sortBy: 'cost', cell: texts.cost },
    {
      ...text(w.inWan(w.funded)),
      number: true,
      sortBy: 'funded',
      cell: ({ fundedFen }) => texts.wan(fundedFen),
    },
    {
      ...text(w.inWan(w.unfunded)),
      number: true,
      sortBy: 'unfunded',
      cell: (work) => (work.costUnknown > 0 && work.costFen === 0 ? w.unknown : texts.wan(unfundedFen(work))),
    },
    { ...text(w.sites), number: true, cell: ({ sites }) => n.count(sites.length) },
  ]
  return (
    <DataTable
      id="works"
      label={w.title}
      columns={columns}
      rows={works}
      rowKey={({ workId }) => workId}
      rowsAre="opens"
      sort={{ value: sort, onChange: onSort }}
    />
  )
}

function FitCell({ fit }: { fit: WorkFit | undefined }) {
  if (!fit) return null
  return (
    <>
      <FitTag of={fit.verdict} />
      {fit.findings.length > 0 && <Uncovered plans={fit.uncovered} />}
    </>
  )
}
