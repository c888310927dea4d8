import { expect, test } from 'vitest'
import { testDb } from '#platform/store/test-db.ts'
import { actOnCase, openCase, readCase } from './contract.ts'
import { startProcedures } from './server.ts'
import { COMMUNITY, DISTRICT, subjectsOf, TOWN, testOffice } from './test-people.ts'

const { db } = await testDb()
const { person } = await testOffice(db, [subjectsOf('nursery-place')])
await startProcedures(db)

test('a nursery place is applied for by the same mechanism: a file, and nothing programmed for it', async () => {
  const operator = await person('operator', 'operator', COMMUNITY)
  const town = await person('town', 'town', TOWN)
  const department = await person('department', 'department', DISTRICT)
  const key = await operator.call(openCase, {
    body: { procedureId: 'nursery-place', subjectKind: 'nursery-place', subjectId: 'a child' },
  })
  const form = { kind: 'application-form', documentId: await operator.upload(key, 'form') }
  for (const [who, documents] of [
    [operator, [form]],
    [town, []],
    [department, []],
  ] as const) {
    const { events, may } = await who.call(readCase, { params: key })
    const body = { events, deed: 'decide' as const, turn: may.turn!, documents: [...documents] }
    await who.call(actOnCase, { params: key, body })
  }
  expect(await town.call(readCase, { params: key })).toMatchObject({
    ...{ status: 'ended', at: 'given', procedureName: { zh: '托位申请' } },
    steps: [{ state: 'done' }, { state: 'done' }, { state: 'done' }],
  })
})
