import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import facts from '#packs/facts/terms.json' with { type: 'json' }
import type { Dictionary, Term } from './pack.ts'

/** Facility kinds and terms of evidence that packs may name. */
export const dictionary: Dictionary = {
  kinds: [...facilityKinds.keys()],
  terms: facts.terms as Term[],
}
