import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { generateDistrict } from '#examples/yinzhou/generate.ts'
import { loadDistrict } from '#examples/yinzhou/load.ts'
import { loadProgramme } from '#examples/yinzhou/load-programme.ts'
import { type Caller, STRANGER } from '#platform/http/caller.ts'
import { createServer } from '#platform/http/server.ts'
import { hasOc4idsSchema, oc4idsFaults } from '#platform/oc4ids/test-schema.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { ATTRIBUTES, PORTFOLIO_PARTS } from './contract.ts'
import { portfolioOf } from './read/portfolio.ts'
import { orderOf, projectsOf } from './read/projects.ts'
import { ATTRIBUTE_VALUES } from './rules/names.ts'
import { programmeRoutes } from './server.ts'
import { type CountingRow, type Portfolio, packageOfProjects } from './views/oc4ids.ts'

const { db } = await testDb()
const district = generateDistrict({ towns: ['330212104'] })
const TODAY = '2026-11-27'
const taskForce: Caller = {
  ...STRANGER,
  ...{ accountId: 'a', role: 'task-force', rights: new Set(['diagnosis.read']), scope: wholeScope },
}
let caller = taskForce
const app = await createServer({
  ...{ db, version: '0', requestsPerMinute: 0, routes: programmeRoutes(() => TODAY) },
  authenticate: async () => caller,
})
beforeAll(() =>
  loadDistrict(
    db,
    district,
    () => {},
    (tx) => loadProgramme(tx, district),
  ),
)

interface Said {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly status?: string
  readonly milestones?: { id: string; status?: string; dateMet?: string; description: string }[]
  readonly locations: { id: string; description: string; geometry?: { type: string } }[]
  readonly documents: { id: string; title: string }[]
  readonly [field: string]: unknown
}
interface Package {
  readonly projects: Said[]
  readonly license?: string
}
const packageOf = async (query = ''): Promise<Package> =>
  (await app.inject(`/api/programme/oc4ids.json${query}`)).json()
const one = async (name: string, query = '') =>
  (await packageOf(`?q=${encodeURIComponent(name)}${query}`)).projects[0]!

test.skipIf(!hasOc4idsSchema)(
  'the package is valid by the schema of the standard, in both languages',
  async () => {
    for (const query of ['', '?language=en', '?asOf=2021-06-30', '?demo=no', '?settlement=rural']) {
      const whole = await packageOf(query)
      expect(whole.projects.length).toBeGreaterThan(0)
      expect(oc4idsFaults(whole)).toEqual([])
    }
    const whole = await packageOf('?q=和丰')
    expect(oc4idsFaults({ ...whole, projects: [{ ...whole.projects[0], status: 'nearly' }] })).not.toEqual([])
  },
)

describe('a package', () => {
  test('has the projects that the list has, each once, and no license that nobody gave', async () => {
    for (const query of ['?part=later', '?level=provincial', '?settlement=rural', '?asOf=2021-06-30', '']) {
      const { projects } = (await app.inject(`/api/projects${query}${query ? '&' : '?'}size=100`)).json()
      const { projects: packed, license } = await packageOf(query)
      expect(packed.map(({ id }) => id)).toEqual(
        projects.map(({ projectId }: { projectId: string }) => `jiujing-${projectId}`),
      )
      expect(new Set(packed.map(({ id }) => id)).size).toBe(packed.length)
      expect(license).toBeUndefined()
    }
  })

  test('of a past day says what was known on it', async () => {
    const statusOf = async (id: string, query = '') =>
      (await packageOf(query)).projects.find((project) => project.id === id)?.status
    expect(await statusOf('jiujing-mature-04', '?asOf=2022-01-15')).toBe('identification')
    expect(await statusOf('jiujing-mature-04')).toBe('completion')
    expect(await one('和丰', '&asOf=2021-12-01')).toMatchObject({
      additionalClassifications: expect.arrayContaining([
        { scheme: 'jiujing-level', id: 'city', description: '市级' },
      ]),
    })
    const now = await one('和丰')
    expect(now).toMatchObject({
      status: 'completion',
      publicAuthority: { id: '330212010', name: '明楼街道' },
      additionalClassifications: expect.arrayContaining([
        { scheme: 'jiujing-level', id: 'provincial', description: '省级' },
        { scheme: 'jiujing-list', id: 'city-2021', description: '2021 年市级' },
      ]),
    })
    const m02 = (project: Said) => project.milestones!.find(({ id }) => id === 'M02')
    expect(m02(await one('白鹤', '&asOf=2023-12-05&demo=no'))).not.toHaveProperty('status')
    expect(m02(await one('白鹤', '&asOf=2023-12-31'))).toMatchObject({
      status: 'met',
      dateMet: '2023-12-06T00:00:00+08:00',
    })
  })

  test('says of everything invented that it is', async () => {
    for (const { description, milestones, locations } of (await packageOf()).projects) {
      expect(description).toContain('演示数据')
      for (const { id, status, description: said } of milestones ?? [])
        if (status === 'met' && id !== 'M02') expect(said).toContain('演示数据')
      for (const place of locations)
        if (place.geometry?.type === 'Point') expect(place.description).toContain('演示数据')
    }
    const real = await packageOf('?demo=no')
    expect(real.projects.length).toBe(7)
    for (const { description } of real.projects) expect(description).not.toContain('演示数据')
  })

  test('draws an area that was drawn, names communities by their codes, and rests on documents', async () => {
    const longhui = await one('龙汇')
    expect(longhui.locations.map(({ geometry }) => geometry?.type)).toEqual(['Polygon'])
    expect((await one('白鹤')).locations.map(({ id }) => id)).toHaveLength(2)
    expect(longhui.documents.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['鄞政办发〔2021〕95号', '网易 GKVN41LN0552ADWT, 维基百科“五乡镇”']),
    )
  })

  test('is for those who may see how the plan stands', async () => {
    caller = STRANGER
    expect((await app.inject('/api/programme/oc4ids.json')).statusCode).toBe(401)
    caller = taskForce
  })
})

