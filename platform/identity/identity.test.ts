import { Writable } from 'node:stream'
import { hash as argon2 } from '@node-rs/argon2'
import { sql } from 'kysely'
import Type from 'typebox'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { auditAboutMe, auditLog } from '#platform/audit/contract.ts'
import { verifyAudit } from '#platform/audit/read.ts'
import { sealAudit } from '#platform/audit/seal.ts'
import { auditRoutes } from '#platform/audit/server.ts'
import { route } from '#platform/http/route.ts'
import { createServer, handle } from '#platform/http/server.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { inRollback, testDb } from '#platform/store/test-db.ts'
import { type Areas, authenticate, COOKIE, type IdentityOptions } from './authenticate.ts'
import { adminCommand } from './cli.ts'
import * as api from './contract.ts'
import { holdPassword } from './queries/session.ts'
import { find, namesOf } from './read.ts'
import { RIGHTS, ROLES, SIGN_IN } from './rules.ts'
import { decoy, hashPassword, isOutdated, newOneTimePassword, verifyPassword } from './secrets.ts'
import { identityRoutes } from './server.ts'
import { browser } from './test-browser.ts'

const { db, owner, url } = await testDb()

const within: Record<string, string[]> = {
  '330212': ['330212', '330212008', '330212008006', '330212009'],
  '330212008': ['330212008', '330212008006'],
  '330212008006': ['330212008006'],
}
const areas: Areas = {
  levelOf: async (_, id) =>
    ({ 6: 'district', 9: 'town', 12: 'community' })[within[id] ? id.length : 0] as never,
  within: async (_, id) => within[id] ?? [],
}
const demo = { areas: { district: '330212', town: '330212008', community: '330212008006' } }

/** One route per right, and one that says which rows the caller reaches. */
const probes = RIGHTS.map(({ id }) =>
  route({ method: 'GET', path: `/api/probe/${id}`, summary: id, right: id, reply: Type.Unknown() }),
)
const scopeProbe = route({ method: 'GET', path: '/api/probe-scope', summary: 'x', reply: Type.Any() })

const serve = (options: IdentityOptions, log: boolean | object = false) =>
  createServer({
    db,
    version: '0',
    log,
    requestsPerMinute: 0,
    authenticate: authenticate(db, options),
    routes: [
      ...identityRoutes(options),
      ...auditRoutes({ people: { namesOf, find } }),
      ...probes.map((probe) => handle(probe, async () => ({}))),
      handle(scopeProbe, async (_, { caller }) => caller.scope),
    ],
  })
const app = await serve({ areas })
const demoApp = await serve({ areas, demo })

const PASSWORD = 'a tree by the river'
const PASSWORD_HASH = await hashPassword(PASSWORD)

/** An account with `PASSWORD` and posts, made behind the server's back. */
async function account(
  loginName: string,
  posts: { role: string; area?: string; from?: string; to?: string }[] = [],
) {
  const id = `id-${loginName.replace('.', '')}`
  const day = (text?: string) => sql<string>`(now() at time zone 'Asia/Shanghai')::date + ${text ?? '0'}::int`
  await owner
    .insertInto('account')
    .values({ account_id: id, login_name: loginName, name: `姓名 ${loginName}` })
    .execute()
  await owner
    .insertInto('password')
    .values({ account_id: id, hash: PASSWORD_HASH, one_time: false })
    .execute()
  for (const [i, { role, area, from, to }] of posts.entries()) {
    await owner
      .insertInto('post')
      .values({
        post_id: `${id}-${i}`,
        account_id: id,
        role,
        area_id: area ?? null,
        from_day: day(from),
        to_day: to === undefined ? null : day(to),
        given_at: sql<Date>`now() + ${i} * interval '1 second'`,
      })
      .execute()
  }
  return id
}

/** A browser that has signed in. */
async function signedIn(loginName: string, server = app, address?: string) {
  const it = browser(server, address)
  const session = await it.call(api.signIn, { body: { loginName, password: PASSWORD } })
  return { ...it, session }
}

const code = (of: Promise<unknown>) =>
  of.then(
    () => 'ok',
    (error) => error.problem?.code ?? error,
  )

beforeEach(async () => {
  await sql`truncate account, password, post, session, sign_in_attempt, audit_entry restart identity cascade`.execute(
    owner,
  )
})

