import { sql } from 'kysely'
import type { Db } from '#platform/store/db.ts'
import { OURS, THEIRS } from './their-rows.ts'

/** What a parameter of any route is in this test, by its name: rows of another town wherever it names one. */
export type Parameters = Readonly<Record<string, string>>

const one = async (owner: Db, query: ReturnType<typeof sql<Parameters>>): Promise<Parameters> => {
  const [row] = (await query.execute(owner)).rows
  if (!row) throw new Error('the other town has no such row')
  return row
}

/** Parameters of the rows of others, read from the store. */
export async function parametersOf(owner: Db): Promise<Parameters> {
  const like = `${THEIRS}%`
  return {
    ...(await one(
      owner,
      sql`select f.community_id as "communityId", f.fact_id as "factId", f.document_id as "documentId" from fact f
        where f.community_id like ${like} and f.document_id is not null
          and not exists (select from fact_withdrawal w where w.fact_id = f.fact_id) order by 2 limit 1`,
    )),
    ...(await one(
      owner,
      sql`select facility_id as "facilityId" from facility where community_id like ${like} order by 1 limit 1`,
    )),
    ...(await one(
      owner,
      sql`select community_id as "areaId", scheme_id::text as "schemeId" from scheme where community_id = ${THEIRS}`,
    )),
    ...(await one(
      owner,
      sql`select community_id as "siteCommunity", site_id as "siteId" from programme_site
        where community_id not like ${`${OURS}%`} order by 2 limit 1`,
    )),
    ...(await one(
      owner,
      sql`select import_id::text as "importId" from import_run where filename = '他镇季报.csv'`,
    )),
    ...(await one(
      owner,
      sql`select account_id as "accountId", p.post_id as "postId", d.deputy_id as "deputyId", s.session_id as "sessionId"
        from account join post p using (account_id) join deputy d using (account_id) join session s using (account_id)
        where login_name = 'theirs'`,
    )),
    ...(await one(
      owner,
      sql`select r.run_id::text as "runId", r.run_id::text as "laterId" from diagnosis_run r order by 1 limit 1`,
    )),
    ...(await one(
      owner,
      sql`select report_id::text as "reportId", milestone_id as "milestoneId" from milestone_report
        where project_id = 'longhui' order by 1 limit 1`,
    )),
    ...(await one(
      owner,
      sql`select round_id::text as "roundId" from library_notice where project_id = 'longhui'`,
    )),
    ...(await one(owner, sql`select checksum from street_network limit 1`)),
    ...(await one(
      owner,
      sql`select c.community_id as "caseCommunity", c.case_id::text as "caseId", c.event_count::text as "caseEvents",
          t.turn::text as "caseTurn" from application_case c join case_turn t using (community_id, case_id)
        where c.subject_id = 'mature-04' and t.state = 'open' limit 1`,
    )),
    ...{ level: 'community', z: '12', x: '3427', y: '1690', kind: 'facilities', version: '1', role: 'town' },
    ...{ collectionId: 'facilities', itemId: '1', procedureId: 'future-community', purpose: '越权演练' },
    ...{ pack: 'zhejiang-33', indicator: 'zj33-04', test: 'zj33-04.walk', cell: '0', holdsOn: '2026-11-01' },
    ...{ item: 'NB', holds: 'true', token: `${'a'.repeat(43)}.ics`, projectId: 'longhui' },
    ...{ formId: 'application', packageNo: '1', panelNo: '1', seatNo: '1' },
  }
}

/** Parameters that stand for another row where the route begins with this. */
export async function parametersAt(owner: Db): Promise<readonly (readonly [path: string, Parameters])[]> {
  const ofCase = await one(
    owner,
    sql`select c.community_id as "communityId", c.case_id::text as "caseId", d.document_id::text as "documentId"
      from application_case c join case_document d using (community_id, case_id)
      where c.subject_id = 'mature-04' order by 3 limit 1`,
  )
  const ofWork = await one(
    owner,
    sql`select community_id as "communityId", work_id::text as "workId" from work
      where community_id not like '330212008%' order by 2 limit 1`,
  )
  return [
    ['/api/applications/', ofCase],
    ['/api/procedures/', { version: '2' }],
    ['/api/works/', ofWork],
    ['/api/diagnosis/communities/{communityId}/declarations/', { kind: 'signature' }],
  ]
}

/** What a request that would write sends. */
export interface Writing {
  readonly body?: object
  /** Of an upload: its other fields, and the file. */
  readonly form?: Readonly<Record<string, string>>
  readonly file?: { readonly name: string; readonly text: string }
  /** Why it may be answered with success though nothing of others changes. */
  readonly harmless?: string
}

const facility = {
  ...{
    kind: 'kindergarten',
    name: { zh: '越权', en: 'x' },
    areaM2: null,
    capacity: null,
    capacityUnit: null,
  },
  ...{ hours: null, floor: null, ageBands: null, sharedWith: [], openedOn: null },
}
const OWN = 'it is about the caller’s own account alone'
const TABLE = 'a table is refused, or its rows about others come back as rejected'
const LIBRARY =
  'rules and rounds are no tenant’s; the right library.decide decides, and only the task force has it'
