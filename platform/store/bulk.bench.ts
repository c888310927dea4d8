/**
 * Rows a second into a table like `building`, and what row-level security costs on a scan of it:
 * `node platform/store/bulk.bench.ts`, on a PostgreSQL of its own without fsync.
 */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { insertRows } from './bulk.ts'
import { connectApp, connectOwner, type Db, inScope, type Scope, wholeScope } from './db.ts'
import { migrate, readMigrations } from './migrate.ts'
import { placeIn, removePlace } from './place.ts'
import { ensureRunning, socketConfig, stopPostmaster, THROWAWAY } from './postmaster.ts'

declare module './db.ts' {
  interface Database {
    bench_building: { community_id: string; building_id: string }
  }
}

const COLUMNS = ['community_id', 'building_id', 'people', 'outline', 'height', 'built', 'attributes']
const ROWS = 60_000
const COMMUNITIES = 407

function* buildings() {
  for (let i = 0; i < ROWS; i++) {
    const outline = Array.from({ length: 10 }, (_, k) => 121.5 + ((i * 31 + k * 7) % 1000) / 1e4)
    yield [community(i % COMMUNITIES), `b-${i}`, [1, 2, 3, 4, 5, 6, 7], outline, i % 90, '2001-05-01', { i }]
  }
}

const community = (index: number) => `330212${String(index).padStart(6, '0')}`

const median = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1]!

async function timed(body: () => Promise<unknown>, times = 1): Promise<number> {
  const all: number[] = []
  for (let i = 0; i < times; i++) {
    const start = performance.now()
    await body()
    all.push(performance.now() - start)
  }
  return median(all)
}

async function measure(db: Db, owner: Db): Promise<Record<string, number>> {
  await sql`create table bench_building (community_id text, building_id text, people int[], outline float8[],
    height real, built date, attributes jsonb, primary key (community_id, building_id))`.execute(owner)
  await sql`select app_tenant('bench_building')`.execute(owner)
  const insert = await timed(() =>
    inScope(db, wholeScope, (tx) => insertRows(tx, 'bench_building', COLUMNS, buildings())),
  )
  await sql`analyze bench_building`.execute(owner)
  const few = Array.from({ length: 40 }, (_, i) => community(i))
  const all = Array.from({ length: COMMUNITIES }, (_, i) => community(i))
  const query = (where: string, read: Scope['read']) => {
    const select = sql`select sum(height) from bench_building ${sql.raw(where)}`
    return timed(() => inScope(db, { ...wholeScope, read }, (tx) => select.execute(tx)), 15)
  }
  const one = `where community_id = '${community(7)}'`
  return {
    insert_rows_per_s: Math.round((ROWS / insert) * 1000),
    scan_owner_ms: await timed(() => sql`select sum(height) from bench_building`.execute(owner), 15),
    scan_all_ms: await query('', '*'),
    scan_40_ids_ms: await query('', few),
    scan_407_ids_ms: await query('', all),
    one_community_all_ms: await query(one, '*'),
    one_community_407_ids_ms: await query(one, all),
  }
}

const folder = await mkdtemp(join(tmpdir(), 'jj-bench-'))
const place = await placeIn(folder)
await ensureRunning(place, 18, THROWAWAY)
const config = socketConfig(place, 'postgres')
const [db, owner] = [connectApp(config), connectOwner(config)]
await migrate(owner, readMigrations(undefined, ['platform/store']))
console.log(JSON.stringify(await measure(db, owner)))
await Promise.all([db.destroy(), owner.destroy()])
await stopPostmaster(place)
await removePlace(place)
