import { type Static, Type } from 'typebox'
import { Grade, Text } from '#district/diagnosis/rules/pack-schema.ts'
import { type PackProblem, problem, schemaProblems } from '#district/diagnosis/rules/schema-problems.ts'
import { STAGE_NAMES } from './names.ts'
import { Id, repeated, usablePack } from './pack.ts'

const Library = Type.Object({
  id: Id,
  name: Text,
  /** Stages of the procedure, from 1. */
  stages: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, uniqueItems: true }),
  grade: Grade,
})

const LibraryPack = Type.Object({
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  document: Type.String({ minLength: 1 }),
  note: Text,
  source: Type.String({ minLength: 1 }),
  grade: Grade,
  libraries: Type.Array(Library, { minItems: 1 }),
})
export type LibraryPack = Static<typeof LibraryPack>

/** Everything that is wrong with a library pack: the shape first, then stages in none or in two libraries. */
export function libraryPackProblems(json: unknown): PackProblem[] {
  const departures = schemaProblems(LibraryPack, json)
  if (departures.length > 0) return departures
  const { libraries } = json as LibraryPack
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
  return [...repeated(libraries, '/libraries'), ...misplaced, ...homeless]
}

/** @throws Error naming path, field and reason in both languages */
export const readLibraryPack = (json: unknown, name: string): LibraryPack =>
  usablePack<LibraryPack>(json, name, libraryPackProblems(json))
