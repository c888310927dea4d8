import { beforeAll, expect, test, vi } from 'vitest'
import { ask, dataFolder, npmRun, post, pressCtrlC, type Server, sessionOf, start } from './program.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const data = await dataFolder()
let server: Server
let oneTime: string

beforeAll(async () => {
  server = await start(data, { JIUJING_DEMO: '0' })
})

const signIn = (loginName: string, password: string) =>
  ask(server, '/api/session', post({ loginName, password }))

test('an empty store stays empty, and the start says how to begin', async () => {
  expect(server.said()).not.toMatch(/演示|demo/)
  expect(server.said()).toContain('尚无路网,未诊断。  No street network yet: nothing was diagnosed.')
  expect(server.said()).toContain('To begin, make an administrator: npm run admin -- --name LOGIN')
  const { ready, data } = (await ask(server, '/api/health')).body
  expect(ready).toBe(true)
  expect(Object.values(data)).toEqual(Object.values(data).map(() => 0))
})

test('the console is served', async () => {
  for (const path of ['/', '/projects', '/facilities'])
    expect((await ask(server, path)).text).toMatch(/id="app"/)
  expect((await ask(server, '/api/areas')).body).toEqual([])
})

test('a stranger is asked to sign in', async () => {
  expect((await ask(server, '/api/session')).body).toMatchObject({
    account: null,
    rights: [],
    demoMode: false,
  })
  const said = async (language: string) => {
    const { status, body } = await ask(server, '/api/diagnosis', { headers: { 'accept-language': language } })
    return [status, body.code, body.title]
  }
  expect(await said('zh-CN')).toEqual([401, 'SIGN_IN_NEEDED', '请先登录'])
  expect(await said('en')).toEqual([401, 'SIGN_IN_NEEDED', 'Please sign in first'])
})

test('no demo role can be taken', async () => {
  expect((await ask(server, '/api/demo/roles')).status).toBe(404)
  expect((await ask(server, '/api/demo/session', post({ role: 'task-force' }))).status).toBe(404)
})

test('npm run admin makes an administrator while the server runs, with a password that is shown once', async () => {
  const made = npmRun('admin', ['--name', 'alice', '--display', '爱丽丝'], { JIUJING_DATA: data })
  expect(await made.ended, made.said()).toBe(0)
  expect(made.said()).toContain('The administrator alice can sign in')
  oneTime = made.said().match(/One-time password \(shown this once\): (\S+)/)![1]!
  expect((await signIn('alice', `${oneTime}x`)).body.code).toBe('SIGN_IN_FAILED')
})

test('the administrator can do nothing before choosing a password', async () => {
  const signedIn = await signIn('alice', oneTime)
  expect(signedIn.body).toMatchObject({
    account: { loginName: 'alice', name: '爱丽丝' },
    passwordExpired: true,
    rights: [],
  })
  const session = sessionOf(signedIn)
  expect((await ask(server, '/api/accounts', { headers: session })).status).toBe(403)
  const password = 'seven tall bridges'
  const changed = await ask(
    server,
    '/api/session/password',
    post({ current: oneTime, password }, session, 'PUT'),
  )
  expect(changed.body).toMatchObject({
    passwordExpired: false,
    rights: expect.arrayContaining(['account.manage']),
  })
  expect((await ask(server, '/api/accounts', { headers: sessionOf(changed) })).body.accounts).toHaveLength(1)
  expect((await signIn('alice', oneTime)).status).toBe(401)
  expect((await signIn('alice', password)).status).toBe(200)
})

test('the account is there after the next start', async () => {
  await pressCtrlC(server, server.pid)
  server = await start(data, { JIUJING_DEMO: '0' })
  expect((await signIn('alice', 'seven tall bridges')).status).toBe(200)
})

test('npm run admin without a name says what it needs', async () => {
  const nameless = npmRun('admin', [], { JIUJING_DATA: data })
  expect([await nameless.ended, nameless.said()]).toEqual([
    2,
    expect.stringContaining('Usage: npm run admin -- --name'),
  ])
})
