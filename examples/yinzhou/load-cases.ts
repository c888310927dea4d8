import { dayOf, isoOf, isWeekend } from '#core/schedule/day.ts'
import { projectSubject } from '#district/programme/read.ts'
import { keepDocument, type LoadedFact, loadFacts } from '#foundation/evidence/write.ts'
import { countCases, type Subject } from '#mechanisms/application/read.ts'
import { playCase, type ToldDeed } from '#mechanisms/application/write/play.ts'
import type { Tx } from '#platform/store/db.ts'
import { DEMO_CASES, type DemoCase } from './cases.ts'
import { answersOf } from './form-answers.ts'
import { random } from './random.ts'

const SYSTEM = { accountId: null, role: 'system' }

/**
 * Applications of the demo district at different steps, with the days of service that trial operation counts, as of
 * `today` (ISO). Projects that are not there are left out; nothing is done where there are applications.
 */
export async function loadCases(tx: Tx, today: string): Promise<void> {
  if ((await countCases(tx)) > 0) return
  for (const told of DEMO_CASES) {
    const subject = await projectSubject.find(tx, told.projectId)
    if (!subject) continue
    await loadService(tx, told, subject, today)
    await playCase(tx, caseOf(told, subject, today), {
      daysOf: (within, { subjectId }, kind) => projectSubject.days!(within, subjectId, kind),
      factsOf: (within, { subjectId }, asOf) => projectSubject.facts!(within, subjectId, asOf),
    })
  }
}

const dayAgo = (today: string, days: number) => isoOf(dayOf(today) - days)
/** Ten in the morning, in China, so many days ago. */
const momentAgo = (today: string, days: number) => new Date(`${dayAgo(today, days)}T10:00:00+08:00`)

function caseOf({ projectId, openedDaysAgo, facts, deeds }: DemoCase, subject: Subject, today: string) {
  return {
    ...{ procedureId: 'future-community', subjectKind: 'project', subjectId: projectId, subject },
    ...(facts && { facts }),
    openedAt: momentAgo(today, openedDaysAgo),
    answers: answersOf(projectId, subject.title.zh, dayAgo(today, openedDaysAgo)),
    deeds: deeds.map(({ role, daysAgo, opinion, returnTo, asks, letterNo }): ToldDeed => {
      const told = { role, opinion, at: momentAgo(today, daysAgo) }
      if (returnTo) return { ...told, deed: 'return', returnTo, comesBack: true }
      const to = { role: asks ?? '', areaId: subject.areas.district, accountId: null }
      if (asks) return { ...told, deed: 'add-signer', to }
      const letter = letterNo && { number: letterNo, day: dayAgo(today, daysAgo + 1) }
      return { ...told, deed: 'decide', ...(letter && { letter }) }
    }),
  }
}

/** Days of service about the project, each recorded the day after, with one document that says they are invented. */
async function loadService(tx: Tx, { projectId, service }: DemoCase, subject: Subject, today: string) {
  if (!service) return
  const { communityId, title } = subject
  const text = ['演示数据 Demo data', `${title.zh} 服务台账`, ''].join('\n')
  const upload = { filename: `${title.zh}服务台账(演示数据).txt`, bytes: new TextEncoder().encode(text) }
  const { documentId } = await keepDocument(tx, communityId, upload, SYSTEM)
  const draw = random(1, `service ${projectId}`)
  const facts = daysOf(service, today).map(
    (day): LoadedFact => ({
      ...{ communityId, subjectKind: 'project', subjectId: projectId, term: 'service_day' },
      value: draw.whole(isWeekend(dayOf(day)) ? 40 : 20, isWeekend(dayOf(day)) ? 160 : 90),
      ...{ validFrom: day, validTo: null, recordedAt: `${isoOf(dayOf(day) + 1)}T08:30:00+08:00` },
      ...{ source: '服务台账（演示数据）', grade: 'P', documentId, generated: true },
      enteredRole: 'operator',
    }),
  )
  await loadFacts(tx, facts)
}

function daysOf({ fromDaysAgo, toDaysAgo, weekdays, gap }: NonNullable<DemoCase['service']>, today: string) {
  const days: string[] = []
  for (let ago = fromDaysAgo; ago >= toDaysAgo; ago--) {
    const day = dayOf(today) - ago
    const isInGap = gap && ago <= gap[0] && ago >= gap[1]
    // Day 0 was a Thursday; the first day always is one of service.
    if ((weekdays.includes((((day + 3) % 7) + 7) % 7) && !isInGap) || ago === fromDaysAgo)
      days.push(isoOf(day))
  }
  return days
}