describe('signing in', () => {
  test('a name and its password open a session with the rights of the first post', async () => {
    await account('li.na', [{ role: 'task-force', area: '330212' }])
    const { call, session } = await signedIn('li.na')
    expect(session).toMatchObject({
      account: { accountId: 'id-lina', loginName: 'li.na', name: '姓名 li.na', demo: false },
      acting: { role: 'task-force', areaId: '330212', roleName: { zh: '区专班' } },
      passwordExpired: false,
      demoMode: false,
    })
    expect(session.rights).toContain('diagnosis.run')
    expect(await call(api.session)).toEqual(session)
  })

  test('case, width and spaces around the name do not matter', async () => {
    await account('li.na')
    const { call } = browser(app)
    const { account: signed } = await call(api.signIn, {
      body: { loginName: ' Ｌi.Na ', password: PASSWORD },
    })
    expect(signed!.loginName).toBe('li.na')
  })

  test('a stranger is told that they are one', async () => {
    expect(await browser(app).call(api.session)).toMatchObject({
      account: null,
      acting: null,
      posts: [],
      rights: [],
    })
  })

  test('the cookie is out of reach of scripts and of other sites', async () => {
    await account('li.na')
    const { received } = await signedIn('li.na')
    expect(received.lines).toHaveLength(1)
    const attributes = received.lines[0]!.split('; ').slice(1)
    expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict', 'Path=/']))
  })

  test('the database cannot give away a token: it has only the digest', async () => {
    await account('li.na')
    const { jar } = await signedIn('li.na')
    const token = jar.get(COOKIE)!
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const { rows } = await sql<{ row: string }>`select session::text as row from session`.execute(owner)
    expect(rows).toHaveLength(1)
    expect(rows[0]!.row).not.toContain(token)
    expect(rows[0]!.row).not.toContain(Buffer.from(token, 'base64url').toString('hex'))
    expect(await browser(app, '10.0.0.1', new Map([[COOKIE, rows[0]!.row]])).call(api.session)).toMatchObject(
      {
        account: null,
      },
    )
  })

  test('a token planted before the sign-in is never adopted', async () => {
    await account('li.na')
    const planted = 'A'.repeat(43)
    const it = browser(app, '10.0.0.1', new Map([[COOKIE, planted]]))
    await it.call(api.signIn, { body: { loginName: 'li.na', password: PASSWORD } })
    expect(it.jar.get(COOKIE)).not.toBe(planted)
    const attacker = browser(app, '10.0.0.2', new Map([[COOKIE, planted]]))
    expect((await attacker.call(api.session)).account).toBeNull()
  })

  test('a second sign-in in the same browser ends the first session', async () => {
    await account('li.na')
    const { call, jar } = await signedIn('li.na')
    const first = jar.get(COOKIE)!
    await call(api.signIn, { body: { loginName: 'li.na', password: PASSWORD } })
    expect((await browser(app, '10.0.0.1', new Map([[COOKIE, first]])).call(api.session)).account).toBeNull()
    expect((await call(api.sessions)).sessions).toHaveLength(1)
  })

  test('a page of another site cannot make the browser act', async () => {
    await account('li.na')
    const { jar } = await signedIn('li.na')
    const headers = { origin: 'http://evil.example', host: 'jiujing.example' }
    const reply = await app.inject({
      method: 'DELETE',
      url: '/api/sessions',
      headers,
      cookies: Object.fromEntries(jar),
    })
    expect([reply.statusCode, reply.json().code]).toEqual([403, 'ORIGIN_FOREIGN'])
  })
})

describe('whoever guesses', () => {
  test('learns nothing of which names exist: same answer for each', async () => {
    await account('there')
    await account('disabled')
    await sql`update account set disabled_at = now() where login_name = 'disabled'`.execute(owner)
    await account('demo')
    await sql`update account set demo = true where login_name = 'demo'`.execute(owner)
    const answer = async (loginName: string, password: string) => {
      const reply = await app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { loginName, password },
      })
      const { instance, ...problem } = reply.json()
      expect(instance).toBe(reply.headers['x-request-id'])
      return { status: reply.statusCode, problem, cookie: reply.headers['set-cookie'] }
    }
    const wrong = await answer('there', 'not the password')
    expect(wrong.problem.code).toBe('SIGN_IN_FAILED')
    expect(await answer('nobody', 'not the password')).toEqual(wrong)
    expect(await answer('disabled', PASSWORD)).toEqual(wrong)
    expect(await answer('demo', PASSWORD)).toEqual(wrong)
  })

  test('meets a hash of the same cost where there is no account', async () => {
    expect(isOutdated(await decoy)).toBe(false)
    expect(await verifyPassword(undefined, 'not the password')).toBe(false)
  })

  const guess = (loginName: string, address: string, password = 'not the password') =>
    code(browser(app, address).call(api.signIn, { body: { loginName, password } }))

  test('is stopped after five tries, even with the right password, and told how long', async () => {
    await account('li.na')
    for (let i = 0; i < 5; i++) expect(await guess('li.na', '10.6.6.6')).toBe('SIGN_IN_FAILED')
    expect(await guess('li.na', '10.6.6.6', PASSWORD)).toBe('SIGN_IN_THROTTLED')
    const refused = browser(app, '10.6.6.6').call(api.signIn, {
      body: { loginName: 'LI.NA ', password: PASSWORD },
    })
    await expect(refused).rejects.toMatchObject({
      problem: { status: 429, detail: { waitSeconds: expect.any(Number) } },
    })
  })

  test('is stopped just so for a name that nobody has', async () => {
    for (let i = 0; i < 5; i++) expect(await guess('nobody', '10.6.6.6')).toBe('SIGN_IN_FAILED')
    expect(await guess('nobody', '10.6.6.6')).toBe('SIGN_IN_THROTTLED')
  })

  test('gains nothing by trying many at once', async () => {
    await account('li.na')
    const tries = await Promise.all(Array.from({ length: 30 }, () => guess('li.na', '10.6.6.6')))
    expect(tries.filter((answer) => answer === 'SIGN_IN_FAILED')).toHaveLength(5)
  })

  test('does not lock out the owner, who sits elsewhere', async () => {
    await account('li.na')
    for (let i = 0; i < 60; i++) await guess('li.na', '10.6.6.6')
    expect(await guess('li.na', '10.0.0.1', PASSWORD)).toBe('ok')
  })

  test('is stopped after a hundred tries at different names from one address', async () => {
    await sql`insert into sign_in_attempt (key, attempts)
      select encode(sha256(convert_to('["address","10.6.6.6"]', 'UTF8')), 'hex'), 99`.execute(owner)
    expect(await guess('name-100', '10.6.6.6')).toBe('SIGN_IN_FAILED')
    expect(await guess('name-101', '10.6.6.6')).toBe('SIGN_IN_THROTTLED')
  })

  test('is stopped after fifty tries at one name from many addresses', async () => {
    const tries: string[] = []
    for (let i = 0; i < 51; i++) tries.push(await guess('nobody', `10.7.0.${i}`))
    expect(tries.indexOf('SIGN_IN_THROTTLED')).toBe(50)
  })

  test('may go on when the window is over', async () => {
    for (let i = 0; i < 6; i++) await guess('nobody', '10.6.6.6')
    await sql`update sign_in_attempt set window_started_at = now() - interval '16 minutes'`.execute(owner)
    expect(await guess('nobody', '10.6.6.6')).toBe('SIGN_IN_FAILED')
  })

  test('a sign-in that succeeds clears the count, so that an office behind one address is not stopped', async () => {
    await account('li.na')
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 4; i++) await guess('li.na', '10.0.0.1')
      expect(await guess('li.na', '10.0.0.1', PASSWORD)).toBe('ok')
    }
    for (let i = 0; i < 20; i++) await guess('li.na', '10.0.0.1', PASSWORD)
    const { attempts } = await owner
      .selectFrom('sign_in_attempt')
      .select((eb) => eb.fn.max('attempts').as('attempts'))
      .executeTakeFirstOrThrow()
    expect(attempts).toBe(12)
  })

  test('leaves an entry in the audit log, without the name typed where no account has it', async () => {
    await account('li.na')
    await guess('li.na', '10.6.6.6')
    await guess('my-secret-typed-into-the-wrong-field', '10.6.6.6')
    const { rows } = await sql<{
      row: string
    }>`select audit_entry::text as row from audit_entry order by 1`.execute(owner)
    expect(rows.map(({ row }) => row).join('\n')).not.toContain('secret')
    const entries = await owner
      .selectFrom('audit_entry')
      .select(['action', 'subject_id'])
      .orderBy('entry_id')
      .execute()
    expect(entries).toEqual([
      { action: 'session.refuse', subject_id: 'id-lina' },
      { action: 'session.refuse', subject_id: '10.6.6.6' },
    ])
  })
})

