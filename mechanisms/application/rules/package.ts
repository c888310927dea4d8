import type { Sentence } from '#core/language/language.ts'
import { units } from '#foundation/evidence/rules.ts'
import type { Origin } from '../contract/forms.ts'
import { type Counts, countsOf, type FieldState, type Filled } from './form.ts'
import type { Field, Form } from './form-pack.ts'

/** A field of a package: what it said, in words too, and where it was from. */
export interface PackedField {
  readonly id: string
  readonly name: Sentence
  readonly state: FieldState
  readonly value: number | string | null
  readonly words: Sentence | null
  readonly unit: string | null
  readonly origin: Origin | null
}

/** A form as it was handed in, complete in itself: it can be read without the form, the case or the facts. */
export interface PackageContent {
  readonly format: 'jiujing-form-package/1'
  readonly form: Pick<Form, 'id' | 'name' | 'document' | 'source' | 'grade'>
  readonly case: {
    readonly communityId: string
    readonly caseId: string
    readonly procedureId: string
    readonly version: number
    readonly procedure: Sentence
    readonly node: string
    readonly step: Sentence
    readonly title: Sentence
  }
  readonly packageNo: number
  readonly amends: number | null
  readonly reason: string
  readonly at: string
  readonly by: { readonly name: string | null; readonly role: string; readonly roleName: Sentence }
  readonly counts: Counts
  readonly sections: readonly {
    readonly id: string
    readonly name: Sentence
    readonly fields: readonly PackedField[]
  }[]
  readonly changes: readonly Change[]
}

export interface Change {
  readonly field: string
  readonly name: Sentence
  readonly before: Sentence | null
  readonly after: Sentence | null
}

/** A value as one reads it. */
export function inWords({ term }: Field, value: unknown): Sentence | null {
  if (value === undefined || value === null) return null
  const choice = term?.choices?.find(({ id }) => id === value)
  if (choice) return choice.name
  const unit = term?.unit === undefined ? undefined : units[term.unit]
  const said =
    typeof value === 'number' ? value.toLocaleString('en-US', { maximumFractionDigits: 6 }) : String(value)
  return unit ? { zh: `${said} ${unit.zh}`, en: `${said} ${unit.en}` } : { zh: said, en: said }
}

/** What is known of a field once it is handed in. */
interface ToldField {
  readonly value: number | string
  readonly words: Sentence | null
  readonly origin: Origin
}

/** The sections of a form as they are packed: with the states it was filled in with, and what is known since. */
export function packedSections(
  { sections }: Form,
  filled: readonly Filled[],
  told: ReadonlyMap<string, ToldField>,
): PackageContent['sections'] {
  const states = new Map(filled.map(({ field, state }) => [field.id, state]))
  return sections.map(({ id, name, fields }) => ({
    id,
    name,
    fields: fields.map((field): PackedField => {
      const { value = null, words = null, origin = null } = told.get(field.id) ?? {}
      return {
        ...{ id: field.id, name: field.name, state: states.get(field.id)! },
        ...{ unit: field.term?.unit ?? null, value, words: words ?? inWords(field, value), origin },
      }
    }),
  }))
}

/** What a package says otherwise than the one before it, field by field. */
export function changesOf(before: PackageContent['sections'], after: PackageContent['sections']): Change[] {
  const old = new Map(before.flatMap(({ fields }) => fields.map((field) => [field.id, field])))
  return after.flatMap(({ fields }) =>
    fields.flatMap((field) => {
      const was = old.get(field.id)
      if ((was?.value ?? null) === field.value) return []
      return [{ field: field.id, name: field.name, before: was?.words ?? null, after: field.words }]
    }),
  )
}

export const packedCounts = (sections: PackageContent['sections']): Counts =>
  countsOf(sections.flatMap(({ fields }) => fields))
