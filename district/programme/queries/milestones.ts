import { randomUUID } from 'node:crypto'
import { insertRows } from '#platform/store/bulk.ts'
import type { Tx } from '#platform/store/db.ts'
import type { NewReport } from '../rules.ts'
import type {} from '../tables.ts'

const REPORT = [
  ...(['report_id as reportId', 'community_id as communityId', 'milestone_id as milestoneId'] as const),
  ...([
    'project_id as projectId',
    'state',
    'happened_on as happenedOn',
    'reported_on as reportedOn',
  ] as const),
  ...(['note', 'source', 'grade', 'generated', 'reported_role as reportedRole'] as const),
  ...(['withdrawn_on as withdrawnOn'] as const),
] as const

/** Reports of a pack's milestones, in the order in which they were entered. */
export const selectReports = (tx: Tx, packId: string, withGenerated: boolean) =>
  tx
    .selectFrom('milestone_report')
    .select(REPORT)
    .where('pack_id', '=', packId)
    .$if(!withGenerated, (query) => query.where('generated', '=', false))
    .orderBy('entered_at')
    .orderBy('report_id')
    .execute()

export const selectReport = (tx: Tx, reportId: string) =>
  tx.selectFrom('milestone_report').select(REPORT).where('report_id', '=', reportId).executeTakeFirst()

const COLUMNS = [
  ...['community_id', 'report_id', 'pack_id', 'milestone_id', 'project_id', 'state', 'happened_on'],
  ...['reported_on', 'note', 'source', 'grade', 'generated', 'reported_by', 'reported_role'],
]

/** Keeps reports, and gives the id of each. */
export async function insertReports(
  tx: Tx,
  packId: string,
  reports: readonly NewReport[],
): Promise<string[]> {
  const named = reports.map((report) => ({ ...report, reportId: randomUUID() as string }))
  await insertRows(
    tx,
    'milestone_report',
    COLUMNS,
    named.map((r) => [
      ...[r.communityId, r.reportId, packId, r.milestoneId, r.projectId, r.state, r.happenedOn],
      ...[r.reportedOn, r.note, r.source, r.grade, r.generated, r.reportedBy, r.reportedRole],
    ]),
  )
  return named.map(({ reportId }) => reportId)
}

/** False where it had been withdrawn before. */
export async function withdrawReport(
  tx: Tx,
  key: { readonly communityId: string; readonly reportId: string },
  { on, by, why }: { readonly on: string; readonly by: string; readonly why: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('milestone_report')
    .set({ withdrawn_on: on, withdrawn_by: by, withdrawn_why: why })
    .where('community_id', '=', key.communityId)
    .where('report_id', '=', key.reportId)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
