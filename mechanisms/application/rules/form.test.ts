import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import application from '#packs/forms/application.json' with { type: 'json' }
import { countsOf, type Entries, FIELD_STATES, fillIn, formObjections, type Known, statedBy } from './form.ts'
import { fieldsOf, formFaults, forms, readForm } from './form-pack.ts'
import { pathOf, questionsOf, type Task } from './procedure.ts'
import { readBpmn } from './read-bpmn.ts'

const form = forms.get('application')!
const known = (value: number | string, stated: Known['stated'] = null): Known => ({ value, stated })
const stateOf = (id: string, before: Known | undefined, entries: Entries) =>
  fillIn(form, new Map(before ? [[id, before]] : []), entries).find(({ field }) => field.id === id)!

describe('where the value of a field comes from', () => {
  test.each([
    ['nothing known, nothing written', undefined, undefined, 'missing', undefined],
    ['nothing known, written', undefined, 12, 'new', 12],
    ['a blank is nothing', undefined, '  ', 'missing', undefined],
    ['known, nothing written', known(12), undefined, 'reused', 12],
    ['known, the same written', known(12), 12, 'reused', 12],
    ['known, otherwise written', known(12), 13, 'corrected', 13],
    ['known, and cleared: a form takes nothing back', known(12), null, 'reused', 12],
    ['stated here before', known(12, 'new'), undefined, 'new', 12],
    ['corrected here before', known(12, 'corrected'), undefined, 'corrected', 12],
    ['zero is a value', known(12), 0, 'corrected', 0],
  ] as const)('%s', (_, before, entry, state, value) => {
    const found = stateOf('planning_unit_ha', before, entry === undefined ? {} : { planning_unit_ha: entry })
    expect(found).toMatchObject({ state })
    expect(found.value).toBe(value)
  })

  test('what is known of the subject itself cannot be written over', () => {
    expect(stateOf('name', known('和丰'), { name: 'another' })).toMatchObject({
      state: 'reused',
      value: '和丰',
    })
  })

  test('texts are the same with spaces around them', () => {
    expect(stateOf('theme', known('邻里'), { theme: ' 邻里 ' })).toMatchObject({ state: 'reused' })
  })
})

const anyValue = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('', ' ', 'a', 'b'))
const someFields = fieldsOf(form).slice(5, 20)
const anyKnown = fc
  .dictionary(
    fc.constantFrom(...someFields.map(({ id }) => id)),
    fc.record({
      value: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('a', 'b')),
      stated: fc.constantFrom(null, 'new' as const, 'corrected' as const),
    }),
  )
  .map((all) => new Map(Object.entries(all)))
const anyEntries = fc.dictionary(fc.constantFrom(...someFields.map(({ id }) => id)), anyValue)

test('every field counts once, and what is stated is what is new or otherwise than it was known', () =>
  fc.assert(
    fc.property(anyKnown, anyEntries, (before, entries) => {
      const filled = fillIn(form, before, entries)
      const counts = countsOf(filled)
      expect(FIELD_STATES.reduce((sum, state) => sum + counts[state], 0)).toBe(fieldsOf(form).length)
      const stated = new Map(statedBy(form, before, entries).map(({ field, value }) => [field.id, value]))
      for (const { field, state, value } of filled) {
        const was = before.get(field.id)?.value
        // The slow way to say it: after handing in, the value is what was known, unless something else was written.
        expect(stated.has(field.id)).toBe(value !== undefined && value !== was)
        if (state === 'missing') expect([was, stated.get(field.id)]).toEqual([undefined, undefined])
        if (stated.has(field.id)) expect(stated.get(field.id)).toBe(value)
        if (state === 'reused') expect(value).toBe(was)
      }
    }),
  ))

test('a form is not handed in while something required is missing, or an entry is not what the dictionary takes', () => {
  const about = { subjectKind: 'project', subjectId: 'p', role: 'town', today: '2026-11-27' } as const
  const objections = formObjections(
    form,
    new Map([['implementing_body', known('镇街')]]),
    {
      planning_unit_ha: -1,
      start_planned: 'soon',
      theme: '邻里',
      nonsense: 1,
      name: '改名',
      satisfaction_pct: 90,
    },
    about,
  )
  const at = new Map(objections.map(({ field, reason }) => [field, reason.en]))
  expect(at.get('planning_unit_ha')).toContain('outside')
  expect(at.get('start_planned')).toContain('2026-11-23')
  expect(at.get('nonsense')).toBe('the form has no such field to fill in')
  expect(at.get('name')).toBe('the form has no such field to fill in')
  expect(at.get('satisfaction_pct')).toContain('District task force')
  expect(at.get('investment_total')).toBe('this has to be filled in')
  expect(at.has('theme') || at.has('implementing_body') || at.has('pact_signed')).toBe(false)
})

