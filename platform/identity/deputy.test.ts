import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { SYSTEM } from '#platform/audit/write.ts'
import { createServer } from '#platform/http/server.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { createAccount } from './accounts.ts'
import { type Areas, authenticate } from './authenticate.ts'
import * as api from './contract.ts'
import { standsInFor } from './read.ts'
import { identityRoutes } from './server.ts'
import { browser } from './test-browser.ts'

const { db, owner } = await testDb()
const areas: Areas = { levelOf: async () => undefined, within: async (_, id) => [id] }
const app = await createServer({
  ...{ db, version: '0', requestsPerMinute: 0, authenticate: authenticate(db, { areas }) },
  routes: identityRoutes({ areas }),
})
const PASSWORD = 'a tree by the river'

async function person(loginName: string, role: string | null, areaId?: string) {
  const post = role === null ? {} : { post: { role, ...(areaId && { areaId }) } }
  const level = areaId ? 'town' : null
  const { accountId } = await inScope(db, wholeScope, (tx) =>
    createAccount(tx, SYSTEM, { loginName, name: loginName, password: PASSWORD, ...post }, level),
  )
  const { call } = browser(app)
  await call(api.signIn, { body: { loginName, password: PASSWORD } })
  const { posts } = await call(api.changePassword, { body: { current: PASSWORD, password: `${PASSWORD} 2` } })
  return { accountId, loginName, call, postId: posts[0]?.postId ?? '' }
}

const head = await person('head', 'town', '330212008')
const colleague = await person('colleague', null)
const other = await person('other', 'town', '330212009')
const admin = await person('admin', 'admin')
const TO = '2999-01-01'
const refusal = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })
const appoint = (who: typeof head, body: { loginName: string; from?: string; to: string }, post = head) =>
  who.call(api.appointDeputy, { params: { postId: post.postId }, body })

describe('a deputy', () => {
  test('stands in for a post until it is ended, and both sides see it', async () => {
    const { deputyId, ...deputy } = await appoint(head, { loginName: ' Colleague', to: TO })
    expect(deputy).toMatchObject({ role: 'town', areaId: '330212008', holderName: 'head', name: 'colleague' })
    expect(await standsInFor(db, colleague.accountId)).toEqual([{ role: 'town', areaId: '330212008' }])
    for (const { call } of [head, colleague])
      expect((await call(api.deputies)).deputies).toMatchObject([{ deputyId }])
    expect((await other.call(api.deputies)).deputies).toEqual([])
    await expect(other.call(api.endDeputy, { params: { deputyId } })).rejects.toThrow(
      refusal('DEPUTY_UNKNOWN'),
    )
    await colleague.call(api.endDeputy, { params: { deputyId } })
    expect(await standsInFor(db, colleague.accountId)).toEqual([])
  })

  test.each([
    ['before its first day', '2999-01-01', '2999-02-01', 0],
    ['within its days', '2000-01-01', '2999-02-01', 1],
  ])('%s stands in for so many posts', async (_, from, to, count) => {
    const { deputyId } = await appoint(head, { loginName: 'other', from, to })
    expect(await standsInFor(db, other.accountId)).toHaveLength(count)
    await head.call(api.endDeputy, { params: { deputyId } })
  })

  test('does not stand in for a post that has ended', async () => {
    const passing = await person('passing', 'town', '330212008')
    await appoint(passing, { loginName: 'other', to: TO }, passing)
    expect(await standsInFor(db, other.accountId)).toHaveLength(1)
    await sql`update post set to_day = from_day where post_id = ${passing.postId}`.execute(owner)
    expect(await standsInFor(db, other.accountId)).toEqual([])
  })

  test('is appointed for their own post, or for any by who manages accounts; nobody else can', async () => {
    await expect(appoint(other, { loginName: 'colleague', to: TO })).rejects.toThrow(refusal('POST_UNKNOWN'))
    const { deputyId } = await appoint(admin, { loginName: 'colleague', to: TO })
    await admin.call(api.endDeputy, { params: { deputyId } })
  })

  test('is not appointed by somebody whose password is for one use', async () => {
    await inScope(db, wholeScope, (tx) =>
      createAccount(
        tx,
        SYSTEM,
        {
          ...{ loginName: 'fresh', name: 'fresh', password: PASSWORD },
          post: { role: 'town', areaId: '330212008' },
        },
        'town',
      ),
    )
    const { call } = browser(app)
    const { posts } = await call(api.signIn, { body: { loginName: 'fresh', password: PASSWORD } })
    await expect(
      call(api.appointDeputy, {
        params: { postId: posts[0]!.postId },
        body: { loginName: 'other', to: TO },
      }),
    ).rejects.toThrow(refusal('SIGN_IN_NEEDED'))
  })

  test.each([
    ['the holder', { loginName: 'head', to: TO }, 'DEPUTY_UNFIT'],
    ['nobody', { loginName: 'no.such', to: TO }, 'DEPUTY_UNFIT'],
    ['somebody until before they begin', { loginName: 'other', from: '2999-01-02', to: TO }, 'DAYS_INVALID'],
    [
      'somebody for days that have passed',
      { loginName: 'other', from: '2000-01-01', to: '2000-02-01' },
      'DAYS_INVALID',
    ],
    ['somebody until a day that is none', { loginName: 'other', to: '2999-02-30' }, 'DAYS_INVALID'],
  ])('is not %s', async (_, body, code) => {
    await expect(appoint(head, body)).rejects.toThrow(refusal(code))
  })
})
