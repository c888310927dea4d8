import type { Sentence } from '#core/language/language.ts'
import pack from '#packs/facilities/kinds.json' with { type: 'json' }

/** What a facility can be. Source: packs/facilities/kinds.json. */
export interface FacilityKind {
  readonly id: string
  readonly name: Sentence
  readonly class: string
  readonly ageBands: readonly string[]
  readonly capacityUnit: string | null
}

/** Every kind of facility by its id, in the order of the pack. */
export const facilityKinds: ReadonlyMap<string, FacilityKind> = new Map(
  pack.kinds.map((kind) => [kind.id, kind]),
)

/** Units a capacity can be given in, with their names. */
export const capacityUnits: Readonly<Record<string, Sentence>> = pack.capacityUnits
