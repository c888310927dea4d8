import { dayOf } from '#core/schedule/day.ts'
import type { Milestone } from './milestone-pack.ts'

/** What may be reported of a milestone. */
export const REPORTED = ['met', 'partiallyMet', 'notMet'] as const
/** How a milestone stands: as reported, or not yet due, or due without any report. */
export const STANDS = ['scheduled', ...REPORTED, 'dueNoReport'] as const
export type Stand = (typeof STANDS)[number]

/** A report of a milestone about one of its projects, or about its area. ISO days. */
export interface MilestoneReport {
  readonly milestoneId: string
  readonly subjectId: string
  readonly state: (typeof REPORTED)[number]
  /** The day of what is reported: on which it was met, or as of which it was not. */
  readonly happenedOn: string
  /** From which day it is known. */
  readonly reportedOn: string
  /** From which day it no longer counts; null while it does. */
  readonly withdrawnOn: string | null
  readonly generated: boolean
}

/** A milestone for one of its projects, or for its area. */
export interface MilestoneStand<R extends MilestoneReport = MilestoneReport> {
  readonly milestone: Milestone
  readonly subjectKind: 'project' | 'area'
  readonly subjectId: string
  readonly state: Stand
  /** Days after the due day on which it was met; null where it was met in time or is not met. */
  readonly lateDays: number | null
  /** The latest report that was known on the day. */
  readonly report: R | null
}

/**
 * How every milestone stands on a day, by what was known on that day. A milestone is due on its due day. What is due and
 * unreported is not called late: nobody has said so. Late is only what was reported met on a day after.
 */
export function milestoneStands<R extends MilestoneReport>(
  milestones: readonly Milestone[],
  reports: readonly R[],
  asOf: string,
): MilestoneStand<R>[] {
  const known = Map.groupBy(
    reports.filter(
      ({ reportedOn, withdrawnOn }) => reportedOn <= asOf && (withdrawnOn === null || withdrawnOn > asOf),
    ),
    ({ milestoneId, subjectId }) => `${milestoneId} ${subjectId}`,
  )
  return milestones.flatMap((milestone) =>
    subjectsOf(milestone).map(({ subjectKind, subjectId }) => {
      const own = known.get(`${milestone.id} ${subjectId}`) ?? []
      // Of two on one day the one that was entered later counts; reports come in the order of their entry.
      const report = own.reduce<R | null>(
        (latest, one) => (latest && latest.reportedOn > one.reportedOn ? latest : one),
        null,
      )
      const unreported = milestone.due <= asOf ? 'dueNoReport' : 'scheduled'
      return {
        ...{ milestone, subjectKind, subjectId, report },
        state: report?.state ?? unreported,
        lateDays: report?.state === 'met' ? lateBy(milestone.due, report.happenedOn) : null,
      }
    }),
  )
}

/** What a milestone is about: each of its projects by itself, or its area. */
export const subjectsOf = ({ scope }: Milestone) =>
  scope.kind === 'projects'
    ? scope.projects.map((subjectId) => ({ subjectKind: 'project' as const, subjectId }))
    : [{ subjectKind: 'area' as const, subjectId: scope.area }]

function lateBy(due: string, metOn: string): number | null {
  return metOn > due ? dayOf(metOn) - dayOf(due) : null
}

/** Whether it belongs on the red list of the day: due and not met, or met late. */
export const isRed = ({ milestone, state, lateDays }: MilestoneStand, asOf: string): boolean =>
  lateDays !== null || (milestone.due <= asOf && state !== 'met')
