import pack from '#packs/facilities/kinds.json' with { type: 'json' }
import type { Sentence } from '#platform/http/errors.ts'

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

/** A kind by its id or by its name in either language; `undefined` when there is none. */
export const facilityKindNamed = (text: string): FacilityKind | undefined =>
  byName.get(text.trim().toLowerCase())

const byName = new Map(
  [...facilityKinds.values()].flatMap((kind) =>
    [kind.id, kind.name.zh, kind.name.en].map((name) => [name.toLowerCase(), kind] as const),
  ),
)
