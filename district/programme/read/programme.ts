import type { Tx } from '#platform/store/db.ts'
import type { StandRow } from '../contract/milestones.ts'
import type { QuotaRow } from '../contract/quotas.ts'
import * as list from '../queries/list.ts'
import * as queries from '../queries/milestones.ts'
import { isRed, type MilestoneStand, milestoneStands } from '../rules/milestones.ts'
import { milestonePack, quotaPack } from '../rules/packs.ts'
import type { Quota } from '../rules/quota-pack.ts'
import { isMissed, outsideOn, type QuotaGround, quotaStand } from '../rules/quotas.ts'

/** As of which day, and whether with what is generated. */
export interface Asked {
  readonly asOf: string
  readonly withGenerated: boolean
}
type Name = { readonly zh: string; readonly en: string }

/** Names and areas of what milestones and quotas are about: the pack's district, its towns and projects. */
async function groundOf(tx: Tx, asked: Asked, districtId: string) {
  const { projects, rows, towns } = await list.selectGround(tx, districtId, asked)
  const own = Map.groupBy(rows, ({ project_id }) => project_id)
  const names = new Map<string, Name & { areaId: string }>([
    ...towns.map(
      ({ townId, name_zh, name_en }) => [townId, { zh: name_zh, en: name_en, areaId: townId }] as const,
    ),
    ...projects.map(
      ({ project_id, name_zh, name_en, community_id }) =>
        [project_id, { zh: name_zh, en: name_en, areaId: community_id }] as const,
    ),
  ])
  const ground: QuotaGround = {
    projects: projects.map(({ project_id, town_id, part }) => ({
      ...{ projectId: project_id, townId: town_id, part },
      attributes: own.get(project_id) ?? [],
    })),
    towns: towns.filter(({ managed }) => managed).map(({ townId }) => townId),
    ...{ outside: quotaPack.outside, forecastDays: quotaPack.forecastDays },
  }
  return { ground, names }
}

/** The plan's milestones as they stand on a day; those of a project that is not here are left out. */
export async function milestonesOn(tx: Tx, asked: Asked): Promise<StandRow[]> {
  const { names } = await groundOf(tx, asked, milestonePack.area)
  const district = await list.selectAreaName(tx, milestonePack.area)
  if (district) names.set(milestonePack.area, { ...district, areaId: milestonePack.area })
  const reports = await queries.selectReports(tx, milestonePack.id, asked.withGenerated)
  const told = reports.map((report) => ({ ...report, subjectId: report.projectId ?? report.communityId }))
  return milestoneStands(milestonePack.milestones, told, asked.asOf).flatMap((stand) => {
    const subject = names.get(stand.subjectId)
    return subject ? [rowOf(stand, subject, asked.asOf)] : []
  })
}

type Told = Awaited<ReturnType<typeof queries.selectReports>>[number] & { readonly subjectId: string }

function rowOf(stand: MilestoneStand<Told>, subject: Name & { areaId: string }, asOf: string): StandRow {
  const { milestone, report } = stand
  return {
    ...{ milestoneId: milestone.id, phrase: milestone.phrase, name: milestone.name },
    ...{ duePrinted: milestone.duePrinted, due: milestone.due, dueRule: milestone.dueRule ?? null },
    ...{ ownerRole: milestone.ownerRole, evidence: milestone.evidence },
    ...{ source: milestone.source, grade: milestone.grade },
    ...{ subjectKind: stand.subjectKind, subjectId: stand.subjectId },
    subject: { zh: subject.zh, en: subject.en },
    areaId: subject.areaId,
    ...{ state: stand.state, lateDays: stand.lateDays, isRed: isRed(stand, asOf) },
    report: report && {
      ...{ reportId: report.reportId, state: report.state, note: report.note, source: report.source },
      ...{ happenedOn: report.happenedOn, reportedOn: report.reportedOn, grade: report.grade },
      ...{ reportedRole: report.reportedRole, generated: report.generated },
    },
  }
}

/** So many of those that a quota lacks are named. */
const NAMED = 12

/** Every quota of the plan as it stands on a day. */
export async function quotasOn(tx: Tx, asked: Asked): Promise<QuotaRow[]> {
  const { ground, names } = await groundOf(tx, asked, quotaPack.area)
  return quotaPack.quotas.map((quota) => {
    const stand = quotaStand(quota, ground, asked.asOf)
    return {
      ...{ quotaId: quota.id, milestoneId: quota.milestone, phrase: quota.phrase, name: quota.name },
      rule: quota.rule,
      ...{ measure: quota.measure, atLeast: quota.atLeast ?? null, deadline: quota.deadline },
      ...{ note: quota.note ?? null, source: quota.source, grade: quota.grade },
      counts: quota.numerator.count === 'projects' ? 'projects' : 'towns',
      ...{ ...stand, counted: [...stand.counted], lacking: [...stand.lacking] },
      denominatorFrom: fromElsewhere(quota, asked.asOf),
      lackingNames: stand.lacking.slice(0, NAMED).map((id) => {
        const { zh, en } = names.get(id)!
        return { zh, en }
      }),
      isMissed: isMissed(stand),
    }
  })
}

function fromElsewhere({ denominator }: Quota, asOf: string): QuotaRow['denominatorFrom'] {
  if (denominator?.count !== 'outside') return null
  const known = outsideOn(denominator.id, quotaPack.outside, asOf)
  if (!known) return null
  const { from, source, grade } = known
  return { name: quotaPack.outside.find(({ id }) => id === denominator.id)!.name, from, source, grade }
}
