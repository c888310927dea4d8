import { getDocument } from '#foundation/evidence/contract.ts'
import { urlOf } from '#platform/http/route.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { type Both, useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { Overdue } from './overdue.tsx'
import { useFactTexts } from './use-fact-texts.ts'
import { words } from './words.ts'

export interface FactLine {
  readonly factId: string
  /** Id in the data dictionary. */
  readonly term: string
  readonly termName: Both
  readonly value: string
  readonly unit: string
  readonly period: string
  readonly recordedAt: string
  readonly source: string
  /** The uploaded proof, where the reader may open it. */
  readonly documentId: string | null
  readonly communityId: string
  readonly enteredBy: string
  readonly confirmedBy: string | null
  /** Day since which it counts no longer, because nobody renewed it. */
  readonly overdueSince?: string
  readonly generated: boolean
}

/** Facts with where they come from: document, period, who entered and who confirmed them. */
export function FactTable({ facts }: { facts: readonly FactLine[] }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const texts = useFactTexts()
  // A period without an end goes on.
  const periodOf = ({ period }: FactLine) => {
    const [from = '', to = ''] = period.split('–').map((day) => day.trim())
    return texts.period(from, to || null)
  }
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<FactLine>[] = [
    { ...text(w.term), rowHeading: true, cell: (fact) => name(fact.termName) },
    {
      ...text(w.value),
      cell: (fact) => <b>{texts.value(fact.term, fact.value, fact.unit || null)}</b>,
    },
    {
      ...text(w.period),
      cell: (fact) => (
        <span>
          {periodOf(fact)}
          {fact.overdueSince && <Overdue since={fact.overdueSince} />}
        </span>
      ),
    },
    {
      ...text(w.source),
      cell: (fact) => (
        <span>
          {fact.documentId ? (
            <a
              href={urlOf(getDocument, {
                params: { communityId: fact.communityId, documentId: fact.documentId },
              })}
            >
              {fact.source}
            </a>
          ) : (
            fact.source
          )}
          {fact.generated && <span className="quiet small"> · {w.generated}</span>}
        </span>
      ),
    },
    { ...text(w.entered), cell: (fact) => `${texts.role(fact.enteredBy)} · ${n.day(fact.recordedAt)}` },
    {
      ...text(w.confirmed),
      cell: (fact) =>
        fact.confirmedBy ? texts.role(fact.confirmedBy) : <span className="quiet">{w.notConfirmed}</span>,
    },
  ]
  return (
    <DataTable
      label={w.facts}
      columns={columns}
      rows={facts}
      rowKey={(fact) => fact.factId}
      rowsAre="record"
    />
  )
}
