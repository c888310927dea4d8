import { Type } from 'typebox'
import { dayOf } from '#core/schedule/day.ts'
import { type PackProblem, problem } from '#district/diagnosis/rules/schema-problems.ts'

export const Id = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' })
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** Ids that stand more than once in a list of a pack. */
export const repeated = (entries: readonly { readonly id: string }[], path: string): PackProblem[] =>
  entries.flatMap(({ id }, i) =>
    entries.findIndex((one) => one.id === id) < i
      ? [problem(`${path}/${i}/id`, `“${id}”重复`, `“${id}” is there twice`)]
      : [],
  )

/** A text of the form of a day that is no day: 2022-02-30. */
export function badDay(day: string, path: string): PackProblem[] {
  try {
    dayOf(day)
    return []
  } catch {
    return [problem(path, `“${day}”不是日期`, `“${day}” is not a date`)]
  }
}

/** The pack, if nothing is wrong with it. @throws Error naming path, field and reason in both languages */
export function usablePack<P>(json: unknown, name: string, problems: readonly PackProblem[]): P {
  if (problems.length === 0) return json as P
  const lines = problems.map(({ path, reason }) => `${path}: ${reason.en} ${reason.zh}`)
  throw new Error(`the pack ${name} cannot be used:\n${lines.join('\n')}`)
}
