import { Button } from 'antd'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { candidateKinds } from '../rules/candidates.ts'
import type { Unsolvable } from '../rules/siting.ts'
import { type CostedCandidate, FEN_PER_WAN } from './costed.ts'
import type { Sited } from './engine-jobs.ts'
import s from './siting-panel.module.css'
import { words } from './words.ts'

interface SitingResultProps {
  readonly sited: Sited
  readonly candidates: readonly CostedCandidate[]
  readonly adopt: (ids: readonly string[]) => void
}

/** The sites chosen, what they serve and cost, how far from the best possible at most; or why there are none. */
export function SitingResult({
  sited: { answer, hindrance, stopped },
  candidates,
  adopt,
}: SitingResultProps) {
  const w = useWords(words)
  const n = useNumbers()
  if (hindrance) return <Hindrance of={hindrance} />
  if (!answer) return null
  const rows = answer.chosen.flatMap((id) => candidates.find((one) => one.id === id) ?? [])
  return (
    <section className={s.result} aria-label={w.result} {...figures('opens')}>
      <p>
        <b>{w.servedBy(n.count(answer.served), n.count(answer.unserved))}</b>
      </p>
      <p>
        {answer.gap === 0 ? w.provenBest : w.provenGap((answer.gap * 100).toFixed(2), n.count(answer.atMost))}
      </p>
      {stopped && <p className="quiet small">{w.stopped}</p>}
      <p>{w.costInAll(n.value(answer.fen / FEN_PER_WAN))}</p>
      <Sites rows={rows} />
      <Button type="primary" disabled={rows.length === 0} onClick={() => adopt(answer.chosen)}>
        {w.adopt}
      </Button>
    </section>
  )
}

function Sites({ rows }: { rows: readonly CostedCandidate[] }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const { byId } = useAreas()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<CostedCandidate>[] = [
    {
      ...text(w.site),
      rowHeading: true,
      cell: (row) => {
        const area = byId.get(row.communityId)
        return (
          <>
            {row.name}
            <span className="quiet small">
              {' '}
              {name(candidateKinds[row.kind])} · {area ? name(area.name) : row.communityId}
            </span>
          </>
        )
      },
    },
    {
      ...text(w.cost),
      number: true,
      cell: (row) => (row.stated ? n.value(row.fen / FEN_PER_WAN) : w.about(n.value(row.fen / FEN_PER_WAN))),
    },
  ]
  return (
    <DataTable rowsAre="record" label={w.result} columns={columns} rows={rows} rowKey={(row) => row.id} />
  )
}

/** In words, and what to relax. */
function Hindrance({ of }: { of: Unsolvable }) {
  const w = useWords(words)
  const n = useNumbers()
  return (
    <p className={s.hindrance} role="status" {...figures('wording')}>
      {of.why === 'budget-too-small' && w.budgetTooSmall(n.value(of.cheapestFen / FEN_PER_WAN))}
      {of.why === 'nobody-unserved' && w.nobodyUnserved}
      {of.why === 'nobody-near-a-candidate' && w.nobodyNear(n.count(of.unserved))}
      {of.why === 'no-candidate-on-streets' && w.noCandidateOnStreets}
    </p>
  )
}
