import { type Selectable, sql } from 'kysely'
import { insertRows } from '#platform/store/bulk.ts'
import type { Database, Tx } from '#platform/store/db.ts'
import type { CostLine, FundingLine, WorkSite, WorkState } from '../contract/works.ts'
import type { Change } from '../contract.ts'
import { CHANGE, changeOf, changeValues } from '../queries.ts'
import type {} from '../tables.ts'

/** The tables of lines that belong to a works project. */
type LineTable =
  | 'work_change'
  | 'work_cost'
  | 'work_funding'
  | 'work_site'
  | 'work_step'
  | 'work_forecast'
  | 'work_served'

export interface WorkKey {
  readonly communityId: string
  readonly workId: string
}

const WORK = [
  ...(['community_id as communityId', 'work_id as workId', 'name', 'note', 'lon', 'lat', 'unit'] as const),
  ...(['facility_kind as facilityKind', 'intervention_id as interventionId', 'host_id as hostId'] as const),
  ...(['unit_role as unitRole', 'planned_from as plannedFrom', 'planned_to as plannedTo'] as const),
  ...(['built_facility_id as builtFacilityId', 'revision', 'generated', 'scheme_id as schemeId'] as const),
  ...(['scheme_area_id as schemeAreaId', 'scheme_revision as schemeRevision'] as const),
]

export type WorkRow = Awaited<ReturnType<typeof selectWorks>>[number]

/** Works projects in the caller's scope, by planned start. */
export const selectWorks = (tx: Tx) =>
  tx.selectFrom('work').select(WORK).orderBy('planned_from').orderBy('name').orderBy('work_id').execute()

export const selectWork = (tx: Tx, { communityId, workId }: WorkKey) =>
  tx
    .selectFrom('work')
    .select(WORK)
    .where('community_id', '=', communityId)
    .where('work_id', '=', workId)
    .executeTakeFirst()

/** Locks the scheme, so that of two who make its works projects the second sees those of the first. */
export async function lockScheme(tx: Tx, areaId: string, schemeId: string): Promise<void> {
  await tx
    .selectFrom('scheme')
    .select('revision')
    .where('community_id', '=', areaId)
    .where('scheme_id', '=', schemeId)
    .forUpdate()
    .execute()
}

/** Works projects made of a scheme, the oldest first. */
export const selectWorksOfScheme = (tx: Tx, schemeId: string) =>
  tx
    .selectFrom('work')
    .select(WORK)
    .where('scheme_id', '=', schemeId)
    .orderBy('created_at')
    .orderBy('work_id')
    .execute()

/** Lines of all works projects, or of these, in their order. */
const lines = <T extends LineTable>(tx: Tx, table: T, order: string, only?: readonly string[]) =>
  tx
    .selectFrom(table as 'work_step')
    .selectAll()
    .$if(only !== undefined, (query) => query.where('work_id', '=', (any) => any.fn.any(any.val(only!))))
    .orderBy('work_id')
    .orderBy(sql.ref(order))
    .execute() as unknown as Promise<Selectable<Database[T]>[]>

const byWork = <R extends { work_id: string }, T>(rows: readonly R[], of: (row: R) => T) =>
  new Map([...Map.groupBy(rows, (row) => row.work_id)].map(([id, own]) => [id, own.map(of)]))

export const selectCosts = async (tx: Tx, only?: readonly string[]) =>
  byWork(
    await lines(tx, 'work_cost', 'line_no', only),
    ({ category, fen, basis, source, grade }): CostLine => ({ category, fen, basis, source, grade }),
  )

export const selectFunding = async (tx: Tx, only?: readonly string[]) =>
  byWork(
    await lines(tx, 'work_funding', 'line_no', only),
    ({ source, fen, state, note }): FundingLine => ({ source, fen, state, note }),
  )

export const selectWorkSites = async (tx: Tx, only?: readonly string[]) =>
  byWork(
    await lines(tx, 'work_site', 'site_id', only),
    (row): WorkSite => ({ areaId: row.site_area_id, siteId: row.site_id, relation: row.relation }),
  )

