import { useName, useWords } from '#platform/ui/language.ts'
import type { Fit } from '../../rules/zones/fit.ts'
import { type Plan, plans } from '../../rules/zones/kinds.ts'
import { words } from './words.ts'
import s from './zones.module.css'

/** A verdict by its name and a mark whose shape says the same as its colour. */
export function FitTag({ of }: { of: Fit }) {
  const w = useWords(words)
  return (
    <span className={s.fit} data-fit={of}>
      {w[of]}
    </span>
  )
}

/** The plans that have no zone at a place; nothing where each has one. */
export function Uncovered({ plans: lacking }: { plans: readonly Plan[] }) {
  const w = useWords(words)
  const name = useName()
  if (lacking.length === 0) return null
  return (
    <span className={s.below}>{w.uncovered(lacking.map((plan) => name(plans[plan].name)).join('、'))}</span>
  )
}
