import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, test } from 'vitest'
import { canonicalJson, type Json } from '#core/chain/canonical.ts'
import { factHistory, factsAsOf } from '#foundation/evidence/read.ts'
import { chinaToday } from '#foundation/evidence/rules.ts'
import { recordFacts, registerProjects } from '#foundation/evidence/write.ts'
import { urlOf } from '#platform/http/route.ts'
import { openZip } from '#platform/input/zip.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { type CaseForm, formPackage, handInForm, readForm, saveForm } from './contract/forms.ts'
import { migrateCases } from './contract/migration.ts'
import { actOnCase, openCase, readCase } from './contract.ts'
import { insertVersion } from './queries/procedure.ts'
import type { SubjectKind } from './read.ts'
import { countsOf, fillIn } from './rules/form.ts'
import { type Field, fieldsOf, forms } from './rules/form-pack.ts'
import type { PackageContent } from './rules/package.ts'
import { startProcedures } from './server.ts'
import { answersTo } from './test-answers.ts'
import { COMMUNITY, DISTRICT, OTHER_TOWN, type Person, subjectsOf, TOWN, testOffice } from './test-people.ts'

const { db, owner } = await testDb()
const name = { zh: '测试项目', en: 'Test project' }
const projects: SubjectKind = {
  ...subjectsOf('project'),
  facts: async (_, subjectId) => ({
    about: [
      { communityId: COMMUNITY, subjectKind: 'project', subjectId, name },
      { communityId: COMMUNITY, subjectKind: 'community', subjectId: COMMUNITY, name },
    ],
    known: new Map([
      ['name', { value: name, source: 'test', grade: 'O', since: null, generated: false }],
      ['residents', { value: 4200, source: 'census', grade: 'D', since: '2025-01-01', generated: false }],
    ]),
  }),
}
const { app, person, clock } = await testOffice(db, [projects])
clock.now = new Date()
await startProcedures(db)
const force = await person('force', 'task-force', DISTRICT)
const town = await person('town', 'town', TOWN)
const colleague = await person('colleague', 'town', TOWN)
const elsewhere = await person('elsewhere', 'town', OTHER_TOWN)
const reviewer = await person('reviewer', 'reviewer', DISTRICT)

type Key = { communityId: string; caseId: string }
let projectsMade = 0
/** A case whose application plan is in the hands of the town. */
async function begun(facts?: Record<string, string>): Promise<Key> {
  const subjectId = `project-${++projectsMade}`
  await inScope(db, wholeScope, (tx) =>
    registerProjects(tx, [{ communityId: COMMUNITY, projectId: subjectId }]),
  )
  const key = await force.call(openCase, {
    body: { procedureId: 'future-community', subjectKind: 'project', subjectId, ...(facts && { facts }) },
  })
  await decides(force, key)
  return key
}
const look = (who: Person, key: Key, formId = 'application') =>
  who.call(readForm, { params: { ...key, formId } })
const handsIn = (who: Person, key: Key, seen: CaseForm, entries: Entries, reason?: string) =>
  who.call(handInForm, {
    params: { ...key, formId: seen.formId },
    body: {
      ...{ revision: seen.revision, packages: seen.packages.length, entries },
      ...(reason !== undefined && { reason }),
    },
  })
type Entries = Record<string, number | string | null>

/** Decides the step that is held, with every document that is asked for and not there. */
async function decides(who: Person, key: Key) {
  const { events, may, steps, at } = await who.call(readCase, { params: key })
  const needed = steps.find(({ node }) => node === at)!.documents.filter((kind) => !may.there.includes(kind))
  const documents = []
  for (const kind of needed)
    documents.push({ kind, documentId: await who.upload(key, `${kind} ${key.caseId}`) })
  const letter = may.byLetter ? { letter: { number: '1', day: '2026-01-01' } } : {}
  const body = { events, deed: 'decide' as const, turn: may.turn!, documents, ...letter }
  return await who.call(actOnCase, { params: key, body })
}

