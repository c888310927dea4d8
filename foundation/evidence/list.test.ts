import { expect, test } from 'vitest'
import { COMMUNITIES, testAreas, testDistrict } from '#foundation/place/test-places.ts'
import { loadPlaces } from '#foundation/place/write.ts'
import type { Caller } from '#platform/http/caller.ts'
import { createServer } from '#platform/http/server.ts'
import { testClient } from '#platform/http/test-client.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { confirmFactRoute, getFact, listFacts, recordFactsRoute, withdrawFactRoute } from './contract.ts'
import { evidenceRoutes } from './server.ts'

const { db } = await testDb()
await inScope(db, wholeScope, (tx) => loadPlaces(tx, 'test', testDistrict))
const [here, there] = COMMUNITIES
const caller = (accountId: string, role: string): Caller => ({
  ...{ accountId, name: accountId, role },
  rights: new Set(['evidence.record', 'evidence.confirm']),
  scope: { role, accountId, read: [here], write: [here] },
})
const clientOf = async (who?: Caller) =>
  testClient(
    await createServer({
      db,
      routes: evidenceRoutes,
      version: 'test',
      ...(who && { authenticate: async () => who }),
    }),
  )
const operator = await clientOf(caller('o', 'operator'))
const town = await clientOf(caller('t', 'town'))
const stranger = await clientOf()

const fact = (value: number, term: string, validFrom: string, source: string) => ({
  ...{ subjectKind: 'community' as const, subjectId: here, term, value, validFrom, source },
})
const facts = [
  fact(11, 'points_households_pct', '2026-01-01', '百家宴台账_2025'),
  fact(12, 'learning_sessions_month', '2025-02-01', '课表'),
  fact(13, 'learning_sessions_month', '2025-03-01', '课表'),
]
const ids: string[] = []
for (const one of facts) ids.push(...(await operator(recordFactsRoute, { body: { facts: [one] } })).factIds)
const [, confirmed, withdrawn] = ids.map((factId) => ({ params: { communityId: here, factId } }))
await town(confirmFactRoute, confirmed!)
await operator(withdrawFactRoute, { ...withdrawn!, body: { reason: '重复' } })

const listed = async (query: object, client = town) => {
  const { total, rows } = await client(listFacts, { query })
  return [total, ...rows.map(({ value }) => value)]
}

test.each([
  ['everything, newest first', {}, [3, 13, 12, 11]],
  ['part of the source, in which _ is a letter', { q: '台账_2025' }, [1, 11]],
  ['nothing where a letter is not there', { q: '台账%2025' }, [0]],
  ['the Chinese name of a term', { q: '幸福学堂' }, [2, 13, 12]],
  ['the English name of a term, however it is written', { q: 'LEARNING' }, [2, 13, 12]],
  ['the name of an area', { q: testAreas.find(({ areaId }) => areaId === here)!.name.en }, [3, 13, 12, 11]],
  ['a confirmed fact', { term: 'learning_sessions_month', state: 'confirmed' }, [1, 12]],
  ['a withdrawn fact', { term: 'learning_sessions_month', state: 'withdrawn' }, [1, 13]],
  ['one that nobody has confirmed', { state: 'unconfirmed' }, [1, 11]],
  ['what the communities of a town reported', { areaId: here.slice(0, 9), q: '台账' }, [1, 11]],
  ['nothing of another community', { areaId: there }, [0]],
  ['what nobody has renewed, withdrawn facts and later ones apart', { overdueOn: '2026-07-31' }, [1, 12]],
  ['what holds on a day', { holdsOn: '2025-02-15' }, [1, 12]],
  ['nothing on the day before', { overdueOn: '2025-04-30' }, [0]],
  ['one page of them', { limit: 1, offset: 1 }, [3, 12]],
])('the list finds %s', async (_, query, found) => expect(await listed(query)).toEqual(found))

test('one fact is read by its id within the scope; outside it there is none', async () => {
  expect(await town(getFact, withdrawn!)).toMatchObject({
    ...{ value: 13, enteredBy: 'o', withdrawnBy: 'o', withdrawnReason: '重复', confirmedBy: null },
  })
  expect(await listed({}, stranger)).toEqual([0])
  await expect(stranger(getFact, withdrawn!)).rejects.toMatchObject({ problem: { code: 'FACT_UNKNOWN' } })
})
