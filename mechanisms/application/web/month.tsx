import { Link } from '@tanstack/react-router'
import { type Day, dayOf, isoOf, isWeekend } from '#core/schedule/day.ts'
import type { Clock } from '#mechanisms/application/contract/shapes.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import s from './clock.module.css'
import { clockWords } from './clock-words.ts'
import { pathOf } from './path-of.ts'

const WEEK = [0, 1, 2, 3, 4, 5, 6] as const
/** The Monday on or before a day; day 0 was a Thursday. */
const mondayOf = (day: Day): Day => day - ((((day + 3) % 7) + 7) % 7)

/** First days of the months from one day to another, as ISO dates. */
export function monthsOf(from: string, to: string): string[] {
  const months: string[] = []
  const [year, month] = from.split('-').map(Number)
  for (let i = 0; ; i++) {
    const first = new Date(Date.UTC(year!, month! - 1 + i, 1)).toISOString().slice(0, 10)
    if (first > to) return months
    months.push(first)
  }
}

interface MonthProps {
  /** Its first day. */
  readonly month: string
  readonly clock: Clock
  readonly noun: string
}

/** A month of the clock: each day with what it was, each week with how many it had. */
export function Month({ month, clock, noun }: MonthProps) {
  const w = useWords(clockWords)
  const n = useNumbers()
  const had = new Map(clock.days.map((one) => [one.day, one]))
  const first = dayOf(month)
  const mondays: Day[] = []
  for (let day = mondayOf(first); isoOf(day).slice(0, 7) <= month.slice(0, 7); day += 7) mondays.push(day)
  const isHere = (day: Day) => isoOf(day).slice(0, 7) === month.slice(0, 7)
  const opens = clock.days.some(({ day }) => day.slice(0, 7) === month.slice(0, 7))
  return (
    <table className={s.month} {...figures(opens ? 'opens' : 'wording')}>
      <caption>{n.month(month)}</caption>
      <thead>
        <tr>
          {WEEK.map((i) => (
            <th key={i} scope="col" data-weekend={i > 4 || undefined}>
              {w.weekdays[i]}
            </th>
          ))}
          <th scope="col" className={s.week}>
            {w.week}
          </th>
        </tr>
      </thead>
      <tbody>
        {mondays.map((monday) => (
          <tr key={monday}>
            {WEEK.map((i) =>
              isHere(monday + i) ? (
                <DayCell
                  key={i}
                  day={monday + i}
                  clock={clock}
                  noun={noun}
                  had={had.get(isoOf(monday + i))}
                />
              ) : (
                <td key={i} />
              ),
            )}
            <WeekCell monday={monday} clock={clock} had={had} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface DayCellProps {
  readonly day: Day
  readonly clock: Clock
  readonly noun: string
  readonly had: Clock['days'][number] | undefined
}

function DayCell({ day, clock, noun, had }: DayCellProps) {
  const w = useWords(clockWords)
  const n = useNumbers()
  const iso = isoOf(day)
  const { first, fullOn, longestGap, asOf } = clock
  const isOver = first !== null && iso >= first && iso < asOf
  const isInGap = longestGap !== null && iso >= longestGap.from && iso <= longestGap.to
  const mark = had ? 'day' : isInGap ? 'gap' : isOver ? 'none' : 'out'
  const said = [
    n.day(iso),
    had && noun,
    had?.generated && w.demo,
    iso === asOf && w.today,
    iso === fullOn && w.fullOn(n.count(clock.months)),
  ]
  const label = said.filter(Boolean).join(' · ')
  const number = Number(iso.slice(8))
  return (
    <td
      data-mark={mark}
      data-full={iso === fullOn || undefined}
      data-today={iso === asOf || undefined}
      data-weekend={isWeekend(day) || undefined}
      title={label}
    >
      {had ? (
        <Link aria-label={label} data-demo={had.generated || undefined} {...pathOf(had.rows)}>
          {number}
        </Link>
      ) : (
        <span>{number}</span>
      )}
    </td>
  )
}

/** How many days a week had; marked where it is over and had too few. */
function WeekCell({ monday, clock, had }: { monday: Day; clock: Clock; had: ReadonlyMap<string, unknown> }) {
  const w = useWords(clockWords)
  const n = useNumbers()
  const { first, asOf, perWeek } = clock
  const isWhole = first !== null && isoOf(monday) >= first && isoOf(monday + 6) < asOf
  const hasBegun = first !== null && isoOf(monday + 6) >= first && isoOf(monday) <= asOf
  const count = WEEK.filter((i) => had.has(isoOf(monday + i))).length
  const isFew = isWhole && count < perWeek
  return (
    <td className={s.week} data-few={isFew || undefined} {...(isFew && { title: w.isFew(n.count(perWeek)) })}>
      {hasBegun && n.count(count)}
    </td>
  )
}