const countsNow = ({ formId, known, entries }: CaseForm, more: Entries = {}) =>
  countsOf(
    fillIn(forms.get(formId)!, new Map(known.map(({ field, ...one }) => [field, one])), {
      ...entries,
      ...more,
    }),
  )
/** What the community reports of a term. */
const reported = ({ term }: Field) => ({
  ...{ communityId: COMMUNITY, subjectKind: 'community' as const, subjectId: COMMUNITY, term: term!.id },
  value: term!.type === 'number' ? (term!.min ?? 0) : term!.choices![0]!.id,
  ...{ validFrom: chinaToday(), validTo: null, source: '填报', grade: 'O' as const },
})
const refusal = (code: string, more: object = {}) =>
  expect.objectContaining({ problem: expect.objectContaining({ code, ...more }) })
const fileOf = async (key: Key, formId: string, packageNo: number, format: 'json' | 'pdf' | 'docx') => {
  const url = urlOf(formPackage, { params: { ...key, formId, packageNo }, query: { format } })
  return (await app.inject({ url, headers: { 'x-who': 'town' } })).rawPayload
}

describe('a form', () => {
  test('opens with what is known, with where it is from, and says who may fill it in', async () => {
    await inScope(db, wholeScope, (tx) =>
      recordFacts(
        tx,
        [
          {
            ...{
              communityId: COMMUNITY,
              subjectKind: 'community',
              subjectId: COMMUNITY,
              term: 'pact_signed',
            },
            ...{ value: 'yes', validFrom: '2026-01-01', validTo: null, source: '公约', grade: 'O' },
          },
        ],
        { accountId: town.accountId, role: 'town' },
      ),
    )
    const key = await begun()
    const form = await look(town, key)
    expect(form).toMatchObject({
      node: 'application-plan',
      task: 'fill-in',
      may: true,
      why: null,
      revision: 0,
    })
    const at = new Map(form.known.map((one) => [one.field, one]))
    expect(at.get('pact_signed')).toMatchObject({
      value: 'yes',
      origin: { source: '公约', by: 'town', role: 'town', since: '2026-01-01', about: name },
    })
    expect(at.get('residents')).toMatchObject({ value: 4200, origin: { factId: null, source: 'census' } })
    expect(await look(force, key)).toMatchObject({
      may: false,
      why: { en: expect.stringContaining('in hand') },
    })
    await expect(look(elsewhere, key)).rejects.toThrow(refusal('CASE_UNKNOWN'))
  })

  test('its draft is kept, and of two who write at once the second is told', async () => {
    const key = await begun()
    const params = { ...key, formId: 'application' }
    const entries = { theme: '邻里' }
    expect(await town.call(saveForm, { params, body: { revision: 0, entries } })).toEqual({ revision: 1 })
    const late = colleague.call(saveForm, { params, body: { revision: 0, entries: { theme: '别的' } } })
    await expect(late).rejects.toThrow(refusal('FORM_CHANGED'))
    expect(await look(colleague, key)).toMatchObject({ revision: 1, entries, savedBy: 'town' })
    await expect(force.call(saveForm, { params, body: { revision: 1, entries } })).rejects.toThrow(
      refusal('FORM_NOT_YOURS'),
    )
    await expect(handsIn(colleague, key, { ...(await look(town, key)), revision: 0 }, {})).rejects.toThrow(
      refusal('FORM_CHANGED'),
    )
  })

  test('what is missing or wrong is named field by field, and nothing is stored', async () => {
    const key = await begun()
    const seen = await look(town, key)
    const entries = { ...answersTo(seen), planning_unit_ha: -3, theme: ' ' }
    await expect(handsIn(town, key, seen, entries)).rejects.toThrow(
      refusal('FORM_INCOMPLETE', {
        faults: [
          expect.objectContaining({ field: 'planning_unit_ha' }),
          expect.objectContaining({ field: 'theme' }),
        ],
      }),
    )
    expect((await look(town, key)).known).toEqual(seen.known)
    // And its step is not decided without it, nor by a file instead of it.
    const { events, may } = await town.call(readCase, { params: key })
    const act = { events, deed: 'decide' as const, turn: may.turn! }
    await expect(town.call(actOnCase, { params: key, body: act })).rejects.toThrow(
      refusal('DOCUMENTS_MISSING'),
    )
    const documents = [{ kind: 'application-plan', documentId: await town.upload(key, 'a paper') }]
    await expect(town.call(actOnCase, { params: key, body: { ...act, documents } })).rejects.toThrow(
      refusal('FORM_INSTEAD'),
    )
  })

  test('two hand it in at once: one does, the other is told, and its facts stand once', async () => {
    const key = await begun()
    const seen = await look(town, key)
    const both = await Promise.allSettled([
      handsIn(town, key, seen, answersTo(seen)),
      handsIn(colleague, key, seen, answersTo(seen)),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await look(town, key)).packages).toHaveLength(1)
    const { subjectId } = await town.call(readCase, { params: key })
    const { total } = await inScope(db, wholeScope, (tx) =>
      factHistory(tx, { subjectKind: 'project', subjectId, term: 'theme' }, { limit: 9, offset: 0 }),
    )
    expect(total).toBe(1)
  })
})