describe('with whatever names and rows', () => {
  const text = fc.oneof(
    fc.string({ minLength: 1, unit: 'binary' }),
    fc.constantFrom('"<&>\'', '=1+1', '\u202e龙\u0000汇', '😀'.repeat(40), ' ', '{"id":1}', '__proto__'),
  )
  const name = fc.record({ zh: text, en: text })
  const row = (projectId: string): fc.Arbitrary<CountingRow> =>
    fc.constantFrom(...ATTRIBUTES).chain((attribute) =>
      fc.record({
        projectId: fc.constant(projectId),
        attribute: fc.constant(attribute),
        value: fc.constantFrom(...(attribute === 'list' ? ['city-2022'] : ATTRIBUTE_VALUES[attribute])),
        holdsFrom: fc.constantFrom('2019-09-30', '2021-12-17', '2026-11-27'),
        source: text,
        grade: fc.constantFrom('O', 'P'),
        generated: fc.boolean(),
      }),
    )

  test.skipIf(!hasOc4idsSchema)(
    'it is valid, its ids are unique, and names come back as they were',
    async () => {
      const asked = { asOf: TODAY, withGenerated: true }
      const base = await inScope(db, wholeScope, async (tx) => {
        const limits = { limit: 3, offset: 0 }
        const { projects } = await projectsOf(tx, { ...asked, held: {} }, orderOf(), limits)
        return await portfolioOf(tx, projects, asked, 'zh')
      })
      const odd = fc
        .tuple(fc.tuple(name, name, name), fc.constantFrom(...PORTFOLIO_PARTS))
        .chain(([names, part]) =>
          fc.record({
            projects: fc.constant(
              base.projects.map((project, i) => ({
                ...{ ...project, part, name: names[i]!, town: names[(i + 1) % 3]! },
                communities: project.communities.map(() => names[i]!),
              })),
            ),
            rows: fc
              .tuple(...base.projects.map(({ projectId }) => fc.array(row(projectId), { maxLength: 6 })))
              .map((lists) => new Map(lists.map((list, i) => [base.projects[i]!.projectId, list]))),
            language: fc.constantFrom('zh' as const, 'en' as const),
          }),
        )
      fc.assert(
        fc.property(odd, (changed) => {
          const portfolio: Portfolio = { ...base, ...changed }
          const whole: Package = JSON.parse(JSON.stringify(packageOfProjects(portfolio)))
          expect(oc4idsFaults(whole)).toEqual([])
          expect(whole.projects.map(({ title }) => title)).toEqual(
            portfolio.projects.map((project) => project.name[portfolio.language]),
          )
          for (const project of whole.projects)
            for (const list of [project.milestones ?? [], project.documents, project.locations])
              expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
        }),
        { numRuns: 200 },
      )
    },
  )
})
