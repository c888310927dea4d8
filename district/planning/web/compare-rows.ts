import { useMemo } from 'react'
import { csvOf } from '#core/csv/csv.ts'
import { CLASSES, type MaturityClass, useClassName } from '#district/diagnosis/web/parts/maturity.tsx'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import type { Outcome } from '../contract.ts'
import { compareWords } from './compare-words.ts'
import type { SideResult } from './comparison.ts'
import { deltaOf, touchedCommunities } from './deltas.ts'
import type { Opened } from './engine-jobs.ts'

/** A community as it is, and on both sides. */
export interface CommunityRow {
  readonly communityId: string
  readonly name: string
  readonly town: string
  readonly now: Outcome
  readonly a: Outcome
  readonly b: Outcome
  /** What B has more than A, 0 to 1. */
  readonly difference: number
}

/** Which communities are listed, and in what order; `-` before a column for the highest first. */
export interface RowChoice {
  readonly q: string
  /** A class: the communities that are in it on either side, whether they differ or not. */
  readonly band: string
  /** Anything: only those whose class is another one. */
  readonly flips: string
  readonly sort: string
}

interface Compared {
  readonly opened: Opened
  readonly sides: { readonly a: SideResult; readonly b: SideResult }
}

/** The communities that differ, or those of a class, as chosen; how many differ at all; and the rows as a file. */
export function useCommunityRows(compared: Compared | undefined, choice: RowChoice) {
  const w = useWords(compareWords)
  const name = useName()
  const className = useClassName()
  const { byId } = useAreas()
  const opened = compared?.opened
  const sides = compared?.sides
  const { q, band, flips, sort } = choice
  const { rows, differing } = useMemo(() => {
    if (!opened || !sides) return { rows: [], differing: 0 }
    const areaName = (id: string | null | undefined) => {
      const area = id ? byId.get(id) : undefined
      return area ? name(area.name) : ''
    }
    const [a, b] = [sides.a.outcomes, sides.b.outcomes]
    const differing = touchedCommunities(a, b)
    const listed = band
      ? a.flatMap((_, c) => (a[c]!.class === band || b[c]!.class === band ? [c] : []))
      : differing
    const all = listed.map((c): CommunityRow => {
      const { communityId } = a[c]!
      const town = areaName(byId.get(communityId)?.parentId)
      const of = { communityId, name: areaName(communityId) || communityId, town }
      return { ...of, now: opened.outcomes[c]!, a: a[c]!, b: b[c]!, difference: deltaOf(a[c]!, b[c]!) }
    })
    const wanted = q.trim().toLowerCase()
    const rows = all
      .filter((row) => `${row.name}\n${row.town}`.toLowerCase().includes(wanted))
      .filter((row) => !flips || row.a.class !== row.b.class)
    return { rows: sorted(rows, sort), differing: differing.length }
  }, [opened, sides, byId, name, q, band, flips, sort])

  function csv(nameA: string, nameB: string): string {
    const sideNames = [w.now, `${w.sideA} ${nameA}`, `${w.sideB} ${nameB}`]
    const { code, town, score, low, high, completeness } = w.columns
    const headings = sideNames.flatMap((side) =>
      [w.class, `${score} ${low}`, `${score} ${high}`, completeness].map((what) => `${side} ${what}`),
    )
    return csvOf([
      [code, w.community, town, ...headings],
      ...rows.map((row) => [
        ...[row.communityId, row.name, row.town],
        ...[row.now, row.a, row.b].flatMap((outcome) => [
          className(outcome.class as MaturityClass),
          ...[outcome.score[0]! * 100, outcome.score[1]! * 100, outcome.completeness],
        ]),
      ]),
    ])
  }
  return { rows, differing, csv }
}

function sorted(rows: readonly CommunityRow[], by: string): CommunityRow[] {
  const [column, sign] = by.startsWith('-') ? [by.slice(1), -1] : [by, 1]
  const score = (outcome: Outcome) => outcome.score[0]! + outcome.score[1]! / 1000
  const rank = (outcome: Outcome) => CLASSES.indexOf(outcome.class as MaturityClass)
  const value = (row: CommunityRow): number => {
    if (column === 'a' || column === 'b' || column === 'now') return score(row[column])
    return column === 'class' ? rank(row.a) - rank(row.b) : row.difference
  }
  const order = column === 'name' ? byName : (x: CommunityRow, y: CommunityRow) => value(x) - value(y)
  return rows.toSorted((x, y) => sign * order(x, y) || byName(x, y))
}

const byName = (x: CommunityRow, y: CommunityRow) => x.name.localeCompare(y.name)
