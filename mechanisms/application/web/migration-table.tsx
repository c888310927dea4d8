import { Link } from '@tanstack/react-router'
import { Checkbox } from 'antd'
import type { MigrationRow } from '#mechanisms/application/contract/migration.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import a from './application.module.css'
import { casePath } from './parts/paths.ts'
import { procedureWords } from './procedure-words.ts'
import s from './procedures.module.css'
import { useTexts } from './use-texts.ts'

interface MigrationTableProps {
  readonly cases: readonly MigrationRow[]
  readonly chosen: ReadonlySet<string>
  readonly onToggle: (caseId: string) => void
}

/** Each application with where it is, where it would be, and what changes. */
export function MigrationTable({ cases, chosen, onToggle }: MigrationTableProps) {
  const w = useWords(procedureWords)
  const n = useNumbers()
  const name = useName()
  const texts = useTexts()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<MigrationRow>[] = [
    {
      ...text(w.subject),
      rowHeading: true,
      cell: (row) => (
        <div className={s.whole}>
          <Checkbox
            aria-label={w.choose(name(row.title))}
            checked={row.problem === null && chosen.has(row.caseId)}
            disabled={row.problem !== null}
            onChange={() => onToggle(row.caseId)}
          />{' '}
          <Link to={casePath(row)}>{name(row.title)}</Link>
          <span className={`quiet small ${a.below}`}>
            {texts.area(row.townId)}
            {row.generated && ` · ${w.generated}`}
          </span>
        </div>
      ),
    },
    {
      ...text(w.now),
      cell: ({ atName, version }) => (
        <div className={s.whole}>
          {name(atName)}
          <span className={`quiet small ${a.below}`}>{w.versionNo(n.count(version))}</span>
        </div>
      ),
    },
    {
      ...text(w.after),
      cell: ({ plan }) =>
        plan ? (
          <div className={s.whole}>
            <b>{name(plan.atName)}</b>
            <span className={`quiet small ${a.below}`}>{w[plan.holders]}</span>
          </div>
        ) : (
          <b className={s.problem}>{w.cannot}</b>
        ),
    },
    {
      ...text(w.changes),
      cell: ({ plan, problem }) =>
        problem ? <span className={s.problem}>{name(problem.reason)}</span> : plan && <Changes plan={plan} />,
    },
  ]
  return (
    <DataTable
      id="migration"
      rowsAre="record"
      label={w.preview}
      columns={columns}
      rows={cases}
      rowKey={({ caseId }) => caseId}
    />
  )
}

/** What of a plan there is to say, each with the names of its steps. */
function Changes({ plan }: { plan: NonNullable<MigrationRow['plan']> }) {
  const w = useWords(procedureWords)
  const name = useName()
  const texts = useTexts()
  const listed = (steps: typeof plan.added) => steps.map((step) => name(step.name)).join(w.and)
  const documents = plan.documents.map((one) => w.of(texts.document(one.kind), name(one.name)))
  const lines = [
    [w.again, listed(plan.again)],
    [w.added, listed(plan.added)],
    [w.documents, documents.join(w.and)],
    [w.dropped, listed(plan.dropped)],
    [w.comeBackTo, listed(plan.comeBackTo)],
    [w.carried, listed(plan.carried)],
  ].filter(([, said]) => said)
  if (lines.length === 0) return w.nothing
  return (
    <dl className={`small ${s.changes}`}>
      {lines.map(([label, said]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{said}</dd>
        </div>
      ))}
    </dl>
  )
}
