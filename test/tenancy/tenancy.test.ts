import { extractText, getDocumentProxy } from 'unpdf'
import { beforeAll, expect, test } from 'vitest'
import { allRoutes, callers } from '#apps/server/routes.ts'
import { within } from '#foundation/place/read.ts'
import { SYSTEM } from '#platform/audit/write.ts'
import type { Caller } from '#platform/http/caller.ts'
import { createServer } from '#platform/http/server.ts'
import { createAccount } from '#platform/identity/accounts.ts'
import { ROLES } from '#platform/identity/rules.ts'
import { openZip } from '#platform/input/zip.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { type Parameters, parametersAt, parametersOf, type Writing, writings } from './samples.ts'
import { checksumOfTheirs, loadTheirRows, OURS, secretsOf, tenantTables } from './their-rows.ts'

const { db, owner } = await testDb()
const diagnosis = await loadTheirRows(db, owner)
const known = callers(db, true)
const app = await createServer({
  ...{ db, version: '0', requestsPerMinute: 0 },
  routes: allRoutes(diagnosis, { version: '0', store: '18', demo: true }),
  authenticate: async (credentials) =>
    credentials.headers['x-every-right'] ? everyRight : await known(credentials),
})

/** Rights that reach over the whole district, whatever somebody's area is. */
const DISTRICT_WIDE = [
  ...['place.import', 'pack.edit', 'diagnosis.run', 'account.manage', 'audit.read', 'library.decide'],
]
/** Somebody of our town with every right but those: what they cannot do, the store alone forbids. */
const areaIds = await within(db, OURS)
const everyRight: Caller = {
  ...{ accountId: 'every-right', name: 'x', role: 'town', areaId: OURS },
  rights: new Set(ROLES.flatMap(({ rights }) => rights).filter((right) => !DISTRICT_WIDE.includes(right))),
  scope: { role: 'town', accountId: 'every-right', read: areaIds, write: areaIds },
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[]
}
const { paths } = (await app.inject('/api/openapi.json')).json() as {
  paths: Record<string, Record<string, Operation>>
}
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    ...operation,
    method: method.toUpperCase(),
    path,
  })),
)
const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`

const parameters = await parametersOf(owner)
const parametersBy = await parametersAt(owner)
const bodies = await writings(owner, parameters)
const secrets = await secretsOf(owner)

/** Parameters of an operation, those of the other town's rows. */
function argumentsOf({ path }: { path: string }): Parameters {
  const special = parametersBy.find(([start]) => path.startsWith(start))?.[1]
  return { ...parameters, ...special }
}
function urlOf(operation: (typeof operations)[number]): string {
  const values = argumentsOf(operation)
  const given = (operation.parameters ?? []).filter(({ name }) => values[name] !== undefined)
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name]!))
  const query = given
    .filter((one) => one.in === 'query' && (one.required || NARROWING.has(one.name)))
    .map(({ name }) => `${name}=${encodeURIComponent(values[name]!)}`)
  return query.length > 0 ? `${path}?${query.join('&')}` : path
}
/** Optional questions that name rows of others; the rest would only leave rows out. */
const NARROWING = new Set(['communityId', 'areaId', 'facilityId'])

/** Every role with what it shows itself by; its reach says what its grant covers. */
const roles = ROLES.map(({ id, read, write }) => ({
  id,
  readsAll: read === 'all',
  writesAll: write === 'all',
}))
const people = [
  ...roles,
  { id: 'nobody signed in', readsAll: false, writesAll: false },
  { id: 'every right in our town', readsAll: false, writesAll: false },
]
const headers = new Map<string, Record<string, string>>()

/** Signs in as everybody does: into a demo role, or with a password where there is none for the role. */
beforeAll(async () => {
  headers.set('nobody signed in', {})
  headers.set('every right in our town', { 'x-every-right': 'yes' })
  for (const { id, demo } of ROLES) {
    const account = { loginName: id, name: id, password: PASSWORD, post: { role: id } }
    if (!demo) await inScope(db, wholeScope, (tx) => createAccount(tx, SYSTEM, account, null))
    const reply = demo
      ? await app.inject({ method: 'POST', url: '/api/demo/session', payload: { role: id } })
      : await app.inject({
          method: 'POST',
          url: '/api/session',
          payload: { loginName: id, password: PASSWORD },
        })
    const { name, value } = reply.cookies[0]!
    headers.set(id, { cookie: `${name}=${value}` })
  }
})
const PASSWORD = 'quiet-harbour-lantern-47'
/** What ends one's own session comes last. */
const endsSession = ({ path }: { path: string }) => /^\/api\/(demo\/)?sessions?$/.test(path)

async function send(operation: (typeof operations)[number], who: string, writing?: Writing) {
  const sent = { ...headers.get(who)! }
  let payload: Buffer | object | undefined = writing?.body
  if (writing?.file) {
    const form = new FormData()
    for (const [name, value] of Object.entries(writing.form ?? {})) form.set(name, value)
    form.set('file', new Blob([writing.file.text]), writing.file.name)
    const packed = new Response(form)
    sent['content-type'] = packed.headers.get('content-type')!
    payload = Buffer.from(await packed.arrayBuffer())
  }
  const method = operation.method as 'GET'
  return await app.inject({ method, url: urlOf(operation), headers: sent, ...(payload && { payload }) })
}

/** Everything that a reply says, as text: workbooks are unpacked, documents read. */
async function textOf({ headers, rawPayload }: Awaited<ReturnType<typeof send>>): Promise<string> {
  const type = String(headers['content-type'] ?? '')
  if (type.includes('spreadsheetml')) {
    const zip = await openZip(rawPayload, { entries: 100, bytes: 50_000_000 }, { expected: 'XLSX' })
    const parts: Uint8Array[] = []
    for (const name of zip.names) for await (const part of zip.read(name)!) parts.push(part)
    zip.close()
    return Buffer.concat(parts).toString()
  }
  if (type.includes('pdf'))
    return (await extractText(await getDocumentProxy(new Uint8Array(rawPayload)))).text.join()
  return rawPayload.toString()
}

/** What a role may read of others because it is for all by design, or because of a right over the whole district. */
const SHOWN: Readonly<Record<string, string>> = {
  'GET /api/diagnosis/communities/{communityId}/indicators/{indicator}':
    'facts are shown with the diagnosis (decision 7)',
  'GET /api/audit/entries': 'audit.read reads the whole log',
  'POST /api/audit/export': 'audit.read reads the whole log',
}

test('every parameter of every route, and every body, has a sample here', () => {
  const lacking = operations.flatMap((operation) => {
    const values = argumentsOf(operation)
    const unknown = (operation.parameters ?? []).filter(
      (one) => (one.required || one.in === 'path') && values[one.name] === undefined,
    )
    const bodyless = operation.method !== 'GET' && !bodies[nameOf(operation)]
    return [
      ...unknown.map(({ name }) => `${nameOf(operation)}: ${name}`),
      ...(bodyless ? [`${nameOf(operation)}: body`] : []),
    ]
  })
  expect(lacking).toEqual([])
  const names = new Set(operations.map(nameOf))
  expect([...Object.keys(bodies), ...Object.keys(SHOWN)].filter((name) => !names.has(name))).toEqual([])
})

test('every table of tenants that is not for all has rows of others to be found', async () => {
  const empty = []
  for (const { name, isPublic } of await tenantTables(owner)) {
    const { count } = await owner
      .selectFrom(name as 'fact')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('community_id', 'not like', `${OURS}%`)
      .executeTakeFirstOrThrow()
    if (!isPublic && count === 0) empty.push(name)
  }
  expect(empty).toEqual([])
  expect(secrets.size).toBeGreaterThan(100)
})

test.each(people.filter(({ readsAll }) => !readsAll))(
  '$id reads no row of another town by any route',
  async ({ id }) => {
    const found: string[] = []
    for (const operation of operations.filter(({ method }) => method === 'GET')) {
      const reply = await send(operation, id)
      const asked = new Set(Object.values(argumentsOf(operation)))
      const text = reply.statusCode < 300 ? await textOf(reply) : reply.payload
      if (reply.statusCode >= 500) found.push(`${nameOf(operation)}: ${reply.payload}`)
      if (nameOf(operation) in SHOWN) continue
      const leak = [...secrets].find((secret) => !asked.has(secret) && text.includes(secret))
      if (leak) found.push(`${nameOf(operation)}: ${reply.statusCode} shows ${leak.slice(0, 80)}`)
    }
    expect(found).toEqual([])
  },
)

test.each(people.filter(({ writesAll }) => !writesAll))(
  '$id changes no row of another town by any route',
  async ({ id }) => {
    const before = await checksumOfTheirs(owner)
    const found: string[] = []
    const writes = operations.filter(({ method }) => method !== 'GET')
    for (const operation of [...writes].sort((a, b) => Number(endsSession(a)) - Number(endsSession(b)))) {
      const writing = bodies[nameOf(operation)]!
      const { statusCode, payload } = await send(operation, id, writing)
      const isRefused = [401, 403, 404].includes(statusCode)
      if (statusCode >= 500 || (!isRefused && !writing.harmless))
        found.push(`${nameOf(operation)}: ${statusCode} ${payload.slice(0, 200)}`)
      if ((await checksumOfTheirs(owner)) !== before) {
        found.push(`${nameOf(operation)}: it changed rows of others`)
        break
      }
    }
    expect(found).toEqual([])
  },
)
