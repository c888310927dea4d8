import { Button } from 'antd'
import type { Relaxed } from '#core/siting/relaxations.ts'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import type { OutOfReach, SitingQuestion, Unsolvable } from '../rules/siting/question.ts'
import { FEN_PER_WAN } from '../rules/works/money.ts'
import type { SitingChoice } from './siting-choice.ts'
import s from './siting-panel.module.css'
import { words } from './siting-words.ts'

interface SitingHindranceProps {
  readonly of: Unsolvable
  readonly question: SitingQuestion
  readonly isRunning: boolean
  readonly onRelax: (patch: Partial<SitingChoice>) => void
}

/** Why there is nothing to choose, or not enough: in words, and what to relax. */
export function SitingHindrance({ of, question, isRunning, onRelax }: SitingHindranceProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const { byId } = useAreas()
  if (of.why === 'out-of-reach') return <Missed {...{ of, question, isRunning, onRelax }} />
  const aside = question.fair?.except ?? []
  return (
    <div className={s.hindrance} role="status" {...figures('wording')}>
      {of.why === 'budget-too-small' && w.budgetTooSmall(n.value(Math.ceil(of.cheapestFen / 10_000) / 100))}
      {of.why === 'nobody-unserved' && w.nobodyUnserved}
      {of.why === 'nobody-near-a-candidate' && w.nobodyNear(n.count(of.unserved))}
      {of.why === 'no-candidate-on-streets' && w.noCandidateOnStreets}
      {of.why === 'towns-without-candidate' && (
        <>
          <p>
            {w.townsWithout(of.towns.map((id) => name(byId.get(id)?.name ?? { zh: id, en: id })).join('、'))}
          </p>
          <Button onClick={() => onRelax({ aside: [...aside, ...of.towns].join() })}>{w.leaveAside}</Button>
        </>
      )}
    </div>
  )
}

function Missed({
  of: { aim, atMost, relax, isComplete },
  question,
  isRunning,
  onRelax,
}: Omit<SitingHindranceProps, 'of'> & { readonly of: OutOfReach }) {
  const w = useWords(words)
  const n = useNumbers()
  return (
    <div className={s.hindrance} role="status" {...figures('wording')}>
      <p>{aim === undefined ? w.townsMissed : w.aimMissed(n.count(aim), n.count(atMost))}</p>
      {relax.length > 0 && (
        <>
          <p>{w.eitherOf}</p>
          <ul className={s.ways}>
            {relax.map((one) => {
              const { patch, text } = appliedAs(one, question)
              return (
                <li key={one.constraint}>
                  <span>
                    {w.needs[one.constraint](text(n))}
                    {!one.isLeast && w.maybeLess}
                  </span>
                  <Button size="small" disabled={isRunning} onClick={() => onRelax(patch)}>
                    {w.seekAgain}
                  </Button>
                </li>
              )
            })}
          </ul>
        </>
      )}
      {isComplete && relax.length === 0 && <p>{w.noSingle}</p>}
      {!isComplete && <p>{isRunning ? w.lookingFor : w.lookedFor}</p>}
    </div>
  )
}

/** What the form has to say for a constraint to give way so far: rounded to what is enough. */
function appliedAs(
  { constraint, needs }: Relaxed,
  { capacity = 0 }: SitingQuestion,
): { patch: Partial<SitingChoice>; text: (n: ReturnType<typeof useNumbers>) => string } {
  const as = (key: keyof SitingChoice, value: number) => ({
    patch: { [key]: String(value) },
    text: (n: ReturnType<typeof useNumbers>) => n.value(value),
  })
  if (constraint === 'count') return as('sites', needs)
  if (constraint === 'budget') return as('budget', Math.ceil((100 * needs) / FEN_PER_WAN) / 100)
  if (constraint === 'radius') return as('walk', Math.ceil(needs / 10))
  return as('capacity', Math.floor((capacity * needs) / 100))
}
