import { readFileSync } from 'node:fs'
import type { ReportedFact } from './district.ts'
import { EASE, REPORTED_RANGE } from './fact-values.ts'
import { COMMUNITIES } from './names.ts'
import { type Random, random } from './random.ts'

interface Term {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly type: string
  readonly unit?: string
  readonly min?: number
  readonly max?: number
  readonly choices?: readonly { readonly id: string }[]
  readonly subjects: readonly string[]
  readonly enter: readonly string[]
  readonly every: 'month' | 'quarter' | 'year' | 'once'
}

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../packs/${path}`, import.meta.url), 'utf8'))

/** Terms that the tests of a pack ask for. */
const termsOf = (pack: string): Set<string> =>
  new Set(
    read(`indicators/${pack}.json`).indicators.flatMap((i: { tests: { measure: { term?: string } }[] }) =>
      i.tests.flatMap(({ measure }) => measure.term ?? []),
    ),
  )

/** The month the demo is told in unless another is given: whoever generates the same seed gets the same facts. */
export const TOLD_IN = '2025-08'

interface Report {
  readonly from: string
  readonly label: string
  readonly before?: { readonly from: string; readonly label: string }
}

/** First day of the month that lies `back` months before `month`. */
const monthBefore = (month: string, back: number) => {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year!, number! - 1 - back, 1)).toISOString().slice(0, 10)
}

/** The report each kind of term was last made in, told in `month`; the one before it for what is reported monthly. */
function periodsOf(month: string): Record<Term['every'], Report> {
  const of = (from: string) => ({ from, label: `${from.slice(0, 4)}年${Number(from.slice(5, 7))}月` })
  const latest = monthBefore(month, 2)
  const [year, number] = latest.split('-').map(Number)
  // The last quarter that was over by then.
  const quarter = monthBefore(latest.slice(0, 7), number! % 3 === 0 ? 2 : (number! % 3) + 2)
  const ordinal = ['一', '二', '三', '四'][Math.floor(Number(quarter.slice(5, 7)) / 3)]
  return {
    month: { ...of(latest), before: of(monthBefore(month, 3)) },
    quarter: { from: quarter, label: `${quarter.slice(0, 4)}年第${ordinal}季度` },
    year: { from: `${year}-01-01`, label: `${year}年度` },
    once: { from: '2024-06-30', label: '一次性' },
  }
}

/**
 * What communities reported: plausible values by how well they are provided for. Some terms are missing, more of them
 * where little is done: missing is not zero, and the score there is a range.
 */
export function reportFacts(
  quality: readonly number[],
  wanted: (community: number) => boolean,
  seed: number,
  month: string,
): ReportedFact[] {
  const told = { periods: periodsOf(month), recordedIn: monthBefore(month, 1).slice(0, 7) }
  const terms: Term[] = read('facts/terms.json').terms
  const rural = termsOf('rural-nine')
  const urban = new Set(
    ['zhejiang-33', 'complete-community-2020', 'gb50180-circles'].flatMap((p) => [...termsOf(p)]),
  )
  return COMMUNITIES.flatMap(({ areaId, settlement }, c) => {
    if (!wanted(c)) return []
    const draw = random(seed, `facts ${areaId}`)
    const asked = terms.filter(
      (t) => (settlement === 'rural' ? rural : urban).has(t.id) && t.subjects.includes('community'),
    )
    return asked.flatMap((term) =>
      draw.chance(missing(quality[c]!)) ? [] : reports(areaId, term, quality[c]!, draw, told),
    )
  })
}

/** Chance that a community has not reported a term. */
const missing = (quality: number) => Math.min(0.26, Math.max(0.02, 0.3 - 0.29 * quality))

function reports(
  subjectId: string,
  term: Term,
  quality: number,
  draw: Random,
  { periods, recordedIn }: { periods: Record<Term['every'], Report>; recordedIn: string },
): ReportedFact[] {
  const value = valueFor(term, quality, draw)
  if (value === undefined) return []
  const period = periods[term.every]
  const row = (v: number | string, from: string, to: string | null, label: string): ReportedFact => ({
    subjectType: 'area',
    subjectId,
    term: term.id,
    value: v,
    periodFrom: from,
    periodTo: to,
    recordedAt: `${to ?? `${recordedIn}-0${draw.whole(2, 9)}`}T09:${draw.whole(10, 59)}:00+08:00`,
    document: `${term.name.zh}(${label}报送)`,
    enteredByRole: term.enter[0]!,
    generated: true,
  })
  const latest = row(value, period.from, null, period.label)
  if (!period.before) return [latest]
  const before = valueFor(term, quality - 0.04, draw)!
  return [row(before, period.before.from, period.from, period.before.label), latest]
}

function valueFor(term: Term, quality: number, draw: Random): number | string | undefined {
  if (term.type === 'choice') {
    if (!term.choices?.some((c) => c.id === 'yes'))
      return term.choices?.[draw.whole(0, term.choices.length - 1)]?.id
    return draw.chance(Math.min(0.98, Math.max(0.02, quality * 0.92 + (EASE[term.id] ?? 0)))) ? 'yes' : 'no'
  }
  if (term.type !== 'number') return undefined
  const [poor, good] = REPORTED_RANGE[term.id] ?? [term.min ?? 0, term.max ?? 10]
  const raw = poor + (good - poor) * Math.min(1, Math.max(0, quality + draw.between(-0.22, 0.22)))
  const whole = ['count', 'level', 'stars', 'people', 'times/year', 'times/month'].includes(term.unit ?? '')
  const rounded = whole ? Math.round(raw) : Math.round(raw * 10) / 10
  return Math.min(
    term.max ?? Number.POSITIVE_INFINITY,
    Math.max(term.min ?? Number.NEGATIVE_INFINITY, rounded),
  )
}
