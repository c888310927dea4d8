import { type Static, Type } from 'typebox'
import { scheduleBackward } from '#core/schedule/backward.ts'
import { workingCalendar } from '#core/schedule/calendar.ts'
import { PlanError } from '#core/schedule/plan.ts'
import { Grade, Text } from '#district/diagnosis/rules/pack-schema.ts'
import { type PackProblem, problem, schemaProblems } from '#district/diagnosis/rules/schema-problems.ts'
import china from '#packs/calendars/china.json' with { type: 'json' }
import roles from '#packs/roles/roles.json' with { type: 'json' }
import { ATTRIBUTE_VALUES } from './names.ts'
import { Id, repeated, usablePack } from './pack.ts'

const BUILD_TYPES = ATTRIBUTE_VALUES['build-type']

const unit = Type.Enum(['working-day', 'calendar-day', 'month'])
const Duration = Type.Object({ count: Type.Integer({ minimum: 1 }), unit })

const Step = Type.Object({
  id: Id,
  name: Text,
  /** State of the procedure it belongs to: a project that is past it has done the step. */
  stage: Type.Integer({ minimum: 1, maximum: 16 }),
  duration: Duration,
  /** The fewest it may be shortened to, in the unit of the duration. */
  shortest: Type.Integer({ minimum: 1 }),
  after: Type.Optional(
    Type.Array(
      Type.Object({
        step: Id,
        lag: Type.Optional(Type.Object({ count: Type.Integer({ minimum: 0 }), unit })),
      }),
      { minItems: 1 },
    ),
  ),
  role: Type.String({ minLength: 1 }),
  source: Type.String({ minLength: 1 }),
  grade: Grade,
})
export type TemplateStep = Static<typeof Step>

const Template = Type.Object({
  id: Id,
  name: Text,
  buildTypes: Type.Array(Type.String(), { minItems: 1 }),
  steps: Type.Array(Step, { minItems: 1 }),
})
export type Template = Static<typeof Template>

const SchedulePack = Type.Object({
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  note: Text,
  templates: Type.Array(Template, { minItems: 1 }),
})
export type SchedulePack = Static<typeof SchedulePack>

/** The working calendar that schedules are counted on. Source: packs/calendars. */
export const chinaCalendar = workingCalendar(china)

const ROLES = new Set(roles.roles.map(({ id }) => id))

/** Everything that is wrong with a pack of templates: the shape first, then what its parts say of each other. */
export function schedulePackProblems(json: unknown): PackProblem[] {
  const departures = schemaProblems(SchedulePack, json)
  if (departures.length > 0) return departures
  const { templates } = json as SchedulePack
  return [
    ...repeated(templates, '/templates'),
    ...buildTypeProblems(templates),
    ...templates.flatMap(({ steps }, t) => [
      ...steps.flatMap((step, i) => stepProblems(step, `/templates/${t}/steps/${i}`)),
      ...orderProblems(steps, `/templates/${t}/steps`),
    ]),
  ]
}

/** Each build type has exactly one template. */
function buildTypeProblems(templates: readonly Template[]): PackProblem[] {
  const said = templates.flatMap(({ buildTypes }, t) =>
    buildTypes.map((type, i) => ({ type, path: `/templates/${t}/buildTypes/${i}` })),
  )
  return [
    ...said.flatMap(({ type, path }, i) => {
      if (!BUILD_TYPES.includes(type))
        return [problem(path, `没有建设类型“${type}”`, `there is no build type “${type}”`)]
      const isSecond = said.findIndex((one) => one.type === type) < i
      return isSecond ? [problem(path, `“${type}”重复`, `“${type}” is there twice`)] : []
    }),
    ...BUILD_TYPES.filter((type) => said.every((one) => one.type !== type)).map((type) =>
      problem('/templates', `建设类型“${type}”没有模板`, `the build type “${type}” has no template`),
    ),
  ]
}

function stepProblems({ role, shortest, duration }: TemplateStep, path: string): PackProblem[] {
  return [
    ...(ROLES.has(role) ? [] : [problem(`${path}/role`, `没有角色“${role}”`, `there is no role “${role}”`)]),
    ...(shortest <= duration.count
      ? []
      : [
          problem(
            `${path}/shortest`,
            `最短工期 ${shortest} 长于工期 ${duration.count}`,
            `${shortest} is longer than the duration, ${duration.count}`,
          ),
        ]),
  ]
}

const REASONS: Readonly<Record<string, { zh: string; en: string }>> = {
  'repeated-step': { zh: '步骤重复', en: 'the step is there twice' },
  'unknown-step': { zh: '等待的步骤不存在', en: 'it waits for a step that is not there' },
  cycle: { zh: '步骤直接或间接等待自己', en: 'it waits for itself, directly or through others' },
}

/** The engine that will schedule the steps says whether it can. */
function orderProblems(steps: readonly TemplateStep[], path: string): PackProblem[] {
  try {
    scheduleBackward(chinaCalendar, { steps, from: '2026-01-05', deadline: '2035-12-31' })
    return []
  } catch (error) {
    if (!(error instanceof PlanError)) throw error
    const at = steps.findIndex(({ id }) => id === error.step)
    const { zh, en } = REASONS[error.code] ?? { zh: error.message, en: error.message }
    return [problem(`${path}/${at}`, `“${error.step}”${zh}`, `“${error.step}”: ${en}`)]
  }
}

/** @throws Error naming path, field and reason in both languages */
export const readSchedulePack = (json: unknown, name: string): SchedulePack =>
  usablePack<SchedulePack>(json, name, schedulePackProblems(json))
