import type { Attribute } from '../contract.ts'
import type { LibraryCondition, LibraryRule } from './library-pack.ts'

/** Where a number came from, as it was when it was read. */
export interface Input {
  readonly runId?: string
  readonly factId?: string
  readonly communityId?: string
  readonly milestoneId?: string
  readonly reportId?: string
  /** ISO day since which, or as of which, it holds. */
  readonly day?: string
  readonly grade?: string
  readonly generated?: boolean
}

/** What a project is judged by, on one day. */
export interface LibrarySubject {
  readonly projectId: string
  readonly communityId: string
  /** The one state it is in: a library, exited or none. */
  readonly state: string
  readonly attributes: ReadonlyMap<Attribute, { readonly value: string; readonly holdsFrom: string }>
  /** Of its lead community in the latest run, shares from 0 to 1; null where it was not diagnosed. */
  readonly result: {
    readonly runId: string
    readonly asOf: string
    readonly score: readonly [low: number, high: number]
    readonly indicators: ReadonlyMap<string, readonly [low: number, high: number]>
  } | null
  readonly facts: ReadonlyMap<string, Input & { readonly value: unknown }>
  /** Milestones that are due and not met; `reportId` null where nobody has said how they stand. */
  readonly open: readonly {
    readonly milestoneId: string
    readonly days: number
    readonly reportId: string | null
  }[]
}

export const OUTCOMES = ['met', 'notMet', 'unknown'] as const
export type Outcome = (typeof OUTCOMES)[number]
/** Why: it was measured; or what is missing. */
export const REASONS = [
  'measured',
  'uncertain',
  'noRun',
  'noIndicator',
  'noFact',
  'noValue',
  'noReport',
] as const

export interface Finding {
  readonly conditionId: string
  readonly outcome: Outcome
  readonly reason: (typeof REASONS)[number]
  /** What was measured, as a range: equal where it is certain, null where nothing is known. */
  readonly range: readonly [low: number, high: number] | null
  /** The value of an attribute. */
  readonly value: string | null
  readonly input: Input
}

export interface Verdict {
  readonly outcome: Outcome
  readonly findings: readonly Finding[]
}

/** What a rule says of a project: not met once one condition is not, unknown while one is, met if all are. */
export function verdictOf({ conditions }: LibraryRule, subject: LibrarySubject): Verdict {
  const findings = conditions.map((condition) => findingOf(condition, subject))
  const has = (outcome: Outcome) => findings.some((one) => one.outcome === outcome)
  return { outcome: has('notMet') ? 'notMet' : has('unknown') ? 'unknown' : 'met', findings }
}

/** The rules that speak of a project where it is. */
export const rulesFor = (rules: readonly LibraryRule[], { state }: LibrarySubject) =>
  rules.filter(({ from }) => from.includes(state))

function findingOf(condition: LibraryCondition, subject: LibrarySubject): Finding {
  const { range, value, missing, input } = measured(condition, subject)
  const base = { conditionId: condition.id, range, value, input }
  if (condition.kind === 'attribute')
    return value === null
      ? { ...base, outcome: 'unknown', reason: 'noValue' }
      : { ...base, outcome: condition.values.includes(value) ? 'met' : 'notMet', reason: 'measured' }
  if (range === null) return { ...base, outcome: 'unknown', reason: missing }
  const reaches = (measure: number) => measure >= condition.threshold === (condition.side === 'atLeast')
  const [atLow, atHigh] = range.map(reaches)
  // Until what is missing is known, it may be either.
  if (atLow !== atHigh) return { ...base, outcome: 'unknown', reason: missing }
  return { ...base, outcome: atLow ? 'met' : 'notMet', reason: 'measured' }
}

interface Measured {
  readonly range: readonly [low: number, high: number] | null
  readonly value: string | null
  /** What to say where it decides nothing. */
  readonly missing: Exclude<Finding['reason'], 'measured'>
  readonly input: Input
}
const NOTHING = { range: null, value: null, input: {} } as const

