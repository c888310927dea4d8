/**
 * The portfolio page over a whole country, invented: 48, then 1,000, 10,000 and 110,000 communities with a project each
 * and the history of its attributes, in the embedded store as it runs in earnest. A view is everything the page asks the
 * real server for, over HTTP, from first byte sent to last byte read: its list, by page, filter, search, sort and past
 * day, with the quotas and milestones beside it; or towns by year, or one project. The last line is JSON.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allRoutes, callers } from '#apps/server/routes.ts'
import { dayOf, isoOf } from '#core/schedule/day.ts'
import { openDiagnosis } from '#district/diagnosis/server.ts'
import { PORTFOLIO_PARTS } from '#district/programme/contract.ts'
import type { NewAttribute, NewProject } from '#district/programme/rules.ts'
import { addProjects } from '#district/programme/write.ts'
import { createServer } from '#platform/http/server.ts'
import { insertRows } from '#platform/store/bulk.ts'
import { inScope, type Tx, wholeScope } from '#platform/store/db.ts'
import { openStore } from '#platform/store/open.ts'
import { refreshStatistics } from '#platform/store/statistics.ts'

const SIZES = [48, 1_000, 10_000, 110_000]
const VIEWS = 300
const WARM_UP = 30
/** Communities a transaction. */
const BATCH = 10_000
const COMMUNITIES_A_TOWN = 3
const TOWNS_A_DISTRICT = 13

const random = mulberry32(20211217)
const some = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
const digits = (n: number, width: number) => String(n).padStart(width, '0')

/** The plan's district comes first, so that its quotas and milestones are counted too. */
const districtId = (d: number) => (d === 0 ? '330212' : `9${digits(d, 5)}`)
const townId = (t: number) =>
  `${districtId(Math.floor(t / TOWNS_A_DISTRICT))}${digits((t % TOWNS_A_DISTRICT) + 1, 3)}`
const communityId = (c: number) =>
  `${townId(Math.floor(c / COMMUNITIES_A_TOWN))}${digits((c % COMMUNITIES_A_TOWN) + 1, 3)}`

const SYLLABLES = [...'东西南北中新华安平和兴福泰明丰永光庆宁康桥河江湖山庄园里村城']
const nameOf = () => some(SYLLABLES) + some(SYLLABLES) + some(SYLLABLES)

const AREA = [
  ...['area_id', 'level', 'settlement', 'parent_id', 'path', 'name_zh', 'name_en', 'shape'],
  ...['west', 'south', 'east', 'north', 'centre_lon', 'centre_lat', 'managed', 'source', 'generated'],
]
const PLACE = [Uint8Array.of(0), 121, 29, 122, 30, 121.5, 29.5, true, 'bench', true]

function* areasOf(from: number, to: number) {
  const place = (
    id: string,
    level: string,
    settlement: string | null,
    parent: string | null,
    path: string,
  ) => [...[id, level, settlement, parent, path, nameOf(), id], ...PLACE]
  for (let c = from; c < to; c++) {
    const town = Math.floor(c / COMMUNITIES_A_TOWN)
    const district = Math.floor(town / TOWNS_A_DISTRICT)
    const [d, t] = [districtId(district), townId(town)]
    if (c % (COMMUNITIES_A_TOWN * TOWNS_A_DISTRICT) === 0) yield place(d, 'district', null, null, d)
    if (c % COMMUNITIES_A_TOWN === 0) yield place(t, 'town', null, d, `${d}/${t}`)
    yield place(communityId(c), 'community', some(['urban', 'rural']), t, `${d}/${t}/${communityId(c)}`)
  }
}

const STAGES = ['1', '3', '7', '8', '11', '13', '15']

function projectOf(c: number): NewProject {
  const said = { source: 'bench', grade: 'P', generated: true }
  const start = dayOf('2019-01-01') + Math.floor(random() * 1500)
  const row = (attribute: NewAttribute['attribute'], value: string, days = 0): NewAttribute => ({
    ...{ attribute, value, holdsFrom: isoOf(start + days) },
    ...said,
  })
  const year = isoOf(start + 200).slice(0, 4)
  const reached = 1 + Math.floor(random() * STAGES.length)
  return {
    ...{
      communityId: communityId(c),
      projectId: `p${digits(c, 6)}`,
      townId: townId(Math.floor(c / COMMUNITIES_A_TOWN)),
    },
    name: { zh: nameOf(), en: `Project ${c}` },
    part: some(PORTFOLIO_PARTS),
    settlement: some(['urban', 'rural']),
    ...{ shape: null, covers: [] },
    attributes: [
      ...[row('level', 'city'), ...(random() < 0.3 ? [row('level', 'provincial', 400)] : [])],
      ...[row('batch', String(1 + Math.floor(random() * 6))), row('list', `city-${year}`, 200)],
      row('build-type', some(['rebuild', 'mixed', 'renewal', 'new-build'])),
      row('planned-class', some(['mature', 'near-mature', 'to-be-created'])),
      ...STAGES.slice(0, reached).map((stage, i) => row('stage', stage, i * 150)),
    ],
    ...said,
  }
}