describe('one fact, all levels', () => {
  test('what the application says is on the plan, the filing and the self-assessment: at least half of each', async () => {
    const key = await begun()
    const shares: Record<string, number> = {}
    const fill = async (who: Person, formId: string) => {
      const seen = await look(who, key, formId)
      const entries = answersTo(seen)
      const counts = countsNow(seen, entries)
      const { packageNo } = await handsIn(who, key, seen, entries)
      expect((await look(who, key, formId)).packages.at(-1)).toMatchObject({ packageNo, counts })
      shares[formId] = counts.reused / fieldsOf(forms.get(formId)!).length
      await decides(who, key)
    }
    const all = fieldsOf(forms.get('application')!).filter(
      ({ id, term }) => term?.subjects.includes('community') && id,
    )
    await inScope(db, wholeScope, (tx) =>
      recordFacts(tx, all.map(reported), { accountId: null, role: 'system' }),
    )
    await fill(town, 'application')
    for (const who of [force, force, reviewer, reviewer]) await decides(who, key)
    await fill(town, 'implementation')
    for (const who of [force, force, reviewer]) await decides(who, key)
    await fill(reviewer, 'filing')
    expect(shares.implementation).toBeGreaterThanOrEqual(0.5)
    expect(shares.filing).toBeGreaterThanOrEqual(0.5)
    const { forms: shown } = await town.call(readCase, { params: key })
    expect(shown.map(({ formId, packages }) => [formId, packages])).toEqual([
      ['application', 1],
      ['implementation', 1],
      ['filing', 1],
      ['acceptance', 0],
    ])
    const ahead = await look(town, key, 'acceptance')
    expect(ahead).toMatchObject({ may: false, why: { en: expect.stringContaining('Assessment') } })
    const { reused } = countsNow(ahead, answersTo(ahead))
    expect(reused / fieldsOf(forms.get('acceptance')!).length).toBeGreaterThanOrEqual(0.5)
  })

  test('what a package states is a fact with who said it, and a filed package is amended, never changed', async () => {
    const key = await begun()
    const seen = await look(town, key)
    const { sha256 } = await handsIn(town, key, seen, { ...answersTo(seen), investment_total: 12000 })
    await decides(town, key)
    const { subjectId } = await town.call(readCase, { params: key })
    const [fact] = await inScope(db, wholeScope, (tx) =>
      factsAsOf(
        tx,
        { holdsOn: chinaToday() },
        { subjectKind: 'project', subjectId, term: 'investment_total' },
      ),
    )
    expect(fact).toMatchObject({
      value: 12000,
      enteredBy: town.accountId,
      source: expect.stringContaining('申报方案'),
    })

    const after = await look(town, key)
    expect(after).toMatchObject({ task: 'amend', may: true })
    const change = { investment_total: 13500 }
    await expect(handsIn(town, key, after, change)).rejects.toThrow(
      refusal('FORM_INCOMPLETE', { faults: [expect.objectContaining({ field: 'reason' })] }),
    )
    await expect(handsIn(town, key, after, {}, '无')).rejects.toThrow(refusal('FORM_UNCHANGED'))
    await handsIn(town, key, after, change, '概算批复')
    const { packages } = await look(force, key)
    expect(packages).toMatchObject([
      { packageNo: 1, sha256, amends: null, changes: [] },
      {
        ...{ packageNo: 2, amends: 1, reason: '概算批复' },
        changes: [{ field: 'investment_total', before: { zh: '12,000 万元' }, after: { zh: '13,500 万元' } }],
      },
    ])
    const first = JSON.parse((await fileOf(key, 'application', 1, 'json')).toString()) as PackageContent
    expect(
      first.sections.flatMap(({ fields }) => fields).find(({ id }) => id === 'investment_total')?.value,
    ).toBe(12000)
    await expect(
      inScope(db, wholeScope, (tx) => tx.updateTable('form_package').set({ reason: 'x' }).execute()),
    ).rejects.toThrow(/permission denied/)
    await expect(
      sql`update form_package set content = replace(content, '12000', '99000')`.execute(owner),
    ).rejects.toThrow(/check constraint/)
  })
})

