import type { Sentence } from '#core/language/language.ts'
import type { Barriers } from '#core/reach/barriers.ts'
import type { Network } from '#core/reach/network.ts'
import type { KnownCommunity, KnownFacility, ResidentHomes } from '#district/diagnosis/rules/engine.ts'
import type { Pack } from '#district/diagnosis/rules/pack-schema.ts'
import { fromTaggedJson, NUMBERS, toTaggedJson } from '#district/diagnosis/rules/tagged-json.ts'
import type { Shape } from '#foundation/place/rules/shape.ts'

/**
 * A district as the diagnosis has it, ready to be changed: the same for the server and for an engine in a browser.
 * People are counted by building, so it goes to callers of the whole district alone.
 */
export interface Model {
  /** Stored run of each part. */
  readonly runs: readonly string[]
  /** SHA-256 of the street network. */
  readonly network: string
  /** Packs in use; a community is measured by the first that is made for its settlement. */
  readonly parts: readonly ModelPart[]
  /** In the order in which the communities are numbered. */
  readonly areas: readonly ModelArea[]
  readonly barriers: Barriers
  readonly homes: ResidentHomes
  readonly facilities: readonly KnownFacility[]
  /** What people know of each facility, in the same order. */
  readonly names: readonly FacilityName[]
  /** Built on generated data 演示数据. */
  readonly demo: boolean
}

export interface ModelPart {
  readonly pack: Pack
  /** m/min */
  readonly walkingSpeed: number
  readonly communities: readonly KnownCommunity[]
}

export interface FacilityName {
  readonly name: Sentence
  readonly lon: number
  readonly lat: number
  readonly capacityUnit: string | null
}

export interface ModelArea {
  readonly areaId: string
  readonly settlement: string | null
  /** Exact, so that a point falls into the same community everywhere. */
  readonly shape: Shape
}

/** A model with its streets. */
export type OpenModel = Model & { readonly streets: Network }

export const encodeModel = (model: Model): string => toTaggedJson(model, NUMBERS)
export const decodeModel = (text: string): Model => fromTaggedJson(text, NUMBERS) as Model
