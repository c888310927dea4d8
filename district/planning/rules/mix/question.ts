import type { Candidate } from '../../contract.ts'

/** Several gaps that are to be closed together, and by what. */
export interface MixQuestion {
  /** Tests that each ask for a facility of some kind within a walk. */
  readonly tests: readonly string[]
  readonly candidates: readonly MixCandidate[]
  /** Ids of the interventions that may be used. */
  readonly means: readonly string[]
  /** Existing facilities that are not to be opened to share: those that a change is about already. */
  readonly taken: readonly string[]
}

export type MixCandidate = Pick<Candidate, 'kind' | 'lon' | 'lat' | 'areaM2' | 'costFen'> & {
  readonly id: string
}

/** Something that is done at one place to close one gap. */
export interface Measure {
  readonly test: string
  readonly interventionId: string
  /** What it makes there. */
  readonly facilityKind: string
  /** The candidate, or the existing facility that is opened. */
  readonly hostId: string
  readonly hostIs: 'candidate' | 'facility'
  readonly fen: number
  readonly lon: number
  readonly lat: number
  /** Residents without that it serves; whom several serve is counted at the one that serves most. */
  readonly people: number
}

/** What can be had for some money. */
export interface MixPoint {
  /** What the measures cost. */
  readonly fen: number
  /** Residents served, once for each gap: who lacks two things and gets both is counted twice. */
  readonly served: number
  /** No choice for the money serves more than this. */
  readonly atMost: number
  /** Residents served, by gap in the order of the question. */
  readonly byTest: readonly number[]
  /** By gap, and then by residents served. */
  readonly measures: readonly Measure[]
}

/** Why there is no curve. */
export type NoMix = 'nobody-unserved' | 'no-measure' | 'nobody-near'

/** The curve so far; at the end its points are those than which none is both cheaper and better. */
export interface MixStep {
  readonly points: readonly MixPoint[]
  /** Budgets that have been solved, of how many. */
  readonly done: number
  readonly of: number
  /** Residents without, by gap in the order of the question. */
  readonly unserved: readonly number[]
  readonly hindrance: NoMix | undefined
}
