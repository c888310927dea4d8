import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { openDiagnosis } from '#district/diagnosis/server.ts'
import { addProgrammeSites } from '#district/planning/write/sites.ts'
import { newScheme } from '#district/planning/write.ts'
import { generateDistrict } from '#examples/yinzhou/generate.ts'
import { loadDistrict } from '#examples/yinzhou/load.ts'
import { loadCases } from '#examples/yinzhou/load-cases.ts'
import { loadLibraryRound } from '#examples/yinzhou/load-library-round.ts'
import { loadProgramme } from '#examples/yinzhou/load-programme.ts'
import { loadWorks } from '#examples/yinzhou/load-works.ts'
import { chinaToday } from '#foundation/evidence/rules.ts'
import { confirmFact, withdrawFact } from '#foundation/evidence/write.ts'
import { reviews } from '#mechanisms/application/rules/review.ts'
import { startProcedures } from '#mechanisms/application/server.ts'
import { SYSTEM } from '#platform/audit/write.ts'
import { STRANGER } from '#platform/http/caller.ts'
import { createAccount } from '#platform/identity/accounts.ts'
import { type Db, inScope, wholeScope } from '#platform/store/db.ts'

/** The town of the demo posts, and another one whose rows are tried for. Both are filled. */
export const OURS = '330212008'
export const THEIRS = '330212104'

/** Whether a row of this community or area is within the town of the demo posts. */
export const isOurs = (areaId: string) => areaId.startsWith(OURS)

/** The demo district with two towns filled, and rows of the other town in the tables that the demo leaves empty. */
export async function loadTheirRows(db: Db, owner: Db) {
  const district = generateDistrict({ towns: [OURS, THEIRS], month: chinaToday().slice(0, 7) })
  await loadDistrict(
    db,
    district,
    () => {},
    (tx) => loadProgramme(tx, district),
  )
  await startProcedures(db)
  await inScope(db, wholeScope, (tx) => loadCases(tx, chinaToday()))
  // A version by which none of the applications goes, so that there is one to migrate them to.
  await sql`insert into procedure_version (procedure_id, version, bpmn, sha256)
    select procedure_id, 2, bpmn || ' ', encode(sha256(convert_to(bpmn || ' ', 'UTF8')), 'hex') from procedure_version
    where procedure_id = 'future-community'`.execute(owner)
  await inScope(db, wholeScope, (tx) => loadLibraryRound(tx, chinaToday()))
  const diagnosis = openDiagnosis(db)
  const diagnosed = await diagnosis.district()
  await inScope(db, wholeScope, (tx) => loadWorks(tx, diagnosed!, diagnosed!.parts[0]!.asOf))
  await fillTheRest(db, owner)
  return diagnosis
}

