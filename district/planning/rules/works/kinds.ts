import type { Sentence } from '#core/language/language.ts'
import roles from '#packs/roles/roles.json' with { type: 'json' }
import costs from '#packs/works/costs.json' with { type: 'json' }
import funding from '#packs/works/funding.json' with { type: 'json' }
import programmesPack from '#packs/works/programmes.json' with { type: 'json' }
import rulesPack from '#packs/works/rules.json' with { type: 'json' }

interface Named {
  readonly id: string
  readonly name: Sentence
}

const byId = <T extends Named>(entries: readonly T[]): ReadonlyMap<string, T> =>
  new Map(entries.map((entry) => [entry.id, entry]))

/** Programmes beside Future Communities, and whether one usually opens the ground. Source: packs/works. */
export const programmes = byId(programmesPack.programmes)
/** Categories of cost. Source: packs/works. */
export const costCategories = byId(costs.categories)
/** Where money can come from. Source: packs/works. */
export const fundingSources = byId(funding.sources)
/** Roles that can answer for a works project. */
export const unitRoles = byId<Named>(roles.roles)

const cost: Readonly<Record<string, { readonly digs: boolean; readonly cost: string }>> =
  rulesPack.interventions

/** When two digs are on one site and too close, and what is proposed for a new works project. Source: packs/works. */
export const workRules = {
  sameSite_m: rulesPack.sameSite_m,
  monthsBetweenDigs: rulesPack.monthsBetweenDigs,
  monthsBeforeStart: rulesPack.monthsBeforeStart,
  resizedBy: rulesPack.resizedBy,
  sharedBy: rulesPack.sharedBy,
  closing: rulesPack.closing,
} as const

/** Whether an intervention opens the ground; null is a closing. */
export const digsBy = (interventionId: string | null): boolean => cost[interventionId ?? '']?.digs ?? false

/** The category that the cost of an intervention goes under. */
export const costCategoryOf = (interventionId: string): string =>
  cost[interventionId]?.cost ?? costs.categories[0]!.id