function measured(condition: LibraryCondition, subject: LibrarySubject): Measured {
  switch (condition.kind) {
    case 'score':
    case 'indicator':
      return ofResult(condition, subject)
    case 'fact': {
      const { value, ...input } = subject.facts.get(condition.term) ?? { value: undefined }
      if (typeof value !== 'number') return { ...NOTHING, missing: 'noFact' }
      return { range: [value, value], value: null, missing: 'noFact', input }
    }
    case 'stage': {
      const held = subject.attributes.get('stage')
      if (!held) return { ...NOTHING, missing: 'noValue' }
      const stage = Number(held.value)
      return { range: [stage, stage], value: null, missing: 'noValue', input: { day: held.holdsFrom } }
    }
    case 'attribute': {
      const held = subject.attributes.get(condition.attribute)
      if (!held) return { ...NOTHING, missing: 'noValue' }
      return { range: null, value: held.value, missing: 'noValue', input: { day: held.holdsFrom } }
    }
    case 'overdue':
      return ofMilestones(subject)
  }
}

function ofResult(condition: LibraryCondition, { result, communityId }: LibrarySubject): Measured {
  if (!result) return { ...NOTHING, missing: 'noRun' }
  const input = { runId: result.runId, day: result.asOf, communityId }
  const range = condition.kind === 'indicator' ? result.indicators.get(condition.indicator) : result.score
  if (!range) return { ...NOTHING, input, missing: 'noIndicator' }
  return { range, value: null, missing: 'uncertain', input }
}

/** At least as long as what is reported unmet, at most as long as what nobody has reported on. */
function ofMilestones({ open }: LibrarySubject): Measured {
  const longest = (rows: LibrarySubject['open']) =>
    rows.reduce<LibrarySubject['open'][number] | null>((a, b) => (a && a.days >= b.days ? a : b), null)
  const [told, any] = [longest(open.filter(({ reportId }) => reportId !== null)), longest(open)]
  const shown = told ?? any
  return {
    range: [told?.days ?? 0, any?.days ?? 0],
    value: null,
    missing: 'noReport',
    input: shown
      ? { milestoneId: shown.milestoneId, ...(shown.reportId !== null && { reportId: shown.reportId }) }
      : {},
  }
}

/** A number of a rule that is changed: a condition's threshold, or the days of an exit. */
export interface Edit {
  readonly ruleId: string
  /** Id of a condition, or noticeDays or replyDays. */
  readonly item: string
  readonly value: number
}

/** Rules with other numbers; each that was changed says by whom. Edits of what is not there are left out. */
export function edited(rules: readonly LibraryRule[], edits: readonly Edit[], source: string): LibraryRule[] {
  const own = { source, grade: 'D' as const }
  return rules.map((rule) => {
    const given = (item: string) => edits.find((one) => one.ruleId === rule.id && one.item === item)?.value
    const [noticeDays, replyDays] = [given('noticeDays'), given('replyDays')]
    return {
      ...rule,
      ...(noticeDays !== undefined && { noticeDays }),
      ...(replyDays !== undefined && { replyDays }),
      ...((noticeDays ?? replyDays) !== undefined && own),
      conditions: rule.conditions.map((one) => {
        const threshold = one.kind === 'attribute' ? undefined : given(one.id)
        return threshold === undefined ? one : { ...one, threshold, ...own }
      }),
    } as LibraryRule
  })
}

/** What a rule says of a project now, and what it would say. */
export interface Trial {
  readonly subject: LibrarySubject
  readonly rule: LibraryRule
  readonly now: Verdict
  readonly drafted: Verdict
}

/** Every project under every rule that speaks of it, by the rules in force and by a draft of them. */
export const dryRun = (
  now: readonly LibraryRule[],
  draft: readonly LibraryRule[],
  subjects: readonly LibrarySubject[],
): Trial[] =>
  subjects.flatMap((subject) =>
    rulesFor(draft, subject).flatMap((rule) => {
      const before = now.find(({ id }) => id === rule.id)
      return before
        ? [{ subject, rule, now: verdictOf(before, subject), drafted: verdictOf(rule, subject) }]
        : []
    }),
  )
