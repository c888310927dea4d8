import { expect, test } from 'vitest'
import { hasOc4idsSchema, oc4idsFaults } from '#platform/oc4ids/test-schema.ts'
import { packageOfWorks } from './oc4ids.ts'
import { someList } from './test-list.ts'

interface Project {
  id: string
  budget: { amount?: unknown; description?: string }
  forecasts?: { id: string; observations: { measure: number }[] }[]
  [field: string]: unknown
}
const projects = (language?: 'zh' | 'en') =>
  (packageOfWorks(someList(language)) as { projects: Project[] }).projects

test.skipIf(!hasOc4idsSchema)('the package is valid by the schema of the standard', () => {
  for (const language of ['zh', 'en'] as const)
    expect(oc4idsFaults(packageOfWorks(someList(language)))).toEqual([])
  expect(
    oc4idsFaults({ ...packageOfWorks(someList()), projects: [{ ...projects()[0], status: 'nearly' }] }),
  ).toEqual([expect.objectContaining({ instancePath: '/status' })])
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