async function fillTheRest(db: Db, owner: Db): Promise<void> {
  const caller = { ...STRANGER, role: 'system', scope: wholeScope }
  const facts = await owner
    .selectFrom('fact')
    .select(['community_id', 'fact_id'])
    .where('community_id', 'like', `${THEIRS}___`)
    .orderBy('fact_id')
    .limit(2)
    .execute()
  await inScope(db, wholeScope, async (tx) => {
    await confirmFact(tx, facts[0]!.community_id, facts[0]!.fact_id, SYSTEM)
    await withdrawFact(tx, facts[1]!.community_id, facts[1]!.fact_id, { ...SYSTEM, reason: '他镇撤回的理由' })
    await newScheme(tx, caller, THEIRS, {
      name: '他镇的内部方案',
      changes: [{ kind: 'remove', facilityId: await facilityOf(owner) }],
    })
    await addProgrammeSites(tx, [
      {
        ...{
          communityId: facts[0]!.community_id,
          siteId: 'their-site-0001',
          programme: 'art',
          name: '他镇的艺术墙绘',
        },
        ...{ shape: { type: 'Point', coordinates: [121.6, 29.8] }, from: '2026-01-01', to: '2026-06-30' },
        ...{ digs: false, holder: '他镇的经办单位', beforeDocument: null, afterDocument: null },
        ...{ source: '他镇的工点来源', generated: true },
      },
    ])
    const post = { role: 'town', areaId: THEIRS }
    await createAccount(tx, SYSTEM, { loginName: 'theirs', name: '他镇经办', post }, 'town')
  })
  const copyId = randomUUID()
  await sql`insert into case_copy (community_id, case_id, copy_id, role, area_id, note, node, given_at, given_role)
    select community_id, case_id, ${copyId}, 'town', ${THEIRS}, '只给他镇的附言', at_node, now(), 'task-force'
    from application_case where subject_id = 'mature-04'`.execute(owner)
  await giveThemPaperwork(owner)
  await giveThemWorks(owner, facts[0]!.community_id)
  await giveThemNotice(owner)
  await sql`insert into dwelling (community_id, dwelling_id, building_id, unit, source, generated)
    select community_id, 'their-dwelling-0001', building_id, '1', '他镇的房屋来源', true
    from building where community_id like ${`${THEIRS}%`} order by building_id limit 1`.execute(owner)
  await sql`insert into session (session_id, account_id, token_hash, address)
    select 'their-session-0001', account_id, ${randomBytes(32)}, '10.0.0.1' from account where login_name = 'theirs'`.execute(
    owner,
  )
  await sql`insert into deputy (deputy_id, post_id, account_id, from_day, to_day)
    select 'their-deputy-0001', p.post_id, p.account_id, '2026-01-01', '2999-01-01' from post p
    join account a using (account_id) where a.login_name = 'theirs'`.execute(owner)
  await sql`insert into import_run (import_id, kind, filename, sha256, source, inserted, updated, unchanged, rejected,
      rejected_rows, account_id) select ${randomUUID()}, 'facts', '他镇季报.csv', ${'0'.repeat(64)}, '他镇季报来源', 1, 0, 0, 1,
      ${JSON.stringify({ header: [], rows: [] })}, account_id from account where login_name = 'theirs'`.execute(
    owner,
  )
}

/** A form that is begun, and experts who review: one of them has handed in. */
async function giveThemPaperwork(owner: Db): Promise<void> {
  const theirs = sql`from application_case where subject_id = 'mature-04'`
  await sql`insert into form_draft (community_id, case_id, form_id, revision, entries, saved_at, saved_by, saved_role)
    select community_id, case_id, 'acceptance', 1, '{"self_assessment": "他镇还没有提交的自评"}', now(), 'theirs', 'town'
    ${theirs}`.execute(owner)
  const review = JSON.stringify(reviews.get('city-review'))
  await sql`insert into review_panel (community_id, case_id, panel_no, node, review, opened_at, opened_role)
    select community_id, case_id, 1, 'city-review', ${review}::jsonb, now(), 'reviewer' ${theirs}`.execute(
    owner,
  )
  await sql`insert into review_seat (community_id, case_id, panel_no, seat_no, name, organisation, account_id, conflict,
      declared_at, handed_in_at)
    select community_id, case_id, 1, 1, '他镇请的专家', '他镇请的设计院', 'theirs', false, now(), now() ${theirs}`.execute(
    owner,
  )
  await sql`insert into review_sheet (community_id, case_id, panel_no, seat_no, scores, reasons, verdict, entered_by, at)
    select community_id, case_id, 1, 1, '{"basis": 9.5}', '他镇专家的评审理由', 'pass', 'theirs', now() ${theirs}`.execute(
    owner,
  )
}

/** The demo's notice of exit is our town's: another town has one as well, with its reply and what was decided. */
async function giveThemNotice(owner: Db): Promise<void> {
  await sql`insert into library_proposal select p.community_id, l.round_id, p.project_id, l.rule_id, l.from_state,
      l.to_state, l.findings, l.state, l.answered_on, l.answered_by, l.answered_why
    from library_proposal l, project p where p.project_id = 'longhui'`.execute(owner)
  await sql`insert into library_notice select p.community_id, n.round_id, p.project_id, n.noticed_on, n.reply_until,
      n.decide_from, n.noticed_by, n.generated, '他镇对退出告知的答复', n.noticed_on, 'theirs', 'town'
    from library_notice n, project p where p.project_id = 'longhui'`.execute(owner)
  await sql`insert into library_decision select l.community_id, l.round_id, l.project_id, r.rule_version, l.rule_id,
      l.from_state, l.from_state, r.opened_on, l.findings, '留在库中', 'theirs', 'task-force', true
    from library_proposal l join library_round r using (round_id) where l.project_id = 'longhui'`.execute(
    owner,
  )
}

