import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { open, readFile, rename, rm, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Binaries, findBinaries, type PostgresVersion } from './binaries.ts'
import { makeClusterDraft, makeSocketFolder, type Place, SOCKET_PORT } from './place.ts'
import { codeOf, StoreError } from './refusal.ts'

/**
 * `dynamic_shared_memory_type=mmap`: containers give 64 MB of /dev/shm, which one parallel join can fill.
 * `jit=off`: its compile time exceeds the run time of our queries.
 */
const SETTINGS = {
  listen_addresses: '',
  port: String(SOCKET_PORT),
  max_connections: '100',
  shared_buffers: '128MB',
  max_wal_size: '2GB',
  dynamic_shared_memory_type: 'mmap',
  jit: 'off',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/** For databases that are thrown away: three times faster to write, lost with the machine's power. */
export const THROWAWAY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

export type Settings = Readonly<Record<string, string>>

const START_MS = 60_000
const STOP_MS = 60_000
const LOG_BYTES = 10_000_000

/** How to connect to `database` of the PostgreSQL at `place`. */
export const socketConfig = ({ sockets }: Place, database: string): pg.ClientConfig => ({
  host: sockets,
  port: SOCKET_PORT,
  user: 'postgres',
  database,
})

/**
 * Makes PostgreSQL run at `place`: adopts a living one, waits for one that is starting or stopping, else starts
 * it, with `initdb` first where there is no cluster. Safe in several processes at once: PostgreSQL's own lock file
 * lets one start win, and the others adopt it.
 *
 * @throws StoreError with the end of PostgreSQL's log if it does not come up within a minute.
 */
export async function ensureRunning(
  place: Place,
  version: PostgresVersion,
  extra: Settings = {},
): Promise<void> {
  const deadline = Date.now() + START_MS
  for (let failures = 0; failures < 10 && Date.now() < deadline; ) {
    await makeSocketFolder(place)
    const state = await probe(place)
    if (state === 'ready') return
    if (state === 'absent' && livingPostmaster(place) === undefined) {
      // After a SIGKILL of the postmaster its last children may hold the shared memory for a moment: try again.
      if (await start(place, version, extra)) return
      failures++
    }
    await sleep(state === 'absent' ? 100 : 30)
  }
  throw new StoreError({
    zh: `数据库没有启动。日志 ${place.log} 的结尾:\n${await logTail(place)}`,
    en: `The database did not start. The end of its log ${place.log}:\n${await logTail(place)}`,
  })
}

/** Stops PostgreSQL at `place` after its running transactions are rolled back and everything is on disk. */
export async function stopPostmaster(place: Place, signal: 'SIGINT' | 'SIGQUIT' = 'SIGINT'): Promise<void> {
  const pid = livingPostmaster(place)
  if (pid === undefined) return
  process.kill(pid, signal)
  // The file goes last of all; the process itself may stay as a zombie where nobody reaps orphans.
  const deadline = Date.now() + STOP_MS
  while (existsSync(pidFile(place)) && livingPostmaster(place) === pid) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL (pid ${pid}) does not stop`)
    await sleep(15)
  }
  // Empty unless somebody has already started the next one.
  if (place.sockets !== place.cluster) await rmdir(place.sockets).catch(() => {})
}

const pidFile = (place: Place) => join(place.cluster, 'postmaster.pid')

/** The pid in `postmaster.pid` if a process of that number lives and, where /proc tells, is PostgreSQL. */
export function livingPostmaster(place: Place): number | undefined {
  const pid = pidIn(pidFile(place))
  if (pid === undefined || !isAlive(pid)) return undefined
  try {
    // Containers start counting at 1 again, so a stale number often belongs to somebody else.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.includes('(postgres)') && !stat.includes('(postgres) Z') ? pid : undefined
  } catch {
    return pid
  }
}

function pidIn(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || undefined
  } catch {
    return undefined
  }
}

/** True if a process of that number runs, ours or another user's. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

type State = 'ready' | 'busy' | 'absent'

async function probe(place: Place): Promise<State> {
  const client = new pg.Client({ ...socketConfig(place, 'postgres'), connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.end()
    return 'ready'
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'absent'
    // 57P03: starting up or shutting down; 53300: all connections taken; no code: the socket closed under us
    if (code === '57P03' || code === '57P01' || code === '53300' || code === 'ECONNRESET' || !code)
      return 'busy'
    throw error
  }
}

/** Starts PostgreSQL once; false if it ended instead of coming up. */
async function start(place: Place, version: PostgresVersion, extra: Settings): Promise<boolean> {
  const binaries = await findBinaries(version, place.dataDir)
  if (!existsSync(join(place.cluster, 'PG_VERSION'))) await initialise(place, binaries, extra)
  refuseOtherVersion(place, version)
  await forgetStalePid(place)
  const settings = Object.entries({ ...SETTINGS, ...extra }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const child = await run(place, binaries.postgres, ['-D', place.cluster, '-k', place.sockets, ...settings])
  child.unref()
  const deadline = Date.now() + START_MS
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    if ((await probe(place)) === 'ready') return true
    await sleep(15)
  }
  return false
}

/** `initdb` into a draft that is then renamed: a cluster is whole or absent, and of two makers one wins. */
async function initialise(place: Place, binaries: Binaries, extra: Settings): Promise<void> {
  const draft = await makeClusterDraft(place)
  try {
    // Code point order is the same on every system for ever; Chinese order is asked for by an ICU collation.
    const ctype = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
    const locale = ['-E', 'UTF8', '--locale=C', `--lc-ctype=${ctype}`]
    const options = ['-U', 'postgres', '-A', 'trust', '--data-checksums', '--no-instructions', ...locale]
    if (extra.fsync === 'off') options.push('--no-sync')
    const child = await run(place, binaries.initdb, ['-D', draft, ...options])
    const code = await new Promise((resolve) => child.once('exit', resolve))
    if (code !== 0) {
      const tail = await logTail(place)
      throw new StoreError({
        zh: `数据库初始化失败:\n${tail}`,
        en: `The database could not be made:\n${tail}`,
      })
    }
    await rename(draft, place.cluster)
  } catch (error) {
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

function refuseOtherVersion({ cluster }: Place, version: PostgresVersion): void {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (found === String(version)) return
  throw new StoreError({
    zh: `${cluster} 由 PostgreSQL ${found} 建立,当前版本为 ${version}。请用原版本备份,再恢复到新的数据目录。`,
    en: `${cluster} was made by PostgreSQL ${found}, this is ${version}: back it up with the former release and restore it into a new data folder.`,
  })
}

/**
 * Takes away a lock file whose pid is now some other program's, the one stale kind PostgreSQL refuses to start on.
 * It is renamed before it is judged, and put back if a new postmaster wrote it meanwhile.
 */
async function forgetStalePid(place: Place): Promise<void> {
  const pid = pidIn(pidFile(place))
  if (pid === undefined || !isAlive(pid) || livingPostmaster(place) !== undefined) return
  const aside = `${pidFile(place)}.${process.pid}`
  await rename(pidFile(place), aside)
  if (pidIn(aside) === pid) await rm(aside)
  else await rename(aside, pidFile(place))
}

/**
 * Runs a PostgreSQL program in a session of its own, so that Ctrl-C reaches us alone and we stop it in good order;
 * its output goes to the log, which outlives us (a pipe would break).
 */
async function run(place: Place, program: string, args: string[]): Promise<ChildProcess> {
  const size = await stat(place.log).then(
    (found) => found.size,
    () => 0,
  )
  if (size > LOG_BYTES) await rename(place.log, `${place.log}.old`)
  const log = await open(place.log, 'a', 0o600)
  const environment = { PATH: process.env.PATH, TZ: 'UTC', LC_MESSAGES: 'C' }
  const options = { ...place.identity, cwd: '/', env: environment, detached: true }
  const child = spawn(program, args, { ...options, stdio: ['ignore', log.fd, log.fd] })
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject))
  await log.close()
  return child
}

async function logTail({ log }: Place): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-12).join('\n')
}
