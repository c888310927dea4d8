import ICAL from 'ical.js'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { SYSTEM } from '#platform/audit/write.ts'
import { createServer } from '#platform/http/server.ts'
import { createAccount, setDisabled } from '#platform/identity/accounts.ts'
import { type Areas, authenticate } from '#platform/identity/authenticate.ts'
import * as identity from '#platform/identity/contract.ts'
import { identityRoutes } from '#platform/identity/server.ts'
import { browser } from '#platform/identity/test-browser.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { endFeed, makeFeed, myFeed } from './contract.ts'
import type { CalendarSource } from './entry.ts'
import { calendarRoutes } from './server.ts'

const TOWN = '330212008'
const PASSWORD = 'a tree by the river'
const areas: Areas = { levelOf: async () => undefined, within: async (_, id) => [id] }

/** Tells every caller as whom the feed was read. */
const asWhom: CalendarSource = async (_, { role, areaId, rights, scope }) => [
  {
    ...{ id: 'one', day: '2026-05-01', path: '/applications' },
    title: { zh: `${role} 在 ${areaId}`, en: `${role} in ${areaId}` },
    text: { zh: `${scope.read}`, en: `${rights.has('application.read')}` },
  },
]

const { db } = await testDb()
const app = await createServer({
  ...{ db, version: '0', requestsPerMinute: 0, authenticate: authenticate(db, { areas }) },
  routes: [...identityRoutes({ areas }), ...calendarRoutes({ areas, sources: [asWhom], demo: false })],
})

async function person(loginName: string) {
  const post = { role: 'town', areaId: TOWN }
  const { accountId } = await inScope(db, wholeScope, (tx) =>
    createAccount(tx, SYSTEM, { loginName, name: loginName, password: PASSWORD, post }, 'town'),
  )
  const { call } = browser(app)
  await call(identity.signIn, { body: { loginName, password: PASSWORD } })
  const { acting } = await call(identity.changePassword, {
    body: { current: PASSWORD, password: `${PASSWORD} 2` },
  })
  return { accountId, call, postId: acting!.postId }
}

/** Fetches an address as a calendar does: with nothing but the address. */
async function fetched(address: string) {
  const reply = await app.inject({ url: new URL(address).pathname })
  if (reply.statusCode !== 200) return reply.statusCode
  expect(reply.headers['content-type']).toBe('text/calendar; charset=utf-8')
  const calendar = new ICAL.Component(ICAL.parse(reply.body))
  return calendar.getAllSubcomponents('vevent').map((event) => event.getFirstPropertyValue('summary'))
}

test('a feed tells what its post may see, without signing in, and when it was fetched', async () => {
  const { call } = await person('head')
  expect(await call(myFeed)).toBeNull()
  const { address } = await call(makeFeed, { body: { language: 'zh' } })
  expect(await call(myFeed)).toMatchObject({ language: 'zh', fetchedAt: null })
  expect(await fetched(address)).toEqual([`town 在 ${TOWN}`])
  expect(await call(myFeed)).toMatchObject({ fetchedAt: expect.any(String) })
})

test('a new address ends the one before, and ending the feed ends both', async () => {
  const { call } = await person('mover')
  const first = await call(makeFeed, { body: { language: 'zh' } })
  const second = await call(makeFeed, { body: { language: 'en' } })
  expect(await fetched(first.address)).toBe(404)
  expect(await fetched(second.address)).toEqual([`town in ${TOWN}`])
  expect(await call(endFeed)).toEqual({ ended: true })
  expect(await fetched(second.address)).toBe(404)
  expect(await call(endFeed)).toEqual({ ended: false })
})

test('whose post has ended, or whose account is disabled, is told nothing more', async () => {
  const [left, dismissed] = [await person('left'), await person('dismissed')]
  const addresses = []
  for (const { call } of [left, dismissed])
    addresses.push((await call(makeFeed, { body: { language: 'en' } })).address)
  await sql`update post set to_day = from_day where post_id = ${left.postId}`.execute(db)
  await inScope(db, wholeScope, (tx) =>
    setDisabled(tx, SYSTEM, dismissed.accountId, { disabled: true, reason: 'left' }),
  )
  for (const address of addresses) expect(await fetched(address)).toBe(404)
})

test('nobody makes a feed without a post, and a made-up address is none', async () => {
  await expect(browser(app).call(makeFeed, { body: { language: 'zh' } })).rejects.toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: 'SIGN_IN_NEEDED' }) }),
  )
  expect(await fetched(`http://localhost/api/calendar-feed/${'a'.repeat(43)}.ics`)).toBe(404)
  expect(await fetched('http://localhost/api/calendar-feed/short.ics')).toBe(400)
})
