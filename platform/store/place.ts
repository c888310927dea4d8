import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { chown, lstat, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Identity, makeOpenFolder, passable, postgresIdentity, SHARED_HOME } from './binaries.ts'
import { codeOf, StoreError } from './refusal.ts'

/** Where one embedded database lies. */
export interface Place {
  /** Settings, logs and uploaded files; belongs to us. */
  readonly dataDir: string
  /** PostgreSQL's own folder; belongs to `identity`. */
  readonly cluster: string
  /** Folder of the unix socket, mode 0700: who may enter it is the access control. */
  readonly sockets: string
  readonly log: string
  readonly identity: Identity | undefined
}

/** The project's folder. */
export const PROJECT = resolve(import.meta.dirname, '..', '..')

/** The data folder: `JIUJING_DATA`, else `data/` of the project. */
export const defaultDataDir = (): string => resolve(process.env.JIUJING_DATA || join(PROJECT, 'data'))

/** A socket's path is limited to 107 bytes on Linux and 103 on macOS. */
const SOCKET_PATH_BYTES = 103

/** PostgreSQL puts the port into the socket's name; there is no TCP port. */
export const SOCKET_PORT = 5432

/**
 * Makes the data folder and says where everything in it lies.
 *
 * As root, the cluster goes to `SHARED_HOME` when PostgreSQL's identity cannot pass through the data folder; the
 * file `postgres.location` in the data folder remembers that, so that data and project may be moved together.
 */
export async function placeIn(dataDir: string): Promise<Place> {
  const identity = postgresIdentity()
  await mkdir(dataDir, { recursive: true, mode: 0o711 })
  const cluster = await clusterOf(realpathSync(dataDir), identity)
  return { dataDir, cluster, sockets: socketsOf(cluster), log: join(dataDir, 'postgres.log'), identity }
}

async function clusterOf(dataDir: string, identity: Identity | undefined): Promise<string> {
  const remembered = join(dataDir, 'postgres.location')
  const known = existsSync(remembered) && readFileSync(remembered, 'utf8').trim()
  if (known) return known
  const inside = join(dataDir, 'postgres')
  if (existsSync(inside) || passable(dataDir, identity)) return inside
  const outside = join(SHARED_HOME, `data-${digest(dataDir)}`)
  try {
    await makeOpenFolder(SHARED_HOME)
  } catch (cause) {
    throw new StoreError(
      {
        zh: `数据库用户(uid ${identity?.uid})无法进入 ${dataDir},也不能建立 ${SHARED_HOME};请用 JIUJING_DATA 指定它能进入的目录。`,
        en: `The database's user (uid ${identity?.uid}) cannot enter ${dataDir}, and ${SHARED_HOME} cannot be made: name a folder it can enter by JIUJING_DATA.`,
      },
      { cause },
    )
  }
  const draft = `${remembered}.${randomUUID()}`
  await writeFile(draft, `${outside}\n`)
  await rename(draft, remembered) // another process may be reading it
  return outside
}

/** The cluster itself is mode 0700 and serves as socket folder where its path is short enough. */
function socketsOf(cluster: string): string {
  const path = join(cluster, `.s.PGSQL.${SOCKET_PORT}`)
  return Buffer.byteLength(path) <= SOCKET_PATH_BYTES ? cluster : join('/tmp', `jj-${digest(cluster)}`)
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

/**
 * Makes the socket folder when it lies outside the cluster.
 *
 * @throws StoreError if something that is not our private folder has its name: `/tmp` is everybody's.
 */
export async function makeSocketFolder({ sockets, cluster, identity }: Place): Promise<void> {
  if (sockets === cluster) return
  const owner = identity ?? { uid: process.getuid!(), gid: process.getgid!() }
  try {
    await mkdir(sockets, { mode: 0o700 })
    await chown(sockets, owner.uid, owner.gid)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    const found = await lstat(sockets)
    const ours = found.uid === owner.uid || (found.uid === 0 && identity !== undefined)
    if (found.isDirectory() && ours && (found.mode & 0o077) === 0) return
    throw new StoreError({
      zh: `${sockets} 不是本系统的目录,请删除它,或用 JIUJING_DATA 指定路径更短的数据目录。`,
      en: `${sockets} is not a folder of ours: remove it, or name a data folder with a shorter path by JIUJING_DATA.`,
    })
  }
}

/** Gives PostgreSQL's identity a new folder beside the cluster to fill, so that the cluster appears whole. */
export async function makeClusterDraft({ cluster, identity }: Place): Promise<string> {
  const draft = await mkdtemp(`${cluster}.draft-`)
  if (identity) await chown(draft, identity.uid, identity.gid)
  return draft
}

/** Removes a database that is not running, wherever it lies, and its data folder. */
export async function removePlace({ dataDir, cluster, sockets }: Place): Promise<void> {
  for (const folder of [sockets, cluster, dataDir]) await rm(folder, { recursive: true, force: true })
}
