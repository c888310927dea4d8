import { recordAudit } from '#platform/audit/write.ts'
import type { Caller } from '#platform/http/caller.ts'
import type { Fault } from '#platform/http/errors.ts'
import type { Tx } from '#platform/store/db.ts'
import { refuse } from '../contract.ts'
import * as queries from '../queries/milestones.ts'
import { selectProject } from '../queries.ts'
import { type REPORTED, subjectsOf } from '../rules/milestones.ts'
import { milestonePack } from '../rules/packs.ts'
import { NEEDED, refuseOutside } from './area.ts'

interface Report {
  readonly milestoneId: string
  readonly subjectId: string
  readonly state: (typeof REPORTED)[number]
  readonly happenedOn: string
  readonly note: string
  readonly source: string
}

/**
 * Report how a milestone stands. Known from today on.
 *
 * @throws DomainError MILESTONE_UNKNOWN, PROGRAMME_OUTSIDE, REPORT_UNFIT
 */
export async function report(tx: Tx, caller: Caller, entry: Report, today: string): Promise<string> {
  const { milestoneId, subjectId, state, happenedOn } = entry
  const milestone = milestonePack.milestones.find(({ id }) => id === milestoneId)
  const subject = milestone && subjectsOf(milestone).find((one) => one.subjectId === subjectId)
  const isProject = subject?.subjectKind === 'project'
  const project = isProject ? await selectProject(tx, subjectId) : undefined
  if (!subject || (isProject && !project)) throw refuse('MILESTONE_UNKNOWN', { milestoneId, subjectId })
  const communityId = project?.communityId ?? subjectId
  refuseOutside(caller, communityId)
  const [note, source] = [entry.note.trim(), entry.source.trim()]
  const faults = faultsOf({ ...entry, note, source }, today)
  if (faults.length > 0) throw refuse('REPORT_UNFIT', { milestoneId }, faults)
  const [reportId] = await queries.insertReports(tx, milestonePack.id, [
    {
      ...{ communityId, projectId: project ? subjectId : null, milestoneId, state, happenedOn, note, source },
      ...{ reportedOn: today, grade: 'D', generated: false },
      ...{ reportedBy: caller.accountId ?? caller.role, reportedRole: caller.role },
    },
  ])
  await recordAudit(tx, caller, {
    ...{ action: 'milestone.report', subject: { kind: 'milestone', id: milestoneId }, areaId: communityId },
    detail: {
      milestone: milestoneId,
      about: subjectId,
      state,
      on: happenedOn,
      report: reportId!,
      source,
      note,
    },
  })
  return reportId!
}

const FUTURE = { zh: '不能晚于今天', en: 'must not be after today' }
const WHY = { zh: '未完成的，请说明原因', en: 'where it is not met, say why' }

function faultsOf({ happenedOn, note, source, state }: Report, today: string): Fault[] {
  return [
    ...(happenedOn > today ? [{ field: 'happenedOn', reason: FUTURE }] : []),
    ...(source === '' ? [{ field: 'source', reason: NEEDED }] : []),
    ...(state !== 'met' && note === '' ? [{ field: 'note', reason: WHY }] : []),
  ]
}

/** Withdraw a report. @throws DomainError REPORT_UNKNOWN, PROGRAMME_OUTSIDE, REPORT_UNFIT, REPORT_WITHDRAWN */
export async function withdraw(
  tx: Tx,
  caller: Caller,
  { reportId, reason }: { readonly reportId: string; readonly reason: string },
  today: string,
): Promise<void> {
  const found = await queries.selectReport(tx, reportId)
  if (!found) throw refuse('REPORT_UNKNOWN', { reportId })
  refuseOutside(caller, found.communityId)
  const why = reason.trim()
  if (why === '') throw refuse('REPORT_UNFIT', { reportId }, [{ field: 'reason', reason: NEEDED }])
  const done = { on: today, by: caller.accountId ?? caller.role, why }
  if (!(await queries.withdrawReport(tx, found, done))) throw refuse('REPORT_WITHDRAWN', { reportId })
  await recordAudit(tx, caller, {
    ...{ action: 'milestone.withdraw', subject: { kind: 'milestone', id: found.milestoneId } },
    areaId: found.communityId,
    detail: { milestone: found.milestoneId, report: reportId, reason: why },
  })
}
