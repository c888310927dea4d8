import type { Static } from 'typebox'
import { SURVEY } from '#foundation/evidence/rules.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import dictionary from '#packs/facts/terms.json' with { type: 'json' }
import type { MissingEvidence } from '../contract.ts'
import type { Need } from '../rules/needs.ts'
import type { Text } from '../rules/pack-schema.ts'

const terms = new Map(dictionary.terms.map((term) => [term.id, term]))

export const kindName = (kind: string): Text => facilityKinds.get(kind)?.name ?? { zh: kind, en: kind }
export const termName = (term: string): Text => terms.get(term)?.name ?? { zh: term, en: term }

/** Figures of facilities and counts of people are the towns' to supply. [product default] */
const COUNTERS = ['town']

/** A missing piece of evidence in words, with the roles that may supply it. */
export function missingEvidence(need: Need): Static<typeof MissingEvidence> {
  switch (need.need) {
    case 'fact':
      return {
        need: 'fact',
        item: need.term,
        name: termName(need.term),
        suppliers: terms.get(need.term)?.enter ?? [],
      }
    case 'survey':
    case 'capacity':
    case 'area': {
      const { zh, en } = kindName(need.kind)
      const name = {
        survey: { zh: `${zh}:普查`, en: `${en}: survey` },
        capacity: { zh: `${zh}:容量`, en: `${en}: capacity` },
        area: { zh: `${zh}:面积`, en: `${en}: area` },
      }[need.need]
      const suppliers = need.need === 'survey' ? terms.get(SURVEY)!.enter : COUNTERS
      return { need: need.need, item: need.kind, name, suppliers }
    }
    default: {
      const name = {
        people: { zh: '常住人口', en: 'residents' },
        ages: { zh: '分年龄人口', en: 'residents by age' },
        households: { zh: '户数', en: 'households' },
      }[need.need]
      return { need: need.need, item: '', name, suppliers: COUNTERS }
    }
  }
}
