import { Link, useRouterState } from '@tanstack/react-router'
import type { Static } from 'typebox'
import type { RunInfo } from '#district/diagnosis/contract.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { runWords } from './run-words.ts'
import s from './runs.module.css'
import { useAsked } from './use-asked.ts'

/** Says that the page shows a past day, what that means, and leads back to today. */
export function PastNote({ run }: { run: Static<typeof RunInfo> }) {
  const w = useWords(runWords)
  const n = useNumbers()
  const { pack, asOf } = useAsked()
  const path = useRouterState({ select: (state) => state.location.pathname })
  if (!asOf) return null
  return (
    <p className={s.past} role="note" {...figures('wording')}>
      <b>{w.pastDay(n.day(run.asOf))}</b> {run.runId ? w.pastStored : w.pastComputed}{' '}
      <Link to={path} search={(pack ? { pack } : {}) as never}>
        {w.backToToday}
      </Link>
    </p>
  )
}
