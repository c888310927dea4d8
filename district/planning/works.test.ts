import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { extractText, getDocumentProxy } from 'unpdf'
import { beforeAll, describe, expect, test } from 'vitest'
import { recomputeRun } from '#district/diagnosis/contract/runs.ts'
import { openDiagnosis } from '#district/diagnosis/server.ts'
import { candidatesOf } from '#examples/yinzhou/candidates.ts'
import { generateDistrict } from '#examples/yinzhou/generate.ts'
import { loadDistrict } from '#examples/yinzhou/load.ts'
import { loadProgramme } from '#examples/yinzhou/load-programme.ts'
import { type Caller, STRANGER } from '#platform/http/caller.ts'
import { createServer } from '#platform/http/server.ts'
import { refusal, testClient } from '#platform/http/test-client.ts'
import { inScope, type Tx, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import {
  listWorks,
  makeWorks,
  proposeWorks,
  readWork,
  saveWork,
  stepWork,
  type Work,
} from './contract/works.ts'
import { planZones, workConflicts } from './contract/zones.ts'
import { ADDED, type Change, createScheme, saveScheme } from './contract.ts'
import { planningRoutes } from './server.ts'
import { addProgrammeSites } from './write/sites.ts'
import { makeOfScheme } from './write/works.ts'
import { type AddedZone, addZones } from './write/zones.ts'

const { db, owner } = await testDb()
const TOWN = '330212008'
const district = generateDistrict({ towns: [TOWN] })
const rights = new Set(['planning.simulate', 'diagnosis.read', 'diagnosis.run'])
const taskForce: Caller = { ...STRANGER, accountId: 'a', role: 'task-force', rights, scope: wholeScope }
let caller = taskForce
let today = '2026-11-27'
const diagnosis = openDiagnosis(db, () => today)
const app = await createServer({
  ...{ db, version: '0', requestsPerMinute: 0 },
  authenticate: async () => caller,
  routes: [...diagnosis.routes, ...planningRoutes(diagnosis.district, () => today)],
})
const call = testClient(app)

beforeAll(async () => {
  await loadDistrict(
    db,
    district,
    () => {},
    (tx) => loadProgramme(tx, district),
  )
})

async function as<T>(who: Caller, body: () => Promise<T>): Promise<T> {
  caller = who
  try {
    return await body()
  } finally {
    caller = taskForce
  }
}
const townCaller = (communities: string[]): Caller => ({
  ...taskForce,
  role: 'town',
  scope: { role: 'town', accountId: 'b', read: communities, write: communities },
})

const [room] = candidatesOf(district).filter(({ kind }) => kind === 'vacant-room')
const addTo = (id: string, more: Partial<Extract<Change, { kind: 'add' }>> = {}): Change => ({
  ...{ kind: 'add', facilityId: `${ADDED}${id}`, facilityKind: 'childcare', name: '新增托育机构' },
  ...{ lon: room!.lon, lat: room!.lat, capacity: 60, areaM2: 400 },
  ...{ interventionId: null, hostId: `${room!.communityId}/${room!.candidateId}` },
  ...more,
})
const clinic = district.facilities.find(({ kind }) => kind === 'health_station')!
const close: Change = { kind: 'remove', facilityId: clinic.facilityId }

async function schemeOf(changes: Change[]) {
  const { areaId, schemeId } = await call(createScheme, { body: { name: '补短板', changes } })
  return { areaId, schemeId }
}
type Params = Awaited<ReturnType<typeof schemeOf>>

const worksOf = async (params: Params) => {
  const { proposals } = await call(proposeWorks, { params })
  return proposals.map(({ facilityIds, name }) => ({ facilityIds, name }))
}
const make = async (params: Params, revision = 1) =>
  call(makeWorks, { params, body: { revision, works: await worksOf(params) } })

async function madeOne(change = addTo(crypto.randomUUID())): Promise<Work> {
  const { works } = await make(await schemeOf([change]))
  return await call(readWork, { params: works[0]! })
}
const contentOf = (work: Work) => {
  const {
    name,
    note,
    unitRole,
    unit,
    plannedFrom,
    plannedTo,
    builtFacilityId,
    costs,
    funding,
    sites,
    revision,
  } = work
  return {
    name,
    note,
    unitRole,
    unit,
    plannedFrom,
    plannedTo,
    builtFacilityId,
    costs,
    funding,
    sites,
    revision,
  }
}
const keyOf = ({ communityId, workId }: Work) => ({ communityId, workId })
const save = (work: Work, more: Partial<ReturnType<typeof contentOf>>) =>
  call(saveWork, { params: keyOf(work), body: { ...contentOf(work), ...more } })
const step = (work: Work, state: Work['state'], on = today) =>
  call(stepWork, { params: keyOf(work), body: { state, on, note: '', revision: work.revision } })

async function someoneWaits(): Promise<void> {
  const waits = sql<{ pid: number }>`select pid from pg_locks where not granted`
  while ((await waits.execute(owner)).rows.length === 0);
}

describe('making', () => {
  test('a scheme becomes one project a facility, in its community, with cost, unit, dates and forecast', async () => {
    const params = await schemeOf([addTo('1'), close])
    const { proposals } = await call(proposeWorks, { params })
    expect(proposals).toMatchObject([{ standing: 'new', workId: null }, { standing: 'new' }])
    expect(await make(params)).toMatchObject({ made: 2, updated: 0 })
    const { works } = await call(listWorks)
    const [added, closed] = [
      works.find(({ digs, costFen }) => !digs && costFen > 0)!,
      works.find((w) => w.costFen === 0)!,
    ]
    expect(added).toMatchObject({
      ...{ communityId: room!.communityId, state: 'planned', stateOn: today, facilityKind: 'childcare' },
      ...{
        interventionId: 'convert',
        costFen: 10_000_000 + room!.areaM2! * 180_000,
        costUnknown: 0,
        fundedFen: 0,
      },
      ...{
        unitRole: 'town',
        plannedFrom: '2027-02-01',
        plannedTo: '2027-07-31',
        scheme: { ...params, revision: 1 },
      },
    })
    expect(closed).toMatchObject({ communityId: clinic.communityId, interventionId: null, costUnknown: 1 })
    const { forecast, changes } = await call(readWork, { params: added })
    expect(changes).toEqual([addTo('1')])
    expect(forecast.rows.length).toBeGreaterThan(0)
    for (const { alone, before, name, measured, error } of forecast.rows) {
      expect(alone).not.toEqual(before)
      expect(name.zh).not.toBe('')
      expect([measured, error]).toEqual([null, null])
    }
    expect(forecast.rows.some(({ item }) => item === 'score')).toBe(true)
    const byClosing = (await call(readWork, { params: closed })).forecast.rows
    expect(byClosing.every(({ alone, before }) => alone[0]! <= before[0]!)).toBe(true)
  })

  test('made again it is refused, and once more changed it is brought up to date, never doubled', async () => {
    const params = await schemeOf([addTo('2')])
    const first = await make(params)
    await expect(make(params)).rejects.toThrow(refusal('WORKS_MADE'))
    const work = await call(readWork, { params: first.works[0]! })
    await save(work, { costs: [{ category: 'other', fen: 5, basis: 'entered', source: '概算', grade: 'O' }] })
    await call(saveScheme, {
      params,
      body: { name: '改', changes: [addTo('2', { capacity: 90 }), addTo('3')], revision: 1 },
    })
    await expect(make(params, 1)).rejects.toThrow(refusal('SCHEME_CHANGED'))
    const again = await make(params, 2)
    expect(again).toMatchObject({ made: 1, updated: 1 })
    expect(await call(readWork, { params: first.works[0]! })).toMatchObject({
      ...{ changes: [{ capacity: 90 }], costs: [{ fen: 5 }], scheme: { revision: 2 }, revision: 3 },
    })
    expect(
      (await call(listWorks)).works.filter(({ scheme }) => scheme?.schemeId === params.schemeId),
    ).toHaveLength(2)
  })

  test('of two who make the same scheme at once the second waits for the first, and is refused', async () => {
    const change = addTo('4')
    const params = await schemeOf([change])
    const { proposals } = await call(proposeWorks, { params })
    const draft = { ...proposals[0]!, changes: [change], forecast: { items: [], served: [] } }
    const making = (tx: Tx) => makeOfScheme(tx, caller, { ...params, revision: 1 }, [draft], { today })
    let second: Promise<unknown> = Promise.resolve()
    await inScope(db, wholeScope, async (tx) => {
      await making(tx)
      second = inScope(db, wholeScope, making)
      await Promise.race([second, someoneWaits()])
    })
    await expect(second).rejects.toMatchObject({ code: 'WORKS_MADE' })
  })

  test('a project that is approved is left alone; one whose place is now elsewhere is dropped and made there', async () => {
    const params = await schemeOf([addTo('5'), addTo('6')])
    const { works } = await make(params)
    const [approved, moved] = await Promise.all(works.map((key) => call(readWork, { params: key })))
    await step(approved!, 'approved')
    const other = district.facilities.find(({ communityId }) => communityId !== room!.communityId)!
    const elsewhere = { lon: other.lon, lat: other.lat, hostId: null }
    const changes = [addTo('5', { capacity: 1 }), addTo('6', elsewhere)]
    await call(saveScheme, { params, body: { name: '改', changes, revision: 1 } })
    expect((await call(proposeWorks, { params })).proposals.map(({ standing }) => standing)).toEqual([
      'fixed',
      'changed',
    ])
    expect(await make(params, 2)).toMatchObject({
      made: 1,
      updated: 0,
      works: [{ communityId: other.communityId }],
    })
    expect((await call(readWork, { params: keyOf(moved!) })).state).toBe('dropped')
    expect((await call(readWork, { params: keyOf(approved!) })).changes).toEqual([addTo('5')])
  })

  test.each<[string, (params: Params) => unknown[], string]>([
    ['a facility that the scheme does not change', () => [{ facilityIds: ['nobody'], name: 'x' }], 'works/0'],
    ['a facility twice', () => [1, 2].map(() => ({ facilityIds: [`${ADDED}7`], name: 'x' })), 'works/1'],
  ])('%s is refused, and nothing is made', async (_, works, field) => {
    const params = await schemeOf([addTo('7')])
    const making = call(makeWorks, { params, body: { revision: 1, works: works(params) as never } })
    await expect(making).rejects.toThrow(refusal('WORKS_UNFIT', field))
    expect(
      (await call(listWorks)).works.filter(({ scheme }) => scheme?.schemeId === params.schemeId),
    ).toEqual([])
  })
})

describe('keeping', () => {
  test('costs, money, dates and unit are saved together, and written down', async () => {
    const work = await madeOne()
    const costs = [
      { category: 'construction', fen: 1_000_00, basis: 'entered', source: '概算', grade: 'O' },
    ] as const
    const funding = [{ source: 'bond', fen: 600_00, state: 'committed', note: '一期' }] as const
    const saved = await save(work, {
      ...{
        costs: [...costs],
        funding: [...funding],
        name: ' 托育点 ',
        unit: '教育局',
        unitRole: 'department',
      },
      plannedTo: '2028-01-31',
    })
    expect(saved).toMatchObject({
      ...{ name: '托育点', costs, funding, costFen: 100_000, fundedFen: 60_000, revision: 2, unit: '教育局' },
    })
    const entries = await owner
      .selectFrom('audit_entry')
      .selectAll()
      .where('subject_id', '=', work.workId)
      .execute()
    expect(entries.map(({ action }) => action)).toEqual(['work.make', 'work.save'])
    await expect(save(work, {})).rejects.toThrow(refusal('WORK_CHANGED'))
  })

  test.each<[string, Parameters<typeof save>[1], string]>([
    [
      'more money than costs',
      { funding: [{ source: 'bond', fen: 1e13, state: 'sought', note: '' }] },
      'funding',
    ],
    ['an end before the start', { plannedTo: '2020-01-01' }, 'plannedTo'],
    [
      'a programme site that is not there',
      { sites: [{ areaId: 'x', siteId: 'y', relation: 'after' }] },
      'sites/0',
    ],
    ['a facility of nowhere', { builtFacilityId: 'nobody' }, 'builtFacilityId'],
  ])('%s is refused by its field, and nothing is kept', async (_, more, field) => {
    const work = await madeOne()
    await expect(save(work, { name: '别的', ...more })).rejects.toThrow(refusal('WORKS_UNFIT', field))
    expect(await call(readWork, { params: keyOf(work) })).toMatchObject({ name: work.name, revision: 1 })
  })

  test('a town sees and keeps what stands on its ground, and nothing else', async () => {
    const work = await madeOne()
    const outside = district.areas.find(
      ({ areaId, level }) => level === 'community' && areaId !== work.communityId,
    )!
    await as(townCaller([outside.areaId]), async () => {
      const { works, sites } = await call(listWorks)
      expect(works).toEqual([])
      expect(sites.filter(({ communityId }) => communityId !== outside.areaId)).toEqual([])
      await expect(call(readWork, { params: keyOf(work) })).rejects.toThrow(refusal('WORK_UNKNOWN'))
      await expect(save(work, {})).rejects.toThrow(refusal('SCHEME_OUTSIDE'))
      await expect(step(work, 'approved')).rejects.toThrow(refusal('SCHEME_OUTSIDE'))
    })
    await as(townCaller([work.communityId]), async () => {
      expect((await call(listWorks)).works.map(({ workId }) => workId)).toContain(work.workId)
      expect(await call(readWork, { params: keyOf(work) })).toMatchObject({ name: work.name })
      await expect(make({ areaId: '330212', schemeId: work.scheme!.schemeId })).rejects.toThrow(
        refusal('MODEL_IS_DISTRICTS'),
      )
    })
  })

  test.each([
    [
      'money without an amount',
      'work_funding',
      { line_no: 9, source: 'bond', fen: 0, state: 'sought' },
      /check/,
    ],
    [
      'a basis that is none',
      'work_cost',
      { line_no: 9, category: 'x', fen: 1, basis: 'guessed', grade: 'P' },
      /check/,
    ],
    [
      'a step into a state that is none',
      'work_step',
      { step_no: 9, state: 'lost', on_day: '2026-01-01', recorded_by: 'x' },
      /check/,
    ],
    [
      'so few people that they are told apart',
      'work_served',
      { test: 't', run_id: crypto.randomUUID(), before: 9 },
      /check|foreign/,
    ],
  ])('the store itself refuses %s', async (_, table, row, why) => {
    const { communityId, workId } = await madeOne()
    const values = { community_id: communityId, work_id: workId, ...row } as never
    await expect(
      owner
        .insertInto(table as 'work_step')
        .values(values)
        .execute(),
    ).rejects.toThrow(why)
  })
})

describe('programme sites', () => {
  test('a dig is laid together with one that comes to its site', async () => {
    const at = district.facilities.find(({ kind }) => kind === 'kindergarten')!
    await inScope(db, wholeScope, (tx) =>
      addProgrammeSites(tx, [
        {
          ...{ communityId: at.communityId, siteId: 'renewal', programme: 'old-estate', name: '东苑旧改' },
          shape: { type: 'Point', coordinates: [at.lon, at.lat] },
          ...{ from: '2027-06-10', to: '2027-12-31', digs: true, holder: '镇街', source: '测试' },
          ...{ beforeDocument: null, afterDocument: null, generated: true },
        },
      ]),
    )
    const work = await madeOne(addTo(crypto.randomUUID(), { lon: at.lon, lat: at.lat, hostId: null }))
    expect(work).toMatchObject({
      ...{ digs: true, plannedFrom: '2027-06-01' },
      sites: expect.arrayContaining([{ areaId: at.communityId, siteId: 'renewal', relation: 'one-dig' }]),
    })
    const { sites } = await call(listWorks)
    expect(sites.find(({ siteId }) => siteId === 'renewal')).toMatchObject({
      ...{ lon: expect.closeTo(at.lon, 6), shape: { type: 'Point' } },
    })
  })
})

describe('built', () => {
  test('states follow each other, on days that can be', async () => {
    let work = await madeOne()
    await expect(step(work, 'built')).rejects.toThrow(refusal('WORK_STEP_UNFIT'))
    await expect(step(work, 'approved', '2027-01-01')).rejects.toThrow(refusal('WORKS_UNFIT', 'on'))
    await expect(step(work, 'approved', '2026-11-26')).rejects.toThrow(refusal('WORKS_UNFIT', 'on'))
    work = await step(work, 'approved')
    await expect(step({ ...work, revision: 1 }, 'building')).rejects.toThrow(refusal('WORK_CHANGED'))
    work = await step(work, 'building')
    expect(work).toMatchObject({ state: 'building', startedOn: today, builtOn: null })
    expect(work.steps.map(({ state }) => state)).toEqual(['planned', 'approved', 'building'])
  })

  test('after it is built the next run is set beside the forecast, with the error', async () => {
    let work = await madeOne()
    for (const state of ['approved', 'building', 'built'] as const) work = await step(work, state)
    expect(work.forecast.measuredBy).toEqual([])
    expect(work.forecast.rows.every(({ measured }) => measured === null)).toBe(true)
    today = '2026-12-27'
    await call(recomputeRun, { body: {} })
    work = await call(readWork, { params: keyOf(work) })
    expect(work.forecast.measuredBy).toMatchObject([{ asOf: '2026-12-27' }])
    // The register has not changed, so what is measured is what was there before.
    for (const { before, alone, measured, error } of work.forecast.rows) {
      measured!.forEach((end, i) => {
        expect(end).toBeCloseTo(before[i]!, 6)
        expect(error![i]).toBeCloseTo(before[i]! - alone[i]!, 6)
      })
    }
    expect(work.forecast.rows.length).toBeGreaterThan(0)
    for (const { before, measured } of work.forecast.served)
      if (before !== null) expect(measured).toBe(before)
    today = '2026-11-27'
  })
})

describe('plans', () => {
  const fitOf = async ({ workId }: Work) => (await call(workConflicts)).find((one) => one.workId === workId)!
  const around = (lon: number, lat: number) => {
    const [west, south, east, north] = [lon - 0.001, lat - 0.001, lon + 0.001, lat + 0.001]
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ] as const
    return { type: 'Polygon' as const, coordinates: [ring] }
  }

  test('each works project is held against the zones that hold at its place when it begins', async () => {
    const work = await madeOne()
    const before = await fitOf(work)
    expect(before.findings.length).toBeGreaterThan(0)
    expect(before).toMatchObject({ day: work.plannedFrom })
    const zone: Omit<AddedZone, 'zoneId' | 'from'> = {
      ...{ communityId: work.communityId, source: 'test', plan: 'regulatory', kind: 'permanent-farmland' },
      ...{ name: '', shape: around(work.lon, work.lat), to: null, generated: false },
    }
    const later = { ...zone, zoneId: 'later', kind: 'water', from: '2099-01-01' }
    await inScope(db, wholeScope, (tx) =>
      addZones(tx, [{ ...zone, zoneId: 'now', from: '2020-01-01' }, later]),
    )
    const after = await fitOf(work)
    expect(after).toMatchObject({ verdict: 'conflict' })
    expect(after.findings.length).toBe(before.findings.length + 1)
    expect((await call(readWork, { params: keyOf(work) })).revision).toBe(work.revision)
    // The documents are of the works that are asked for, by their verdict too.
    const titles = async (fit: string) => {
      const { projects } = (await app.inject(`/api/works.oc4ids.json?fit=${fit}`)).json()
      return projects.map(({ id }: { id: string }) => id).join()
    }
    expect(await titles('conflict')).toContain(work.workId)
    expect(await titles('fine')).not.toContain(work.workId)
  })

  test('a town hears of its own projects, and everybody reads the zones', async () => {
    const work = await madeOne()
    const of = (communities: string[]) => as(townCaller(communities), () => call(workConflicts))
    const own = await of([work.communityId])
    expect(own.map(({ workId }) => workId)).toContain(work.workId)
    expect(new Set(own.map(({ communityId }) => communityId))).toEqual(new Set([work.communityId]))
    expect(await of(['330212104001'])).toEqual([])
    await expect(as(STRANGER, () => call(workConflicts))).rejects.toEqual(refusal('SIGN_IN_NEEDED'))
    const { features } = await as(STRANGER, async () => (await app.inject(planZones.path)).json())
    expect(features.length).toBeGreaterThan(1000)
    expect(features[0]).toMatchObject({ type: 'Feature', geometry: { type: 'Polygon' } })
  })
})

describe('documents', () => {
  const get = (path: string) => app.inject(path)

  test('the list is a table, a map and a package, of the works that are asked for', async () => {
    const { name } = await madeOne()
    const table = await get('/api/works.xlsx?language=zh&state=planned')
    expect(table.headers['content-disposition']).toContain(encodeURIComponent('规划表'))
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(table.rawPayload as unknown as ArrayBuffer)
    expect(workbook.worksheets[0]!.getColumn(2).values).toContain(name)
    const pdf = await get('/api/works.pdf?language=zh&state=planned')
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf.rawPayload)))
    expect(text.join('').replace(/\s+/g, '')).toContain(name.replace(/\s+/g, ''))
    const { projects } = (await get('/api/works.oc4ids.json?state=planned')).json()
    expect(projects.map(({ title }: { title: string }) => title)).toContain(name)
    expect((await get('/api/works.oc4ids.json?q=nothing+like+it')).json().projects).toEqual([])
  })

  test('a town exports what is its own', async () => {
    await madeOne()
    await as(townCaller(['330212104']), async () => {
      expect((await get('/api/works.oc4ids.json')).json().projects).toEqual([])
    })
  })
})
