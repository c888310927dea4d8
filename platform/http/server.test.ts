import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { InputError } from '#platform/input/input-error.ts'
import { testDb } from '#platform/store/test-db.ts'
import { type Caller, STRANGER } from './caller.ts'
import { refusals } from './errors.ts'
import { route } from './route.ts'
import { createServer, handle, handleAlone } from './server.ts'
import { testClient } from './test-client.ts'

const { db } = await testDb()

const Greeting = Type.Object({ text: Type.String(), role: Type.String() })
const greet = route({
  method: 'GET',
  path: '/api/greetings/:name',
  summary: 'A greeting',
  params: Type.Object({ name: Type.String({ maxLength: 5, description: 'Who' }) }),
  query: Type.Object({ times: Type.Optional(Type.Integer({ minimum: 1, maximum: 3, default: 1 })) }),
  reply: Greeting,
})
const shout = route({
  method: 'POST',
  path: '/api/shouts',
  summary: 'A shout',
  right: 'shout',
  body: Type.Object({ text: Type.String() }, { additionalProperties: false }),
  reply: Greeting,
})
const fail = route({
  method: 'POST',
  path: '/api/failures/:kind',
  summary: 'A failure of the named kind',
  params: Type.Object({ kind: Type.String() }),
  reply: Type.Null(),
})
const picture = route({
  method: 'GET',
  path: '/api/picture',
  summary: 'Bytes',
  reply: Type.Unknown(),
  produces: 'image/png',
})
const measure = route({
  method: 'POST',
  path: '/api/measures',
  summary: 'Numbers that may be missing, and the times they are repeated',
  query: Type.Object({ times: Type.Integer() }),
  body: Type.Object({ size: Type.Union([Type.Number(), Type.Null()]) }),
  reply: Type.Object({ sizes: Type.Array(Type.Union([Type.Number(), Type.Null()])) }),
})
const upload = route({
  method: 'POST',
  path: '/api/uploads',
  summary: 'One file',
  upload: 1000,
  body: Type.Object({ kind: Type.Enum(['facilities', 'buildings']) }),
  reply: Type.Object({ filename: Type.String(), size: Type.Integer(), kind: Type.String() }),
})
const refuse = refusals({ KIND_UNKNOWN: { status: 409, zh: '没有这一类', en: 'There is no such kind' } })

const signedIn: Caller = { ...STRANGER, accountId: 'a1', role: 'task-force', rights: new Set(['shout']) }

const app = await createServer({
  db,
  version: '0.0.0',
  requestsPerMinute: 0,
  authenticate: async ({ headers }) => (headers['x-test-role'] ? signedIn : STRANGER),
  routes: [
    handle(greet, async ({ params, query }, { caller }) => ({
      text: `Hello ${params.name}`.repeat(query.times ?? 1),
      role: caller.role,
    })),
    handle(shout, async ({ body }, { caller }) => ({ text: body.text.toUpperCase(), role: caller.role })),
    handleAlone(fail, async ({ params }) => {
      if (params.kind === 'refusal') throw refuse('KIND_UNKNOWN', { kind: 'x' })
      if (params.kind === 'file') throw new InputError('FILE_EMPTY', { file: '人口.csv' })
      if (params.kind === 'scope') throw Object.assign(new Error('policy'), { code: '42501' })
      if (params.kind === 'store')
        throw Object.assign(new Error('connect'), { syscall: 'connect', code: 'ENOENT' })
      throw new Error('secret: the wiring is wrong')
    }),
    handleAlone(picture, async () => ({
      bytes: Uint8Array.of(1, 2, 3),
      keepSeconds: 60,
      filename: '图.png',
      etag: 'v1',
    })),
    handleAlone(measure, async ({ query, body }) => ({ sizes: Array(query.times).fill(body.size) })),
    handleAlone(upload, async ({ body }, call) => ({
      filename: call.upload!.filename,
      size: call.upload!.bytes.length,
      kind: body.kind,
    })),
  ],
})
const call = testClient(app)
const problemOf = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => undefined,
    (thrown) => thrown,
  )
  return error?.problem
}

test('a call by contract answers by contract, and numbers in the query are numbers', async () => {
  const reply = await call(greet, { params: { name: 'Yin' }, query: { times: 2 } })
  expect(reply).toEqual({ text: 'Hello YinHello Yin', role: 'public' })
})

test('what is missing in JSON stays missing, and a text there is no number', async () => {
  const send = (size: unknown) =>
    call(measure, { query: { times: 2 }, body: { size: size as null } }).catch(({ problem }) => problem.code)
  expect(await send(null)).toEqual({ sizes: [null, null] })
  expect(await send(0)).toEqual({ sizes: [0, 0] })
  expect(await send('12')).toBe('INPUT_INVALID')
})

