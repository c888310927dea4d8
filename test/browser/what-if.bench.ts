/**
 * Pins dragged across the demo district in headless Chromium, the map shown: from the pointer event to the new scores
 * of all communities in the state of the page; painting comes after and is not counted, so each move waits until the
 * map has been painted. The last line is JSON. `identical` says that after every tenth drag what the page exports is
 * what a full run on the server gives, to the last bit.
 */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import type { Change, Outcome } from '#district/planning/contract.ts'
import { launchChromium } from './chromium.ts'
import { startDemoServer } from './server.ts'

const DRAGS = 300
/** Moves of the pointer in a drag. */
const MOVES = 3
const WARM_UP = 10
/** Kinds that many tests ask of the network, and some that few do. */
const KINDS = [
  ...['childcare', 'kindergarten', 'primary_school', 'health_station', 'neighbourhood_centre'],
  ...['elder_home_care', 'elder_canteen', 'parcel_point', 'bus_stop', 'library'],
]
/** Runs in the page: the middles of the pins that nothing lies over. */
const FREE_PINS = `[...document.querySelectorAll('button[data-look="add"]')].flatMap((pin) => {
  const { x, y, width, height } = pin.getBoundingClientRect()
  const middle = { x: x + width / 2, y: y + height / 2 }
  return pin.contains(document.elementFromPoint(middle.x, middle.y)) ? [middle] : []
})`
const HEADERS = { 'content-type': 'application/json' }

const random = mulberry32(20211217)
const server = await startDemoServer()
const browser = await launchChromium()
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true })
  const post = async <T>(path: string, data: object): Promise<T> =>
    (await context.request.post(server.url + path, { data, headers: HEADERS })).json() as Promise<T>
  await post('/api/demo/session', { role: 'task-force' })
  const { areaId, schemeId } = await post<{ areaId: string; schemeId: string }>('/api/schemes', {
    name: 'bench',
    changes: KINDS.map((facilityKind, i) => ({
      ...{ kind: 'add', facilityId: `new:${i}`, facilityKind, name: `${i}` },
      ...{ lon: 121.52 + 0.012 * i, lat: 29.84 - 0.006 * i, capacity: 60, areaM2: 400 },
      ...{ interventionId: null, hostId: null },
    })),
  })
  const page = await context.newPage()
  await page.goto(`${server.url}/what-if?scheme=${areaId}/${schemeId}`)
  await page
    .locator('button[data-look="add"]')
    .nth(KINDS.length - 1)
    .waitFor({ timeout: 120_000 })
  await painted(page)

  let identical = true
  for (let drag = 0; drag < DRAGS; drag++) {
    await dragSomePin(page)
    if (drag === WARM_UP - 1) await page.evaluate(() => performance.clearMeasures())
    if (drag % 10 === 9) identical &&= await agrees(page, post)
  }
  const times = await page.evaluate(() => performance.getEntriesByName('what-if').map((e) => e.duration))
  const health = (await (await context.request.get(`${server.url}/api/health`)).json()) as {
    data: { streetNodes: number; communities: number }
  }
  const exported = await exportOf(page)
  const { streetNodes: nodes, communities } = health.data
  console.log(
    JSON.stringify({
      ...{ nodes, communities, indicators: exported.outcomes[0]!.indicators.length },
      ...{ drags: DRAGS, moves: times.length },
      ...{ p50_ms: quantile(times, 0.5), p95_ms: quantile(times, 0.95), identical },
    }),
  )
} finally {
  await browser.close()
  await server.stop()
}

/** One of the pins that no other one covers, to anywhere on the map. */
async function dragSomePin(page: Page): Promise<void> {
  const map = (await page.locator('canvas.maplibregl-canvas').boundingBox())!
  const from = await somePin(page)
  const to = {
    x: map.x + map.width * (0.15 + 0.7 * random()),
    y: map.y + map.height * (0.15 + 0.65 * random()),
  }
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  for (let step = 1; step <= MOVES; step++) {
    const share = step / MOVES
    await page.mouse.move(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share)
    await painted(page)
  }
  await page.mouse.up()
  // What is said about the pin lies over others.
  await page.getByRole('button', { name: '收起' }).click()
  await painted(page)
}

async function somePin(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const free = (await page.evaluate(FREE_PINS)) as { x: number; y: number }[]
  return free[Math.floor(random() * free.length)]!
}

/** Once everything that the last change asked for has been drawn. */
async function painted(page: Page): Promise<void> {
  await page.evaluate(`new Promise((resolve) => {
    const idle = () => requestIdleCallback(resolve, { timeout: 1000 })
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(idle, 60)))
  })`)
}

interface Exported {
  readonly changes: Change[]
  readonly outcomes: Outcome[]
}

async function exportOf(page: Page): Promise<Exported> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出结果' }).click(),
  ])
  return JSON.parse(await readFile(await download.path(), 'utf8')) as Exported
}

async function agrees(page: Page, post: <T>(path: string, data: object) => Promise<T>): Promise<boolean> {
  const { changes, outcomes } = await exportOf(page)
  const full = await post<{ outcomes: Outcome[] }>('/api/planning/outcomes', { changes })
  return JSON.stringify(full.outcomes) === JSON.stringify(outcomes)
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return Math.round(sorted[Math.floor((sorted.length - 1) * share)]! * 10) / 10
}

/** Seeded random numbers in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
