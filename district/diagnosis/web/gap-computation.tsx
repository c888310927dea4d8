import type { CommunityDiagnosis } from '#district/diagnosis/contract.ts'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import s from './indicator-page.module.css'
import { Grade } from './parts/grade.tsx'
import { words } from './words.ts'

type Gap = CommunityDiagnosis['gaps'][number]

/** How the place of a gap in the list comes about: people × severity × cost factor. */
export function GapComputation({ gap, pack }: { gap: Gap; pack: string }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  return (
    <div className={s.block} id={`gap-${gap.test}`}>
      <h3>{w.gapComputed}</h3>
      <p className={s.computation} {...figures('opens')}>
        <span>
          {w.affected} <b>{gap.people === null ? w.notKnown : n.count(gap.people)}</b>
        </span>
        ×
        <span>
          {w.severity} <b>{n.percent(gap.severity)}</b>
        </span>
        ×
        <span>
          {w.costFactor}{' '}
          <b>
            <Figure to={`/packs/${pack}`} hash="costs">
              {n.value(gap.cost.factor)}
            </Figure>
          </b>{' '}
          ({name(gap.cost.name)}) <Grade of={gap.cost.grade} />
        </span>
        =
        <span>
          {w.priority} <b>{n.count(gap.priority)}</b>
        </span>
      </p>
    </div>
  )
}
