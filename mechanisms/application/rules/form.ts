import type { Sentence } from '#core/language/language.ts'
import { type Objection, type SubjectKind, type Value, weigh } from '#foundation/evidence/rules.ts'
import { type Field, type Form, fieldsOf } from './form-pack.ts'

/** What is known of a field before somebody writes into it: a fact, or what is told of the subject itself. */
export interface Known {
  /** number; or text, ISO date, id of a choice. */
  readonly value: number | string
  /** How the form itself stated it, in an earlier package; null: it did not. */
  readonly stated: 'new' | 'corrected' | null
}

/** 沿用, 新填, 更正, 缺: as it was known, told here for the first time, told otherwise than before, not known. */
export const FIELD_STATES = ['reused', 'new', 'corrected', 'missing'] as const
export type FieldState = (typeof FIELD_STATES)[number]
export const FIELD_STATE_NAMES: Readonly<Record<FieldState, Sentence>> = {
  reused: { zh: '沿用', en: 'reused' },
  new: { zh: '新填', en: 'new' },
  corrected: { zh: '更正', en: 'corrected' },
  missing: { zh: '缺', en: 'missing' },
}

/** What somebody wrote, by id of the field; only of fields that they wrote into. */
export type Entries = Readonly<Record<string, unknown>>

/** A field as it stands with what was written into it. */
export interface Filled {
  readonly field: Field
  readonly state: FieldState
  /** `undefined` where it is missing. */
  readonly value: unknown
}

const isBlank = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
const sameValue = (entry: unknown, known: number | string) =>
  (typeof entry === 'string' ? entry.trim() : entry) === known

/** Every field of a form, in its order, with where its value comes from. */
export const fillIn = (form: Form, known: ReadonlyMap<string, Known>, entries: Entries): Filled[] =>
  fieldsOf(form).map((field) => filled(field, known.get(field.id), entries[field.id]))

function filled(field: Field, known: Known | undefined, entry: unknown): Filled {
  const isTyped = field.term !== null && !isBlank(entry)
  if (!known)
    return isTyped ? { field, state: 'new', value: entry } : { field, state: 'missing', value: undefined }
  if (known.stated) return { field, state: known.stated, value: isTyped ? entry : known.value }
  if (!isTyped || sameValue(entry, known.value)) return { field, state: 'reused', value: known.value }
  return { field, state: 'corrected', value: entry }
}

export type Counts = Readonly<Record<FieldState, number>>

/** How many fields are reused, new, corrected and missing. */
export function countsOf(fields: readonly Pick<Filled, 'state'>[]): Counts {
  const count = (state: FieldState) => fields.filter((one) => one.state === state).length
  return {
    reused: count('reused'),
    new: count('new'),
    corrected: count('corrected'),
    missing: count('missing'),
  }
}

/** What has to be told for the first time, or otherwise than it is known: what handing in states as facts. */
export const statedBy = (
  form: Form,
  known: ReadonlyMap<string, Known>,
  entries: Entries,
): readonly { readonly field: Field; readonly value: unknown }[] =>
  fieldsOf(form).flatMap((field) => {
    const entry = entries[field.id]
    const before = known.get(field.id)
    const isStated = field.term !== null && !isBlank(entry) && !(before && sameValue(entry, before.value))
    return isStated ? [{ field, value: entry }] : []
  })

/** Why a form cannot be handed in as it is filled, at a field. */
export interface FieldObjection {
  readonly field: string
  readonly reason: Objection['reason']
}

/** About whom and when facts are stated. */
export interface Stating {
  readonly subjectKind: SubjectKind
  readonly subjectId: string
  readonly role: string
  /** ISO day. */
  readonly today: string
}

/** Everything that keeps a form from being handed in: fields that are missing, and entries the dictionary does not take. */
export function formObjections(
  form: Form,
  known: ReadonlyMap<string, Known>,
  entries: Entries,
  { role, today, ...subject }: Stating,
): FieldObjection[] {
  const strangers = Object.keys(entries).filter(
    (id) => !fieldsOf(form).some((field) => field.id === id && field.term),
  )
  const unfit = statedBy(form, known, entries).flatMap(({ field, value }) => {
    const told: Value | Objection[] = weigh(
      { ...subject, term: field.id, value, validFrom: today, validTo: null },
      role,
      today,
    )
    return Array.isArray(told) ? told.map(({ reason }) => ({ field: field.id, reason })) : []
  })
  const missing = fillIn(form, known, entries).filter(
    ({ field, state }) => field.isRequired && state === 'missing',
  )
  return [
    ...strangers.map((field) => ({
      field,
      reason: { zh: '表单没有这一项可填', en: 'the form has no such field to fill in' },
    })),
    ...unfit,
    ...missing.map(({ field }) => ({
      field: field.id,
      reason: { zh: '此项必填', en: 'this has to be filled in' },
    })),
  ]
}
