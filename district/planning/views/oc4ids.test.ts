import { existsSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { oc4idsPackage } from './oc4ids.ts'
import { someList } from './test-list.ts'

const SCHEMAS = '../shared/data/oc4ids'
const isHere = existsSync(SCHEMAS)
if (!isHere) console.log(`The schemas of OC4IDS are read from ${SCHEMAS}, which is not here.`)

interface Project {
  id: string
  budget: { amount?: unknown; description?: string }
  forecasts?: { id: string; observations: { measure: number }[] }[]
  [field: string]: unknown
}
const projects = (language?: 'zh' | 'en') =>
  (oc4idsPackage(someList(language)) as { projects: Project[] }).projects

test.skipIf(!isHere)('the package is valid by the schema of the standard', () => {
  // They are of draft 4, in which a schema's name is `id`; all other words they use mean the same to ajv.
  const read = (file: string) => {
    const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(`${SCHEMAS}/${file}`, 'utf8'))
    return schema
  }
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
  const [packageSchema, projectSchema] = [read('project-package-schema.json'), read('project-schema.json')]
  const isPackage = ajv.compile({
    ...packageSchema,
    properties: { ...packageSchema.properties, projects: { type: 'array', minItems: 1 } },
  })
  const isProject = ajv.compile(projectSchema)
  for (const language of ['zh', 'en'] as const) {
    expect([isPackage(oc4idsPackage(someList(language))), isPackage.errors]).toEqual([true, null])
    for (const project of projects(language))
      expect([isProject(project), isProject.errors]).toEqual([true, null])
  }
  expect(isProject({ ...projects()[0], status: 'nearly' })).toBe(false)
})

test('money is in yuan, days are those of China, and the forecast stands beside what was measured', () => {
  expect(projects()[0]).toMatchObject({
    status: 'completion',
    type: 'rehabilitation',
    sector: ['education'],
    publicAuthority: { name: '百丈街道办事处' },
    budget: { amount: { amount: 1_234_000, currency: 'CNY' } },
    period: { startDate: '2026-04-01T00:00:00+08:00', endDate: '2026-09-30T00:00:00+08:00' },
    milestones: [{ status: 'met' }, { status: 'met', dateMet: '2026-09-30T00:00:00+08:00' }],
    forecasts: [{ observations: [{ measure: 0.7 }] }, { observations: [{ measure: 1500 }] }],
    metrics: [{ observations: [{ measure: 0.65 }] }],
    relatedProjects: [{ title: '划船新村改造 (old-estate)' }],
  })
})

test('what is not known is left out, never zero', () => {
  const [, bare] = projects()
  expect(bare!.budget).toEqual({ description: '另有 1 项费用未知' })
  for (const field of ['forecasts', 'metrics', 'costMeasurements', 'relatedProjects', 'implementationPeriod'])
    expect(bare).not.toHaveProperty(field)
})
