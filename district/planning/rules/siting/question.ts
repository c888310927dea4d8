import type { Relaxed } from '#core/siting/relaxations.ts'

/** A gap that sites are sought for, and what they may take. */
export interface SitingQuestion {
  /** A test that asks for a facility of some kind within a walk. */
  readonly test: string
  readonly candidates: readonly SitingCandidate[]
  /**
   * cover   as many residents as possible who have nothing within the walk get it
   * median  all residents walk as little as possible in sum; nobody is counted as walking farther than `countedDm`
   */
  readonly goal: 'cover' | 'median'
  /** Existing facilities stay. Else they are candidates like the others that cost nothing: a plan from nothing. */
  readonly keepsExisting: boolean
  /** How far a new site may be to count for cover; left out: as far as the test says. */
  readonly withinDm?: number
  /** Left out: as many as the budget allows. From nothing, existing facilities that stay count, too. */
  readonly count?: number
  readonly budgetFen?: number
  /** Residents that each new site can serve; for cover alone. */
  readonly capacity?: number
  readonly fair?: Fairness
  /** For cover: residents without that have to get a facility, or the share of them, 0 to 1. */
  readonly atLeast?: { readonly people: number } | { readonly share: number }
}

/** Every town with residents without gets a site, or has a facility that stays. */
export interface Fairness {
  /** By community number. */
  readonly townOf: readonly string[]
  /** Towns that may be left out. */
  readonly except: readonly string[]
}

export interface SitingCandidate {
  readonly id: string
  readonly town: string
  readonly lon: number
  readonly lat: number
  /** What a facility there costs. */
  readonly fen: number
}

/** The best choice so far, and how good any choice can be. */
export interface SitingAnswer {
  /** Ids of candidates. */
  readonly chosen: readonly string[]
  /** From nothing: facilities that stay, and those that the plan has no use for. */
  readonly stay: readonly string[]
  readonly spare: readonly string[]
  readonly goal: SitingQuestion['goal']
  /** cover: residents who get a facility within the walk. median: decimetres that all together walk less. */
  readonly gained: number
  /** No choice gains more. */
  readonly atMost: number
  /** (atMost - gained) / atMost; 0 once it is proven the best. */
  readonly gap: number
  /** Residents, of the ages that the test is about, who are within the walk by the choice and were not before. */
  readonly served: number
  readonly fen: number
  readonly terms: Terms
}

/** What is counted, and how. */
export interface Terms {
  /** Residents of the ages that the test is about. */
  readonly residents: number
  /** Those without a facility within the walk; all of them from nothing. */
  readonly unserved: number
  /** What the test says, and what new sites are held to. */
  readonly testDm: number
  readonly withinDm: number
  /** For the median: who walks farther is counted as walking so far. */
  readonly countedDm: number
  /** Residents who have to get a facility. */
  readonly aim: number | undefined
}

/** Why there is nothing to choose, or not enough. */
export type Unsolvable =
  | { readonly why: 'no-candidate-on-streets' }
  | { readonly why: 'nobody-unserved' }
  | { readonly why: 'nobody-near-a-candidate'; readonly unserved: number }
  | { readonly why: 'budget-too-small'; readonly cheapestFen: number }
  | { readonly why: 'towns-without-candidate'; readonly towns: readonly string[] }
  | OutOfReach

/** Proven: within the limits there is no such choice. */
export interface OutOfReach {
  readonly why: 'out-of-reach'
  /** Residents who should get a facility; undefined where not even every town can get one. */
  readonly aim: number | undefined
  /** No choice serves more. */
  readonly atMost: number
  /** What any one constraint would have to be; none: no single one is enough. */
  readonly relax: readonly Relaxed[]
  /** Whether all constraints have been looked at. */
  readonly isComplete: boolean
}

/** What is known at a step of the search. */
export interface SitingStep {
  readonly answer: SitingAnswer | undefined
  readonly hindrance: Unsolvable | undefined
}
