import { Button } from 'antd'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { CHANGES_MAX } from '../contract.ts'
import { candidateKinds } from '../rules/candidates.ts'
import type { SitingAnswer, SitingQuestion, SitingStep } from '../rules/siting/question.ts'
import { FEN_PER_WAN } from '../rules/works/money.ts'
import type { CostedCandidate } from './costed.ts'
import type { SitingChoice } from './siting-choice.ts'
import { SitingHindrance } from './siting-hindrance.tsx'
import s from './siting-panel.module.css'
import { words } from './siting-words.ts'
import { words as common } from './words.ts'

interface SitingResultProps {
  readonly step: SitingStep
  readonly question: SitingQuestion
  readonly isRunning: boolean
  readonly stopped: boolean
  readonly candidates: readonly CostedCandidate[]
  /** Changes that there are already. */
  readonly changeCount: number
  readonly adopt: (answer: SitingAnswer) => void
  /** Seek again with other terms. */
  readonly onRelax: (patch: Partial<SitingChoice>) => void
}

/** The sites chosen, what they serve and cost, how far from the best possible at most; or why there are none. */
export function SitingResult(props: SitingResultProps) {
  const { step, question, isRunning, stopped, candidates, changeCount, adopt, onRelax } = props
  const { answer, hindrance } = step
  return (
    <>
      {hindrance && <SitingHindrance of={hindrance} {...{ question, isRunning, onRelax }} />}
      {answer && !isRunning && (
        <Answer {...{ answer, question, candidates, changeCount, adopt }} stopped={stopped && !hindrance} />
      )}
    </>
  )
}

/** What a choice gains, as the goal counts it. */
export function useGainText(): (goal: SitingAnswer['goal'], gained: number) => string {
  const w = useWords(words)
  const n = useNumbers()
  return (goal, gained) =>
    goal === 'cover' ? w.residents(n.count(gained)) : w.personKm(n.value(gained / 10_000))
}

function Answer({
  answer,
  question,
  stopped,
  candidates,
  changeCount,
  adopt,
}: Pick<SitingResultProps, 'question' | 'stopped' | 'candidates' | 'changeCount' | 'adopt'> & {
  readonly answer: SitingAnswer
}) {
  const w = useWords(words)
  const n = useNumbers()
  const text = useGainText()
  const rows = answer.chosen.flatMap((id) => candidates.find((one) => one.id === id) ?? [])
  const { spare, stay } = answer
  const isTooMuch = changeCount + rows.length + spare.length > CHANGES_MAX
  return (
    <section className={s.result} aria-label={w.result} {...figures('opens')}>
      <Gained {...{ answer, question }} />
      <p>
        {answer.gap === 0
          ? w.provenBest
          : w.provenGap((Math.ceil(answer.gap * 10_000) / 100).toFixed(2), text(answer.goal, answer.atMost))}
      </p>
      {stopped && <p className="quiet small">{w.stopped}</p>}
      <p>{w.costInAll(n.value(answer.fen / FEN_PER_WAN))}</p>
      {!question.keepsExisting && <p>{w.staying(n.count(stay.length), n.count(spare.length))}</p>}
      <Terms {...{ answer, question }} />
      {rows.length > 0 && <Sites rows={rows} />}
      {isTooMuch && <p className={s.hindrance}>{w.tooMany(n.count(CHANGES_MAX))}</p>}
      <Button
        type="primary"
        disabled={rows.length + spare.length === 0 || isTooMuch}
        onClick={() => adopt(answer)}
      >
        {spare.length > 0 ? w.adoptClosing(n.count(rows.length), n.count(spare.length)) : w.adopt}
      </Button>
    </section>
  )
}

function Gained({ answer, question }: { answer: SitingAnswer; question: SitingQuestion }) {
  const w = useWords(words)
  const n = useNumbers()
  const { goal, gained, served, terms } = answer
  const reached = question.keepsExisting
    ? w.servedBy(n.count(served), n.count(terms.unserved))
    : w.servedInAll(n.count(served), n.count(terms.residents))
  if (goal === 'cover')
    return (
      <p>
        <b>{reached}</b>
      </p>
    )
  const each = terms.residents === 0 ? 0 : gained / 10 / terms.residents
  return (
    <>
      <p>
        <b>{w.walksSaved(n.value(gained / 10_000), n.value(each))}</b>
      </p>
      <p>{reached}</p>
    </>
  )
}

/** What was asked for beside the goal, and how it is counted. */
function Terms({ answer, question }: { answer: SitingAnswer; question: SitingQuestion }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const { byId } = useAreas()
  const { goal, gained, terms } = answer
  const metres = (dm: number) => `${n.count(Math.floor(dm / 10))} m`
  const aside = question.fair?.except.map((id) => name(byId.get(id)?.name ?? { zh: id, en: id })) ?? []
  const isMissed = terms.aim !== undefined && gained < terms.aim
  const said = [
    goal === 'median' && w.countedTo(metres(terms.countedDm)),
    goal === 'cover' &&
      terms.withinDm !== terms.testDm &&
      w.heldTo(metres(terms.withinDm), metres(terms.testDm)),
    question.capacity !== undefined && w.eachServes(n.count(question.capacity)),
    question.fair && w.everyTown + (aside.length > 0 ? w.notCounted(aside.join('、')) : ''),
    terms.aim !== undefined && !isMissed && w.aimReached(n.count(terms.aim)),
    isMissed && answer.atMost >= terms.aim! && w.aimOpen(n.count(terms.aim!)),
  ]
  return said.map((one) =>
    one ? (
      <p key={one} className="quiet small">
        {one}
      </p>
    ) : null,
  )
}

function Sites({ rows }: { rows: readonly CostedCandidate[] }) {
  const [w, c] = [useWords(words), useWords(common)]
  const n = useNumbers()
  const name = useName()
  const { byId } = useAreas()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<CostedCandidate>[] = [
    {
      ...text(c.site),
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
      ...text(c.cost),
      number: true,
      cell: (row) => (row.stated ? n.value(row.fen / FEN_PER_WAN) : w.about(n.value(row.fen / FEN_PER_WAN))),
    },
  ]
  return (
    <DataTable rowsAre="record" label={w.result} columns={columns} rows={rows} rowKey={(row) => row.id} />
  )
}
