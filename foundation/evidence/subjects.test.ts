import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { importFile } from '#foundation/place/import.ts'
import { COMMUNITIES, corner, testDistrict } from '#foundation/place/test-places.ts'
import { loadPlaces } from '#foundation/place/write.ts'
import { STRANGER } from '#platform/http/caller.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { inRollback, testDb } from '#platform/store/test-db.ts'
import { factHistory } from './read.ts'
import { locateFacts, type NewFact, recordFacts, registerProjects } from './write.ts'

const { db } = await testDb()
await inScope(db, wholeScope, (tx) => loadPlaces(tx, 'test', testDistrict))
const [here, there] = COMMUNITIES
const department = { accountId: 'd', role: 'department' }

/** About facility f1, which is in `here`. */
const fact = (changes: Partial<NewFact> = {}): NewFact => ({
  ...{ communityId: here, subjectKind: 'facility', subjectId: 'f1', term: 'safety_checked_on' },
  ...{ value: '2026-03-01', validFrom: '2026-03-01', validTo: null, source: '检查记录', grade: 'O' },
  ...changes,
})
const aboutProject = (projectId: string) =>
  fact({ subjectKind: 'project', subjectId: projectId, term: 'cim_level', value: 2 })

test('a fact about a facility is recorded under its community', () =>
  inRollback(db, async (tx) => {
    await recordFacts(tx, [fact()], department)
    const { rows } = await factHistory(tx, { subjectKind: 'facility' }, { limit: 9, offset: 0 })
    expect(rows).toMatchObject([{ communityId: here, subjectId: 'f1', value: '2026-03-01' }])
  }))

describe('refused, naming row and field in both languages:', () => {
  test.each([
    ['a facility that is not there', fact({ subjectId: 'f9' }), '没有设施 f9', 'there is no facility f9'],
    ['one across the border', fact({ communityId: there }), `属于 ${here}`, `is in ${here}`],
    ['a project nobody registered', aboutProject('P7'), '没有项目 P7', 'there is no project P7'],
  ])('a fact about %s', async (_, wrong, zh, en) => {
    const refused = inRollback(db, (tx) => recordFacts(tx, [fact(), wrong], department))
    const reason = { zh: expect.stringContaining(zh), en: expect.stringContaining(en) }
    await expect(refused).rejects.toMatchObject({
      code: 'FACTS_REFUSED',
      faults: [{ row: 2, field: 'subjectId', reason }],
    })
  })
})

test('the community is filled in where it was not said', () =>
  inRollback(db, async (tx) => {
    const { communityId: _, ...unplaced } = fact({ subjectId: 'f2' })
    const area = { ...unplaced, subjectKind: 'area' as const, subjectId: '330299001' }
    expect((await locateFacts(tx, [unplaced, area])).map(({ communityId }) => communityId)).toEqual([
      there,
      '330299001',
    ])
    await expect(locateFacts(tx, [{ ...unplaced, subjectId: 'f9' }])).rejects.toMatchObject({
      code: 'FACTS_REFUSED',
    })
  }))

test('a registered project has facts', () =>
  inRollback(db, async (tx) => {
    await registerProjects(tx, [{ communityId: here, projectId: 'P7' }])
    expect(await recordFacts(tx, [aboutProject('P7')], department)).toHaveLength(1)
  }))

describe('the store itself refuses', () => {
  test.each([
    ['a building', 'building', 'b9', '23503'],
    ['a building of another community', 'building', 'b2', '23503'],
    ['a facility', 'facility', 'f9', '23503'],
    ['a project', 'project', 'P7', '23503'],
    ['nothing where the building is there', 'building', 'b1', undefined],
  ])('%s that is not there', async (_, kind, id, code) => {
    // Of the buildings b1 and b2, the last community has b1 alone.
    const community = kind === 'building' ? COMMUNITIES[3] : here
    const insert = inRollback(db, (tx) =>
      sql`insert into fact (community_id, fact_id, subject_kind, subject_id, term, number_value,
        valid_from, source, grade, entered_role, generated)
        values (${community}, gen_random_uuid(), ${kind}, ${id}, 'x', 1, '2026-01-01', 's', 'O', 'r', false)`.execute(
        tx,
      ),
    )
    await (code ? expect(insert).rejects.toMatchObject({ code }) : insert)
  })
})

test('an import does not move a facility away from its facts', async () => {
  const caller = { ...STRANGER, accountId: 'd', role: 'task-force', scope: { ...wholeScope, accountId: 'd' } }
  const at = async (community: number) => {
    const [lon, lat] = corner(community).map((degrees) => degrees + 0.004)
    const text = `id,kind,name,lon,lat\nK1,kindergarten,一幼,${lon},${lat}`
    const upload = { filename: 'k.csv', bytes: new TextEncoder().encode(text) }
    return await importFile(db, caller, { kind: 'facilities', source: 'register', upload, datum: 'WGS84' })
  }
  expect(await at(0)).toMatchObject({ inserted: 1, rejected: 0 })
  expect(await at(1)).toMatchObject({ updated: 1, rejected: 0 })
  await inScope(db, wholeScope, async (tx) => {
    const { rows } = await sql<{ id: string }>`select facility_id as id from facility
      where source = 'register'`.execute(tx)
    const [stated] = await locateFacts(tx, [fact({ communityId: there, subjectId: rows[0]!.id })])
    await recordFacts(tx, [stated!], department)
  })
  const { rejectedRows, ...counts } = await at(0)
  expect(counts).toMatchObject({ updated: 0, rejected: 1 })
  expect(rejectedRows[0]!.reason.zh).toContain(there)
})