test('a package is read back from its data, its PDF and its Word document, with its checksum', async () => {
  const key = await begun()
  const seen = await look(town, key)
  const { sha256 } = await handsIn(town, key, seen, { ...answersTo(seen), theme: '邻里共享，老幼友好' })
  const json = await fileOf(key, 'application', 1, 'json')
  expect(createHash('sha256').update(json).digest('hex')).toBe(sha256)
  expect(canonicalJson(JSON.parse(json.toString()) as Json)).toBe(json.toString())

  const pdf = await extractText(
    await getDocumentProxy(new Uint8Array(await fileOf(key, 'application', 1, 'pdf'))),
  )
  const printed = pdf.text.join('').replace(/\s+/g, '')
  const word = await wordText(await fileOf(key, 'application', 1, 'docx'))
  for (const read of [printed, word.replace(/\s+/g, '')]) {
    expect(read).toContain('申报方案')
    expect(read).toContain('邻里共享，老幼友好')
    expect(read).toContain('规划单元面积')
    expect(read).toContain('七、指标现状')
    expect(read).toContain(sha256)
  }
  expect(await fileOf(key, 'application', 1, 'pdf')).toEqual(await fileOf(key, 'application', 1, 'pdf'))
})

/** What a Word document says. */
async function wordText(bytes: Uint8Array): Promise<string> {
  const zip = await openZip(bytes, { entries: 100, bytes: 20_000_000 }, { expected: 'docx' })
  const texts = await Promise.all(
    zip.names
      .filter((member) => /^word\/(document|footer\d+)\.xml$/.test(member))
      .map(async (member) => await text(Readable.from(zip.read(member)!))),
  )
  zip.close()
  return texts.join('').replace(/<[^>]+>/g, '')
}

test('of a step that a migrated application no longer has, what was handed in stays to be read', async () => {
  const key = await begun()
  const form = await look(town, key)
  await handsIn(town, key, form, answersTo(form))
  const without = readFileSync('packs/procedures/future-community.bpmn', 'utf8').replace(
    ' jj:form="application"',
    '',
  )
  await insertVersion(owner, { procedureId: 'future-community', bpmn: without, sha256: '0'.repeat(64) })
  const { events } = await force.call(readCase, { params: key })
  await force.call(migrateCases, {
    params: { procedureId: 'future-community', version: 2 },
    body: { note: '不再用表单', cases: [{ ...key, events }] },
  })
  const gone = await look(town, key)
  expect(gone).toMatchObject({ node: 'application-plan', may: false, packages: [{ packageNo: 1 }] })
  await expect(handsIn(town, key, gone, {}, '更正')).rejects.toThrow(refusal('FORM_NOT_YOURS'))
  await expect(look(town, key, 'filing')).resolves.toMatchObject({ packages: [] })
})
