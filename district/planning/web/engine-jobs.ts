import type { Pack } from '#district/diagnosis/rules/pack-schema.ts'
import type { Task } from '#platform/workers/calls.ts'
import type { Change, Outcome } from '../contract.ts'
import type { MixQuestion, MixStep } from '../rules/mix/question.ts'
import type { FacilityName } from '../rules/model.ts'
import type { Need } from '../rules/siting/demand.ts'
import type { SitingQuestion, SitingStep } from '../rules/siting/question.ts'

/** Steps of opening the engine, told as progress. */
export type OpeningStep = 'model' | 'streets' | 'engine'

/** What the page knows of the district once the engine is open. */
export interface Opened {
  readonly packs: readonly Pack[]
  /** As the district is. */
  readonly outcomes: readonly Outcome[]
  readonly facilities: readonly OpenedFacility[]
  readonly streetNodes: number
  readonly demo: boolean
}

export interface OpenedFacility extends FacilityName {
  readonly facilityId: string
  readonly kind: string
  readonly capacity: number | null
  readonly areaM2: number | null
}

export interface Applied {
  /** Communities whose outcome is another one now, by number. */
  readonly changed: readonly (readonly [community: number, outcome: Outcome])[]
  /** Residents within the walk, by test: now, and as the district is; of the kinds that the changes are about. */
  readonly served: readonly (readonly [test: string, now: number, before: number])[]
}

/** The last step of a search. */
export interface Ended<S> {
  readonly step: S
  /** It was told to stop before its end. */
  readonly stopped: boolean
}

/** What the engine in the worker is asked. */
export type EngineJobs = {
  readonly site: (question: SitingQuestion, task: Task) => Promise<Ended<SitingStep>>
  readonly mix: (question: MixQuestion, task: Task) => Promise<Ended<MixStep>>
  /** Residents without, by test. */
  readonly needs: (input: { readonly tests: readonly string[] }) => readonly Need[]
  readonly open: (input: undefined, task: Task) => Promise<Opened>
  readonly apply: (input: { readonly changes: readonly Change[] }) => Applied
}
