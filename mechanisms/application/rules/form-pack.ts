import type { Sentence } from '#core/language/language.ts'
import { type Term, terms } from '#foundation/evidence/rules.ts'
import acceptance from '#packs/forms/acceptance.json' with { type: 'json' }
import application from '#packs/forms/application.json' with { type: 'json' }
import filing from '#packs/forms/filing.json' with { type: 'json' }
import implementation from '#packs/forms/implementation.json' with { type: 'json' }

/** A field of a form: a term of the data dictionary, or, without one, what is known of the subject itself. */
export interface Field {
  /** That of the term; else the name by which the subject tells it. */
  readonly id: string
  readonly name: Sentence
  /** Without it the form is not handed in. */
  readonly isRequired: boolean
  readonly term: Term | null
}

export interface Section {
  readonly id: string
  readonly name: Sentence
  readonly fields: readonly Field[]
}

/** A form as it is filled in: what `readForm` makes of a file of `packs/forms`. */
export interface Form {
  readonly id: string
  readonly name: Sentence
  /** Kind of document that it makes for its step. */
  readonly document: string
  readonly source: string
  readonly grade: string
  readonly sections: readonly Section[]
}

export const fieldsOf = ({ sections }: Form): Field[] => sections.flatMap(({ fields }) => fields)

/** A form as its file has it: a JSON Schema whose properties refer to what they stand for, and a layout. */
interface FormFile extends Omit<Form, 'sections'> {
  readonly schema: {
    readonly properties: Readonly<Record<string, { readonly $ref: string; readonly name?: Sentence }>>
    readonly required: readonly string[]
  }
  readonly layout: readonly {
    readonly id: string
    readonly name: Sentence
    readonly fields: readonly string[]
  }[]
}

export interface FormFault {
  /** JSON pointer to the place. */
  readonly path: string
  readonly reason: Sentence
}

/** Types that have a control of their own on a form. */
const TYPED: ReadonlySet<string> = new Set(['number', 'text', 'date', 'choice'])

/** Everything that is wrong with a form file of the right shape. */
export function formFaults({ schema, layout }: FormFile): FormFault[] {
  const laidOut = layout.flatMap(({ fields }, l) =>
    fields.map((id, f) => ({ id, path: `/layout/${l}/fields/${f}` })),
  )
  const known = Object.keys(schema.properties)
  const seen = new Set<string>()
  return [
    ...known.flatMap((id) => fieldFaults(id, schema.properties[id]!)),
    ...laidOut.flatMap(({ id, path }) => {
      const isTwice = seen.has(id)
      seen.add(id)
      if (isTwice) return [fault(path, `“${id}”重复`, `“${id}” is there twice`)]
      return known.includes(id) ? [] : [fault(path, `没有字段“${id}”`, `there is no field “${id}”`)]
    }),
    ...known.flatMap((id) =>
      seen.has(id) ? [] : [fault(`/schema/properties/${id}`, '不在版面中', 'it has no place in the layout')],
    ),
    ...schema.required.flatMap((id, i) => requiredFaults(id, `/schema/required/${i}`, schema)),
  ]
}

const fault = (path: string, zh: string, en: string): FormFault => ({ path, reason: { zh, en } })

function fieldFaults(id: string, { $ref, name }: FormFile['schema']['properties'][string]): FormFault[] {
  const path = `/schema/properties/${id}`
  const [file, of] = $ref.split('#/')
  if (of !== id || (file !== 'terms.json' && file !== 'subject.json'))
    return [
      fault(
        `${path}/$ref`,
        `应为 terms.json#/${id} 或 subject.json#/${id}`,
        `it has to be terms.json#/${id} or subject.json#/${id}`,
      ),
    ]
  if (file === 'subject.json') return name ? [] : [fault(`${path}/name`, '缺少名称', 'it has no name')]
  const term = terms.get(id)
  if (!term) return [fault(`${path}/$ref`, `数据字典没有“${id}”`, `the dictionary has no term “${id}”`)]
  if (!TYPED.has(term.type) || term.proof || term.every === 'day')
    return [
      fault(
        `${path}/$ref`,
        '表单只收数字、文字、日期和选项，不收须附证明或逐日填报的',
        'forms take numbers, texts, days and choices, and nothing that needs a proof or is told day by day',
      ),
    ]
  return []
}

function requiredFaults(id: string, path: string, { properties }: FormFile['schema']): FormFault[] {
  const field = properties[id]
  if (!field) return [fault(path, `没有字段“${id}”`, `there is no field “${id}”`)]
  return field.$ref.startsWith('subject.json')
    ? [fault(path, '系统所知的内容不能要求填写', 'what is known of the subject cannot be asked for')]
    : []
}

/** @throws Error naming path and reason in both languages */
export function readForm(file: FormFile): Form {
  const faults = formFaults(file)
  if (faults.length > 0) {
    const lines = faults.map(({ path, reason }) => `${path}: ${reason.en} ${reason.zh}`)
    throw new Error(`the form ${file.id} cannot be used:\n${lines.join('\n')}`)
  }
  const { schema, layout, ...about } = file
  const fieldOf = (id: string): Field => {
    const term = schema.properties[id]!.$ref.startsWith('terms.json') ? terms.get(id)! : null
    return {
      id,
      term,
      name: term?.name ?? schema.properties[id]!.name!,
      isRequired: schema.required.includes(id),
    }
  }
  return {
    ...about,
    sections: layout.map(({ fields, ...section }) => ({ ...section, fields: fields.map(fieldOf) })),
  }
}

/** Every form of `packs/forms` by id. */
export const forms: ReadonlyMap<string, Form> = new Map(
  [application, implementation, filing, acceptance].map((file) => [file.id, readForm(file)]),
)
