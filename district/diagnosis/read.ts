import type { DiagnosisFacility, KnownArea } from '#foundation/place/read.ts'
import type { Diagnosis } from './rules/engine.ts'

/** One pack's part in the diagnosis of the district: towns and villages are measured by packs of their own. */
export interface DiagnosedPart {
  /** The stored run. */
  readonly runId: string
  /** SHA-256 of the street network it was computed on. */
  readonly network: string
  /** Shared with all who ask: score changes on a diagnosis of your own. */
  readonly diagnosis: Diagnosis
}

/** The district as it is diagnosed now. */
export interface DiagnosedDistrict {
  readonly parts: readonly DiagnosedPart[]
  /** In the order in which every part numbers them. */
  readonly communities: readonly KnownArea[]
  /** In the order in which every part numbers them. */
  readonly facilities: readonly DiagnosisFacility[]
}

/** Asked by domains that start from the diagnosis; undefined before any street network was loaded. */
export type ReadDistrict = () => Promise<DiagnosedDistrict | undefined>
