import type { Text } from './pack-schema.ts'

/** What is wrong at one place of a pack. */
export interface PackProblem {
  /** JSON pointer to the place, e.g. `/indicators/3/tests/0/threshold`. */
  readonly path: string
  /** Last step of the path: the field to look at. */
  readonly field: string
  readonly reason: Text
}

/** The keywords of JSON Schema that the pack schema uses. */
interface Schema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly minItems?: number
  readonly uniqueItems?: boolean
  readonly anyOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly pattern?: string
  readonly minLength?: number
  readonly minimum?: number
  readonly exclusiveMinimum?: number
}

export const problem = (path: string, zh: string, en: string): PackProblem => ({
  path,
  field: path.slice(path.lastIndexOf('/') + 1),
  reason: { zh, en },
})

const typeNames: Readonly<Record<string, Text>> = {
  object: { zh: '对象', en: 'an object' },
  array: { zh: '数组', en: 'a list' },
  string: { zh: '文字', en: 'a text' },
  number: { zh: '数字', en: 'a number' },
  integer: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
}

const typeOf = (value: unknown) =>
  Array.isArray(value)
    ? 'array'
    : value === null
      ? 'null'
      : Number.isInteger(value)
        ? 'integer'
        : typeof value

/**
 * Everything in which `value` departs from `schema`, in the order of the document; empty if it conforms.
 * TypeBox's own messages stop at eight and list every branch of a union; a pack's author needs the one meant.
 */
export function schemaProblems(schema: Schema, value: unknown, path = ''): PackProblem[] {
  if (schema.anyOf) return unionProblems(schema.anyOf, value, path)
  if (schema.enum && !schema.enum.includes(value)) {
    const list = schema.enum.join(', ')
    return [problem(path, `须为以下之一：${list}`, `must be one of: ${list}`)]
  }
  if (schema.const !== undefined && value !== schema.const) {
    return [problem(path, `须为 ${schema.const}`, `must be ${schema.const}`)]
  }
  const type = typeOf(value)
  if (schema.type && schema.type !== type && !(schema.type === 'number' && type === 'integer')) {
    const wanted = typeNames[schema.type] ?? { zh: schema.type, en: schema.type }
    return [problem(path, `须为${wanted.zh}`, `must be ${wanted.en}`)]
  }
  if (typeof value === 'string') return textProblems(schema, value, path)
  if (typeof value === 'number') return numberProblems(schema, value, path)
  if (Array.isArray(value)) return listProblems(schema, value, path)
  if (type === 'object') return objectProblems(schema, value as Record<string, unknown>, path)
  return []
}

/** The branch meant is the one whose first property is there, with the wanted value where it is fixed. */
function unionProblems(branches: readonly Schema[], value: unknown, path: string): PackProblem[] {
  if (typeOf(value) !== 'object') return [problem(path, '须为对象', 'must be an object')]
  const object = value as Record<string, unknown>
  const meant = branches.filter((branch) => {
    const [tag, schema] = Object.entries(branch.properties!)[0]!
    return schema.const === undefined || schema.const === true ? tag in object : object[tag] === schema.const
  })
  if (meant.length === 1) return schemaProblems(meant[0]!, value, path)
  const tags = branches.map((branch) => {
    const [tag, schema] = Object.entries(branch.properties!)[0]!
    return typeof schema.const === 'string' ? `${tag}: ${schema.const}` : tag
  })
  return [problem(path, `须且只须写明其一：${tags.join(', ')}`, `needs exactly one of: ${tags.join(', ')}`)]
}

function textProblems(schema: Schema, value: string, path: string): PackProblem[] {
  if (schema.minLength !== undefined && value.length < schema.minLength) {
    return [problem(path, '不能为空', 'must not be empty')]
  }
  if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value)) {
    return [
      problem(path, `“${value}”不符合格式 ${schema.pattern}`, `“${value}” does not match ${schema.pattern}`),
    ]
  }
  return []
}

function numberProblems(schema: Schema, value: number, path: string): PackProblem[] {
  if (schema.minimum !== undefined && value < schema.minimum) {
    return [problem(path, `不能小于 ${schema.minimum}`, `must be at least ${schema.minimum}`)]
  }
  if (schema.exclusiveMinimum !== undefined && value <= schema.exclusiveMinimum) {
    return [
      problem(path, `须大于 ${schema.exclusiveMinimum}`, `must be more than ${schema.exclusiveMinimum}`),
    ]
  }
  return []
}

function listProblems(schema: Schema, value: readonly unknown[], path: string): PackProblem[] {
  const found: PackProblem[] = []
  if (value.length < (schema.minItems ?? 0)) {
    found.push(problem(path, `至少要有 ${schema.minItems} 项`, `needs at least ${schema.minItems} item(s)`))
  }
  if (schema.uniqueItems && new Set(value).size < value.length) {
    found.push(problem(path, '不能有重复项', 'must not repeat an item'))
  }
  const { items } = schema
  return items
    ? [...found, ...value.flatMap((item, i) => schemaProblems(items, item, `${path}/${i}`))]
    : found
}

function objectProblems(schema: Schema, value: Record<string, unknown>, path: string): PackProblem[] {
  const found: PackProblem[] = []
  for (const key of schema.required ?? []) {
    if (!(key in value)) found.push(problem(`${path}/${key}`, '缺少此项', 'is missing'))
  }
  const patterns = Object.entries(schema.patternProperties ?? {})
  for (const [key, item] of Object.entries(value)) {
    const at = `${path}/${key}`
    const own = schema.properties?.[key] ?? patterns.find(([pattern]) => new RegExp(pattern).test(key))?.[1]
    if (own) found.push(...schemaProblems(own, item, at))
    else found.push(problem(at, '没有这一项', 'is not a field of a pack'))
  }
  return found
}
