import { choicesOf, type Declared } from './declaration.ts'
import type { Diagnosis } from './engine.ts'
import type { Pack } from './pack-schema.ts'
import { type Plan, planFor } from './plan.ts'
import { scoreCommunity } from './score.ts'

/**
 * The diagnosis with community number `c` scored as if `holding` were all it has declared. Evidence stays as it is, so
 * nothing is asked of the streets again; the scores are the bits of a full run.
 */
export function withDeclared(diagnosis: Diagnosis, c: number, holding: readonly Declared[]): Diagnosis {
  const { compiled, inputs } = diagnosis
  const { profile, choices } = choicesOf(compiled.pack, holding)
  const plan = planFor(compiled, profile, choices)
  return {
    ...diagnosis,
    plans: diagnosis.plans.with(c, plan),
    scores: diagnosis.scores.with(c, scoreCommunity(plan, inputs[c]!)),
  }
}

/** The diagnosis by a pack that differs from its own in the figures of the classes alone: only gates change. */
export function withClassesOf(pack: Pack, diagnosis: Diagnosis): Diagnosis {
  const compiled = { ...diagnosis.compiled, pack }
  const plans = diagnosis.plans.map((plan): Plan => ({ ...plan, compiled }))
  const scores = plans.map((plan, c) => scoreCommunity(plan, diagnosis.inputs[c]!))
  return { ...diagnosis, compiled, plans, scores }
}
