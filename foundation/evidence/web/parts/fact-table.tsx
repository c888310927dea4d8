import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { type Both, useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { words } from './words.ts'

export interface FactLine {
  readonly factId: string
  readonly termName: Both
  readonly value: string
  readonly unit: string
  readonly period: string
  readonly recordedAt: string
  readonly source: string
  readonly enteredBy: string
  readonly confirmedBy: string | null
  readonly generated: boolean
}

/** Facts with where they come from: document, period, who entered and who confirmed them. */
export function FactTable({ facts }: { facts: readonly FactLine[] }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<FactLine>[] = [
    { ...text(w.term), rowHeading: true, cell: (fact) => name(fact.termName) },
    {
      ...text(w.value),
      cell: (fact) => (
        <b>
          {fact.value} {fact.unit}
        </b>
      ),
    },
    { ...text(w.period), cell: (fact) => fact.period },
    {
      ...text(w.source),
      cell: (fact) => (
        <span>
          {fact.source}
          {fact.generated && <span className="quiet small"> · {w.generated}</span>}
        </span>
      ),
    },
    { ...text(w.entered), cell: (fact) => `${fact.enteredBy} · ${n.day(fact.recordedAt)}` },
    {
      ...text(w.confirmed),
      cell: (fact) => fact.confirmedBy ?? <span className="quiet">{w.notConfirmed}</span>,
    },
  ]
  return <DataTable label={w.facts} columns={columns} rows={facts} rowKey={(fact) => fact.factId} />
}
