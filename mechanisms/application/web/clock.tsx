import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { dayOf } from '#core/schedule/day.ts'
import type { Case, Clock } from '#mechanisms/application/contract/shapes.ts'
import names from '#packs/procedures/names.json'
import { useSession } from '#platform/ui/account/use-session.ts'
import { figures } from '#platform/ui/figure.tsx'
import { type Both, useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import s from './clock.module.css'
import { clockWords } from './clock-words.ts'
import { Month, monthsOf } from './month.tsx'
import { pathOf } from './path-of.ts'

const dayNames: Readonly<Record<string, { readonly clock: Both; readonly name: Both }>> = names.days
/** Months shown at first, the last ones; there are rarely more. */
const SHOWN = 6

/** The clock of a case, while there is something to say of it: the days, how far it is, and why it is not full. */
export function ClockPanel({ found }: { found: Case }) {
  const { clock } = found
  const isHeldByIt = found.steps.find(({ node }) => node === found.at)?.guard !== ''
  if (!clock || (!isHeldByIt && clock.first === null)) return null
  return isHeldByIt ? <Running clock={clock} /> : <Ahead clock={clock} />
}

/** Days are told already, and the step that counts them is still to come. */
function Ahead({ clock }: { clock: Clock }) {
  const name = useName()
  const w = useWords(clockWords)
  const named = dayNames[clock.of]
  return (
    <details className={s.ahead}>
      <summary>
        {named ? name(named.clock) : clock.of} <span className="quiet">{w.ahead}</span>
      </summary>
      <Running clock={clock} />
    </details>
  )
}

function Running({ clock }: { clock: Clock }) {
  const w = useWords(clockWords)
  const n = useNumbers()
  const name = useName()
  const role = useSession()?.acting?.role ?? ''
  const [all, setAll] = useState(false)
  const named = dayNames[clock.of]
  const noun = named ? name(named.name) : clock.of
  const months = clock.first === null ? [] : monthsOf(clock.first, later(clock.asOf, clock.fullOn!))
  const shown = all ? months : months.slice(-SHOWN)
  const report = clock.report?.roles.includes(role) ? clock.report.path : undefined
  return (
    <section className={`panel ${s.clock}`} aria-labelledby="clock-title">
      <header className={s.head}>
        <h2 id="clock-title">{named ? name(named.clock) : noun}</h2>
        <p className={clock.reasons.length > 0 ? s.closed : s.full} {...figures('wording')}>
          {clock.reasons.length === 0 ? w.full : w.closed}
        </p>
        {report && (
          <Link className={s.report} {...pathOf(report)}>
            {w.report(noun)}
          </Link>
        )}
      </header>
      {clock.reasons.length > 0 && (
        <ul className={s.reasons} {...figures('record')}>
          {clock.reasons.map((reason) => (
            <li key={reason.en}>{name(reason)}</li>
          ))}
        </ul>
      )}
      <Measures clock={clock} noun={noun} />
      {months.length > shown.length && (
        <button type="button" className={s.more} onClick={() => setAll(true)}>
          {w.earlier(n.count(months.length - shown.length))}
        </button>
      )}
      <div className={s.months}>
        {shown.map((month) => (
          <Month key={month} month={month} clock={clock} noun={noun} />
        ))}
      </div>
      {months.length > 0 && <Legend clock={clock} noun={noun} />}
    </section>
  )
}

const later = (one: string, other: string) => (one > other ? one : other)

/** First day, the day the months are full, days a week against the least, and the longest gap. */
function Measures({ clock, noun }: { clock: Clock; noun: string }) {
  const w = useWords(clockWords)
  const n = useNumbers()
  const { first, fullOn, average, perWeek, longestGap, asOf } = clock
  if (first === null) return null
  const enough = average === null || average >= perWeek
  const gap = longestGap && w.gap(n.count(longestGap.days), n.day(longestGap.from), n.day(longestGap.to))
  return (
    <dl className={s.measures} {...figures('record')}>
      <div>
        <dt>{w.first(noun)}</dt>
        <dd>{n.day(first)}</dd>
      </div>
      <div>
        <dt>{w.fullOn(n.count(clock.months))}</dt>
        <dd>
          {n.day(fullOn!)}
          <small>{fullOn! <= asOf ? w.isOver : w.daysLeft(n.count(dayOf(fullOn!) - dayOf(asOf)))}</small>
        </dd>
      </div>
      <div>
        <dt>{w.average(noun)}</dt>
        <dd className={enough ? undefined : s.few}>
          {average === null ? w.tooSoon : n.value(Math.floor(average * 100) / 100)}
          <small>
            {w.least(n.count(perWeek))} · {w.byProduct}
          </small>
        </dd>
      </div>
      <div>
        <dt>{w.longestGap(noun)}</dt>
        <dd>
          {longestGap ? w.days(n.count(longestGap.days)) : w.noGap}
          {gap && <small>{gap}</small>}
        </dd>
      </div>
    </dl>
  )
}

function Legend({ clock, noun }: { clock: Clock; noun: string }) {
  const w = useWords(clockWords)
  const n = useNumbers()
  return (
    <ul className={s.legend} {...figures('wording')}>
      <li data-mark={clock.days.every(({ generated }) => generated) ? 'demo' : 'day'}>{w.isDay(noun)}</li>
      <li data-mark="none">{w.isNone(noun)}</li>
      {clock.longestGap && <li data-mark="gap">{w.isGap}</li>}
      <li data-mark="full">{w.isFull(n.count(clock.months))}</li>
      <li data-mark="few">{w.isFew(n.count(clock.perWeek))}</li>
      {clock.days.some(({ generated }) => generated) && <li data-mark="demo">{w.demo}</li>}
    </ul>
  )
}
