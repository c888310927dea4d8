import type { Tx } from '#platform/store/db.ts'
import type { Standing } from './access.ts'
import type { Panel } from './contract/review.ts'
import type { CaseRecord } from './queries/case.ts'
import {
  type PanelRecord,
  type SeatRecord,
  selectPanels,
  selectSeats,
  selectSheets,
} from './queries/review.ts'
import { taskAt } from './rules/case.ts'
import { resultOf, reviews, type Sheet, totalOf } from './rules/review.ts'
import { storyOf } from './story.ts'
import { chairs, unfinished } from './write/review.ts'

/** The reviews of a case for whoever looks: of an open one who sits and who has handed in, and nothing of the sheets. */
export async function shownReviews(tx: Tx, record: CaseRecord, standing: Standing) {
  const story = await storyOf(tx, record)
  const { procedure, state } = story
  const review = state.status === 'open' ? reviews.get(taskAt(procedure, state.at).review) : undefined
  const panels = await selectPanels(tx, record)
  const seats = Map.groupBy(await selectSeats(tx, record), ({ panelNo }) => panelNo)
  const sheets = Map.groupBy(await selectSheets(tx, record), ({ panelNo }) => panelNo)
  return {
    title: { zh: record.title_zh, en: record.title_en },
    review: review ? { id: review.id, name: review.name, minimum: review.minimum } : null,
    chairs: chairs(story, standing),
    panels: panels.map((panel) =>
      shownPanel(
        panel,
        seats.get(panel.panelNo) ?? [],
        sheets.get(panel.panelNo) ?? [],
        standing.caller.accountId,
      ),
    ),
  }
}

function shownPanel(
  { panelNo, node, review, openedAt, closedAt, sha256 }: PanelRecord,
  seats: readonly SeatRecord[],
  sheets: readonly Sheet[],
  accountId: string | null,
): Panel {
  const { name, criteria, minimum, trimFrom, trim } = review
  return {
    ...{ panelNo, node, name, minimum, trimFrom, trim, sha256, criteria: [...criteria] },
    openedAt: openedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    seats: seats.map(
      ({ seatNo, name: expert, organisation, conflict, conflictNote, handedInAt, ...seat }) => ({
        ...{ seatNo, name: expert, organisation, conflict, conflictNote, handedIn: handedInAt !== null },
        onPaper: seat.accountId === null,
        mine: seat.accountId !== null && seat.accountId === accountId,
      }),
    ),
    result: closedAt === null ? null : shownResult(review, sheets),
    why: closedAt === null ? unfinished(review, seats) : null,
  }
}

function shownResult(review: PanelRecord['review'], sheets: readonly Sheet[]): NonNullable<Panel['result']> {
  const result = resultOf(review, sheets)
  const byTotal = sheets
    .map(({ scores, reasons, verdict }) => ({ scores, reasons, verdict, total: totalOf(review, { scores }) }))
    .sort((a, b) => b.total - a.total || (a.reasons < b.reasons ? -1 : 1))
  return {
    ...{ ...result, criteria: [...result.criteria], verdicts: { ...result.verdicts } },
    sheets: byTotal.map((sheet, i) => ({ number: i + 1, ...sheet, scores: { ...sheet.scores } })),
  }
}
