import { addWorkingDays, workingCalendar, workingDaysBetween } from '#core/schedule/calendar.ts'
import { dayOf, isoOf } from '#core/schedule/day.ts'
import china from '#packs/calendars/china.json' with { type: 'json' }
import type { Caller } from '#platform/http/caller.ts'
import type { Tx } from '#platform/store/db.ts'
import type { NoticeRow } from '../contract/library-rounds.ts'
import * as queries from '../queries/library-rounds.ts'
import { libraryPack } from '../rules/packs.ts'
import { FIRST, ruleSets, STATES, shown } from './library-rules.ts'

const calendar = workingCalendar(china)

/** The days of a notice given on a day: the last for a reply, the first for a decision. */
export const noticeDays = (
  on: string,
  { replyDays, noticeDays: days }: { replyDays: number; noticeDays: number },
) => ({
  replyUntil: addWorkingDays(calendar, on, replyDays).day,
  decideFrom: addWorkingDays(calendar, on, days).day,
})

/** The quarter a day is in: 2026Q4. */
export const quarterOf = (day: string): string =>
  `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

type StoredNotice = Awaited<ReturnType<typeof queries.selectNotices>>[number]

/** Whether the days of a notice are over, so that it may be decided. */
export const isOver = (
  { replyUntil, decideFrom }: Pick<StoredNotice, 'replyUntil' | 'decideFrom'>,
  today: string,
): boolean => today > replyUntil && today >= decideFrom

/** Rounds with what they proposed, and notices, as far as the caller may see them. */
export async function roundsOn(tx: Tx, caller: Caller, today: string) {
  const rounds = await queries.selectRounds(tx)
  const proposals = Map.groupBy(await queries.selectProposals(tx), ({ roundId }) => roundId)
  const notices = await queries.selectNotices(tx)
  const { versions } = await ruleSets(tx)
  return {
    ...{ today, quarter: quarterOf(today), states: STATES },
    rounds: rounds.map((round) => ({
      ...round,
      rules: (versions.find(({ version }) => version === round.ruleVersion) ?? FIRST).rules,
      proposals: (proposals.get(round.roundId) ?? []).map((one) => ({
        ...{ projectId: one.projectId, townId: one.townId, ruleId: one.ruleId, from: one.from, to: one.to },
        name: { zh: one.name_zh, en: one.name_en },
        findings: one.findings.map(shown),
        ...{ state: one.state, answeredOn: one.answeredOn, why: one.why },
      })),
    })),
    notices: notices.map((one) => noticeRow(one, caller, today)),
  }
}

function noticeRow(one: StoredNotice, { rights, scope }: Caller, today: string): NoticeRow {
  const { name_zh, name_en, closedOn, decidedTo, ...row } = one
  // After today, up to the last day.
  const left = workingDaysBetween(calendar, dayAfter(today), dayAfter(one.replyUntil))
  const isOpen = closedOn === null
  const isOwn = scope.write === '*' || scope.write.includes(one.communityId)
  return {
    ...row,
    name: { zh: name_zh, en: name_en },
    daysLeft: Math.max(0, left.days),
    isConfirmed: addWorkingDays(calendar, one.decideFrom, 0).confirmed,
    mayReply:
      isOpen &&
      isOwn &&
      one.reply === null &&
      today <= one.replyUntil &&
      rights.has('programme.record') &&
      // Who decides does not answer for the town.
      !rights.has(DECIDES),
    mayDecide: isOpen && isOver(one, today),
    outcome: decidedTo === null ? null : decidedTo === libraryPack.exited.id ? 'exits' : 'stays',
  }
}

const dayAfter = (day: string) => isoOf(dayOf(day) + 1)

export const DECIDES = 'library.decide'
