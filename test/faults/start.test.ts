import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import {
  ask,
  DEMO,
  dataFolder,
  launch,
  postgresOf,
  pressCtrlC,
  rowsOf,
  type Server,
  serverOf,
  start,
} from './program.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const data = await dataFolder()
const holdings = async (server: Server) => (await ask(server, '/api/health')).body.data
const runId = async (server: Server): Promise<string> => (await ask(server, '/api/diagnosis')).body.run.runId
let server: Server
let first: { holdings: unknown; runId: string }

describe('on an empty folder', () => {
  test('Ctrl-C while data is being loaded stops everything', async () => {
    const interrupted = launch(data, DEMO)
    await interrupted.says(/Writing areas, buildings and people/)
    expect(await pressCtrlC(interrupted, serverOf(data)), interrupted.said()).toBe(0)
    expect(interrupted.said()).toContain('正在停止…  Stopping …')
    expect(interrupted.said()).not.toContain('http://')
    expect(await postgresOf(data)).toBe(undefined)
  })

  test('the start says what it does, what it found and where it listens', async () => {
    server = await start(data, DEMO)
    const said = server.said()
    for (const step of [
      'Starting the database',
      'Generating the demo district',
      'Writing facilities',
      'Diagnosing',
    ])
      expect(said).toContain(step)
    expect(said).toMatch(/communities 407 · 人口 people [1-9][\d,]+ · 路网节点 street nodes [1-9]/)
    expect(said).toMatch(/mature \d+ · .*undetermined \d+\n最缺 missing most \(people\): \p{Script=Han}/u)
    expect(said).toContain(`数据 data   ${data}\n`)
    expect(said).toMatch(/^ {2}http:\/\/localhost:\d+ {3}\(演示模式 demo mode\)$/m)
  })

  test('the server is live and ready, and tells what it holds', async () => {
    const { status, body } = await ask(server, '/api/health')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      live: true,
      ready: true,
      data: { areas: 433, communities: 407, projects: 48 },
    })
    for (const count of Object.values(body.data)) expect(count).toBeGreaterThan(0)
    first = { holdings: body.data, runId: await runId(server) }
  })

  test('every address that is neither a file nor the API is a page of the console', async () => {
    for (const path of ['/', '/projects', '/communities/330212009001?pack=x', '/no/such/page']) {
      const page = await ask(server, path)
      expect([path, page.status, page.headers.get('content-type')]).toEqual([
        path,
        200,
        'text/html; charset=utf-8',
      ])
      const script = page.text.match(/src="(\/assets\/[^"]+\.js)"/)?.[1]
      expect((await ask(server, script!)).headers.get('cache-control')).toContain('immutable')
    }
  })

  test('an address that the API does not have is a problem', async () => {
    for (const path of ['/api', '/api/nothing', '/ogc/nothing', '/assets/nothing.js']) {
      const { status, headers, body } = await ask(server, path)
      expect([path, status, headers.get('content-type')]).toEqual([
        path,
        404,
        expect.stringContaining('problem+json'),
      ])
      expect(body).toMatchObject({ code: 'NOT_FOUND', title: '没有找到', detail: { path } })
    }
    expect((await ask(server, '/projects', { method: 'POST' })).status).toBe(404)
  })

  test('a second server on the same data says where the first is, and ends', async () => {
    const second = launch(data, DEMO)
    expect(await second.ended).toBe(1)
    expect(second.said()).toContain(`已在运行:${server.url}(进程 ${server.pid}`)
    expect(second.said()).toContain(`Already running: ${server.url} (process ${server.pid}`)
    expect(await holdings(server)).toEqual(first.holdings)
  })

  test('Ctrl-C stops everything', async () => {
    expect(await pressCtrlC(server, server.pid), server.said()).toBe(0)
    expect(await postgresOf(data)).toBe(undefined)
    expect(serverOf(data)).toBe(undefined)
  })
})

describe('on the data of an earlier start', () => {
  test('nothing is loaded or computed again, and a taken port is said', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    server = await start(data, { ...DEMO, PORT: String(port) })
    expect(server.said()).toContain(`Port ${port} is taken; the next free one is used.`)
    expect(Number(new URL(server.url).port)).toBeGreaterThan(port)
    expect(server.said()).not.toContain('Generating')
    expect({ holdings: await holdings(server), runId: await runId(server) }).toEqual(first)
    other.close()
  })

  test('a server that was killed leaves nothing broken', async () => {
    process.kill(server.pid, 'SIGKILL')
    expect(await server.ended).toBe(1)
    server = await start(data, DEMO)
    expect({ holdings: await holdings(server), runId: await runId(server) }).toEqual(first)
  })

  test('a server whose starter was killed stops', async () => {
    server.process.kill('SIGKILL')
    await server.ended
    expect(server.said()).toContain('Stopping …')
    expect(serverOf(data)).toBe(undefined)
    expect(await postgresOf(data)).toBe(undefined)
  })

  test.each([200, 500, 1000])('so does one whose starter lived for %i ms', async (lifetime) => {
    const orphan = launch(data, DEMO)
    await new Promise((resolve) => setTimeout(resolve, lifetime))
    orphan.process.kill('SIGKILL')
    await orphan.ended
    expect(await postgresOf(data)).toBe(undefined)
  })
})

describe('a start that cannot succeed ends with the reason in both languages', () => {
  const refusal = async (folder: string, settings: Record<string, string>) => {
    const program = launch(folder, { ...DEMO, ...settings })
    expect(await program.ended, program.said()).toBe(1)
    expect(program.said()).not.toMatch(/^ +at /m)
    expect(await postgresOf(data)).toBe(undefined)
    return program.said()
  }

  test('in a folder that cannot be made', async () => {
    const file = join(data, 'a-file')
    await writeFile(file, '')
    const said = await refusal(join(file, 'data'), {})
    expect(said).toContain(`无法使用 ${file}/data:上级不是目录(ENOTDIR)。`)
    expect(said).toContain(`Cannot use ${file}/data: what it lies in is not a folder (ENOTDIR).`)
  })

  test('with a port or a host that is not there', async () => {
    expect(await refusal(data, { PORT: '65536' })).toMatch(/没有端口 65536.*\nThere is no port 65536/)
    expect(await refusal(data, { HOST: '203.0.113.1' })).toMatch(/没有地址 203.*\nThis machine does not have/)
  })

  test('on data that a newer version wrote', async () => {
    server = await start(data, DEMO)
    await rowsOf(data, `insert into migration (name, sha256) values ('district/future/0001_more', 'x')`)
    await pressCtrlC(server, server.pid)
    const said = await refusal(data, {})
    expect(said).toContain('数据来自更新的版本(本版本没有 district/future/0001_more),请升级程序后再打开。')
    expect(said).toContain('The data comes from a newer version')
  })
})
