import { Link } from '@tanstack/react-router'
import type { ShownFinding } from '#district/programme/contract/library-rounds.ts'
import type { LibraryCondition, LibraryRule } from '#district/programme/rules/library-pack.ts'
import { valueName } from '#district/programme/rules/names.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import s from './libraries.module.css'
import { ruleWords } from './rule-words.ts'

interface FindingsProps {
  readonly rule: LibraryRule
  readonly projectId: string
  readonly findings: readonly ShownFinding[]
}

/** What a rule found of a project, condition by condition, each with where its number came from. */
export function Findings({ rule, projectId, findings }: FindingsProps) {
  const w = useWords(ruleWords)
  const n = useNumbers()
  const name = useName()
  const measured = (condition: LibraryCondition, { range, value }: ShownFinding) => {
    if (condition.kind === 'attribute') return value && name(valueName(condition.attribute, value))
    if (!range) return null
    if (condition.unit === 'share') return n.marks(range)
    return range[0] === range[1] ? n.value(range[0]!) : `${n.value(range[0]!)}–${n.value(range[1]!)}`
  }
  return (
    <details className={s.reasons} {...figures('record')}>
      <summary>{w.reasons}</summary>
      <ul>
        {findings.map((finding) => {
          const condition = rule.conditions.find(({ id }) => id === finding.conditionId)
          if (!condition) return null
          const found = measured(condition, finding)
          return (
            <li key={finding.conditionId} data-outcome={finding.outcome}>
              <b>{name(condition.name)}</b> {w[finding.outcome]}
              <span className={`quiet small ${s.below}`}>
                {[
                  found && w.is(found),
                  condition.kind !== 'attribute' && w.threshold(thresholdText(condition, n)),
                  w[finding.reason],
                  finding.input.day && n.day(finding.input.day),
                  finding.input.generated && w.demo,
                ]
                  .filter(Boolean)
                  .join(' · ')}{' '}
                <InputLink {...{ projectId, finding, condition }} />
              </span>
            </li>
          )
        })}
      </ul>
    </details>
  )
}

type Numeric = Exclude<LibraryCondition, { kind: 'attribute' }>
const thresholdText = ({ unit, threshold, side }: Numeric, n: ReturnType<typeof useNumbers>) =>
  `${side === 'atLeast' ? '≥' : '<'} ${n.value(unit === 'share' ? threshold * 100 : threshold)}`

function InputLink({
  projectId,
  finding: { input },
  condition,
}: {
  projectId: string
  finding: ShownFinding
  condition: LibraryCondition
}) {
  const w = useWords(ruleWords)
  if (input.factId && condition.kind === 'fact')
    return (
      <Link to="/facts" search={{ area: input.communityId, term: condition.term } as never}>
        {w.openFact}
      </Link>
    )
  if (input.runId) return <Link to={`/communities/${input.communityId}`}>{w.openRun}</Link>
  if (input.milestoneId)
    return (
      <Link to={`/projects/${projectId}`}>
        {w.openProject} {input.milestoneId}
      </Link>
    )
  return null
}