export const selectSteps = async (tx: Tx, only?: readonly string[]) =>
  byWork(await lines(tx, 'work_step', 'step_no', only), (row) => ({
    ...{ state: row.state, on: row.on_day, note: row.note, by: row.recorded_by },
    at: row.recorded_at,
  }))

export const selectWorkChanges = async (tx: Tx, only: readonly string[]) =>
  byWork(await lines(tx, 'work_change', 'change_no', only), (row): Change => changeOf(row))

export async function selectForecast(tx: Tx, { communityId, workId }: WorkKey) {
  const rows = await tx
    .selectFrom('work_forecast')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('work_id', '=', workId)
    .orderBy('affects')
    .orderBy(sql`item <> 'score'`)
    .orderBy('item')
    .execute()
  return rows.map((row) => ({
    ...{ affects: row.affects, item: row.item, runId: row.run_id },
    before: [row.before_low, row.before_high],
    alone: [row.alone_low, row.alone_high],
    whole: [row.whole_low, row.whole_high],
  }))
}

export const selectServed = (tx: Tx, { communityId, workId }: WorkKey) =>
  tx
    .selectFrom('work_served')
    .select(['test', 'run_id as runId', 'before', 'alone', 'whole'])
    .where('community_id', '=', communityId)
    .where('work_id', '=', workId)
    .orderBy('test')
    .execute()

export interface NewWork extends WorkKey {
  readonly name: string
  readonly note: string
  readonly scheme: { readonly areaId: string; readonly schemeId: string; readonly revision: number } | null
  readonly facilityKind: string
  readonly interventionId: string | null
  readonly hostId: string | null
  readonly lon: number
  readonly lat: number
  readonly unitRole: string
  readonly unit: string
  readonly plannedFrom: string
  readonly plannedTo: string
  readonly generated: boolean
  readonly createdBy: string
}

export async function insertWork(tx: Tx, work: NewWork): Promise<void> {
  await tx
    .insertInto('work')
    .values({
      community_id: work.communityId,
      work_id: work.workId,
      name: work.name,
      note: work.note,
      scheme_area_id: work.scheme?.areaId ?? null,
      scheme_id: work.scheme?.schemeId ?? null,
      scheme_revision: work.scheme?.revision ?? null,
      facility_kind: work.facilityKind,
      intervention_id: work.interventionId,
      host_id: work.hostId,
      lon: work.lon,
      lat: work.lat,
      unit_role: work.unitRole,
      unit: work.unit,
      planned_from: work.plannedFrom,
      planned_to: work.plannedTo,
      generated: work.generated,
      created_by: work.createdBy,
    })
    .execute()
}

/** What a save may change of a works project. */
export interface WorkPatch {
  readonly name: string
  readonly note: string
  readonly unitRole: string
  readonly unit: string
  readonly plannedFrom: string
  readonly plannedTo: string
  readonly builtFacilityId: string | null
}

const next = { revision: sql<number>`revision + 1`, changed_at: sql<Date>`now()` }

const workAt = (tx: Tx, { communityId, workId }: WorkKey, revision: number) =>
  tx
    .updateTable('work')
    .where('community_id', '=', communityId)
    .where('work_id', '=', workId)
    .where('revision', '=', revision)

