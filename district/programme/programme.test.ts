import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import { generateDistrict } from '#examples/yinzhou/generate.ts'
import { loadDistrict } from '#examples/yinzhou/load.ts'
import { loadProgramme } from '#examples/yinzhou/load-programme.ts'
import { type Caller, STRANGER } from '#platform/http/caller.ts'
import { createServer } from '#platform/http/server.ts'
import { refusal, testClient } from '#platform/http/test-client.ts'
import { wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { listLibraries } from './contract/libraries.ts'
import { listMilestones, reportMilestone, type StandRow, withdrawReport } from './contract/milestones.ts'
import { listQuotas } from './contract/quotas.ts'
import { listProjects, readProject, townMatrix } from './contract.ts'
import { libraryOf } from './rules/libraries.ts'
import { milestonesDue, programmeRoutes } from './server.ts'

const { db } = await testDb()
const district = generateDistrict({ towns: ['330212104'] })
const taskForce: Caller = {
  ...STRANGER,
  ...{ accountId: 'a', role: 'task-force', rights: new Set(['diagnosis.read', 'programme.record']) },
  scope: wholeScope,
}
let caller = taskForce
let today = '2026-11-27'
const app = await createServer({
  ...{ db, version: '0', requestsPerMinute: 0, routes: programmeRoutes(() => today) },
  authenticate: async () => caller,
})
const call = testClient(app)
beforeAll(() =>
  loadDistrict(
    db,
    district,
    () => {},
    (tx) => loadProgramme(tx, district),
  ),
)

const townOf = (id: string): Caller => ({
  ...taskForce,
  role: 'town',
  scope: { role: 'town', accountId: 'b', read: [id], write: [id, `${id}006`] },
})
async function as<T>(who: Caller, body: () => Promise<T>): Promise<T> {
  caller = who
  try {
    return await body()
  } finally {
    caller = taskForce
  }
}

const textOf = ({ milestoneId, subject, state, lateDays }: StandRow) =>
  `${milestoneId} ${subject.zh} ${state}${lateDays === null ? '' : ` +${lateDays}`}`
const stands = async (asOf: string, demo?: 'no') =>
  (await call(listMilestones, { query: { asOf, ...(demo && { demo }) } })).rows
/** Of the rows, those that are not merely to come. */
const told = (rows: StandRow[]) => rows.map(textOf).filter((line) => !line.endsWith(' scheduled'))

/** Worked out by hand: due days of the plan, and what packs and demo report. */
const ON_2022_06_30 = [
  'M01 划船 met',
  'M02 白鹤 dueNoReport',
  'M03 姜山 met',
  'M04 龙汇 met',
  'M05 和丰 met',
  'M06 郡柳 met',
  'M07 海创 met',
  'M08 鄞州区 met',
  'M09 鄞州区 dueNoReport',
  'M15 鄞州区 met',
]
const ON_2023_12_31 = [
  'M01 划船 met',
  'M02 白鹤 met +585',
  'M03 姜山 met',
  'M04 龙汇 met',
  'M05 和丰 met',
  'M06 郡柳 met',
  'M07 海创 met',
  'M08 鄞州区 met',
  'M09 鄞州区 dueNoReport',
  'M10 姜山 partiallyMet',
  'M11 龙汇 dueNoReport',
  'M12 划船 met',
  'M13 白鹤 dueNoReport',
  'M14 鄞州区 partiallyMet',
  'M15 鄞州区 met',
  'M16 鄞州区 notMet',
  'M19 和丰 met',
]
const DUE_BY: Readonly<Record<string, string[]>> = {
  '2022-06-30': 'M01 M02 M03 M04 M05 M06 M07 M08 M09 M15'.split(' '),
  '2023-12-31': 'M01 M02 M03 M04 M05 M06 M07 M08 M09 M10 M11 M12 M13 M14 M15 M16'.split(' '),
}

describe('milestones', () => {
  test.each([
    ['2022-06-30', ON_2022_06_30, ['M02', 'M09']],
    ['2023-12-31', ON_2023_12_31, ['M02', 'M09', 'M10', 'M11', 'M13', 'M14', 'M16']],
  ])('on %s stand as worked out by hand', async (asOf, expected, red) => {
    const rows = await stands(asOf)
    expect(rows.length).toBe(25)
    expect(told(rows)).toEqual(expected)
    expect(rows.filter(({ isRed }) => isRed).map(({ milestoneId }) => milestoneId)).toEqual(red)
    for (const { report, milestoneId } of rows)
      if (report) expect([report.generated, milestoneId]).toEqual([milestoneId !== 'M02', milestoneId])
  })

  test.each([
    ['2022-06-30', []],
    ['2023-12-31', ['M02 白鹤 met +585']],
  ])('without generated reports, on %s what is due has none', async (asOf, real) => {
    const rows = await stands(asOf, 'no')
    expect(told(rows)).toEqual(
      DUE_BY[asOf]!.map((id) => {
        const { subject } = rows.find(({ milestoneId }) => milestoneId === id)!
        return real.find((line) => line.startsWith(id)) ?? `${id} ${subject.zh} dueNoReport`
      }),
    )
  })

  test('on no day anybody but 白鹤 is late, and 白鹤 not before it was known', async () => {
    for (const asOf of ['2021-11-30', '2022-05-01', '2023-12-05', '2023-12-06', '2024-12-31', '2026-11-27']) {
      const late = (await stands(asOf)).filter(({ lateDays }) => lateDays !== null)
      expect(late.map(textOf)).toEqual(asOf < '2023-12-06' ? [] : ['M02 白鹤 met +585'])
    }
  })

  test('a milestone is due on its due day, and scheduled the day before', async () => {
    const m09 = async (asOf: string) => (await stands(asOf)).find(({ milestoneId }) => milestoneId === 'M09')!
    expect((await m09('2022-06-29')).state).toBe('scheduled')
    expect((await m09('2022-06-30')).state).toBe('dueNoReport')
  })
})

test('the calendar of who reports has what is open and their own, and of whoever may not report nothing', async () => {
  const open = (await stands('2026-11-27')).filter(({ state }) => state !== 'met')
  const entries = await milestonesDue(db, taskForce)
  expect(entries.map(({ id, day }) => [id, day])).toEqual(
    open.map(({ milestoneId, subjectId, due }) => [`${milestoneId}-${subjectId}`, due]),
  )
  const own = await milestonesDue(db, townOf('330212008'))
  expect(own.map(({ id }) => id)).toEqual(
    open
      .filter(({ areaId }) => areaId === '330212008006')
      .map((row) => `${row.milestoneId}-${row.subjectId}`),
  )
  expect(own.length).toBeGreaterThan(0)
  expect(await milestonesDue(db, { ...taskForce, rights: new Set(['diagnosis.read']) })).toEqual([])
})

describe('reports', () => {
  const body = {
    ...{ subjectId: 'baihe', state: 'partiallyMet' as const, happenedOn: '2026-11-20' },
    ...{ note: '签约 76%', source: '签约台账' },
  }
  const m13 = { milestoneId: 'M13' }
  const stateNow = async (asOf = today) =>
    (await stands(asOf)).find(({ milestoneId }) => milestoneId === 'M13')!

  test('a town reports its own, it counts from the day it is known, and a withdrawn one no more', async () => {
    const town = townOf('330212011')
    const baihe = { ...town, scope: { ...town.scope, write: ['330212011', '330212011004'] } }
    const { reportId } = await as(baihe, () => call(reportMilestone, { params: m13, body }))
    expect(await stateNow()).toMatchObject({
      state: 'partiallyMet',
      lateDays: null,
      isRed: true,
      report: { generated: false, reportedRole: 'town', reportedOn: today, note: '签约 76%' },
    })
    expect((await stateNow('2026-11-26')).state).toBe('dueNoReport')
    const params = { reportId }
    await expect(
      as(townOf('330212008'), () => call(withdrawReport, { params, body: { reason: '误填' } })),
    ).rejects.toEqual(refusal('PROGRAMME_OUTSIDE'))
    today = '2026-11-28'
    await as(baihe, () => call(withdrawReport, { params, body: { reason: '误填' } }))
    expect((await stateNow()).state).toBe('dueNoReport')
    expect((await stateNow('2026-11-27')).state).toBe('partiallyMet')
    await expect(call(withdrawReport, { params, body: { reason: '再撤' } })).rejects.toEqual(
      refusal('REPORT_WITHDRAWN'),
    )
    today = '2026-11-27'
  })

  test.each([
    ['somebody outside', townOf('330212008'), m13, body, 'PROGRAMME_OUTSIDE', []],
    ['a stranger', STRANGER, m13, body, 'SIGN_IN_NEEDED', []],
    ['a project it is not about', taskForce, m13, { ...body, subjectId: 'hefeng' }, 'MILESTONE_UNKNOWN', []],
    ['no such milestone', taskForce, { milestoneId: 'M99' }, body, 'MILESTONE_UNKNOWN', []],
    [
      'a day to come, no document, no reason',
      taskForce,
      m13,
      { ...body, happenedOn: '2026-11-28', source: ' ', note: '' },
      'REPORT_UNFIT',
      ['happenedOn', 'source', 'note'],
    ],
    [
      'the district, for a town',
      townOf('330212008'),
      { milestoneId: 'M20' },
      { ...body, subjectId: '330212' },
      'PROGRAMME_OUTSIDE',
      [],
    ],
  ])('refuses %s', async (_, who, params, sent, code, fields) => {
    await expect(as(who, () => call(reportMilestone, { params, body: sent }))).rejects.toEqual(
      refusal(code, ...fields),
    )
  })
})

describe('quotas', () => {
  const quotas = async (asOf: string, demo?: 'no') => {
    const { rows } = await call(listQuotas, { query: { asOf, ...(demo && { demo }) } })
    return rows.map(
      ({ quotaId, numerator, denominator, state, atDeadline }) =>
        `${quotaId} ${numerator}${denominator === null ? '' : `/${denominator}`} ${state}` +
        (atDeadline
          ? ` (${atDeadline.numerator}${atDeadline.denominator === null ? '' : `/${atDeadline.denominator}`})`
          : ''),
    )
  }

  test('on 2022-06-30 and 2023-12-31 are as counted by hand', async () => {
    expect(await quotas('2022-06-30')).toEqual([
      'city-list-2022 8 met (8)',
      'city-list-2023 9 reached',
      'provincial-share 12/77 reached',
      'renewal-2021 0/2 open',
      'renewal-2023 0/9 open',
      'every-town 16/21 open',
      'able-towns 7/21 notJudged',
      'early-provincial 0/4 open',
      'city-demo 0/3 open',
      'best-practice 0 open',
    ])
    expect(await quotas('2023-12-31')).toEqual([
      'city-list-2022 8 met (8)',
      'city-list-2023 9 met (9)',
      'provincial-share 12/132 met (12/77)',
      'renewal-2021 1/2 missed (1/2)',
      'renewal-2023 0/9 missed (0/9)',
      'every-town 16/21 open',
      'able-towns 9/21 notJudged',
      'early-provincial 0/4 open',
      'city-demo 1/3 open',
      'best-practice 0 open',
    ])
  })

  test('without generated data count only what is known', async () => {
    expect(await quotas('2023-12-31', 'no')).toEqual([
      'city-list-2022 0 missed (0)',
      'city-list-2023 0 missed (0)',
      'provincial-share 5/132 missed (5/77)',
      'renewal-2021 0/2 missed (0/2)',
      'renewal-2023 0/0 unknown (0/0)',
      'every-town 6/21 open',
      'able-towns 0/21 notJudged',
      'early-provincial 0/4 open',
      'city-demo 0/3 open',
      'best-practice 0 open',
    ])
  })

  test('open to the projects that are counted, and to those that lack', async () => {
    const query = { asOf: '2023-12-31', quota: 'renewal-2021' }
    const names = async (more: object) =>
      (await call(listProjects, { query: { ...query, ...more } })).projects.map(({ name }) => name.zh)
    expect(await names({})).toEqual(['和丰'])
    expect(await names({ lacking: 'yes' })).toEqual(['郡柳'])
    await expect(call(listProjects, { query: { quota: 'none' } })).rejects.toEqual(refusal('QUOTA_UNKNOWN'))
  })
})

describe('libraries', () => {
  test('hold every project once, by its stage on the day, and know the stage of the day before', async () => {
    const { rows, total, since } = await call(listLibraries, { query: { asOf: '2023-12-31' } })
    expect(since).toBe('2023-09-30')
    expect(total).toBe(48)
    expect(new Set(rows.map(({ projectId }) => projectId)).size).toBe(48)
    const { projects } = await call(listProjects, { query: { asOf: '2023-12-31', size: 100 } })
    const stages = new Map(projects.map(({ projectId, stage }) => [projectId, stage]))
    const earlier = await call(listProjects, { query: { asOf: since, size: 100 } })
    const before = new Map(earlier.projects.map(({ projectId, stage }) => [projectId, stage]))
    for (const row of rows) {
      expect(Number(row.stage)).toBe(stages.get(row.projectId))
      expect(row.before && Number(row.before)).toBe(before.get(row.projectId) ?? null)
      expect(row.stageSince <= '2023-12-31').toBe(true)
      expect(libraryOf(row.stage)).toBeDefined()
    }
  })

  test('without generated data hold only what is known', async () => {
    const { rows } = await call(listLibraries, { query: { asOf: '2023-12-31', demo: 'no' } })
    expect(rows.some(({ generated }) => generated)).toBe(false)
  })
})

describe('portfolio', () => {
  const list = (query: object = {}) => call(listProjects, { query: { size: 500, ...query } })
  const parts = async (query: object) => (await list(query)).parts.map(({ count }) => count)

  test('parts are counted from the projects known on the day', async () => {
    expect(await parts({})).toEqual([4, 2, 17, 25])
    expect(await parts({ asOf: '2022-06-30' })).toEqual([4, 2, 17, 25])
    expect(await parts({ asOf: '2023-12-31' })).toEqual([4, 2, 17, 25])
    expect(await parts({ asOf: '2021-06-30' })).toEqual([3, 0, 0, 0])
    expect(await parts({ asOf: '2019-01-01' })).toEqual([0, 0, 0, 0])
    expect(await parts({ demo: 'no' })).toEqual([4, 2, 1, 0])
  })

  test('attributes have a history, and the list shows those of the day', async () => {
    const hefeng = async (asOf: string) =>
      (await list({ asOf, q: '和丰' })).projects.map(({ level, batch }) => `${level} ${batch}`)
    expect(await hefeng('2021-12-01')).toEqual(['city 1'])
    expect(await hefeng('2021-12-31')).toEqual(['provincial 4'])
    const { history, project } = await call(readProject, {
      params: { projectId: 'hefeng' },
      query: { asOf: '2021-12-01' },
    })
    expect(project).toMatchObject({ level: 'city', town: { zh: '明楼街道' } })
    expect(history.filter(({ attribute }) => attribute === 'level')).toMatchObject([
      { value: 'city', isFuture: false },
      { value: 'provincial', isFuture: true, holdsFrom: '2021-12-16' },
    ])
    await expect(call(readProject, { params: { projectId: 'x' }, query: {} })).rejects.toEqual(
      refusal('PROJECT_UNKNOWN'),
    )
  })

  /** The slow way: everything is read, then filtered and sorted here. */
  test.each([
    [{ part: 'later' }],
    [{ level: 'provincial' }],
    [{ buildType: 'rebuild' }],
    [{ plannedClass: 'mature', asOf: '2022-06-30' }],
    [{ settlement: 'rural' }],
    [{ town: '330212008' }],
  ] as const)('filters by %j as the rows say, page by page', async (query) => {
    const all = (await list('asOf' in query ? { asOf: query.asOf } : {})).projects
    const { asOf: _, town, ...same } = { town: undefined, asOf: '', ...query }
    const expected = all.filter(
      (project) =>
        (!town || project.townId === town) &&
        Object.entries(same).every(([key, value]) => project[key as 'level'] === value),
    )
    const paged = []
    for (let page = 1; ; page++) {
      const { projects, total } = await list({ ...query, page, size: 3 })
      expect(total).toBe(expected.length)
      if (projects.length === 0) break
      paged.push(...projects)
    }
    expect(expected.length).toBeGreaterThan(0)
    expect(paged).toEqual(expected)
  })

  test.each(['name', 'town', 'stage', 'level', '-stage'])('sorts by %s, unknown last', async (sort) => {
    const { projects } = await list({ sort })
    expect(projects.length).toBe(48)
    const keys = projects.map((one) =>
      sort.endsWith('stage') ? (one.stage ?? -1) : sort === 'level' ? one.level || '~' : sort,
    )
    if (sort.endsWith('stage') || sort === 'level') {
      const sorted = [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
      expect(keys).toEqual(sort === '-stage' ? sorted.reverse() : sorted)
    }
  })

  test('is found by part of its name, or of its town in either language', async () => {
    const named = async (q: string) => (await list({ q })).total
    expect(await named('白鹤')).toBe(5)
    expect(await named('jiangshan')).toBe(2)
    expect(await named('%')).toBe(0)
  })

  test('towns by year show 咸祥 without any, and add up to the projects on a list', async () => {
    const { towns, years } = await call(townMatrix, { query: { asOf: '2025-12-31' } })
    expect(towns.length).toBe(25)
    expect(years).toEqual(['2019', '2020', '2021', '2022', '2023', '2024', '2025'])
    expect(towns.filter(({ total, managed }) => managed && total === 0).map(({ name }) => name.zh)).toEqual([
      '咸祥镇',
    ])
    expect(towns.reduce((sum, { total }) => sum + total, 0)).toBe(48)
    for (const { townId, cells } of towns.slice(0, 8))
      for (const { year, count } of cells)
        expect((await list({ asOf: '2025-12-31', town: townId, list: year })).total).toBe(count)
  })

  test('is a table, as XLSX and CSV', async () => {
    const xlsx = await app.inject('/api/projects.xlsx?part=city-demo&language=zh&asOf=2023-12-31')
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(xlsx.rawPayload as unknown as ArrayBuffer)
    expect(workbook.worksheets[0]!.getColumn(1).values).toEqual([undefined, '项目', '和丰', '郡柳'])
    const csv = await app.inject('/api/projects.xlsx?part=city-demo&language=en&format=csv')
    expect(csv.headers['content-type']).toContain('text/csv')
    expect(csv.body.split('\r\n')[1]).toMatch(/^Hefeng,/)
  })
})
