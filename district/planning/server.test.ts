import { beforeAll, expect, test } from 'vitest'
import { loadNetwork } from '#core/reach/saved.ts'
import { openDiagnosis } from '#district/diagnosis/server.ts'
import { candidatesOf } from '#examples/yinzhou/candidates.ts'
import { generateDistrict } from '#examples/yinzhou/generate.ts'
import { loadDistrict } from '#examples/yinzhou/load.ts'
import { loadProgramme } from '#examples/yinzhou/load-programme.ts'
import type { Caller } from '#platform/http/caller.ts'
import { STRANGER } from '#platform/http/caller.ts'
import { createServer } from '#platform/http/server.ts'
import { testClient } from '#platform/http/test-client.ts'
import { wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import {
  ADDED,
  archiveScheme,
  type Change,
  createScheme,
  evaluateChanges,
  listSchemes,
  readScheme,
  saveScheme,
} from './contract.ts'
import { NO_MEANS } from './rules/changes.ts'
import { openEngine } from './rules/engine.ts'
import { decodeModel } from './rules/model.ts'
import { chooseSites } from './rules/siting/choose.ts'
import type { SitingQuestion, SitingStep } from './rules/siting/question.ts'
import { planningRoutes } from './server.ts'

const { db, owner } = await testDb()
const district = generateDistrict({ towns: ['330212008'] })
const rights = new Set(['planning.simulate'])
const taskForce: Caller = { ...STRANGER, accountId: 'a', role: 'task-force', rights, scope: wholeScope }
const town: Caller = {
  ...taskForce,
  scope: { role: 'town', accountId: 'b', read: ['330212008'], write: ['330212008'] },
}
let caller = taskForce
const app = await createServer({
  ...{ db, version: '0', requestsPerMinute: 0 },
  authenticate: async () => caller,
  routes: planningRoutes(openDiagnosis(db, () => '2023-06-30').district),
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

const refusal = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })
async function as<T>(who: Caller, body: () => Promise<T>): Promise<T> {
  caller = who
  try {
    return await body()
  } finally {
    caller = taskForce
  }
}

async function openModel() {
  const model = decodeModel((await app.inject('/api/planning/model')).payload)
  const streets = await app.inject(`/api/planning/streets/${model.network}`)
  return { ...model, streets: loadNetwork(new Uint8Array(streets.rawPayload)) }
}

test('an engine over what the server sends agrees with the server to the last bit', async () => {
  const model = await openModel()
  const engine = openEngine(model)
  const { facilities, homes } = model
  const school = facilities.find(({ kind }) => kind === 'kindergarten')!
  const clinic = facilities.find(({ kind }) => kind === 'health_station')!
  const at = { lon: homes.lon[100]!, lat: homes.lat[100]! }
  const changes: Change[] = [
    { kind: 'move', facilityId: school.facilityId, ...at, ...NO_MEANS },
    { kind: 'remove', facilityId: clinic.facilityId },
    {
      ...{ kind: 'add', facilityId: `${ADDED}1`, facilityKind: 'childcare', name: '新托育点' },
      ...{ ...at, capacity: 60, areaM2: null, ...NO_MEANS },
    },
  ]
  expect(engine.apply(changes).length).toBeGreaterThan(0)
  expect((await call(evaluateChanges, { body: { changes } })).outcomes).toEqual(engine.outcomes)
  expect(engine.apply([])).not.toEqual([])
  expect((await call(evaluateChanges, { body: { changes: [] } })).outcomes).toEqual(engine.outcomes)
})

test('a childcare centre more serves more small children, and one closed fewer', async () => {
  const model = await openModel()
  const engine = openEngine(model)
  const kinds = new Set(['childcare'])
  const [test] = [...engine.served(kinds).keys()].filter((id) => id.includes('walk'))
  const served = () => engine.served(kinds).get(test!)!
  const before = served()
  const far = { lon: model.homes.lon[5]!, lat: model.homes.lat[5]!, capacity: 60, areaM2: 400, ...NO_MEANS }
  const add: Change = { kind: 'add', facilityId: `${ADDED}x`, facilityKind: 'childcare', name: 'x', ...far }
  engine.apply([add])
  expect(served()).toBeGreaterThanOrEqual(before)
  engine.apply(
    model.facilities
      .filter(({ kind }) => kind === 'childcare')
      .map(({ facilityId }) => ({ kind: 'remove', facilityId })),
  )
  expect(served()).toBe(0)
})

const TEST = 'zj33-04.walk' // childcare within 300 m, for children under three
const sited = (engine: ReturnType<typeof openEngine>, more: Partial<SitingQuestion>) => {
  const candidates = candidatesOf(district).map(({ candidateId, communityId, lon, lat }, i) => ({
    ...{ id: candidateId, town: communityId.slice(0, 9), lon, lat, fen: 1_000_000 * (1 + (i % 7)) },
  }))
  const question = { test: TEST, candidates, goal: 'cover', keepsExisting: true, ...more } as const
  let last: SitingStep = { answer: undefined, hindrance: undefined }
  for (last of chooseSites(engine, question)) {
    if (last.answer) expect(last.answer.atMost).toBeGreaterThanOrEqual(last.answer.gained)
  }
  return { ...last, candidates }
}

test('sites that are chosen serve exactly the residents that the engine then counts', async () => {
  const engine = openEngine(await openModel())
  const served = () => engine.served(new Set(['childcare'])).get(TEST)!
  const { answer, candidates } = sited(engine, { count: 3 })
  expect(answer).toMatchObject({ gap: 0 })
  expect(answer!.chosen.length).toBeLessThanOrEqual(3)
  const before = served()
  engine.apply(
    answer!.chosen.map((id, i) => {
      const { lon, lat } = candidates.find((one) => one.id === id)!
      const size = { capacity: 60, areaM2: 400, ...NO_MEANS }
      return {
        kind: 'add',
        facilityId: `${ADDED}${i}`,
        facilityKind: 'childcare',
        name: id,
        lon,
        lat,
        ...size,
      }
    }),
  )
  expect(served() - before).toBe(answer!.served)
  expect(answer!.served).toBeGreaterThan(0)
  // What has been built is kept from then on.
  const { unserved } = answer!.terms
  expect(sited(engine, { count: 3 }).answer?.terms.unserved).toBe(unserved - answer!.served)
})

test('more money never serves fewer, and too little says how much it takes', async () => {
  const engine = openEngine(await openModel())
  const served = [2_000_000, 6_000_000, 20_000_000].map(
    (budgetFen) => sited(engine, { budgetFen }).answer?.served ?? 0,
  )
  expect(served).toEqual(served.toSorted((a, b) => a - b))
  const { hindrance } = sited(engine, { budgetFen: 10 })
  expect(hindrance).toMatchObject({ why: 'budget-too-small' })
  const { cheapestFen } = hindrance as { cheapestFen: number }
  expect(sited(engine, { budgetFen: cheapestFen }).answer?.served).toBeGreaterThan(0)
})

test('where there is nothing to choose it says why', async () => {
  const engine = openEngine(await openModel())
  expect(sited(engine, { candidates: [] }).hindrance).toEqual({ why: 'no-candidate-on-streets' })
  const far = [{ id: 'far', town: '', lon: 121.9, lat: 29.55, fen: 1 }]
  expect(sited(engine, { candidates: far }).hindrance?.why).toMatch(/no-candidate|nobody-near/)
})

test('who does not see the whole district gets no people by building', async () => {
  await as(town, async () => {
    expect((await app.inject('/api/planning/model')).json().code).toBe('MODEL_IS_DISTRICTS')
    await expect(call(evaluateChanges, { body: { changes: [] } })).rejects.toThrow(
      refusal('MODEL_IS_DISTRICTS'),
    )
  })
})

test('sending people by building is written down', async () => {
  await app.inject('/api/planning/model')
  const entries = await owner.selectFrom('audit_entry').select('action').execute()
  expect(entries.map(({ action }) => action)).toContain('planning.model')
})

test.each<[string, Change[]]>([
  ['a facility that is not there', [{ kind: 'remove', facilityId: 'nobody' }]],
  [
    'a kind that does not exist',
    [
      {
        kind: 'add',
        facilityId: `${ADDED}1`,
        facilityKind: 'spaceport',
        name: 'x',
        lon: 121.5,
        lat: 29.8,
        capacity: null,
        areaM2: null,
        ...NO_MEANS,
      },
    ],
  ],
])('%s is refused, naming the change', async (_, changes) => {
  await expect(call(evaluateChanges, { body: { changes } })).rejects.toThrow(
    expect.objectContaining({
      problem: expect.objectContaining({
        code: 'CHANGES_UNFIT',
        faults: [expect.objectContaining({ field: 'changes/0' })],
      }),
    }),
  )
})

const CHANGES: Change[] = [
  { kind: 'move', facilityId: 'f1', lon: 121.5, lat: 29.8, ...NO_MEANS },
  { kind: 'resize', facilityId: 'f1', capacity: 90, areaM2: null },
  { kind: 'remove', facilityId: 'f2' },
  {
    kind: 'add',
    facilityId: `${ADDED}1`,
    facilityKind: 'childcare',
    name: '托育点',
    lon: 121.55,
    lat: 29.81,
    capacity: 60,
    areaM2: 400,
    interventionId: 'convert',
    hostId: '330212008001/demo-1',
  },
]

test('a scheme is saved, read back, saved anew, put away and brought back', async () => {
  const { areaId, schemeId, revision } = await call(createScheme, {
    body: { name: ' 托育补点 ', changes: CHANGES },
  })
  const params = { areaId, schemeId }
  expect({ areaId, revision }).toEqual({ areaId: '330212', revision: 1 })
  expect(await call(readScheme, { params })).toMatchObject({ name: '托育补点', changes: CHANGES })
  const saved = await call(saveScheme, {
    params,
    body: { name: '托育补点', note: '二期', changes: CHANGES.slice(0, 1), revision },
  })
  expect(saved).toMatchObject({ revision: 2, note: '二期', changes: CHANGES.slice(0, 1), changeCount: 1 })
  await call(archiveScheme, { params, body: { archived: true } })
  expect(await call(listSchemes)).toEqual([])
  expect(await call(listSchemes, { query: { archived: true } })).toHaveLength(1)
  await call(archiveScheme, { params, body: { archived: false } })
  expect(await call(listSchemes)).toMatchObject([{ schemeId, changeCount: 1 }])
})

test('of two who save the same revision the second is told, and nothing of it is kept', async () => {
  const { areaId, schemeId, revision } = await call(createScheme, { body: { name: '甲', changes: [] } })
  const save = (name: string) =>
    call(saveScheme, { params: { areaId, schemeId }, body: { name, changes: [], revision } })
  const both = await Promise.allSettled([save('乙'), save('丙')])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const lost = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult
  expect(lost.reason).toEqual(refusal('SCHEME_CHANGED'))
})

test('a scheme of another area cannot be saved, and is not seen', async () => {
  const { areaId, schemeId, revision } = await call(createScheme, { body: { name: '甲', changes: [] } })
  await as(town, async () => {
    const params = { areaId, schemeId }
    await expect(call(readScheme, { params })).rejects.toThrow(refusal('SCHEME_UNKNOWN'))
    await expect(call(saveScheme, { params, body: { name: '乙', changes: [], revision } })).rejects.toThrow(
      refusal('SCHEME_OUTSIDE'),
    )
    expect((await call(createScheme, { body: { name: '镇里的', changes: [] } })).areaId).toBe('330212008')
  })
})

test('the store itself refuses a change that lacks what its kind needs', async () => {
  const { areaId, schemeId } = await call(createScheme, { body: { name: '甲', changes: [] } })
  const row = {
    community_id: areaId,
    scheme_id: schemeId,
    change_no: 0,
    facility_id: 'f',
    kind: 'move' as const,
  }
  await expect(
    owner
      .insertInto('scheme_change')
      .values(row as never)
      .execute(),
  ).rejects.toThrow(/check/)
})
