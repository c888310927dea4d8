import { type Static, Type } from 'typebox'
import { Grade, Text } from '#district/diagnosis/rules/pack-schema.ts'
import { type PackProblem, problem, schemaProblems } from '#district/diagnosis/rules/schema-problems.ts'
import roles from '#packs/roles/roles.json' with { type: 'json' }
import { badDay, Day, Id, repeated, usablePack } from './pack.ts'

const Scope = Type.Union([
  Type.Object({
    kind: Type.Literal('projects'),
    projects: Type.Array(Id, { minItems: 1, uniqueItems: true }),
  }),
  Type.Object({ kind: Type.Literal('area'), area: Id }),
])

const Milestone = Type.Object({
  id: Id,
  scope: Scope,
  /** As the plan words it. */
  phrase: Type.String({ minLength: 1 }),
  name: Text,
  /** As the plan dates it. */
  duePrinted: Type.String({ minLength: 1 }),
  /** The last day on which it is met in time. */
  due: Day,
  /** How the words became that day, where more than one reading is possible. */
  dueRule: Type.Optional(Text),
  ownerRole: Type.String({ minLength: 1 }),
  evidence: Type.Array(Text, { minItems: 1 }),
  source: Type.String({ minLength: 1 }),
  grade: Grade,
})
export type Milestone = Static<typeof Milestone>

const MilestonePack = Type.Object({
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  area: Id,
  document: Type.String({ minLength: 1 }),
  note: Text,
  /** On the wall a milestone due within so many days is near: a product default. */
  soonDays: Type.Integer({ minimum: 0 }),
  milestones: Type.Array(Milestone, { minItems: 1 }),
})
export type MilestonePack = Static<typeof MilestonePack>

const ROLES = new Set(roles.roles.map(({ id }) => id))

/** Everything that is wrong with a milestone pack: the shape first, then what its parts say of each other. */
export function milestonePackProblems(json: unknown): PackProblem[] {
  const departures = schemaProblems(MilestonePack, json)
  if (departures.length > 0) return departures
  const { milestones } = json as MilestonePack
  return [
    ...repeated(milestones, '/milestones'),
    ...milestones.flatMap(({ due, ownerRole }, i) => [
      ...badDay(due, `/milestones/${i}/due`),
      ...(ROLES.has(ownerRole)
        ? []
        : [
            problem(
              `/milestones/${i}/ownerRole`,
              `没有角色“${ownerRole}”`,
              `there is no role “${ownerRole}”`,
            ),
          ]),
    ]),
  ]
}

/** @throws Error naming path, field and reason in both languages */
export const readMilestonePack = (json: unknown, name: string): MilestonePack =>
  usablePack<MilestonePack>(json, name, milestonePackProblems(json))
