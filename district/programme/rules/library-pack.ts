import { type Static, type TProperties, Type } from 'typebox'
import { Grade, Text } from '#district/diagnosis/rules/pack-schema.ts'
import { type PackProblem, problem, schemaProblems } from '#district/diagnosis/rules/schema-problems.ts'
import { ATTRIBUTES } from '../contract.ts'
import { STAGE_NAMES } from './names.ts'
import { Id, repeated, usablePack } from './pack.ts'

const named = { id: Id, name: Text }

const Library = Type.Object({
  ...named,
  /** Stages of the procedure, from 1. */
  stages: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, uniqueItems: true }),
  grade: Grade,
})

const sourced = { source: Type.String({ minLength: 1 }), grade: Grade }
/** A condition that holds a number to a threshold. */
const numeric = <K extends string, P extends TProperties>(kind: K, more: P) =>
  Type.Object({
    kind: Type.Literal(kind),
    ...{ ...named, ...sourced, ...more },
    side: Type.Enum(['atLeast', 'below']),
    threshold: Type.Number({ minimum: 0 }),
    unit: Type.Enum(['share', 'count', 'days', 'stage']),
  })

export const LibraryCondition = Type.Union([
  /** The score of the lead community in the latest run, a share of 1. */
  numeric('score', {}),
  /** What one indicator of it earned, a share of 1. */
  numeric('indicator', { indicator: Id }),
  /** A number told of the project, or else of its lead community. */
  numeric('fact', { term: Id }),
  /** How far the procedure has come. */
  numeric('stage', {}),
  /** Days since a milestone of the project was due, while it is not met; the longest of them. */
  numeric('overdue', {}),
  Type.Object({
    kind: Type.Literal('attribute'),
    ...{ ...named, ...sourced },
    attribute: Type.Enum(ATTRIBUTES),
    values: Type.Array(Type.String({ minLength: 1 }), { minItems: 1, uniqueItems: true }),
  }),
])
export type LibraryCondition = Static<typeof LibraryCondition>

/** A move that is proposed where every condition is met. */
export const LibraryRule = Type.Object({
  ...named,
  kind: Type.Enum(['admission', 'exit']),
  from: Type.Array(Id, { minItems: 1, uniqueItems: true }),
  to: Id,
  conditions: Type.Array(LibraryCondition, { minItems: 1 }),
  /** Of an exit, in working days from the notice: when it may be decided, and until when may be replied. */
  noticeDays: Type.Optional(Type.Integer({ minimum: 1 })),
  replyDays: Type.Optional(Type.Integer({ minimum: 1 })),
  /** Of those days. */
  source: Type.Optional(Type.String({ minLength: 1 })),
  grade: Type.Optional(Grade),
})
export type LibraryRule = Static<typeof LibraryRule>

const Beside = Type.Object({ ...named, grade: Grade })

const LibraryPack = Type.Object({
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  document: Type.String({ minLength: 1 }),
  note: Text,
  source: Type.String({ minLength: 1 }),
  grade: Grade,
  libraries: Type.Array(Library, { minItems: 1 }),
  /** Where a project is that has left, and one that is in no library yet. */
  exited: Beside,
  none: Beside,
  rules: Type.Array(LibraryRule, { minItems: 1 }),
})
export type LibraryPack = Static<typeof LibraryPack>

/** Everything that is wrong with a library pack: the shape first, then stages in none or in two libraries, then its rules. */
export function libraryPackProblems(json: unknown): PackProblem[] {
  const departures = schemaProblems(LibraryPack, json)
  if (departures.length > 0) return departures
  const { libraries, exited, none, rules } = json as LibraryPack
  const homeless = STAGE_NAMES.flatMap((name, i) =>
    libraries.some(({ stages }) => stages.includes(i + 1))
      ? []
      : [problem('/libraries', `阶段“${name.zh}”不在任何库`, `the stage “${name.en}” is in no library`)],
  )
  const misplaced = libraries.flatMap(({ stages }, l) =>
    stages.flatMap((stage, i) => {
      const path = `/libraries/${l}/stages/${i}`
      if (stage > STAGE_NAMES.length)
        return [problem(path, `没有阶段 ${stage}`, `there is no stage ${stage}`)]
      const isTaken = libraries.slice(0, l).some((other) => other.stages.includes(stage))
      return isTaken
        ? [problem(path, `阶段 ${stage} 已在另一库`, `the stage ${stage} is in another library`)]
        : []
    }),
  )
  const states = [...libraries, exited, none].map(({ id }) => id)
  return [...repeated(libraries, '/libraries'), ...misplaced, ...homeless, ...ruleProblems(rules, states)]
}

/** What is wrong with rules of a right shape, given the states a project can be in. */
export function ruleProblems(rules: readonly LibraryRule[], states: readonly string[]): PackProblem[] {
  return [
    ...repeated(rules, '/rules'),
    ...rules.flatMap((rule, r) => [
      ...repeated(rule.conditions, `/rules/${r}/conditions`),
      ...[...rule.from, rule.to].flatMap((id) =>
        states.includes(id)
          ? []
          : [problem(`/rules/${r}/from`, `没有库“${id}”`, `there is no library “${id}”`)],
      ),
      ...daysProblems(rule, `/rules/${r}`),
      ...rule.conditions.flatMap((one, c) =>
        one.kind !== 'attribute' && one.unit === 'share' && one.threshold > 1
          ? [problem(`/rules/${r}/conditions/${c}/threshold`, '占比不超过 1', 'a share is 1 at most')]
          : [],
      ),
    ]),
  ]
}

function daysProblems({ kind, noticeDays, replyDays }: LibraryRule, at: string): PackProblem[] {
  if (kind === 'admission') return []
  if (noticeDays === undefined || replyDays === undefined)
    return [
      problem(`${at}/noticeDays`, '退出须有告知期和答复期', 'an exit needs days of notice and of reply'),
    ]
  return replyDays > noticeDays
    ? [problem(`${at}/replyDays`, '答复期不能长于告知期', 'there is no reply after the notice is over')]
    : []
}

/** @throws Error naming path, field and reason in both languages */
export const readLibraryPack = (json: unknown, name: string): LibraryPack =>
  usablePack<LibraryPack>(json, name, libraryPackProblems(json))
