import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import type { PostgresVersion } from './binaries.ts'
import { connectApp, connectOwner, type Db, inScope, type Scope, type Tx, wholeScope } from './db.ts'
import { migrate, readMigrations } from './migrate.ts'
import { type Place, placeIn } from './place.ts'
import { ensureRunning, socketConfig, THROWAWAY } from './postmaster.ts'

export interface TestDb {
  /** As the server has it: role `jiujing_app`, nothing but public rows outside a scope. */
  readonly db: Db
  /** The owner of the schema. */
  readonly owner: Db
  /** Connection string, for a child process. */
  readonly url: string
}

export interface TestDbOptions {
  /** PostgreSQL 18 unless `JIUJING_TEST_PG` or this says otherwise. */
  readonly version?: PostgresVersion
  /** False gives an empty database without any migration. */
  readonly migrated?: boolean
}

/**
 * A database of its own for the calling test file, cloned from a template that has every migration, and dropped when
 * the file is done. Real PostgreSQL; only durability is off.
 */
export async function testDb(options: TestDbOptions = {}): Promise<TestDb> {
  const place = await testServer(options.version)
  const template = (options.migrated ?? true) ? await migratedTemplate(place) : 'template0'
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(place, (admin) => admin.query(`create database ${name} template ${template}`))
  const config = { ...socketConfig(place, name), max: 8 }
  const [db, owner] = [connectApp(config), connectOwner(config)]
  afterAll(async () => {
    await Promise.all([db.destroy(), owner.destroy()])
    await asAdmin(place, (admin) => admin.query(`drop database ${name} with (force)`))
  })
  return { db, owner, url: `postgresql://postgres@/${name}?host=${place.sockets}&port=${config.port}` }
}

/** What `body` returns; nothing it writes remains. Runs with every right unless a scope is given. */
export async function inRollback<T>(
  db: Db,
  body: (tx: Tx) => Promise<T>,
  scope: Scope = wholeScope,
): Promise<T> {
  const undo = new Error('undo')
  let result: T
  try {
    return await inScope(db, scope, async (tx) => {
      result = await body(tx)
      throw undo
    })
  } catch (error) {
    if (error === undo) return result!
    throw error
  }
}

const servers = new Map<PostgresVersion, Promise<Place>>()

/** The run's server of that version; whichever test asks first starts it, `test-setup.ts` stops it. */
function testServer(asked?: PostgresVersion): Promise<Place> {
  const version = asked ?? (process.env.JIUJING_TEST_PG === '15' ? 15 : 18)
  const server = servers.get(version) ?? startServer(version)
  servers.set(version, server)
  return server
}

async function startServer(version: PostgresVersion): Promise<Place> {
  const place = await placeIn(join(inject('testStores'), String(version)))
  await ensureRunning(place, version, THROWAWAY)
  return place
}

/** The migrations are part of the name: an edited one makes another template. */
async function migratedTemplate(place: Place): Promise<string> {
  const migrations = readMigrations()
  const all = migrations.map(({ name, sha256 }) => name + sha256).join()
  const template = `template_${createHash('sha256').update(all).digest('hex').slice(0, 12)}`
  await asAdmin(place, async (admin) => {
    await admin.query('select pg_advisory_lock(20815)')
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template])
    if (rowCount) return
    const draft = `draft_${randomBytes(6).toString('hex')}`
    await admin.query(`create database ${draft} template template0`)
    const owner = connectOwner(socketConfig(place, draft))
    await migrate(owner, migrations).finally(() => owner.destroy())
    await admin.query(`alter database ${draft} rename to ${template}`)
  })
  return template
}

async function asAdmin<T>(place: Place, body: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client(socketConfig(place, 'postgres'))
  await admin.connect()
  try {
    return await body(admin)
  } finally {
    await admin.end()
  }
}