describe('a session', () => {
  const age = (column: string, minutes: number) =>
    sql`update session set ${sql.ref(column)} = now() - make_interval(mins => ${minutes})`.execute(owner)
  const { idleMinutes, longestMinutes, touchMinutes } = SIGN_IN.session

  test('ends when it was not used for long', async () => {
    await account('li.na')
    const { call } = await signedIn('li.na')
    await age('last_seen_at', idleMinutes - 1)
    expect((await call(api.session)).account).not.toBeNull()
    await age('last_seen_at', idleMinutes + 1)
    expect((await call(api.session)).account).toBeNull()
  })

  test('goes on while it is used, but not for ever', async () => {
    await account('li.na')
    const { call } = await signedIn('li.na')
    await age('last_seen_at', touchMinutes + 1)
    await call(api.session)
    const { fresh } = (
      await sql<{
        fresh: boolean
      }>`select last_seen_at > now() - interval '1 minute' as fresh from session`.execute(owner)
    ).rows[0]!
    expect(fresh).toBe(true)
    await age('started_at', longestMinutes + 1)
    expect((await call(api.session)).account).toBeNull()
  })

  test('ends by signing out, for the token too', async () => {
    await account('li.na')
    const { call, jar } = await signedIn('li.na')
    const stolen = new Map(jar)
    await call(api.signOut)
    expect(jar.has(COOKIE)).toBe(false)
    expect((await browser(app, '10.0.0.1', stolen).call(api.session)).account).toBeNull()
    expect(await call(api.signOut)).toEqual({ done: true })
  })

  test('is listed for its owner, who ends one or all', async () => {
    await account('li.na')
    await account('wang')
    const [a, b, c] = [
      await signedIn('li.na', app, '10.0.0.1'),
      await signedIn('li.na', app, '10.0.0.2'),
      await signedIn('li.na', app, '10.0.0.3'),
    ]
    const wang = await signedIn('wang')
    const { sessions } = await a.call(api.sessions)
    expect(sessions.map(({ address, current }) => [address, current])).toEqual([
      ['10.0.0.3', false],
      ['10.0.0.2', false],
      ['10.0.0.1', true],
    ])
    const params = { sessionId: sessions[0]!.sessionId }
    expect(await code(wang.call(api.endSession, { params }))).toBe('SESSION_UNKNOWN')
    await a.call(api.endSession, { params })
    expect((await c.call(api.session)).account).toBeNull()
    await a.call(api.signOutEverywhere)
    expect((await a.call(api.session)).account).toBeNull()
    expect((await b.call(api.session)).account).toBeNull()
    expect((await wang.call(api.session)).account).not.toBeNull()
    expect(await code(a.call(api.sessions))).toBe('SIGN_IN_NEEDED')
  })

  test('is removed from the database when it has run out and somebody signs in', async () => {
    await account('li.na')
    await signedIn('li.na')
    await age('last_seen_at', idleMinutes + 1)
    await signedIn('li.na')
    const { n } = await owner
      .selectFrom('session')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    expect(n).toBe(1)
  })
})

