import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import {
  ask,
  DEMO,
  dataFolder,
  post,
  postgresOf,
  pressCtrlC,
  rowsOf,
  type Server,
  sessionOf,
  start,
} from './program.ts'

vi.setConfig({ testTimeout: 900_000, hookTimeout: 600_000 })

const ROUNDS = 20
/** Rows that every import changes, and rows that only this one adds. */
const [CHANGED, ADDED] = [2_000, 1_000]
const SETTINGS = { ...DEMO, JIUJING_REQUESTS_PER_MINUTE: '0' }

const data = await dataFolder()
let server: Server
let session: Record<string, string>
let centres: [lon: number, lat: number][]

beforeAll(async () => {
  server = await start(data, SETTINGS)
  session = sessionOf(await ask(server, '/api/demo/session', post({ role: 'task-force' })))
  const areas: { level: string; centre: [number, number] }[] = (await ask(server, '/api/areas')).body
  centres = areas.filter(({ level }) => level === 'community').map(({ centre }) => centre)
})
afterAll(() => pressCtrlC(server, server.pid))

/** A survey that sets the capacity of the standing rooms to the number of the round and adds rooms of its own. */
function survey(round: number): File {
  const rows = Array.from({ length: CHANGED + ADDED }, (_, i) => {
    const name = i < CHANGED ? `常设 ${i}` : `新增 ${round} ${i}`
    const [lon, lat] = centres[i % centres.length]!
    return [name, '文化活动室', name, lon, lat, round].join()
  })
  return new File([['设施编号,类别,名称,经度,纬度,容量', ...rows].join('\n')], `survey-${round}.csv`)
}

async function importSurvey(round: number) {
  const body = new FormData()
  for (const [name, value] of Object.entries({ kind: 'facilities', datum: 'WGS84', source: 'survey' }))
    body.set(name, value)
  body.set('file', survey(round))
  return await ask(server, '/api/imports', { method: 'POST', headers: session, body })
}

const WHOLE = { runs: 1, changed: CHANGED, added: ADDED, unrecorded: 0 }
const ABSENT = { runs: 0, changed: 0, added: 0, unrecorded: 0 }

/** What there is of an import, as of one moment. */
async function tracesOf(round: number): Promise<typeof WHOLE> {
  const [traces] = await rowsOf(
    data,
    `select
      (select count(*)::int from import_run where filename = $1) as runs,
      (select count(*)::int from facility where name_zh like '常设 %' and capacity = $2) as changed,
      (select count(*)::int from facility where name_zh like $3) as added,
      (select count(*)::int from import_run r full join audit_entry a on a.subject_id = r.import_id::text
        where coalesce(a.action, 'place.import') = 'place.import'
          and (a.entry_id is null or r.import_id is null)) as unrecorded`,
    [`survey-${round}.csv`, round, `新增 ${round} %`],
  )
  return traces
}

/** Numbers from 0 to 1 that are the same in every run of the tests: xorshift. */
function* chances(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    yield (state >>> 0) / 2 ** 32
  }
}

test(`an import that is killed, ${ROUNDS} times at any moment, is whole or absent`, async () => {
  const began = performance.now()
  expect((await importSurvey(1_000)).body).toMatchObject({ inserted: CHANGED + ADDED, rejected: 0 })
  const usual = performance.now() - began
  expect(await tracesOf(1_000)).toEqual(WHOLE)
  const facilities = (await ask(server, '/api/health')).body.data.facilities

  const chance = chances(20_815)
  let whole = 0
  for (let round = 1; round <= ROUNDS; round++) {
    const reply = importSurvey(round).catch(() => undefined)
    // Before anything is sent, then later and later, and at last when the reply is here.
    if (round === ROUNDS) await reply
    else if (round > 1) {
      const delay = ((round - 2 + chance.next().value) / (ROUNDS - 2)) * 1.2 * usual
      await new Promise((resolve) => setTimeout(resolve, delay))
    }
    process.kill(server.pid, 'SIGKILL')
    // Every fifth time everything dies, as when a machine runs out of memory.
    if (round % 5 === 0) process.kill((await postgresOf(data))!, 'SIGKILL')
    await server.ended
    const replied = (await reply)?.status
    server = await start(data, SETTINGS)
    const traces = await tracesOf(round)
    expect([ABSENT, WHOLE], `round ${round}, reply ${replied}`).toContainEqual(traces)
    if (replied === 200 || round === ROUNDS) expect(traces).toEqual(WHOLE)
    if (round === 1) expect(traces).toEqual(ABSENT)
    if (traces.runs > 0) whole++
  }

  expect((await ask(server, '/api/health')).body.data.facilities).toBe(facilities + whole * ADDED)
  expect((await importSurvey(2_000)).body).toMatchObject({ inserted: ADDED, updated: CHANGED, rejected: 0 })
  expect(await tracesOf(2_000)).toEqual(WHOLE)
  const { body } = await ask(server, '/api/facilities?q=常设&limit=1')
  expect(body).toMatchObject({ total: CHANGED, rows: [{ capacity: 2_000 }] })
})