describe('form files', () => {
  type File = Parameters<typeof formFaults>[0]
  const file = application as File
  const changed = (change: (copy: Record<string, never>) => void): File => {
    const copy = structuredClone(file) as never
    change(copy)
    return copy
  }
  // biome-ignore lint/suspicious/noExplicitAny: a file is broken on purpose
  test.each<[string, (copy: any) => void, string, string]>([
    [
      'a term that is not there',
      ({ schema }) => (schema.properties.zz = { $ref: 'terms.json#/zz' }),
      '/schema/properties/zz/$ref',
      'no term',
    ],
    [
      'a name that is not that of its term',
      ({ schema }) => (schema.properties.theme.$ref = 'terms.json#/other'),
      '/schema/properties/theme/$ref',
      'terms.json#/theme',
    ],
    [
      'a term that needs a proof',
      ({ schema }) => (schema.properties.service_day = { $ref: 'terms.json#/service_day' }),
      '/schema/properties/service_day/$ref',
      'proof',
    ],
    [
      'a field without a place',
      ({ layout }) => layout[1].fields.pop(),
      '/schema/properties/demolished_floor_m2',
      'no place',
    ],
    [
      'a place without a field',
      ({ layout }) => layout[1].fields.push('zz'),
      '/layout/1/fields/7',
      'no field',
    ],
    ['a field in two places', ({ layout }) => layout[1].fields.push('name'), '/layout/1/fields/7', 'twice'],
    [
      'a required field that is not there',
      ({ schema }) => schema.required.unshift('zz'),
      '/schema/required/0',
      'no field',
    ],
    [
      'what is known cannot be required',
      ({ schema }) => schema.required.unshift('name'),
      '/schema/required/0',
      'asked for',
    ],
    [
      'a known thing without a name',
      ({ schema }) => delete schema.properties.name.name,
      '/schema/properties/name/name',
      'no name',
    ],
  ])('%s', (_, change, path, reason) => {
    const broken = changed(change)
    const faults = formFaults(broken)
    expect(faults.map((fault) => fault.path)).toContain(path)
    expect(faults.find((fault) => fault.path === path)?.reason.en).toContain(reason)
    expect(() => readForm(broken)).toThrow(path)
  })
})

describe('the forms that come with the product', async () => {
  const folder = join(import.meta.dirname, '../../../packs/procedures')
  const files = readdirSync(folder).filter((name) => name.endsWith('.bpmn'))
  const procedures = await Promise.all(
    files.map(async (name) => (await readBpmn(readFileSync(join(folder, name), 'utf8'))).procedure!),
  )
  const paths = procedures.flatMap((procedure) => {
    const answers = questionsOf(procedure).flatMap(({ fact, values }) =>
      values.map(({ value }) => ({ [fact]: value })),
    )
    return [{}, ...answers].map((facts: Record<string, string>) => ({
      name: `${procedure.name.en} ${Object.values(facts).join()}`,
      steps: pathOf(procedure, facts).map((id) => procedure.nodes.get(id) as Task),
    }))
  })

  test('a step that has a form waits for the document it makes', () => {
    for (const { steps } of paths)
      for (const { id, form: formId, documents } of steps)
        if (formId) expect(documents, id).toContain(forms.get(formId)?.document)
  })

  test('whoever has a step may write what its form requires, or an earlier form has required it', () => {
    for (const { name, steps } of paths) {
      const earlier = new Set<string>()
      for (const { form: formId, roles, recordedBy } of steps.filter((step) => step.form)) {
        for (const { id, term, isRequired } of fieldsOf(forms.get(formId)!)) {
          if (!isRequired) continue
          const may = [...roles, recordedBy].some((role) => term!.enter.includes(role))
          expect(may || earlier.has(id), `${name} ${formId} ${id}`).toBe(true)
          earlier.add(id)
        }
      }
    }
  })

  test.each([...forms.keys()].slice(1))('at least half of the fields of %s are on an earlier form', (id) => {
    const ids = [...forms.keys()]
    const earlier = new Set(
      ids.slice(0, ids.indexOf(id)).flatMap((one) => fieldsOf(forms.get(one)!).map((field) => field.id)),
    )
    const fields = fieldsOf(forms.get(id)!)
    expect(fields.filter((field) => earlier.has(field.id)).length / fields.length).toBeGreaterThanOrEqual(0.5)
  })
})
