import type { Case, Step } from '#mechanisms/application/contract/shapes.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import s from './application.module.css'
import { useTexts } from './use-texts.ts'
import { words } from './words.ts'

/** The path of a case, step by step: what the drawing shows, in words. */
export function Steps({ found }: { found: Case }) {
  const w = useWords(words)
  return (
    <section className={`panel ${s.section}`} aria-labelledby="steps-title">
      <h2 id="steps-title">{w.steps}</h2>
      <ol className={s.steps} {...figures('record')}>
        {found.steps.map((step) => (
          <li
            key={step.node}
            data-state={step.state}
            {...(step.state === 'current' && { 'aria-current': 'step' as const })}
          >
            <StepLine step={step} areaId={found.areas[step.level as 'town']} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function StepLine({ step, areaId }: { step: Step; areaId: string }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const texts = useTexts()
  return (
    <>
      <p className={s.stepName}>
        <span>{name(step.name)}</span>
        <span className={s.stepState}>{w[step.state]}</span>
      </p>
      <p className="quiet small">
        {step.roles.map((role) => texts.holder({ role, areaId })).join(' + ')}
        {step.limitDays !== null && ` · ${w.limit(n.count(step.limitDays))}`}
        {step.notBefore && step.state === 'current' && ` · ${w.notBefore(n.day(step.notBefore))}`}
      </p>
      {step.documents.length > 0 && step.state !== 'done' && (
        <p className="quiet small">
          {w.documentsNeeded}: {step.documents.map(texts.document).join(w.and)}
        </p>
      )}
    </>
  )
}
