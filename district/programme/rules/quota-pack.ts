import { type Static, Type } from 'typebox'
import { Grade, Text } from '#district/diagnosis/rules/pack-schema.ts'
import { type PackProblem, problem, schemaProblems } from '#district/diagnosis/rules/schema-problems.ts'
import { ATTRIBUTES, PORTFOLIO_PARTS } from '../contract.ts'
import { badDay, Day, Id, repeated, usablePack } from './pack.ts'

const Attribute = Type.Enum(ATTRIBUTES)
const Said = Type.Object({ attribute: Attribute, value: Type.String({ minLength: 1 }) })

/** What a project must meet to be counted. */
const Condition = Type.Union([
  /** It stands in a part of the plan. */
  Type.Object({ kind: Type.Literal('part'), part: Type.Enum(PORTFOLIO_PARTS) }),
  Type.Object({
    kind: Type.Literal('projects'),
    projects: Type.Array(Id, { minItems: 1, uniqueItems: true }),
  }),
  /** The attribute has this value on the day. */
  Type.Object({
    kind: Type.Literal('held'),
    attribute: Attribute,
    value: Type.String({ minLength: 1 }),
  }),
  /** One of these has held, on the day or before. */
  Type.Object({ kind: Type.Literal('ever'), of: Type.Array(Said, { minItems: 1 }) }),
  /** The attribute has any value. */
  Type.Object({ kind: Type.Literal('has'), attribute: Attribute }),
  /** The procedure (states 1 to 16) has come so far. */
  Type.Object({ kind: Type.Literal('stage'), atLeast: Type.Integer({ minimum: 1 }) }),
])
export type Condition = Static<typeof Condition>

const Where = Type.Array(Condition)
const Count = Type.Union([
  Type.Object({ count: Type.Literal('projects'), where: Where }),
  /** Towns with at least so many such projects. */
  Type.Object({ count: Type.Literal('towns'), atLeast: Type.Integer({ minimum: 1 }), where: Where }),
  /** Towns that the district runs itself. */
  Type.Object({ count: Type.Literal('all-towns') }),
  /** A number from elsewhere. */
  Type.Object({ count: Type.Literal('outside'), id: Id }),
])
export type Count = Static<typeof Count>

const Quota = Type.Object({
  id: Id,
  milestone: Id,
  /** As the plan words it. */
  phrase: Type.String({ minLength: 1 }),
  name: Text,
  measure: Type.Enum(['count', 'share']),
  numerator: Count,
  /** What a share is of; a count has none. */
  denominator: Type.Optional(Count),
  /** Left out, it is counted and not judged. */
  atLeast: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  /** What is counted, in words. */
  rule: Text,
  deadline: Day,
  note: Type.Optional(Text),
  source: Type.String({ minLength: 1 }),
  grade: Grade,
})
export type Quota = Static<typeof Quota>

const Outside = Type.Object({
  id: Id,
  name: Text,
  /** Each holds from its day until the next. */
  values: Type.Array(
    Type.Object({
      from: Day,
      value: Type.Number({ exclusiveMinimum: 0 }),
      source: Type.String({ minLength: 1 }),
      grade: Grade,
    }),
    { minItems: 1 },
  ),
})

const QuotaPack = Type.Object({
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  area: Id,
  document: Type.String({ minLength: 1 }),
  note: Text,
  /** The pace of so many days is taken to go on until the deadline. */
  forecastDays: Type.Integer({ minimum: 1 }),
  outside: Type.Array(Outside),
  quotas: Type.Array(Quota, { minItems: 1 }),
})
export type QuotaPack = Static<typeof QuotaPack>

/** Everything that is wrong with a quota pack: the shape first, then what its parts say of each other. */
export function quotaPackProblems(
  json: unknown,
  milestones: readonly { readonly id: string }[],
): PackProblem[] {
  const departures = schemaProblems(QuotaPack, json)
  if (departures.length > 0) return departures
  const { quotas, outside } = json as QuotaPack
  return [
    ...repeated(quotas, '/quotas'),
    ...repeated(outside, '/outside'),
    ...outside.flatMap(({ values }, i) =>
      values.flatMap(({ from }, j) => badDay(from, `/outside/${i}/values/${j}/from`)),
    ),
    ...quotas.flatMap((quota, i) => quotaProblems(quota, `/quotas/${i}`, milestones, outside)),
  ]
}

function quotaProblems(
  { milestone, measure, numerator, denominator, deadline }: Quota,
  at: string,
  milestones: readonly { readonly id: string }[],
  outside: readonly { readonly id: string }[],
): PackProblem[] {
  const found = badDay(deadline, `${at}/deadline`)
  if (!milestones.some(({ id }) => id === milestone))
    found.push(problem(`${at}/milestone`, `没有里程碑“${milestone}”`, `there is no milestone “${milestone}”`))
  if ((measure === 'share') !== (denominator !== undefined))
    found.push(
      problem(
        `${at}/denominator`,
        '占比须有分母，个数不能有',
        'a share needs a denominator, a count has none',
      ),
    )
  for (const [field, count] of Object.entries({ numerator, denominator }))
    if (count?.count === 'outside' && !outside.some(({ id }) => id === count.id))
      found.push(problem(`${at}/${field}/id`, `没有外部数“${count.id}”`, `there is no number “${count.id}”`))
  return found
}

/** @throws Error naming path, field and reason in both languages */
export const readQuotaPack = (
  json: unknown,
  name: string,
  milestones: readonly { readonly id: string }[],
): QuotaPack => usablePack<QuotaPack>(json, name, quotaPackProblems(json, milestones))
