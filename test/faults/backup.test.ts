import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { ask, DEMO, dataFolder, npmRun, pressCtrlC, type Server, start } from './program.ts'

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 })

const [data, copy, empty] = [await dataFolder(), await dataFolder(), await dataFolder()]
const file = join(data, 'all.backup')
const onData = { JIUJING_DATA: data }
const onCopy = { JIUJING_DATA: copy }
let server: Server
let found: Awaited<ReturnType<typeof contents>>

const contents = async (server: Server) => ({
  held: (await ask(server, '/api/health')).body.data,
  diagnosis: (await ask(server, '/api/diagnosis')).body,
  facilities: (await ask(server, '/api/facilities?limit=500')).body,
})

/** Checksum, rows and name of each table, as backup and restore print them. */
const sums = (said: string) => said.match(/^[0-9a-f]{16} +\d+ {2}\w+$/gm)

async function command(script: string, args: string[], settings: Record<string, string>) {
  const program = npmRun(script, args, settings)
  return { code: await program.ended, said: program.said() }
}

beforeAll(async () => {
  server = await start(data, DEMO)
  found = await contents(server)
})

test('a backup made while the server runs, restored into an empty folder, gives the same counts and diagnosis', async () => {
  const made = await command('backup', [file], onData)
  expect(made.code, made.said).toBe(0)
  expect(made.said).toContain(`Backup written to ${file}`)
  expect(await contents(server)).toEqual(found)

  const restored = await command('restore', [file], onCopy)
  expect(restored.code, restored.said).toBe(0)
  expect(restored.said).toContain('all checksums equal')
  expect(sums(restored.said)?.length).toBeGreaterThan(10)
  expect(sums(restored.said)).toEqual(sums(made.said))

  const second = await start(copy, DEMO)
  expect(second.said()).not.toContain('Generating')
  expect(await contents(second)).toEqual(found)
  await pressCtrlC(second, second.pid)
})

test('a store that is not empty is not restored into, running or not', async () => {
  const running = await command('restore', [file], onData)
  expect(running.code).toBe(1)
  expect(running.said).toContain(`Already running: ${server.url}`)
  expect(await contents(server)).toEqual(found)
  const stopped = await command('restore', [file], { ...onCopy, LANG: 'zh_CN.UTF-8' })
  expect(stopped.code).toBe(1)
  expect(stopped.said).toMatch(/目标不是空的\(\w+\),没有恢复任何内容。请用 JIUJING_DATA 指定新的数据目录/)
})

test('a backup with one wrong bit is refused, and the store stays empty', async () => {
  const bytes = await readFile(file)
  bytes[bytes.length >> 1]! ^= 4
  const broken = join(data, 'broken.backup')
  await writeFile(broken, bytes)
  const refused = await command('restore', [broken], { JIUJING_DATA: empty })
  expect(refused.code).toBe(1)
  expect(refused.said).toContain(`${broken} is damaged or cut short; nothing was restored.`)
  expect((await command('restore', [file], { JIUJING_DATA: empty })).code).toBe(0)
})

test('a backup never overwrites a file', async () => {
  const again = await command('backup', [file], onData)
  expect([again.code, again.said]).toEqual([
    1,
    expect.stringContaining(`${file} exists and is not overwritten.`),
  ])
})