/** @returns false where it has another revision by now, or is not there */
export async function updateWork(tx: Tx, key: WorkKey, revision: number, work: WorkPatch): Promise<boolean> {
  const { numUpdatedRows } = await workAt(tx, key, revision)
    .set({
      name: work.name,
      note: work.note,
      unit_role: work.unitRole,
      unit: work.unit,
      planned_from: work.plannedFrom,
      planned_to: work.plannedTo,
      built_facility_id: work.builtFacilityId,
      ...next,
    })
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Raise the revision alone. @returns false where it has another one by now, or is not there */
export async function touchWork(tx: Tx, key: WorkKey, revision: number): Promise<boolean> {
  const { numUpdatedRows } = await workAt(tx, key, revision).set(next).executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Bring a works project up to date with a later revision of its scheme. */
export async function remakeWork(
  tx: Tx,
  key: WorkKey,
  work: Pick<NewWork, 'name' | 'facilityKind' | 'interventionId' | 'hostId' | 'lon' | 'lat'> & {
    readonly schemeRevision: number
  },
): Promise<void> {
  await tx
    .updateTable('work')
    .set({
      name: work.name,
      facility_kind: work.facilityKind,
      intervention_id: work.interventionId,
      host_id: work.hostId,
      lon: work.lon,
      lat: work.lat,
      scheme_revision: work.schemeRevision,
      ...next,
    })
    .where('community_id', '=', key.communityId)
    .where('work_id', '=', key.workId)
    .execute()
}

/** The lines of a table in place of those the works project had. */
async function replaceLines(
  tx: Tx,
  table: LineTable,
  { communityId, workId }: WorkKey,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  await tx.deleteFrom(table).where('community_id', '=', communityId).where('work_id', '=', workId).execute()
  await insertRows(
    tx,
    table,
    ['community_id', 'work_id', ...columns],
    rows.map((row) => [communityId, workId, ...row]),
  )
}

export const replaceWorkChanges = (tx: Tx, key: WorkKey, changes: readonly Change[]) =>
  replaceLines(tx, 'work_change', key, CHANGE, changes.map(changeValues))

export const replaceCosts = (tx: Tx, key: WorkKey, costs: readonly CostLine[]) =>
  replaceLines(
    tx,
    'work_cost',
    key,
    ['line_no', 'category', 'fen', 'basis', 'source', 'grade'],
    costs.map((line, no) => [no, line.category, line.fen, line.basis, line.source, line.grade]),
  )

export const replaceFunding = (tx: Tx, key: WorkKey, funding: readonly FundingLine[]) =>
  replaceLines(
    tx,
    'work_funding',
    key,
    ['line_no', 'source', 'fen', 'state', 'note'],
    funding.map((line, no) => [no, line.source, line.fen, line.state, line.note]),
  )

export const replaceWorkSites = (tx: Tx, key: WorkKey, sites: readonly WorkSite[]) =>
  replaceLines(
    tx,
    'work_site',
    key,
    ['site_area_id', 'site_id', 'relation'],
    sites.map((site) => [site.areaId, site.siteId, site.relation]),
  )

/** What was forecast, each row with the run that it starts from. */
export interface StoredForecast {
  readonly items: readonly {
    readonly affects: string
    readonly item: string
    readonly runId: string
    readonly before: readonly number[]
    readonly alone: readonly number[]
    readonly whole: readonly number[]
  }[]
  readonly served: readonly {
    readonly test: string
    readonly runId: string
    readonly before: number | null
    readonly alone: number | null
    readonly whole: number | null
  }[]
}

export async function replaceForecast(
  tx: Tx,
  key: WorkKey,
  { items, served }: StoredForecast,
): Promise<void> {
  const ends = (of: string) => [`${of}_low`, `${of}_high`]
  await replaceLines(
    tx,
    'work_forecast',
    key,
    ['affects', 'item', 'run_id', ...ends('before'), ...ends('alone'), ...ends('whole')],
    items.map((row) => [row.affects, row.item, row.runId, ...row.before, ...row.alone, ...row.whole]),
  )
  await replaceLines(
    tx,
    'work_served',
    key,
    ['test', 'run_id', 'before', 'alone', 'whole'],
    served.map((row) => [row.test, row.runId, row.before, row.alone, row.whole]),
  )
}

export async function insertStep(
  tx: Tx,
  { communityId: community_id, workId: work_id }: WorkKey,
  step: { readonly state: WorkState; readonly on: string; readonly note: string; readonly by: string },
): Promise<void> {
  await tx
    .insertInto('work_step')
    .values((eb) => ({
      ...{ community_id, work_id, state: step.state, on_day: step.on, note: step.note },
      recorded_by: step.by,
      step_no: eb
        .selectFrom('work_step as s')
        .select(sql<number>`count(*)::integer`.as('n'))
        .where('s.community_id', '=', community_id)
        .where('s.work_id', '=', work_id),
    }))
    .execute()
}
