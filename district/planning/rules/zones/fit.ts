import { AreaIndex } from '#core/geo/locate.ts'
import type { Sentence } from '#core/language/language.ts'
import { polygonsOf, type Shape } from '#foundation/place/rules/shape.ts'
import { type Doing, PLANS, type Plan, ruleOf, type Verdict } from './kinds.ts'

/** A zone of a plan, as far as rules ask. */
export interface Zoned {
  readonly plan: Plan
  readonly kind: string
  readonly shape: Shape
  /** ISO days; null: until it is replaced. */
  readonly from: string
  readonly to: string | null
}

/** A zone among all others. */
export const zoneKey = (zone: { communityId: string; source: string; zoneId: string }): string =>
  `${zone.communityId}/${zone.source}/${zone.zoneId}`

/** What one zone says to it. */
export interface Finding<Z> {
  readonly zone: Z
  readonly verdict: Verdict | 'unknown'
  readonly reason: Sentence
}

/** 规划符合性: how something planned stands to the plans of its place. */
export interface PlanFit<Z> {
  /** The weightiest of what the zones say; unknown where no zone covers the place: missing is not fine. */
  readonly verdict: Verdict | 'unknown'
  /** In the order of the zones. */
  readonly findings: readonly Finding<Z>[]
  /** Plans of which no zone covers the place. */
  readonly uncovered: readonly Plan[]
}

/** Something planned: what, where, and from which ISO day. */
export interface Planned extends Doing {
  readonly lon: number
  readonly lat: number
  readonly day: string
}

/** Verdicts, the weightiest first. */
export const FITS = ['conflict', 'adjust', 'unknown', 'fine'] as const
export type Fit = (typeof FITS)[number]

/** The zones of plans, for asking which of them hold at a place and what they say. */
export class Zones<Z extends Zoned> {
  readonly #zones: readonly Z[]
  readonly #index: AreaIndex

  constructor(zones: readonly Z[]) {
    this.#zones = zones
    this.#index = new AreaIndex(zones.map(({ shape }) => polygonsOf(shape)))
  }

  /** Zones that hold on the day and contain the point; a border belongs to both its sides. */
  at(lon: number, lat: number, day: string): Z[] {
    return this.#index
      .findAll(lon, lat)
      .map((zone) => this.#zones[zone]!)
      .filter(({ from, to }) => from <= day && (to === null || day <= to))
  }

  /** How something planned stands to the zones of its place. */
  fit({ lon, lat, day, ...doing }: Planned): PlanFit<Z> {
    const findings = this.at(lon, lat, day).map((zone) => ({ zone, ...ruleOf(zone.kind, doing) }))
    return {
      verdict: FITS.find((fit) => findings.some(({ verdict }) => verdict === fit)) ?? 'unknown',
      findings,
      uncovered: PLANS.filter((plan) => findings.every(({ zone }) => zone.plan !== plan)),
    }
  }
}