describe('a post', () => {
  test.each([
    ['holds on its first day', '0', undefined, true],
    ['does not hold the day before', '1', undefined, false],
    ['holds on the day before its end', '-30', '1', true],
    ['does not hold on the day of its end', '-30', '0', false],
    ['does not hold after its end', '-30', '-1', false],
  ])('%s', async (_, from, to, holds) => {
    await account('li.na', [{ role: 'task-force', area: '330212', from, ...(to && { to }) }])
    const { session, call } = await signedIn('li.na')
    expect(session.posts).toHaveLength(holds ? 1 : 0)
    expect(session.rights.length > 0).toBe(holds)
    expect(await code(call(probes[0]!))).toBe(holds ? 'ok' : 'RIGHT_MISSING')
  })

  test('that ends takes its rights and rows with it at once; another has to be chosen', async () => {
    await account('li.na', [
      { role: 'task-force', area: '330212', from: '-9' },
      { role: 'town', area: '330212008', from: '-9' },
    ])
    const { call } = await signedIn('li.na')
    expect(await call(scopeProbe)).toMatchObject({ role: 'task-force', read: '*', write: '*' })
    await sql`update post set to_day = (now() at time zone 'Asia/Shanghai')::date where role = 'task-force'`.execute(
      owner,
    )
    expect(await call(scopeProbe)).toMatchObject({ role: 'account', read: [], write: [] })
    const { acting, posts, rights } = await call(api.session)
    expect([acting, posts.length, rights]).toEqual([null, 1, []])
    const switched = await call(api.switchPost, { body: { postId: posts[0]!.postId } })
    expect(switched.acting).toMatchObject({ role: 'town', areaId: '330212008' })
    expect(await call(scopeProbe)).toMatchObject({ role: 'town', read: within['330212008'] })
  })

  test('of several one is acted in at a time, with its rights only', async () => {
    await account('li.na', [
      { role: 'reviewer', area: '330212' },
      { role: 'operator', area: '330212008006' },
    ])
    const { call, session } = await signedIn('li.na')
    expect(session.rights).toEqual(['diagnosis.read', 'application.read', 'application.act'])
    const { rights } = await call(api.switchPost, { body: { postId: session.posts[1]!.postId } })
    expect(rights).toEqual(['evidence.record', 'diagnosis.read', 'application.read', 'application.act'])
    expect(await call(api.session)).toMatchObject({ rights, acting: { role: 'operator' } })
  })

  test("of somebody else cannot be acted in, not even with the session's row changed", async () => {
    await account('li.na')
    await account('wang', [{ role: 'task-force', area: '330212' }])
    const { call } = await signedIn('li.na')
    expect(await code(call(api.switchPost, { body: { postId: 'id-wang-0' } }))).toBe('POST_UNKNOWN')
    await sql`update session set post_id = 'id-wang-0'`.execute(owner)
    expect(await call(scopeProbe)).toMatchObject({ role: 'account', read: [] })
  })

  test('of a role that the pack lost gives nothing', async () => {
    await account('li.na', [{ role: 'emperor', area: '330212' }])
    const { session, call } = await signedIn('li.na')
    expect(session).toMatchObject({ acting: { roleName: { zh: 'emperor' } }, rights: [] })
    expect(await call(scopeProbe)).toMatchObject({ role: 'account', read: [], write: [] })
  })
})

/** What each role may do and which rows it reaches, written out: packs/roles must not grow rights by accident. */
const EXPECTED: Record<string, { rights: string; read: unknown; write: unknown }> = {
  'task-force': {
    rights:
      'place.import place.edit evidence.record evidence.confirm diagnosis.run diagnosis.optout pack.edit ' +
      'planning.simulate diagnosis.read application.read application.act procedure.manage programme.record ' +
      'library.decide',
    read: '*',
    write: '*',
  },
  town: {
    rights:
      'place.edit evidence.record diagnosis.optout diagnosis.read application.read application.act programme.record',
    read: within['330212008'],
    write: within['330212008'],
  },
  department: {
    rights:
      'evidence.record evidence.confirm planning.simulate diagnosis.read application.read application.act',
    read: '*',
    write: '*',
  },
  government: { rights: 'diagnosis.read application.read application.act', read: '*', write: [] },
  reviewer: { rights: 'diagnosis.read application.read application.act', read: '*', write: [] },
  expert: { rights: 'application.read', read: [], write: [] },
  operator: {
    rights: 'evidence.record diagnosis.read application.read application.act',
    read: ['330212008006'],
    write: ['330212008006'],
  },
  resident: { rights: '', read: [], write: [] },
  delegate: { rights: 'diagnosis.read', read: [], write: [] },
  admin: { rights: 'account.manage audit.read', read: [], write: [] },
}

describe.each(ROLES)('$id', ({ id, level }) => {
  const { rights, read, write } = EXPECTED[id]!
  const granted = rights.split(' ').filter(Boolean)

  test(`may ${rights || 'nothing beyond what is public'}`, async () => {
    await account('li.na', [{ role: id, ...(level && { area: demo.areas[level] }) }])
    const { call, session } = await signedIn('li.na')
    expect([...session.rights].sort()).toEqual([...granted].sort())
    for (const probe of probes) {
      expect(await code(call(probe)), probe.right).toBe(
        granted.includes(probe.right) ? 'ok' : 'RIGHT_MISSING',
      )
    }
    expect(await call(scopeProbe)).toEqual({ role: id, accountId: 'id-lina', read, write })
  })
})

