import { dayOf, isoOf, monthsBefore } from '#core/schedule/day.ts'
import { projectSubject } from '#district/programme/read.ts'
import { addToldExit } from '#district/programme/write/libraries.ts'
import type { Tx } from '#platform/store/db.ts'

const PROJECT = 'huachuan'
const MILESTONE = { milestoneId: 'M18', due: '2025-12-31' }
/** The town was told so many days ago, a week in which it has not replied. */
const TOLD_DAYS = 7

/**
 * A notice of exit that runs on `today` (ISO), of a milestone that is reported not met, from a round of the last
 * quarter. Invented; nothing where the project is not there, or the milestone not so long overdue.
 */
export async function loadLibraryRound(tx: Tx, today: string): Promise<void> {
  const project = await projectSubject.find(tx, PROJECT)
  const openedOn = isoOf(monthsBefore(dayOf(today), 3))
  const days = dayOf(openedOn) - dayOf(MILESTONE.due)
  if (!project || days < 180) return
  await addToldExit(tx, {
    ...{ communityId: project.communityId, projectId: PROJECT, ruleId: 'exit', openedOn },
    ...{ from: 'implementation', to: 'exited', noticedOn: isoOf(dayOf(today) - TOLD_DAYS) },
    findings: [
      {
        ...{ conditionId: 'overdue', outcome: 'met', reason: 'measured', range: [days, days], value: null },
        input: { milestoneId: MILESTONE.milestoneId, grade: 'P', generated: true },
      },
    ],
  })
}
