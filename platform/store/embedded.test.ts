import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { findBinaries, packageFolder, passable, postgresIdentity, SHARED_HOME } from './binaries.ts'
import { connectOwner } from './db.ts'
import { AlreadyRunning, joinEmbedded } from './embedded.ts'
import { openStore } from './open.ts'
import { placeIn, removePlace } from './place.ts'
import { livingPostmaster, socketConfig, stopPostmaster } from './postmaster.ts'

process.umask(0o022) // a stricter one sends every folder of root's to SHARED_HOME; the test of mode 700 does so on purpose
const folder = await mkdtemp(join(tmpdir(), 'jj-embedded-'))
await chmod(folder, 0o711)
const made: string[] = []
afterAll(async () => {
  for (const dataDir of made) {
    const place = await placeIn(dataDir)
    await stopPostmaster(place, 'SIGQUIT')
    await removePlace(place)
  }
  await rm(folder, { recursive: true })
})

function dataFolder(...names: string[]): string {
  const dataDir = join(folder, String(made.length), ...names)
  made.push(dataDir)
  return dataDir
}

/** A process that runs `body` with `joinEmbedded`, `openStore` and `dataDir` at hand; lives until it is killed. */
function child(dataDir: string, body: string): ChildProcess & { says: (word: string) => Promise<string> } {
  const script = `
    import { joinEmbedded } from '${import.meta.dirname}/embedded.ts'
    import { openStore } from '${import.meta.dirname}/open.ts'
    const dataDir = ${JSON.stringify(dataDir)}
    ${body}`
  const spawned = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let text = ''
  spawned.stdout.on('data', (chunk) => {
    text += chunk
  })
  const says = async (word: string) => {
    while (!text.includes(word) && spawned.exitCode === null && spawned.signalCode === null) await sleep(10)
    if (!text.includes(word)) throw new Error(`the child ended and said ${text}`)
    return text
  }
  return Object.assign(spawned, { says })
}

async function killed(process: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => process.once('exit', resolve))
  process.kill('SIGKILL')
  await gone
}

test('the store starts, stops clean, and keeps its data', async () => {
  const dataDir = dataFolder()
  const first = await openStore({ dataDir, databaseUrl: '' })
  expect(first.version).toMatch(/^18\.\d+$/)
  await sql`create table kept as select 9 as views`.execute(first.owner)
  const place = await placeIn(dataDir)
  await first.close()
  expect(livingPostmaster(place)).toBeUndefined()
  expect(existsSync(join(place.cluster, 'postmaster.pid'))).toBe(false)

  const second = await openStore({ dataDir, databaseUrl: '' })
  expect((await sql`select views from kept`.execute(second.owner)).rows).toEqual([{ views: 9 }])
  const chinese = sql`select string_agg(n, '' order by n collate "zh-Hans-CN-x-icu") as n from unnest(array['张','李','阿','王']) n`
  expect((await chinese.execute(second.owner)).rows).toEqual([{ n: '阿李王张' }])
  await second.close()
})

