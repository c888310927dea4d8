import { dayOf, isoOf } from '#core/schedule/day.ts'
import type { Attribute, PortfolioPart } from '../contract.ts'
import type { Condition, Count, Quota, QuotaPack } from './quota-pack.ts'

/** A project with the whole history of its attributes. */
export interface CountedProject {
  readonly projectId: string
  readonly townId: string
  readonly part: PortfolioPart
  readonly attributes: readonly {
    readonly attribute: Attribute
    readonly value: string
    readonly holdsFrom: string
  }[]
}

/** What quotas are counted from. */
export interface QuotaGround {
  readonly projects: readonly CountedProject[]
  /** Towns that the district runs itself. */
  readonly towns: readonly string[]
  readonly outside: QuotaPack['outside']
  readonly forecastDays: number
}

/** `met` and `missed` are decided by the deadline; `metAfter` was missed and is reached by now. */
export const QUOTA_STATES = ['reached', 'open', 'met', 'metAfter', 'missed', 'unknown', 'notJudged'] as const
export type QuotaState = (typeof QUOTA_STATES)[number]

export interface QuotaStand {
  readonly state: QuotaState
  readonly numerator: number
  /** Null where the quota is a count, or the number from elsewhere is not known on the day. */
  readonly denominator: number | null
  /** The count, or the share of 1; null where it is not known. */
  readonly value: number | null
  /** The same at the deadline, once that has passed. */
  readonly atDeadline: { readonly numerator: number; readonly denominator: number | null } | null
  /** What the pace of the last days leads to at the deadline, in the unit of `value`; null after it. */
  readonly forecast: number | null
  /** Projects, or towns, that are counted. */
  readonly counted: readonly string[]
  /** Of the denominator, what is not counted; empty for a count. */
  readonly lacking: readonly string[]
}

/** How a quota stands on a day. A deadline is passed on the day after it. */
export function quotaStand(quota: Quota, ground: QuotaGround, asOf: string): QuotaStand {
  const now = counts(quota, ground, asOf)
  const isOver = asOf > quota.deadline
  const then = isOver ? counts(quota, ground, quota.deadline) : null
  return {
    state: stateOf(quota, now, then),
    numerator: now.counted.length,
    denominator: now.denominator,
    value: now.value,
    atDeadline: then && { numerator: then.counted.length, denominator: then.denominator },
    forecast: isOver ? null : forecastOf(quota, ground, asOf, now),
    counted: now.counted,
    lacking: now.lacking,
  }
}

type Counts = ReturnType<typeof counts>

function counts({ numerator, denominator, measure }: Quota, ground: QuotaGround, asOf: string) {
  const counted = countedBy(numerator, ground, asOf)
  const isOutside = denominator?.count === 'outside'
  const all = denominator && !isOutside ? countedBy(denominator, ground, asOf) : []
  const of = isOutside
    ? (outsideOn(denominator.id, ground.outside, asOf)?.value ?? null)
    : denominator
      ? all.length
      : null
  const share = of ? counted.length / of : null
  return {
    ...{ counted, denominator: of, value: measure === 'count' ? counted.length : share },
    lacking: all.filter((id) => !counted.includes(id)),
  }
}

function stateOf({ atLeast }: Quota, now: Counts, then: Counts | null): QuotaState {
  if (atLeast === undefined) return 'notJudged'
  const isReached = ({ value }: Counts) => value !== null && value >= atLeast
  if (!then) return now.value === null ? 'unknown' : isReached(now) ? 'reached' : 'open'
  if (isReached(then)) return 'met'
  if (isReached(now)) return 'metAfter'
  return then.value === null ? 'unknown' : 'missed'
}

/** The pace of the last days taken to go on: a product default, and never beyond what there is to count. */
function forecastOf(quota: Quota, ground: QuotaGround, asOf: string, now: Counts): number | null {
  if (now.value === null) return null
  const before = counts(quota, ground, isoOf(dayOf(asOf) - ground.forecastDays))
  const gained = Math.max(0, now.counted.length - before.counted.length)
  const left = dayOf(quota.deadline) - dayOf(asOf)
  const more = now.counted.length + Math.floor((gained * left) / ground.forecastDays)
  if (now.denominator === null) return more
  return Math.min(now.denominator, more) / now.denominator
}

/** Ids of the projects or towns that are counted on a day, in their order. */
function countedBy(count: Count, { projects, towns }: QuotaGround, asOf: string): string[] {
  switch (count.count) {
    case 'projects':
      return projects.filter((one) => meets(one, count.where, asOf)).map(({ projectId }) => projectId)
    case 'towns': {
      const found = Map.groupBy(
        projects.filter((one) => meets(one, count.where, asOf)),
        ({ townId }) => townId,
      )
      return towns.filter((townId) => (found.get(townId)?.length ?? 0) >= count.atLeast)
    }
    case 'all-towns':
      return [...towns]
    case 'outside':
      return []
  }
}

/** The number from elsewhere that holds on a day; undefined before the first. */
export const outsideOn = (id: string, outside: QuotaPack['outside'], asOf: string) =>
  latest(
    (outside.find((one) => one.id === id)?.values ?? []).filter(({ from }) => from <= asOf),
    ({ from }) => from,
  )

/** The entry of the latest day; of two on one day the later one. */
function latest<T>(entries: readonly T[], dayOf: (entry: T) => string): T | undefined {
  return entries.reduce<T | undefined>((a, b) => (a && dayOf(a) > dayOf(b) ? a : b), undefined)
}

const meets = (project: CountedProject, where: readonly Condition[], asOf: string) =>
  where.every((condition) => meetsOne(project, condition, asOf))

function meetsOne(project: CountedProject, condition: Condition, asOf: string): boolean {
  const rows = project.attributes.filter(({ holdsFrom }) => holdsFrom <= asOf)
  switch (condition.kind) {
    case 'part':
      return rows.length > 0 && project.part === condition.part
    case 'projects':
      return rows.length > 0 && condition.projects.includes(project.projectId)
    case 'held':
      return heldValue(rows, condition.attribute) === condition.value
    case 'ever':
      return condition.of.some((said) =>
        rows.some(({ attribute, value }) => attribute === said.attribute && value === said.value),
      )
    case 'has':
      return rows.some(({ attribute }) => attribute === condition.attribute)
    case 'stage':
      return Number(heldValue(rows, 'stage') ?? 0) >= condition.atLeast
  }
}

/** Of one attribute the latest row counts. */
const heldValue = (rows: CountedProject['attributes'], attribute: Attribute): string | undefined =>
  latest(
    rows.filter((row) => row.attribute === attribute),
    ({ holdsFrom }) => holdsFrom,
  )?.value

/** Whether a quota belongs on the red list of the day: its deadline has passed without it. */
export const isMissed = ({ state }: QuotaStand): boolean => state === 'missed' || state === 'metAfter'