async function grow(tx: Tx, from: number, to: number): Promise<void> {
  await insertRows(tx, 'area', AREA, areasOf(from, to), { onConflict: 'do nothing' })
  await addProjects(
    tx,
    Array.from({ length: to - from }, (_, i) => projectOf(from + i)),
  )
}

/** What the page asks for, in one of its states. */
function viewOf(communities: number): string[] {
  const day = random() < 0.3 ? `&asOf=${isoOf(dayOf('2019-06-01') + Math.floor(random() * 2000))}` : ''
  const beside = [`/api/programme/quotas?x${day}`, `/api/programme/milestones?x${day}`].map((path) =>
    path.replace('?x&', '?').replace('?x', ''),
  )
  const pages = Math.ceil(communities / 60)
  const list = (more: string) => [`/api/projects?page=1${day}${more}`, ...beside]
  const states = [
    () => list(''),
    () => [`/api/projects?page=${1 + Math.floor(random() * pages)}${day}`, ...beside],
    () => list(`&part=${some(PORTFOLIO_PARTS)}`),
    () => list(`&level=${some(['city', 'provincial'])}`),
    () => list(`&buildType=renewal&plannedClass=mature`),
    () => list(`&q=${encodeURIComponent(some(SYLLABLES) + some(SYLLABLES))}`),
    () => list(`&sort=${some(['name', '-name', 'town', 'stage', '-stage', 'level'])}`),
    () => list(`&town=${townId(Math.floor((random() * communities) / COMMUNITIES_A_TOWN))}`),
    () => [`/api/programme/towns?page=1${day}`, `/api/projects?page=1&size=1${day}`, ...beside],
    () => [`/api/projects/p${digits(Math.floor(random() * communities), 6)}`, ...beside],
  ]
  return some(states)()
}

async function timesOf(url: string, communities: number) {
  const times: { ms: number; paths: string[] }[] = []
  for (let i = 0; i < WARM_UP + VIEWS; i++) {
    const paths = viewOf(communities)
    const started = performance.now()
    await Promise.all(paths.map((path) => load(url + path)))
    if (i >= WARM_UP) times.push({ ms: performance.now() - started, paths })
  }
  return times.sort((a, b) => a.ms - b.ms)
}

async function load(address: string): Promise<void> {
  const reply = await fetch(address)
  const body = await reply.text()
  if (!reply.ok) throw new Error(`${address}: ${body}`)
}

const dataDir = await mkdtemp(join(tmpdir(), 'jj-portfolio-'))
await chmod(dataDir, 0o711) // PostgreSQL, running as somebody else than root, must get in
const store = await openStore({ dataDir, databaseUrl: undefined })
const app = await createServer({
  ...{ db: store.db, version: '0', requestsPerMinute: 0 },
  routes: allRoutes(openDiagnosis(store.db), { version: '0', store: store.version, demo: true }),
  authenticate: callers(store.db, true),
})
try {
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const curve = []
  for (const [i, communities] of SIZES.entries()) {
    const started = performance.now()
    for (let at = SIZES[i - 1] ?? 0; at < communities; at += BATCH)
      await inScope(store.db, wholeScope, (tx) => grow(tx, at, Math.min(at + BATCH, communities)))
    await refreshStatistics(store.owner)
    const loaded = performance.now() - started
    const times = await timesOf(url, communities)
    const at = (q: number) => times[Math.min(times.length - 1, Math.floor(q * times.length))]!
    curve.push({ communities, p50_ms: round(at(0.5).ms), p95_ms: round(at(0.95).ms) })
    console.error(
      `${communities} communities, loaded in ${round(loaded / 1000)} s: p50 ${round(at(0.5).ms)} ms, ` +
        `p95 ${round(at(0.95).ms)} ms; slowest ${round(at(1).ms)} ms ${at(1).paths[0]}`,
    )
  }
  console.log(JSON.stringify({ ...curve.at(-1), curve }))
} finally {
  await app.close()
  await store.close()
  await rm(dataDir, { recursive: true, force: true })
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** Source: Tommy Ettinger, public domain. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
