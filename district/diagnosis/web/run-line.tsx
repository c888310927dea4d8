import { Link } from '@tanstack/react-router'
import type { Static } from 'typebox'
import type { RunInfo } from '#district/diagnosis/contract.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { words } from './words.ts'

/** By which pack, on which day's evidence and at which walking speed the numbers were computed. */
export function RunLine({ run }: { run: Static<typeof RunInfo> }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  return (
    <span {...figures('record')} title={`${w.computed(n.day(run.computedAt))} · ${run.network}`}>
      <Link to={`/packs/${run.pack}`}>{name(run.packName)}</Link> {run.packVersion}
      {run.pack === 'zhejiang-33' && w.brackets(w.compiled)} · {w.asOf(n.day(run.asOf))} ·{' '}
      {w.speed(n.value(run.walkingSpeed))} · <Link to="/runs">{w.runs}</Link>
    </span>
  )
}
