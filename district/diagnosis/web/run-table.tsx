import { Link } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { type RunRow, verifyStoredRun } from '#district/diagnosis/contract/runs.ts'
import { useRight } from '#platform/ui/account/use-session.ts'
import { api } from '#platform/ui/api.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { refusalOf } from '#platform/ui/refusal.ts'
import { ClassSign } from './parts/maturity.tsx'
import { runWords } from './run-words.ts'
import s from './runs.module.css'
import { words } from './words.ts'

interface RunTableProps {
  readonly rows: readonly RunRow[]
  readonly chosen: readonly string[]
  readonly onChoose: (runId: string) => void
}

/** One run a row: when, by which pack, how the communities were classed, whether it can still be recomputed. */
export function RunTable({ rows, chosen, onChoose }: RunTableProps) {
  const w = useWords(runWords)
  const n = useNumbers()
  const name = useName()
  const mayVerify = useRight('diagnosis.run')
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<RunRow>[] = [
    {
      ...text(w.choose),
      cell: ({ runId, computedAt }) => (
        <Checkbox
          checked={chosen.includes(runId)}
          onChange={() => onChoose(runId)}
          aria-label={w.chooseRun(n.moment(computedAt))}
        />
      ),
    },
    {
      ...text(w.computed),
      rowHeading: true,
      cell: ({ asOf, pack, computedAt }) => (
        <Link
          to="/"
          search={{ pack, asOf } as never}
          aria-label={w.openRun(n.moment(computedAt))}
          className={s.when}
        >
          {n.moment(computedAt)}
        </Link>
      ),
    },
    { ...text(w.evidence), cell: ({ asOf }) => n.day(asOf) },
    {
      ...text(w.pack),
      cell: ({ packName, packVersion, demo }) => (
        <span>
          {name(packName)} <span className="quiet">{packVersion}</span>
          {demo && <span className={s.under}>{w.demo}</span>}
        </span>
      ),
    },
    { ...text(w.classes), cell: ({ classes }) => <Classes of={classes} /> },
    {
      ...text(w.checksum),
      cell: ({ results, network }) => (
        <code className={s.sum} title={`${results} · ${w.network} ${network}`}>
          {results.slice(0, 8)}
        </code>
      ),
    },
    {
      ...text(w.inputs),
      cell: (run) => (
        <span className={s.inputs}>
          {run.hasInputs ? w.kept : <span className="quiet">{w.dropped}</span>}
          {mayVerify && <Verify run={run} />}
        </span>
      ),
    },
  ]
  return (
    <DataTable
      id="runs"
      rowsAre="record"
      label={w.runs}
      columns={columns}
      rows={rows}
      rowKey={(run) => run.runId}
    />
  )
}

/** How many communities each class has: sign and number, in words for whoever does not see the sign. */
function Classes({ of }: { of: RunRow['classes'] }) {
  const w = useWords(words)
  const n = useNumbers()
  return (
    <ul className={s.classes}>
      {of.map((row) => (
        <li key={row.class} title={w[row.class]}>
          <ClassSign of={row.class} />
          <span className="visually-hidden">{w[row.class]} </span>
          {n.count(row.communities)}
        </li>
      ))}
    </ul>
  )
}

function Verify({ run: { runId, computedAt } }: { run: RunRow }) {
  const w = useWords(runWords)
  const n = useNumbers()
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<string>()
  const verify = async () => {
    setBusy(true)
    try {
      setSaid(w[(await api(verifyStoredRun, { params: { runId } })).verdict])
    } catch (error) {
      setSaid(refusalOf(error)?.sentence ?? w.failed)
    }
    setBusy(false)
  }
  return (
    <>
      <Button
        size="small"
        className="no-print"
        loading={busy}
        onClick={verify}
        aria-label={w.verifyRun(n.moment(computedAt))}
      >
        {w.verify}
      </Button>
      <span role="status" className={s.verdict}>
        {said}
      </span>
    </>
  )
}