const ACCOUNTS = 'accounts are no tenant’s; the right account.manage decides, and only administrators have it'

/** A body for every route that is not read, by method and path. */
export async function writings(owner: Db, p: Parameters): Promise<Readonly<Record<string, Writing>>> {
  const place = await one(
    owner,
    sql`select lon::text, lat::text from facility where facility_id = ${p.facilityId} and community_id = ${p.communityId}`,
  ).catch(() =>
    one(
      owner,
      sql`select lon::text, lat::text from facility where community_id like ${`${THEIRS}%`} limit 1`,
    ),
  )
  const at = { lon: Number(place.lon), lat: Number(place.lat) }
  const changes = [{ kind: 'remove', facilityId: p.facilityId }]
  const fact = {
    ...{ subjectKind: 'community', subjectId: p.communityId, term: 'service_day', value: 1 },
    ...{ validFrom: '2026-03-01', source: '越权', documentId: p.documentId },
  }
  const holder = { role: 'town', areaId: p.areaId, accountId: null }
  const text = {
    name: 'x.csv',
    text: `社区代码,数据项,数值或选项,起始日期\n${p.communityId},邻里互助与志愿队伍数,7,2026-03-01\n`,
  }
  return {
    'POST /api/calendar-feed': { body: { language: 'zh' }, harmless: OWN },
    'DELETE /api/calendar-feed': { harmless: OWN },
    'POST /api/programme/milestones/{milestoneId}/reports': {
      body: { subjectId: 'longhui', state: 'met', happenedOn: '2026-03-01', note: '', source: '越权' },
    },
    'POST /api/programme/reports/{reportId}/withdraw': { body: { reason: '越权' } },
    'POST /api/projects/{projectId}/attributes': {
      body: { attribute: 'level', value: 'provincial', holdsFrom: '2026-03-01', source: '越权' },
    },
    'POST /api/projects/{projectId}/attributes/withdraw': {
      body: { attribute: 'level', holdsFrom: '2021-12-17', entry: 1, reason: '越权' },
    },
    'POST /api/programme/library-rules/dry-run': {
      body: { edits: [] },
      harmless: 'it works out what would be, and keeps nothing; only the task force may',
    },
    'POST /api/programme/library-rules': { body: { basedOn: 1, edits: [], note: '越权' }, harmless: LIBRARY },
    'POST /api/programme/library-rounds': { harmless: LIBRARY },
    'POST /api/programme/library-rounds/{roundId}/answers': {
      body: { answer: 'left-out', projectIds: ['longhui'], reason: '越权' },
    },
    'POST /api/programme/library-notices/{roundId}/{projectId}/reply': { body: { text: '越权' } },
    'POST /api/programme/library-notices/{roundId}/{projectId}/decision': {
      body: { outcome: 'stays', reason: '越权' },
    },
    'POST /api/session': { body: { loginName: 'theirs', password: 'wrong' }, harmless: OWN },
    'DELETE /api/session': { harmless: OWN },
    'PUT /api/session/password': { body: { current: 'x', password: 'y' }, harmless: OWN },
    'DELETE /api/sessions': { harmless: OWN },
    'PUT /api/session/post': { body: { postId: p.postId } },
    'DELETE /api/sessions/{sessionId}': {},
    'POST /api/accounts': { body: { loginName: 'new', name: 'new' }, harmless: ACCOUNTS },
    'POST /api/accounts/{accountId}/password': { harmless: ACCOUNTS },
    'PUT /api/accounts/{accountId}/disabled': {
      body: { disabled: true, reason: '越权' },
      harmless: ACCOUNTS,
    },
    'DELETE /api/accounts/{accountId}/sessions': { harmless: ACCOUNTS },
    'POST /api/accounts/{accountId}/posts': { body: { role: 'town', areaId: p.areaId }, harmless: ACCOUNTS },
    'PUT /api/posts/{postId}/end': { body: {}, harmless: ACCOUNTS },
    'POST /api/posts/{postId}/deputies': {
      body: { loginName: 'theirs', from: '2026-01-01', to: '2999-01-01' },
    },
    'PUT /api/deputies/{deputyId}/end': {},
    'POST /api/demo/session': { body: { role: 'delegate' }, harmless: 'everybody may enter a demo role' },
    'POST /api/audit/export': { harmless: 'whoever may read the audit log reads all of it' },
    'POST /api/audit/verification': { body: {}, harmless: 'it reads the chain of the audit log' },
    'POST /api/facilities': { body: { ...facility, ...at } },
    'PUT /api/facilities/{communityId}/{facilityId}': { body: { ...facility, ...at, revision: 1 } },
    'POST /api/facilities/{communityId}/{facilityId}/closing': { body: { on: '2026-03-01', note: '' } },
    'POST /api/imports/map': { form: { source: 'x' }, file: text, harmless: TABLE },
    'POST /api/imports': { form: { kind: 'facilities', source: 'x' }, file: text, harmless: TABLE },
    'POST /api/facts': { body: { facts: [fact] } },
    'PUT /api/facts/{communityId}/{factId}/confirmation': {},
    'PUT /api/facts/{communityId}/{factId}/withdrawal': { body: { reason: '越权' } },
    'POST /api/documents': { form: { communityId: p.communityId! }, file: text },
    'POST /api/facts/imports': {
      ...{ form: { source: 'x' }, file: text },
      harmless: TABLE,
    },
    'POST /api/applications/documents': {
      form: { communityId: p.caseCommunity!, caseId: p.caseId! },
      file: text,
    },
    'POST /api/applications': {
      body: { procedureId: 'future-community', subjectKind: 'project', subjectId: 'later-23' },
    },
    'POST /api/applications/{communityId}/{caseId}/events': {
      body: { events: Number(p.caseEvents), deed: 'decide', turn: Number(p.caseTurn), documents: [] },
    },
    'POST /api/procedures/{procedureId}/{version}/migration': {
      body: {
        note: '越权',
        cases: [{ communityId: p.caseCommunity, caseId: p.caseId, events: Number(p.caseEvents) }],
      },
    },
    'POST /api/applications/{communityId}/{caseId}/copies': { body: { to: holder } },
    'PUT /api/applications/{communityId}/{caseId}/forms/{formId}/draft': {
      body: { revision: 0, entries: { theme: '越权' } },
    },
    'POST /api/applications/{communityId}/{caseId}/reviews': { body: { seats: [{ name: '越权' }] } },
    'POST /api/applications/{communityId}/{caseId}/reviews/{panelNo}/seats': {
      body: { seats: [{ name: '越权' }] },
    },
    'PUT /api/applications/{communityId}/{caseId}/reviews/{panelNo}/seats/{seatNo}/declaration': {
      body: { conflict: false },
    },
    'POST /api/applications/{communityId}/{caseId}/reviews/{panelNo}/seats/{seatNo}/sheet': {
      body: { scores: { basis: 1 }, reasons: '越权', verdict: 'pass' },
    },
    'POST /api/applications/{communityId}/{caseId}/reviews/{panelNo}/closing': {},
    'POST /api/applications/{communityId}/{caseId}/forms/{formId}/packages': {
      body: { revision: 0, packages: 1, entries: { investment_total: 1 }, reason: '越权' },
    },
    'PUT /api/applications/{communityId}/{caseId}/copies/read': {
      harmless: 'who sees a case without a copy of it marks none',
    },
    'POST /api/diagnosis/communities/{communityId}/declarations': {
      body: { kind: 'signature', item: 'NB', holds: true, reason: '越权' },
    },
    'PUT /api/packs/{pack}/maturity': { body: { choice: null, reason: '越权' } },
    'POST /api/packs/{pack}/maturity/preview': {
      body: { choice: null },
      harmless: 'it works out what is public',
    },
    'POST /api/diagnosis/runs': { body: { pack: 'zhejiang-33' } },
    'POST /api/diagnosis/runs/{runId}/verification': {},
    'POST /api/planning/outcomes': {
      body: { changes: [] },
      harmless: 'it works out what would be, and keeps nothing',
    },
    'POST /api/schemes': {
      body: { name: '越权', note: '', changes },
      harmless: 'a scheme of one’s own may speak of any facility',
    },
    'PUT /api/schemes/{areaId}/{schemeId}': { body: { name: '越权', note: '', changes, revision: 1 } },
    'PUT /api/schemes/{areaId}/{schemeId}/archive': { body: { archived: true } },
    'POST /api/candidates/imports': { form: { source: 'x' }, file: text, harmless: TABLE },
    'POST /api/plan-zones/imports': { form: { source: 'x' }, file: text, harmless: TABLE },
    'POST /api/programme-sites/imports': { form: { source: 'x' }, file: text, harmless: TABLE },
    'POST /api/programme-sites/pictures': {
      form: { communityId: p.siteCommunity!, siteId: p.siteId!, of: 'before' },
      file: text,
    },
    'PUT /api/works/{communityId}/{workId}': {
      body: {
        ...{ name: '越权', note: '', unitRole: 'town', unit: '' },
        ...{ plannedFrom: '2026-03-01', plannedTo: '2026-04-01' },
        ...{ builtFacilityId: null, costs: [], funding: [], sites: [], revision: 1 },
      },
    },
    'POST /api/works/{communityId}/{workId}/steps': {
      body: { state: 'approved', on: '2026-03-01', note: '', revision: 1 },
    },
    'POST /api/schemes/{areaId}/{schemeId}/works': {
      body: { revision: 1, works: [{ facilityIds: [p.facilityId], name: '越权' }] },
    },
  }
}
