import { readFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { PostgresVersion } from './binaries.ts'
import { type Place, placeIn } from './place.ts'
import { ensureRunning, isAlive, type Settings, socketConfig, stopPostmaster } from './postmaster.ts'
import { codeOf, StoreError } from './refusal.ts'

/**
 * An embedded PostgreSQL in use by this process.
 *
 * Each process that uses it holds a shared advisory lock through a connection of its own (its presence), and the
 * one that serves holds an exclusive second one. PostgreSQL drops both with the process, so neither can be stale.
 * While present, a PostgreSQL that dies is started again.
 */
export interface Embedded {
  readonly place: Place
  /** @throws AlreadyRunning if another process serves this data. */
  claimServer(): Promise<ServerClaim>
  /** Leaves; the last process out stops PostgreSQL. */
  close(): Promise<void>
}

/** The right to be the only server on this data. */
export interface ServerClaim {
  /** Tells those who come second where the server listens. */
  announce(url: string): Promise<void>
}

interface ServerNote {
  readonly pid: number
  readonly url: string | null
  readonly startedAt: string
}

/** Another process serves the same data. */
export class AlreadyRunning extends StoreError implements ServerNote {
  readonly pid: number
  readonly url: string | null
  readonly startedAt: string

  constructor({ pid, url, startedAt }: ServerNote) {
    super({
      zh: `已在运行:${url ?? '正在启动'}(进程 ${pid},自 ${startedAt})。`,
      en: `Already running: ${url ?? 'starting up'} (process ${pid}, since ${startedAt}).`,
    })
    this.name = 'AlreadyRunning'
    this.pid = pid
    this.url = url
    this.startedAt = startedAt
  }
}

const PRESENCE = '20815, 1'
const SERVER = '20815, 2'

export interface EmbeddedOptions {
  readonly version?: PostgresVersion
  readonly settings?: Settings
}

/**
 * The embedded PostgreSQL of a data folder, running and joined by this process.
 *
 * @throws StoreError if it cannot run here.
 */
export async function joinEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const { version = 18, settings = {} } = options
  const place = await placeIn(dataDir)
  const run = () => ensureRunning(place, version, settings)
  let serving: ServerNote | undefined
  let closed = false
  let presence: pg.Client
  let returning: Promise<void> | undefined

  async function appear(): Promise<void> {
    presence = await connectPresent(place, run, () => {
      returning = reappear()
    })
    if (serving && !(await tryLock(presence, SERVER))) process.emitWarning('another process serves this data')
  }

  /** After PostgreSQL died: brings it up again; between attempts it waits, for ever, because pages need it. */
  async function reappear(): Promise<void> {
    while (!closed) {
      try {
        return await appear()
      } catch (error) {
        process.emitWarning(`the database is away: ${(error as Error).message}`)
        await sleep(1_000)
      }
    }
  }

  await appear()
  return {
    place,
    async claimServer() {
      if (!(await tryLock(presence, SERVER))) throw await alreadyRunning(dataDir)
      serving = { pid: process.pid, url: null, startedAt: new Date().toISOString() }
      await writeNote(dataDir, serving)
      return {
        async announce(url) {
          serving = { ...serving!, url }
          await writeNote(dataDir, serving)
        },
      }
    },
    async close() {
      closed = true
      await returning
      if (serving) await rm(noteFile(dataDir), { force: true })
      await leave(presence, place)
    },
  }
}

/** A connection that holds the shared lock of presence; starts PostgreSQL as often as needed to get it. */
async function connectPresent(place: Place, run: () => Promise<void>, lost: () => void): Promise<pg.Client> {
  for (let attempt = 1; ; attempt++) {
    await run()
    const client = new pg.Client({ ...socketConfig(place, 'postgres'), application_name: 'jiujing presence' })
    client.on('error', () => {})
    try {
      await client.connect()
      // Waits here while the last one out is stopping PostgreSQL, and is then told 57P01 to try again.
      await client.query(`select pg_advisory_lock_shared(${PRESENCE})`)
      client.once('end', lost)
      return client
    } catch (error) {
      if (attempt === 5) throw error
    }
  }
}

async function leave(presence: pg.Client, place: Place): Promise<void> {
  presence.removeAllListeners('end')
  try {
    await presence.query(`select pg_advisory_unlock_shared(${PRESENCE})`)
    if (await tryLock(presence, PRESENCE)) await stopPostmaster(place)
    await presence.end()
  } catch (error) {
    // It was stopped or killed under us: nothing is left to leave.
    if (!isLostConnection(error)) throw error
  }
}

/** True of the errors a connection gives when PostgreSQL went away under it. */
function isLostConnection(error: unknown): boolean {
  const code = codeOf(error)
  if (code !== undefined)
    return code === 'ECONNRESET' || code === 'EPIPE' || code.startsWith('57P') || code === 'ENOENT'
  return /Connection terminated|not queryable|Client was closed/.test((error as Error).message)
}

async function tryLock(client: pg.Client, key: string): Promise<boolean> {
  const { rows } = await client.query(`select pg_try_advisory_lock(${key}) as got`)
  return rows[0].got
}

/** Only read by those who find the lock taken, so a note left by a killed server misleads nobody. */
const noteFile = (dataDir: string) => join(dataDir, 'server.json')

async function writeNote(dataDir: string, note: ServerNote): Promise<void> {
  const draft = `${noteFile(dataDir)}.${process.pid}`
  await writeFile(draft, `${JSON.stringify(note)}\n`)
  await rename(draft, noteFile(dataDir))
}

/** The first server writes its note right after it took the lock: the wait covers that moment. */
async function alreadyRunning(dataDir: string): Promise<StoreError> {
  for (let attempt = 0; attempt < 40; attempt++) {
    try {
      const note: ServerNote = JSON.parse(readFileSync(noteFile(dataDir), 'utf8'))
      if (isAlive(note.pid)) return new AlreadyRunning(note)
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error
    }
    await sleep(50)
  }
  return new StoreError({ zh: `${dataDir} 正由另一个进程使用。`, en: `Another process serves ${dataDir}.` })
}
