import { describe, expect, test } from 'vitest'
import { COMMUNITIES, testDistrict } from '#foundation/place/test-places.ts'
import { loadPlaces } from '#foundation/place/write.ts'
import type { Caller } from '#platform/http/caller.ts'
import { createServer } from '#platform/http/server.ts'
import { testClient } from '#platform/http/test-client.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import {
  confirmFactRoute,
  dictionary,
  listFacts,
  listFactsAsOf,
  recordFactsRoute,
  withdrawFactRoute,
} from './contract.ts'
import { evidenceRoutes } from './server.ts'

const { db } = await testDb()
await inScope(db, wholeScope, (tx) => loadPlaces(tx, 'test', testDistrict))
const [here, there] = COMMUNITIES
const caller = (accountId: string, role: string): Caller => ({
  accountId,
  name: accountId,
  role,
  rights: new Set(['evidence.record', 'evidence.confirm']),
  scope: { role, accountId, read: [here], write: [here] },
})
const serverFor = (who?: Caller) =>
  createServer({ db, routes: evidenceRoutes, version: 'test', ...(who && { authenticate: async () => who }) })
const [operator, town, stranger] = await Promise.all([
  serverFor(caller('o', 'operator')),
  serverFor(caller('t', 'town')),
  serverFor(),
])
const fact = (changes: object = {}) => ({
  subjectKind: 'community' as const,
  subjectId: here,
  term: 'points_households_pct',
  value: 40,
  validFrom: '2026-01-01',
  source: '台账',
  ...changes,
})
const form = async (
  server: typeof town,
  url: string,
  fields: Record<string, string>,
  content: Uint8Array | string,
  filename: string,
) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  data.set('file', new Blob([content as string]), filename)
  const packed = new Response(data)
  const headers = { 'content-type': packed.headers.get('content-type')! }
  return await server.inject({
    method: 'POST',
    url,
    headers,
    payload: Buffer.from(await packed.arrayBuffer()),
  })
}

test('the dictionary says of each term its type, unit and who enters it', async () => {
  const term = (await testClient(stranger)(dictionary)).find(({ id }) => id === 'points_households_pct')
  expect(term).toMatchObject({
    type: 'number',
    unit: '%',
    enter: [{ role: 'operator', name: { zh: '运营方' } }],
  })
})

test('a fact is stated, listed, confirmed by another and withdrawn; as of its day it still stands', async () => {
  const { factIds } = await testClient(operator)(recordFactsRoute, { body: { facts: [fact()] } })
  const params = { communityId: here, factId: factIds[0]! }
  await testClient(town)(confirmFactRoute, { params })
  const { total, rows } = await testClient(town)(listFacts, { query: { subjectId: here } })
  expect([total, rows[0]]).toEqual([
    1,
    expect.objectContaining({ value: 40, grade: 'O', enteredBy: 'o', confirmedBy: 't' }),
  ])
  const today = rows[0]!.recordedAt.slice(0, 10)
  const asOf = { holdsOn: '2026-06-01', recordedBy: '2999-01-01' }
  expect((await testClient(town)(listFactsAsOf, { query: asOf })).length).toBe(1)
  await testClient(operator)(withdrawFactRoute, { params, body: { reason: '填错' } })
  expect((await testClient(town)(listFactsAsOf, { query: asOf })).length).toBe(0)
  expect(today).toMatch(/^\d{4}/)
})

test('refused with reasons: a wrong role, an unsound value, a community of others, somebody not signed in', async () => {
  const state = (server: typeof town, body: object) =>
    server.inject({ method: 'POST', url: '/api/facts', payload: { facts: [body] } })
  expect((await state(town, fact())).json()).toMatchObject({
    code: 'FACTS_REFUSED',
    faults: [{ row: 1, field: 'term' }],
  })
  expect((await state(operator, fact({ value: 140 }))).json().faults[0].field).toBe('value')
  expect((await state(stranger, fact())).statusCode).toBe(401)
  expect((await state(operator, fact({ subjectId: there }))).json().code).toBe('AREA_OF_OTHERS')
  const documentId = '00000000-0000-4000-8000-000000000000'
  expect((await state(operator, fact({ documentId }))).json()).toMatchObject({
    code: 'FACTS_REFUSED',
    faults: [{ field: 'documentId' }],
  })
  expect((await form(town, '/api/documents', { communityId: there }, '%PDF-1.7', 'x.pdf')).statusCode).toBe(
    403,
  )
})