test('input outside the contract is refused with the field and the reason in the caller’s language', async () => {
  const zh = await problemOf(call(greet, { params: { name: 'too long' }, query: { times: 9 } }))
  expect(zh).toMatchObject({ status: 400, code: 'INPUT_INVALID', title: '提交的内容不符合要求' })
  expect(zh.faults.map((fault: { field: string }) => fault.field)).toContain('name')
  const english = testClient(app, { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.5', 'x-test-role': '1' })
  const en = await problemOf(english(shout, { body: { text: 'a', volume: 3 } as never }))
  expect(en).toMatchObject({ faults: [{ field: 'volume', reason: expect.stringContaining('additional') }] })
})

test('a right is asked for: 401 for a stranger, the reply for its holder', async () => {
  expect(await problemOf(call(shout, { body: { text: 'a' } }))).toMatchObject({
    status: 401,
    code: 'SIGN_IN_NEEDED',
  })
  const holder = testClient(app, { 'x-test-role': '1' })
  expect(await holder(shout, { body: { text: 'a' } })).toEqual({ text: 'A', role: 'task-force' })
})

test.each([
  ['refusal', 409, 'KIND_UNKNOWN', '没有这一类'],
  ['file', 422, 'FILE_UNUSABLE', '这个文件无法使用'],
  ['scope', 403, 'RIGHT_MISSING', '您的角色没有这项权限'],
  ['store', 503, 'STORE_UNAVAILABLE', '数据库暂时无法访问'],
  ['bug', 500, 'BUG', '服务器出错,已记录'],
])('a %s answers %i with the code %s', async (kind, status, code, title) => {
  const reply = await app.inject({ method: 'POST', url: `/api/failures/${kind}` })
  expect(reply.statusCode).toBe(status)
  expect(reply.headers['content-type']).toContain('application/problem+json')
  expect(reply.json()).toMatchObject({ code, title, status, instance: reply.headers['x-request-id'] })
  expect(reply.body).not.toContain('secret')
})

test('an unknown address, a broken body and a body too large are problems as well', async () => {
  const json = { 'content-type': 'application/json', 'x-test-role': '1' }
  const missing = await app.inject({ url: '/api/nothing' })
  expect(missing.json()).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  const broken = await app.inject({ method: 'POST', url: '/api/shouts', headers: json, payload: '{"text":' })
  expect(broken.json()).toMatchObject({ status: 400, code: 'INPUT_INVALID' })
  const large = JSON.stringify({ text: 'a'.repeat(2_000_000) })
  const refused = await app.inject({ method: 'POST', url: '/api/shouts', headers: json, payload: large })
  expect(refused.json()).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' })
})

test.each([
  ['/%', 400, 'INPUT_INVALID'],
  ['/assets/../../package.json', 404, 'NOT_FOUND'],
])('%s answers a problem, not a stack', async (url, status, code) => {
  const reply = await app.inject({ url })
  expect(reply.headers['content-type']).toContain('application/problem+json')
  expect(reply.json()).toMatchObject({ status, code })
})

test('JSON sent where a file is asked for is a problem of its format', async () => {
  const reply = await app.inject({ method: 'POST', url: '/api/uploads', payload: { kind: 'facilities' } })
  expect(reply.json()).toMatchObject({ status: 415, code: 'MEDIA_UNSUPPORTED' })
})

test('a request that a page of another site sends is refused', async () => {
  const send = (origin: string) =>
    app.inject({ method: 'POST', url: '/api/failures/refusal', headers: { origin, host: 'jiujing.local' } })
  expect((await send('http://evil.example')).json().code).toBe('ORIGIN_FOREIGN')
  expect((await send('null')).json().code).toBe('ORIGIN_FOREIGN')
  expect((await send('http://jiujing.local')).json().code).toBe('KIND_UNKNOWN')
})

test('bytes keep their type, name and time to live', async () => {
  const reply = await app.inject({ url: '/api/picture' })
  expect(reply.rawPayload).toEqual(Buffer.from([1, 2, 3]))
  expect(reply.headers).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'private, max-age=60',
    'content-disposition': "attachment; filename*=UTF-8''%E5%9B%BE.png",
  })
})

test('a browser that has the bytes already is not sent them again', async () => {
  const ask = (etag: string) => app.inject({ url: '/api/picture', headers: { 'if-none-match': etag } })
  expect(await ask('"v1"')).toMatchObject({ statusCode: 304, body: '' })
  expect((await ask('"v0"')).statusCode).toBe(200)
})

const form = (content: string, kind = 'facilities') =>
  [
    '--b',
    'content-disposition: form-data; name="kind"',
    '',
    kind,
    '--b',
    'content-disposition: form-data; name="file"; filename="设施.csv"',
    '',
    content,
    '--b--',
    '',
  ].join('\r\n')
const sendFile = (content: string, kind?: string) =>
  app.inject({
    method: 'POST',
    url: '/api/uploads',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    payload: form(content, kind),
  })

test('an upload arrives with its Chinese name and its fields', async () => {
  expect((await sendFile('id,name')).json()).toEqual({ filename: '设施.csv', size: 7, kind: 'facilities' })
})

test('the fields of an upload are checked by the contract too', async () => {
  expect((await sendFile('id', 'dragons')).json()).toMatchObject({ status: 400, faults: [{ field: 'kind' }] })
})

test('an upload above the limit is refused', async () => {
  expect((await sendFile('x'.repeat(2000))).json()).toMatchObject({ status: 413 })
})

test('every reply forbids what pages do not need', async () => {
  const { headers } = await app.inject({ url: '/api/picture' })
  expect(headers['content-security-policy']).toContain("default-src 'self'")
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['x-frame-options']).toBe('SAMEORIGIN')
})

test('the OpenAPI document and its page name every operation', async () => {
  const document = (await app.inject({ url: '/api/openapi.json' })).json()
  expect(document.openapi).toBe('3.1.0')
  expect(document.paths['/api/greetings/{name}'].get.summary).toBe('A greeting')
  const page = await app.inject({ url: '/api/docs' })
  expect(page.body).toContain('/api/greetings/{name}')
  expect(page.body).not.toMatch(/<script|https?:\/\/(?!www\.w3)/)
})

test('too many requests of one address are refused', async () => {
  const limited = await createServer({ db, version: '0', requestsPerMinute: 2, routes: [] })
  const codes = []
  for (let i = 0; i < 3; i++) codes.push((await limited.inject({ url: '/api/openapi.json' })).statusCode)
  expect(codes).toEqual([200, 200, 429])
})