test('when our process is killed, the next one adopts the database it leaves, and the claim to serve is free', async () => {
  const dataDir = dataFolder()
  const first = child(
    dataDir,
    `const store = await openStore({ dataDir, databaseUrl: '' })
     const claim = await store.claimServer()
     await claim.announce('http://127.0.0.1:3000')
     console.log('serving')`,
  )
  await first.says('serving')
  const pid = livingPostmaster(await placeIn(dataDir))

  const second = await openStore({ dataDir, databaseUrl: '' })
  const refused = await second.claimServer().catch((error) => error)
  expect(refused).toBeInstanceOf(AlreadyRunning)
  expect(refused).toMatchObject({ pid: first.pid, url: 'http://127.0.0.1:3000' })
  expect(refused.zh).toContain('已在运行:http://127.0.0.1:3000')
  await second.close()
  expect(livingPostmaster(await placeIn(dataDir))).toBe(pid)

  await killed(first)
  const third = await openStore({ dataDir, databaseUrl: '' })
  expect(livingPostmaster(await placeIn(dataDir))).toBe(pid)
  const claim = await third.claimServer()
  await claim.announce('http://127.0.0.1:3001')
  expect(JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8'))).toMatchObject({ pid: process.pid })
  await third.close()
  expect(livingPostmaster(await placeIn(dataDir))).toBeUndefined()
  expect(existsSync(join(dataDir, 'server.json'))).toBe(false)
})

test('two processes that start at once on an empty folder share one database; the last one out stops it', async () => {
  const dataDir = dataFolder()
  const body = `const store = await openStore({ dataDir, databaseUrl: '' })
    console.log('ready')
    process.stdin.once('end', () => store.close().then(() => process.exit(0))).resume()`
  const both = [child(dataDir, body), child(dataDir, body)]
  await Promise.all(both.map((one) => one.says('ready')))
  const pid = livingPostmaster(await placeIn(dataDir))
  const ends = both.map((one) => new Promise((resolve) => one.once('exit', resolve)))
  both[0]!.stdin!.end()
  expect(await ends[0]).toBe(0)
  expect(livingPostmaster(await placeIn(dataDir))).toBe(pid)
  both[1]!.stdin!.end()
  expect(await ends[1]).toBe(0)
  expect(livingPostmaster(await placeIn(dataDir))).toBeUndefined()
})

test('a killed PostgreSQL comes back by itself, and no acknowledged commit is lost', async () => {
  const dataDir = dataFolder()
  const store = await openStore({ dataDir, databaseUrl: '' })
  const place = await placeIn(dataDir)
  await sql`create table ack (id int primary key)`.execute(store.owner)
  const acknowledged: number[] = []
  let failures = 0
  let writing = true
  const writer = (async () => {
    for (let id = 0; writing; id++) {
      await sql`insert into ack values (${id})`.execute(store.owner).then(
        () => acknowledged.push(id),
        () => {
          failures++
          return sleep(5)
        },
      )
    }
  })()
  for (let round = 1; round <= 3; round++) {
    const enough = acknowledged.length + 50
    while (acknowledged.length < enough) await sleep(5)
    process.kill(livingPostmaster(place)!, 'SIGKILL')
    while (failures < round) await sleep(5)
    failures = round
  }
  const enough = acknowledged.length + 50
  while (acknowledged.length < enough) await sleep(5)
  writing = false
  await writer
  const { rows } = await sql<{ id: number }>`select id from ack`.execute(store.owner)
  const stored = new Set(rows.map(({ id }) => id))
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([])
  await store.close()
}, 120_000)

test('in a folder of mode 700 it works too: as root, the database lies where its user can reach it', async () => {
  const closed = join(folder, 'closed')
  await mkdir(closed, { mode: 0o700 })
  const dataDir = join(closed, 'data')
  made.push(dataDir)
  const places = await Promise.all(Array.from({ length: 20 }, () => placeIn(dataDir)))
  expect(new Set(places.map(({ cluster }) => cluster)).size).toBe(1)
  const store = await openStore({ dataDir, databaseUrl: '' })
  const identity = postgresIdentity()
  const { cluster } = await placeIn(dataDir)
  expect(passable(closed, identity)).toBe(identity === undefined)
  expect(cluster.startsWith(identity ? SHARED_HOME : dataDir)).toBe(true)
  expect(store.where).toBe(cluster)
  if (identity) expect(readFileSync(join(dataDir, 'postgres.location'), 'utf8').trim()).toBe(cluster)
  expect(statSync(cluster).mode & 0o777).toBe(0o700)
  await store.close()
})

test('binaries without links, in a folder of mode 700, are made to run; twice at once', async () => {
  const closed = join(folder, 'packages')
  await mkdir(closed, { mode: 0o700 })
  const copy = join(closed, 'postgres')
  const source = packageFolder(18)
  const links: { target: string }[] = JSON.parse(
    readFileSync(join(source, 'native/pg-symlinks.json'), 'utf8'),
  )
  await cp(source, copy, { recursive: true })
  for (const { target } of links) await rm(join(copy, target), { force: true })
  const name = '0.0.0-test'
  const manifest = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8'))
  await writeFile(join(copy, 'package.json'), JSON.stringify({ ...manifest, version: name }))

  const found = await Promise.all([findBinaries(18, closed, copy), findBinaries(18, closed, copy)])
  const home = postgresIdentity() ? join(SHARED_HOME, `postgres-${name}`) : copy
  expect(found).toEqual(
    [0, 1].map(() => ({ initdb: `${home}/native/bin/initdb`, postgres: `${home}/native/bin/postgres` })),
  )
  if (home !== copy) await rm(home, { recursive: true })
})

test('a long path keeps its socket in a short, private folder', async () => {
  const dataDir = dataFolder('a-very-long-name-of-a-folder-'.repeat(4))
  const embedded = await joinEmbedded(dataDir)
  const { sockets, cluster } = embedded.place
  expect(sockets).toMatch(/^\/tmp\/jj-[0-9a-f]{12}$/)
  expect(statSync(sockets).mode & 0o777).toBe(0o700)
  await embedded.close()
  expect(existsSync(sockets)).toBe(false)

  await writeFile(sockets, 'somebody else’s')
  await expect(joinEmbedded(dataDir)).rejects.toThrow('not a folder of ours')
  await rm(sockets)
  expect(existsSync(cluster)).toBe(true)
})

test('a lock file whose number now belongs to another program does not stop the start', async () => {
  const dataDir = dataFolder()
  const first = await joinEmbedded(dataDir)
  const lock = join(first.place.cluster, 'postmaster.pid')
  const text = readFileSync(lock, 'utf8')
  await first.close()
  const other = child(dataDir, 'setInterval(() => {}, 1000)')
  await writeFile(lock, text.replace(/^\d+/, String(other.pid)))
  const second = await joinEmbedded(dataDir)
  expect(livingPostmaster(second.place)).not.toBe(other.pid)
  await second.close()
  await killed(other)
})

test('what keeps PostgreSQL from starting is told with the end of its log', async () => {
  const settings = { shared_buffers: 'much' }
  await expect(joinEmbedded(dataFolder(), { settings })).rejects.toMatchObject({
    name: 'StoreError',
    en: expect.stringContaining('invalid value for parameter "shared_buffers": "much"'),
  })
})

test('data of another PostgreSQL version is refused with the way out', async () => {
  const dataDir = dataFolder()
  const old = await joinEmbedded(dataDir, { version: 15 })
  await old.close()
  await expect(joinEmbedded(dataDir)).rejects.toMatchObject({
    zh: expect.stringContaining('由 PostgreSQL 15 建立,当前版本为 18'),
  })
})

test('an external database is used by its URL, migrated by an owner who is no superuser', async () => {
  const dataDir = dataFolder()
  const server = await joinEmbedded(dataDir)
  const admin = connectOwner(socketConfig(server.place, 'postgres'))
  await sql.raw('create role district login createrole').execute(admin)
  await sql.raw('create database district owner district').execute(admin)
  await admin.destroy()
  const databaseUrl = `postgresql://district:secret@/district?host=${encodeURIComponent(server.place.sockets)}`
  const store = await openStore({ dataDir, databaseUrl })
  expect(store.where).toMatch(/^postgresql:\/\/district@\/district/)
  expect((await sql`select current_user as user`.execute(store.db)).rows).toEqual([{ user: 'jiujing_app' }])
  await store.close()
  await server.close()
})

test('an external database that is not there is told by name, without its password', async () => {
  const databaseUrl = 'postgresql://me:secret@127.0.0.1:1/none'
  const opening = openStore({ dataDir: dataFolder(), databaseUrl })
  await expect(opening).rejects.toMatchObject({ name: 'StoreError', zh: expect.stringContaining('无法连接') })
  await expect(opening).rejects.not.toThrow('secret')
})

test('no TCP port is open', async () => {
  const dataDir = dataFolder()
  const embedded = await joinEmbedded(dataDir)
  const client = new pg.Client(socketConfig(embedded.place, 'postgres'))
  await client.connect()
  expect((await client.query('show listen_addresses')).rows).toEqual([{ listen_addresses: '' }])
  await client.end()
  await embedded.close()
})