describe('a document', () => {
  const pdf = '%PDF-1.7 proof'
  const url = '/api/documents'
  test('is kept once, comes back byte by byte, and proves a fact', async () => {
    const [first, second] = [
      await form(town, url, { communityId: here }, pdf, '证明.pdf'),
      await form(town, url, { communityId: here }, pdf, 'b.pdf'),
    ]
    expect(first.json()).toMatchObject({
      mediaType: 'application/pdf',
      size: pdf.length,
      filename: '证明.pdf',
    })
    expect(second.json().documentId).toBe(first.json().documentId)
    const reply = await town.inject(`${url}/${here}/${first.json().documentId}`)
    expect([reply.payload, reply.headers['content-type']]).toEqual([pdf, 'application/pdf'])
    const { documentId } = first.json()
    const { factIds } = await testClient(operator)(recordFactsRoute, {
      body: { facts: [fact({ documentId })] },
    })
    expect(factIds.length).toBe(1)
    expect((await stranger.inject(`${url}/${here}/${documentId}`)).statusCode).toBe(404)
  })

  test('of another kind is refused, whatever its name says', async () => {
    const page = await form(
      town,
      url,
      { communityId: here },
      '<!doctype html><script>1</script>',
      'harmless.pdf',
    )
    expect([page.statusCode, page.json().code]).toEqual([415, 'DOCUMENT_KIND'])
  })
})

describe('a table of facts', () => {
  const head = '社区代码,数据项,数值或选项,单位,起始日期,截止日期'
  const send = (...rows: string[]) =>
    form(operator, '/api/facts/imports', { source: '季报' }, [head, ...rows].join('\n'), '季报.csv')
  const good = `${here},参与积分的家庭占比,55％,,2026-07-01,2026-10-01`

  test('is recorded once, and again changes nothing', async () => {
    expect((await send(good)).json()).toMatchObject({ recorded: 1, unchanged: 0, rejected: 0 })
    expect((await send(good)).json()).toMatchObject({ recorded: 0, unchanged: 1, rejected: 0 })
  })

  test('gives back each bad row with its field and reason, and records the good ones', async () => {
    const report = (
      await send(
        `${here},参与积分的家庭占比,56,,2026-10-01,2027-01-01`,
        `${here},幸福感,1,,2026-10-01,`,
        `${there},参与积分的家庭占比,1,,2026-10-01,`,
        `330299009,参与积分的家庭占比,1,,2026-10-01,`,
        `${here},参与积分的家庭占比,101,,2026-10-01,`,
        `${here},参与积分的家庭占比,1,分钟,2026-10-01,`,
        `${here},参与积分的家庭占比,1,,2026-10-01,2026-09-01`,
        `${here},参与积分的家庭占比,很多,,2026-10-01,`,
        `${here},已订立邻里公约,是,,2026-10-01,`,
      )
    ).json()
    expect(report).toMatchObject({ recorded: 1, rejected: 8 })
    expect(
      report.rejectedRows.map(({ row, field }: { row: number; field: string }) => `${row} ${field}`),
    ).toEqual([
      ...[
        '3 数据项',
        '4 community_id',
        '5 community_id',
        '6 value',
        '7 unit',
        '8 validTo',
        '9 value',
        '10 term',
      ],
    ])
  })

  test('that cannot be read is refused as a whole', async () => {
    const reply = await form(operator, '/api/facts/imports', { source: 's' }, 'a,b\n1,2', 'x.csv')
    expect([reply.statusCode, reply.json().code]).toEqual([422, 'FACT_FILE_REFUSED'])
  })

  test('has a template', async () => {
    expect((await stranger.inject('/api/facts/imports/template')).rawPayload.subarray(0, 2).toString()).toBe(
      'PK',
    )
  })
})