describe('a password', () => {
  test('is kept as argon2id with the settings of the pack', () => {
    expect(PASSWORD_HASH).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  test('kept with older settings is hashed anew at the next sign-in', async () => {
    const id = await account('li.na')
    const old = await argon2(PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 })
    await sql`update password set hash = ${old} where account_id = ${id}`.execute(owner)
    await signedIn('li.na')
    const { hash } = await owner.selectFrom('password').select('hash').executeTakeFirstOrThrow()
    expect(hash).toMatch(/m=19456,t=2/)
    await signedIn('li.na')
  })

  test('once changed opens, the old one does not, and all other sessions have ended', async () => {
    await account('li.na', [
      { role: 'reviewer', area: '330212' },
      { role: 'operator', area: '330212008006' },
    ])
    const [here, there] = [await signedIn('li.na'), await signedIn('li.na')]
    await here.call(api.switchPost, { body: { postId: here.session.posts[1]!.postId } })
    const before = here.jar.get(COOKIE)
    const password = 'a river by the tree'
    const after = await here.call(api.changePassword, { body: { current: PASSWORD, password } })
    expect(after.acting!.role).toBe('operator')
    expect(here.jar.get(COOKIE)).not.toBe(before)
    expect((await here.call(api.session)).account).not.toBeNull()
    expect((await there.call(api.session)).account).toBeNull()
    expect(
      await code(browser(app).call(api.signIn, { body: { loginName: 'li.na', password: PASSWORD } })),
    ).toBe('SIGN_IN_FAILED')
    expect(await code(browser(app).call(api.signIn, { body: { loginName: 'li.na', password } }))).toBe('ok')
  })

  test('is not changed by whoever does not know it, and not to a weak or the same one', async () => {
    await account('li.na')
    const { call } = await signedIn('li.na')
    const change = (current: string, password: string) =>
      code(call(api.changePassword, { body: { current, password } }))
    expect(await change(PASSWORD, 'short')).toBe('PASSWORD_WEAK')
    expect(await change(PASSWORD, PASSWORD)).toBe('PASSWORD_WEAK')
    for (let i = 0; i < 5; i++)
      expect(await change('not the password', 'a river by the tree')).toBe('PASSWORD_WRONG')
    expect(await change(PASSWORD, 'a river by the tree')).toBe('SIGN_IN_THROTTLED')
    expect(await code(browser(app).call(api.changePassword, { body: { current: 'x', password: 'y' } }))).toBe(
      'SIGN_IN_NEEDED',
    )
  })

  test('that was reset while it was being checked opens nothing', async () => {
    const id = await account('li.na')
    expect(await inRollback(db, (tx) => holdPassword(tx, id, PASSWORD_HASH))).toBe(true)
    expect(await inRollback(db, (tx) => holdPassword(tx, id, PASSWORD_HASH.replace(/.$/, '_')))).toBe(false)
  })

  test('for one use is easy to read out and hard to guess', () => {
    const made = Array.from({ length: 200 }, newOneTimePassword)
    expect(new Set(made).size).toBe(200)
    for (const password of made)
      expect(password).toMatch(/^([abcdefghjkmnp-z2-9]{4}-){3}[abcdefghjkmnp-z2-9]{4}$/)
  })
})

describe('demo mode', () => {
  test('offers each role but the administrator, and one click acts in it', async () => {
    const { roles } = await browser(demoApp).call(api.demoRoles)
    expect(roles.map(({ role }) => role)).toEqual(ROLES.map(({ id }) => id).filter((id) => id !== 'admin'))
    for (const { role, rights, areaId } of roles) {
      const it = browser(demoApp)
      const session = await it.call(api.demoSignIn, { body: { role } })
      expect(session).toMatchObject({
        account: { demo: true },
        acting: { role, areaId },
        rights,
        demoMode: true,
      })
      expect(await it.call(scopeProbe)).toMatchObject({ role, read: EXPECTED[role]!.read })
    }
    expect(await code(browser(demoApp).call(api.demoSignIn, { body: { role: 'admin' } }))).toBe(
      'ROLE_UNKNOWN',
    )
  })

  test('many first clicks at once are as good as one', async () => {
    const clicks = Array.from({ length: 8 }, () =>
      code(browser(demoApp).call(api.demoSignIn, { body: { role: 'town' } })),
    )
    expect(new Set(await Promise.all(clicks))).toEqual(new Set(['ok']))
  })

  test('does not exist outside it: no address, no session, no password', async () => {
    const { jar } = await (async () => {
      const it = browser(demoApp)
      await it.call(api.demoSignIn, { body: { role: 'task-force' } })
      return it
    })()
    const outside = browser(app, '10.0.0.1', jar)
    expect(await outside.call(api.session)).toMatchObject({ account: null, rights: [], demoMode: false })
    for (const probe of probes) expect(await code(outside.call(probe))).toBe('SIGN_IN_NEEDED')
    expect(await code(outside.call(api.demoRoles))).toBe('NOT_FOUND')
    expect(await code(outside.call(api.demoSignIn, { body: { role: 'task-force' } }))).toBe('NOT_FOUND')
    await owner
      .insertInto('password')
      .values({ account_id: 'demo-task-force', hash: PASSWORD_HASH, one_time: false })
      .execute()
    const body = { loginName: 'demo:task-force', password: PASSWORD }
    expect(await code(outside.call(api.signIn, { body }))).toBe('SIGN_IN_FAILED')
  })
})

describe('managing accounts', () => {
  async function admin() {
    await account('boss', [{ role: 'admin' }])
    return await signedIn('boss')
  }

  test('a new account replaces its one-time password before it may do anything', async () => {
    const { call } = await admin()
    const { accountId, oneTimePassword } = await call(api.createAccount, {
      body: { loginName: 'chen', name: '陈' },
    })
    await call(api.givePost, { params: { accountId }, body: { role: 'town', areaId: '330212008' } })
    const it = browser(app)
    const first = await it.call(api.signIn, { body: { loginName: 'chen', password: oneTimePassword! } })
    expect(first).toMatchObject({ passwordExpired: true, acting: { role: 'town' }, rights: [] })
    expect(await it.call(scopeProbe)).toMatchObject({ role: 'account', read: [], write: [] })
    const body = { current: oneTimePassword!, password: PASSWORD }
    const then = await it.call(api.changePassword, { body })
    expect(then).toMatchObject({
      passwordExpired: false,
      rights: ROLES.find(({ id }) => id === 'town')!.rights,
    })
    expect(await it.call(scopeProbe)).toMatchObject({ role: 'town', read: within['330212008'] })
  })

  test('disabling ends every session at once, and enabling lets in again', async () => {
    const { call } = await admin()
    await account('chen', [{ role: 'reviewer', area: '330212' }])
    const chen = await signedIn('chen')
    const params = { accountId: 'id-chen' }
    await call(api.setDisabled, { params, body: { disabled: true, reason: '调离' } })
    expect((await chen.call(api.session)).account).toBeNull()
    expect(await code(signedIn('chen'))).toBe('SIGN_IN_FAILED')
    expect((await call(api.accounts, { query: { search: 'CHEN' } })).accounts).toMatchObject([
      { state: 'disabled', disabledAt: expect.any(String), disabledReason: '调离' },
    ])
    await call(api.setDisabled, { params, body: { disabled: false, reason: '返岗' } })
    expect(await code(signedIn('chen'))).toBe('ok')
    expect((await call(api.account, { params })).account).toMatchObject({
      state: 'active',
      disabledAt: null,
      disabledReason: null,
    })
    expect(await code(call(api.setDisabled, { params, body: { disabled: true, reason: ' ' } }))).toBe(
      'INPUT_INVALID',
    )
  })

  test('a session of a disabled account is dead even if its row stayed', async () => {
    await account('chen')
    const { call } = await signedIn('chen')
    await sql`update account set disabled_at = now()`.execute(owner)
    expect((await call(api.session)).account).toBeNull()
  })

  test('a reset password ends every session and the old password', async () => {
    const { call } = await admin()
    await account('chen')
    const chen = await signedIn('chen')
    const { oneTimePassword } = await call(api.resetPassword, { params: { accountId: 'id-chen' } })
    expect((await chen.call(api.session)).account).toBeNull()
    expect(await code(signedIn('chen'))).toBe('SIGN_IN_FAILED')
    const body = { loginName: 'chen', password: oneTimePassword }
    expect((await browser(app).call(api.signIn, { body })).passwordExpired).toBe(true)
  })

  test('posts are given and ended, and ended ones stay in the list', async () => {
    const { call } = await admin()
    await account('chen')
    const params = { accountId: 'id-chen' }
    const post = await call(api.givePost, { params, body: { role: 'operator', areaId: '330212008006' } })
    expect(post).toMatchObject({ role: 'operator', areaId: '330212008006', to: null })
    await call(api.endPost, { params: { postId: post.postId }, body: { to: '2020-01-01' } })
    const [chen] = (await call(api.accounts, { query: { search: 'chen' } })).accounts
    expect(chen!.posts).toEqual([{ ...post, to: post.from }])
    expect(await code(call(api.endPost, { params: { postId: post.postId }, body: {} }))).toBe('POST_UNKNOWN')
  })

  test.each([
    ['an unknown account', 'x', { role: 'town', areaId: '330212008' }, 'ACCOUNT_UNKNOWN'],
    ['an unknown role', 'id-chen', { role: 'emperor', areaId: '330212' }, 'ROLE_UNKNOWN'],
    ['an area of another level', 'id-chen', { role: 'town', areaId: '330212' }, 'AREA_UNFIT'],
    ['an unknown area', 'id-chen', { role: 'town', areaId: '999999999' }, 'AREA_UNFIT'],
    ['no area where one is needed', 'id-chen', { role: 'town' }, 'AREA_UNFIT'],
    ['an area where none is', 'id-chen', { role: 'admin', areaId: '330212' }, 'AREA_UNFIT'],
    [
      'an end before the start',
      'id-chen',
      { role: 'admin', from: '2026-02-02', to: '2026-02-01' },
      'DAYS_INVALID',
    ],
    ['a day that does not exist', 'id-chen', { role: 'admin', from: '2026-02-31' }, 'DAYS_INVALID'],
    ['a text for a day', 'id-chen', { role: 'admin', from: 'today' }, 'INPUT_INVALID'],
  ])('a post with %s is refused', async (_, accountId, body, refusal) => {
    const { call } = await admin()
    await account('chen')
    expect(await code(call(api.givePost, { params: { accountId }, body }))).toBe(refusal)
  })

  test('an account is made with its first post and a password of choice, or not at all', async () => {
    const { call } = await admin()
    const create = (body: object) =>
      call(api.createAccount, { body: { loginName: 'chen', name: '陈', ...body } })
    const post = { role: 'town', areaId: '330212008', from: '2020-01-01' }
    expect(await code(create({ post: { ...post, areaId: '330212' } }))).toBe('AREA_UNFIT')
    expect(await code(create({ password: 'chen-chen-', post }))).toBe('PASSWORD_WEAK')
    expect((await call(api.accounts, { query: { search: 'chen' } })).total).toBe(0)
    expect(await create({ password: PASSWORD, post })).toMatchObject({ oneTimePassword: null })
    expect((await signedIn('chen')).session).toMatchObject({
      passwordExpired: true,
      acting: { role: 'town', areaId: '330212008', from: '2020-01-01' },
    })
  })

  test('a name is taken once, and has a form', async () => {
    const { call } = await admin()
    const create = (loginName: string) => code(call(api.createAccount, { body: { loginName, name: '陈' } }))
    expect(await create('chen')).toBe('ok')
    expect(await create('chen')).toBe('LOGIN_NAME_TAKEN')
    for (const name of ['Chen', 'demo:town', 'c', 'chen ', '陈'])
      expect(await create(name)).toBe('INPUT_INVALID')
  })

  test('nobody disables or resets themselves, or a demo account', async () => {
    const { call } = await admin()
    await browser(demoApp).call(api.demoSignIn, { body: { role: 'town' } })
    const disable = (accountId: string) =>
      code(call(api.setDisabled, { params: { accountId }, body: { disabled: true, reason: '调离' } }))
    expect(await disable('id-boss')).toBe('ACCOUNT_OWN')
    expect(await code(call(api.resetPassword, { params: { accountId: 'id-boss' } }))).toBe('ACCOUNT_OWN')
    expect(await disable('demo-town')).toBe('ACCOUNT_UNKNOWN')
    expect(await code(call(api.resetPassword, { params: { accountId: 'demo-town' } }))).toBe(
      'ACCOUNT_UNKNOWN',
    )
    expect(
      await code(call(api.givePost, { params: { accountId: 'demo-town' }, body: { role: 'admin' } })),
    ).toBe('ACCOUNT_UNKNOWN')
    expect(await code(call(api.endPost, { params: { postId: 'demo-town-330212008' }, body: {} }))).toBe(
      'POST_UNKNOWN',
    )
  })

  test('the list comes a page at a time, without anything of passwords', async () => {
    const { call } = await admin()
    for (const name of ['a1', 'a2', 'a3']) await account(name)
    const first = await call(api.accounts, { query: { limit: 2 } })
    const rest = await call(api.accounts, { query: { limit: 2, offset: 2 } })
    expect([first.total, rest.total]).toEqual([4, 4])
    expect([...first.accounts, ...rest.accounts].map(({ loginName }) => loginName)).toEqual([
      'a1',
      'a2',
      'a3',
      'boss',
    ])
    expect(JSON.stringify([first, rest])).not.toContain('argon2')
  })

  test('the list is searched, filtered and sorted', async () => {
    const { call } = await admin()
    await account('anna', [{ role: 'town', area: '330212008' }])
    await account('bob', [{ role: 'operator', area: '330212008006' }])
    await account('cleo', [{ role: 'town', area: '330212009', from: '-9', to: '0' }])
    await signedIn('bob')
    await call(api.resetPassword, { params: { accountId: 'id-anna' } })
    const names = async (query: object) =>
      (await call(api.accounts, { query })).accounts.map(({ loginName }) => loginName).join(' ')
    for (const [query, found] of [
      [{ search: 'NN' }, 'anna'],
      [{ search: '姓名' }, 'anna bob boss cleo'],
      [{ role: 'town' }, 'anna'],
      [{ areaId: '330212' }, 'anna bob'],
      [{ areaId: '330212008006' }, 'bob'],
      [{ areaId: '330212008006', role: 'town' }, ''],
      [{ state: 'waiting' }, 'anna'],
      [{ state: 'active' }, 'bob boss cleo'],
      [{ state: 'disabled' }, ''],
      [{ sort: '-loginName' }, 'cleo boss bob anna'],
      [{ sort: '-lastSignedInAt', limit: 2 }, 'bob boss'],
    ] as const)
      expect([query, await names(query)]).toEqual([query, found])
    expect(await code(call(api.accounts, { query: { sort: 'hash' as never } }))).toBe('INPUT_INVALID')
  })

  test('one account shows its posts and where it is signed in, and that it was looked at', async () => {
    const { call } = await admin()
    await account('chen', [{ role: 'town', area: '330212008' }])
    const chen = await signedIn('chen', app, '10.0.0.7')
    const shown = await call(api.account, { params: { accountId: 'id-chen' } })
    expect(shown).toMatchObject({
      account: { loginName: 'chen', posts: [{ role: 'town' }], lastSignedInAt: expect.any(String) },
      sessions: [{ address: '10.0.0.7', current: false }],
    })
    expect((await chen.call(auditAboutMe, { query: {} })).entries[0]).toMatchObject({
      action: 'account.read',
      accountId: 'id-boss',
      purpose: 'account.manage',
    })
    expect(await code(call(api.account, { params: { accountId: 'nobody' } }))).toBe('ACCOUNT_UNKNOWN')
  })

  test('an account is signed out everywhere, but not oneself', async () => {
    const { call } = await admin()
    await account('chen')
    const [here, there] = [await signedIn('chen'), await signedIn('chen', app, '10.0.0.7')]
    expect(await call(api.endSessions, { params: { accountId: 'id-chen' } })).toEqual({ count: 2 })
    for (const it of [here, there]) expect((await it.call(api.session)).account).toBeNull()
    expect(await code(call(api.endSessions, { params: { accountId: 'id-boss' } }))).toBe('ACCOUNT_OWN')
  })

  describe('the last administrator', () => {
    const end = (call: Awaited<ReturnType<typeof admin>>['call'], postId: string, to?: string) =>
      code(call(api.endPost, { params: { postId }, body: { ...(to && { to }) } }))
    const disable = (call: Awaited<ReturnType<typeof admin>>['call'], accountId: string) =>
      code(call(api.setDisabled, { params: { accountId }, body: { disabled: true, reason: '调离' } }))

    test('does not end their own post, at once or one day', async () => {
      const { call } = await admin()
      expect(await end(call, 'id-boss-0')).toBe('LAST_ADMINISTRATOR')
      expect(await end(call, 'id-boss-0', '2999-01-01')).toBe('LAST_ADMINISTRATOR')
      await account('next', [{ role: 'admin' }])
      expect(await end(call, 'id-boss-0')).toBe('ok')
    })

    test('is not disabled by one whose own post has a last day', async () => {
      await account('next', [{ role: 'admin' }])
      await account('guest', [{ role: 'admin', to: '9' }])
      const { call } = await signedIn('guest')
      expect(await disable(call, 'id-next')).toBe('LAST_ADMINISTRATOR')
      expect(await end(call, 'id-guest-0')).toBe('ok')
    })

    test('stays, when two disable each other at the same moment', async () => {
      await account('one', [{ role: 'admin' }])
      await account('two', [{ role: 'admin' }])
      const [one, two] = [await signedIn('one'), await signedIn('two', app, '10.0.0.2')]
      for (let round = 0; round < 10; round++) {
        const answers = await Promise.all([disable(one.call, 'id-two'), disable(two.call, 'id-one')])
        expect(answers.filter((answer) => answer === 'ok')).toHaveLength(1)
        await sql`update account set disabled_at = null, disabled_by = null, disabled_reason = null`.execute(
          owner,
        )
        for (const [it, loginName] of [
          [one, 'one'],
          [two, 'two'],
        ] as const)
          await it.call(api.signIn, { body: { loginName, password: PASSWORD } })
      }
    })
  })

  const contracts = Object.entries(api).filter(([, c]) => typeof c === 'object' && 'path' in c)
  const open = contracts.filter(([, c]) => !('right' in c)).map(([name]) => name)

  test('no other route than these is open to those without a right', () => {
    expect(open.sort()).toEqual(
      'appointDeputy changePassword demoRoles demoSignIn deputies endDeputy endSession roles session sessions signIn signOut signOutEverywhere switchPost'.split(
        ' ',
      ),
    )
  })

  test.each(Object.values(api).filter((c) => typeof c === 'object' && 'right' in c))(
    '$method $path is closed to all who do not manage accounts',
    async (contract) => {
      const path = contract.path.replace(/:\w+/g, 'x')
      const ask = async (jar: Map<string, string>) => {
        const body = { loginName: 'x1', name: 'x', disabled: true, reason: 'x', role: 'admin' }
        const payload = contract.method === 'GET' || !('body' in contract) ? {} : { payload: body }
        return (
          await app.inject({
            method: contract.method,
            url: path,
            cookies: Object.fromEntries(jar),
            ...payload,
          })
        ).statusCode
      }
      await account('chen', [{ role: 'task-force', area: '330212' }])
      expect(await ask(new Map())).toBe(401)
      expect(await ask((await signedIn('chen')).jar)).toBe(403)
    },
  )

  test('what was done is in the audit log, in a sound chain, and people see what was done to them', async () => {
    const { call } = await admin()
    const { accountId, oneTimePassword } = await call(api.createAccount, {
      body: { loginName: 'chen', name: '陈' },
    })
    const post = await call(api.givePost, {
      params: { accountId },
      body: { role: 'town', areaId: '330212008' },
    })
    await call(api.endPost, { params: { postId: post.postId }, body: {} })
    await call(api.setDisabled, { params: { accountId }, body: { disabled: true, reason: '调离' } })
    await call(api.setDisabled, { params: { accountId }, body: { disabled: false, reason: '返岗' } })
    await call(api.accounts, { query: {} })
    const it = browser(app)
    await it.call(api.signIn, { body: { loginName: 'chen', password: oneTimePassword! } })
    await sealAudit(db)
    expect(await verifyAudit(db)).toMatchObject({ sound: true, unsealed: 0 })
    const { entries } = await call(auditLog, { query: { purpose: '检查' } })
    expect(entries.map(({ action }) => action).reverse()).toEqual([
      'session.start',
      'account.create',
      'post.give',
      'post.end',
      'account.disable',
      'account.enable',
      'accounts.read',
      'session.start',
    ])
    const mine = (await it.call(auditAboutMe, { query: {} })).entries
    expect(mine.map(({ action, accountId: by }) => `${action} ${by}`).reverse()).toEqual([
      'account.create id-boss',
      'post.give id-boss',
      'post.end id-boss',
      'account.disable id-boss',
      'account.enable id-boss',
      `session.start ${accountId}`,
    ])
  })
})

test('neither logs nor the audit log ever hold a password or a token', async () => {
  const lines: string[] = []
  const stream = new Writable({
    write: (chunk, _, next) => {
      lines.push(String(chunk))
      next()
    },
  })
  const logging = await serve({ areas }, { level: 'trace', stream })
  await account('li.na')
  const { call, jar } = await signedIn('li.na', logging)
  const tokens = [jar.get(COOKIE)!]
  const next = 'a river by the tree'
  await call(api.changePassword, { body: { current: PASSWORD, password: next } })
  tokens.push(jar.get(COOKIE)!)
  await code(call(api.changePassword, { body: { current: next, password: 'weak-secret' } }))
  await code(browser(logging).call(api.signIn, { body: { loginName: 'li.na', password: 'wrong secret' } }))
  const { rows } = await sql<{ row: string }>`select audit_entry::text as row from audit_entry`.execute(owner)
  const written = [...lines, ...rows.map(({ row }) => row)].join('\n')
  expect(lines.length).toBeGreaterThan(5)
  for (const secret of [PASSWORD, next, 'weak-secret', 'wrong secret', ...tokens])
    expect(written).not.toContain(secret)
})

describe('npm run admin', () => {
  async function adminWith(args: string[], input = '') {
    vi.stubEnv('DATABASE_URL', url)
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    try {
      const exitCode = await adminCommand(
        args,
        (async function* () {
          yield Buffer.from(input)
        })(),
      )
      return { exitCode, printed: log.mock.calls.join('\n') }
    } finally {
      log.mockRestore()
      vi.unstubAllEnvs()
    }
  }

  test('makes an administrator and prints a one-time password once', async () => {
    const { exitCode, printed } = await adminWith(['--name', 'Root.Admin', '--display', '管理员'])
    expect(exitCode).toBe(0)
    const password = /: ([a-z2-9]{4}(-[a-z2-9]{4}){3})/.exec(printed)![1]!
    const it = browser(app)
    const session = await it.call(api.signIn, { body: { loginName: 'root.admin', password } })
    expect(session).toMatchObject({ passwordExpired: true, acting: { role: 'admin', areaId: null } })
    const changed = await it.call(api.changePassword, { body: { current: password, password: PASSWORD } })
    expect(changed.rights).toEqual(['account.manage', 'audit.read'])
  })

  test('takes a password from standard input, by the same rules', async () => {
    expect(await adminWith(['--name', 'root', '--password-stdin'], 'short\n')).toMatchObject({ exitCode: 1 })
    const { exitCode, printed } = await adminWith(['--name', 'root', '--password-stdin'], `${PASSWORD}\n`)
    expect(exitCode).toBe(0)
    expect(printed).not.toContain(PASSWORD)
    expect((await signedIn('root')).session).toMatchObject({
      passwordExpired: false,
      acting: { role: 'admin' },
    })
  })

  test('lets in again one who lost the password or was disabled', async () => {
    await adminWith(['--name', 'root', '--password-stdin'], 'another long one\n')
    await sql`update account set disabled_at = now()`.execute(owner)
    await adminWith(['--name', 'root', '--password-stdin'], PASSWORD)
    const { session } = await signedIn('root')
    expect(session.posts).toHaveLength(1)
  })

  test('says how it is called', async () => {
    expect(await adminWith([])).toMatchObject({
      exitCode: 2,
      printed: expect.stringMatching(/用法.*\n.*Usage/),
    })
  })
})

test('the application cannot take a password hash back to an account, nor remove or rename one', async () => {
  const asApp = (statement: string) => inScope(db, wholeScope, (tx) => sql.raw(statement).execute(tx))
  for (const statement of [
    'delete from account',
    'delete from password',
    'delete from post',
    `update account set login_name = 'x'`,
    'update account set demo = false',
    `update post set role = 'admin'`,
    `update session set account_id = 'x'`,
  ]) {
    await expect(asApp(statement), statement).rejects.toMatchObject({ code: '42501' })
  }
})
