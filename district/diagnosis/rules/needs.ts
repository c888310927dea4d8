import type { CommunityInputs } from './inputs.ts'
import { amountOf } from './inputs.ts'
import { saysSomething } from './measure.ts'
import type { Plan } from './plan.ts'
import type { CommunityScore } from './score.ts'

/** A piece of evidence that nobody has supplied. */
export type Need =
  | { readonly need: 'fact'; readonly term: string }
  /** A survey of the kind, or the capacity or area of facilities of the kind that lack it. */
  | { readonly need: 'survey' | 'capacity' | 'area'; readonly kind: string }
  | { readonly need: 'people' | 'ages' | 'households' }

/** What is missing for test number `t`, in a fixed order; empty once everything is there. */
export function needsOf({ compiled, tests }: Plan, t: number, inputs: CommunityInputs): Need[] {
  const { measure } = tests[t]!
  if (measure.type === 'fact') {
    const fact = inputs.facts.get(measure.term.id)
    return saysSomething(measure.term, fact) ? [] : [{ need: 'fact', term: measure.term.id }]
  }
  const kinds = measure.type === 'network' ? compiled.questions[measure.question]!.kinds : measure.kinds
  const needs: Need[] = []
  for (const kind of kinds) {
    if (!inputs.surveyed[kind]) needs.push({ need: 'survey', kind: compiled.kinds[kind]! })
    if (measure.type !== 'supply' || measure.what === 'count') continue
    if (amountOf(inputs[measure.where], kind, measure.what).lacking > 0) {
      needs.push({ need: measure.what, kind: compiled.kinds[kind]! })
    }
  }
  if (measure.type === 'presence') return needs
  const per = measure.type === 'supply' ? measure.per : 'person'
  if (per === 'community') return needs
  if (per === '100-households') {
    if (!inputs.households) needs.push({ need: 'households' })
  } else if (!inputs.people || inputs.people.total <= 0) needs.push({ need: 'people' })
  else if (measure.ages.length > 0 && inputs.people.byAge === null) needs.push({ need: 'ages' })
  return needs
}

/** A missing piece of evidence and how much of the score range it would close at most. */
export interface Closing {
  readonly need: Need
  /** Part of the score, 0 to 1. */
  readonly closes: number
  /** Ids of the tests that wait for it. */
  readonly tests: readonly string[]
}

/**
 * The missing evidence behind the width of the score range, the most telling first. Where a test waits for several
 * pieces, each is taken to close an equal part.
 */
export function missingEvidence(plan: Plan, inputs: CommunityInputs, score: CommunityScore): Closing[] {
  const found = new Map<string, { need: Need; closes: number; tests: string[] }>()
  plan.tests.forEach(({ test, share, indicator }, t) => {
    const { weight, optOut } = plan.indicators[indicator]!
    const width = score.tests.creditHigh[t]! - score.tests.creditLow[t]!
    if (optOut !== null || weight * share === 0 || width === 0) return
    const needs = needsOf(plan, t, inputs)
    for (const need of needs) {
      const key = JSON.stringify(need)
      const entry = found.get(key) ?? { need, closes: 0, tests: [] }
      entry.closes += (weight * share * width) / plan.denominator / needs.length
      entry.tests.push(test.id)
      found.set(key, entry)
    }
  })
  return [...found]
    .sort(([keyA, a], [keyB, b]) => b.closes - a.closes || (keyA < keyB ? -1 : 1))
    .map(([, entry]) => entry)
}