/** The demo has its works projects in our town: all that belongs to them is theirs as well. */
async function giveThemWorks(owner: Db, communityId: string): Promise<void> {
  const tables = (await tenantTables(owner)).flatMap(({ name }) => (/^work(_|$)/.test(name) ? [name] : []))
  const works = await owner.selectFrom('work').select('work_id').execute()
  for (const { work_id } of works) {
    const theirs = {
      community_id: communityId,
      work_id: randomUUID(),
      built_facility_id: null,
      name: '他镇的建设项目',
    }
    for (const table of tables)
      await sql`insert into ${sql.table(table)} select (jsonb_populate_record(t, ${JSON.stringify(theirs)}::jsonb)).*
        from ${sql.table(table)} t where work_id = ${work_id}::uuid`.execute(owner)
  }
}

async function facilityOf(owner: Db): Promise<string> {
  const { facility_id } = await owner
    .selectFrom('facility')
    .select('facility_id')
    .where('community_id', 'like', `${THEIRS}%`)
    .orderBy('facility_id')
    .executeTakeFirstOrThrow()
  return facility_id
}

/** Tables of tenants, and whether anybody may read them, as their policies say. */
export async function tenantTables(owner: Db) {
  const { rows } = await sql<{ name: string; isPublic: boolean }>`
    select c.relname as name, pg_get_expr(p.polqual, p.polrelid) like '%OR true)' as "isPublic"
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'community_id'
    join pg_policy p on p.polrelid = c.oid and p.polname = 'tenant_select'
    where c.relkind = 'r' order by 1`.execute(owner)
  return rows
}

/** Of each table so many rows of others are looked for. */
const ROWS = 40
/** What somebody wrote, or an id that was drawn: the words of packs and days are in everybody's replies. */
const isTelling = (text: string) =>
  /\p{Script=Han}|^their-|[0-9a-f]{8}-[0-9a-f]{4}-/u.test(text) && text.length >= 6

/** What names a row of others: texts and ids of tables that are not for all, and of nothing that is. */
export async function secretsOf(owner: Db): Promise<ReadonlySet<string>> {
  const secrets = new Set<string>()
  const known = new Set<string>()
  for (const { name, isPublic } of await tenantTables(owner)) {
    const { rows } = await sql<{ community_id: string } & Record<string, unknown>>`
      select * from ${sql.table(name)}`.execute(owner)
    const others = rows.filter((row) => !isPublic && !isOurs(row.community_id)).slice(0, ROWS)
    const texts = (of: readonly object[]) =>
      of.flatMap((row) => Object.values(row).filter((value) => typeof value === 'string' && isTelling(value)))
    for (const text of texts(others)) secrets.add(text as string)
    for (const text of texts(rows.filter((row) => isPublic || isOurs(row.community_id))))
      known.add(text as string)
  }
  const { rows: places } = await sql<{ text: string }>`
    select unnest(array[name_zh, name_en]) as text from area
    union select unnest(array[facility_id, name_zh, name_en, source]) from facility`.execute(owner)
  for (const { text } of places) known.add(text)
  return new Set([...secrets].filter((secret) => !known.has(secret)))
}

/** One checksum over the rows of others in every tenant table. */
export async function checksumOfTheirs(owner: Db): Promise<string> {
  const parts = (await tenantTables(owner)).map(
    ({ name }) => sql`select ${name} as name, count(*) as n, sum(hashtextextended(t::text, 0)) as sum
      from ${sql.table(name)} t where community_id not like ${`${OURS}%`}`,
  )
  const { rows } = await sql`${sql.join(parts, sql` union all `)} order by 1`.execute(owner)
  return JSON.stringify(rows)
}
