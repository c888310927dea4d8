import { Link } from '@tanstack/react-router'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import type { ProgrammeSite, WorkSummary } from '../../contract/works.ts'
import { firstOfMonth, lastOfMonths, monthsBetween } from '../../rules/works/days.ts'
import { type DigConflict, periodOf } from '../../rules/works/digs.ts'
import { programmes } from '../../rules/works/kinds.ts'
import { Conflicts } from './conflicts.tsx'
import { useWorkTexts, workPath } from './use-work-texts.ts'
import { words } from './words.ts'
import s from './works.module.css'

interface TimelineProps {
  readonly works: readonly WorkSummary[]
  readonly sites: readonly ProgrammeSite[]
  readonly conflicts: ReadonlyMap<string, readonly DigConflict[]>
}

interface Bar {
  readonly key: string
  readonly from: string
  readonly to: string
  readonly digs: boolean
  /** A state of a works project, or `site`. */
  readonly look: string
}

/** Every works project with the other programmes on its site, on one axis of months. */
export function Timeline({ works, sites, conflicts }: TimelineProps) {
  const w = useWords(words)
  const name = useName()
  const texts = useWorkTexts()
  const siteOf = new Map(sites.map((site) => [`${site.communityId}/${site.siteId}`, site]))
  const rows = works.map((work) => ({
    work,
    period: periodOf(work),
    beside: work.sites.flatMap(({ areaId, siteId }) => siteOf.get(`${areaId}/${siteId}`) ?? []),
  }))
  const axis = axisOf(rows.flatMap(({ period, beside }) => [period, ...beside]))
  return (
    <div className={s.timeline} id="works" {...figures('opens')}>
      <p className="quiet small">{w.timelineWhy}</p>
      <Years axis={axis} />
      <ol>
        {rows.map(({ work, period, beside }) => (
          <li key={work.workId} className={s.row}>
            <div className={s.label}>
              <Link to={workPath(work)}>{work.name}</Link>
              <span className={s.below}>
                {w[work.state]} · {texts.period(period.from, period.to)}
              </span>
            </div>
            <Track axis={axis} bar={{ ...period, key: work.workId, digs: work.digs, look: work.state }} />
            {beside.map((site) => (
              <div key={`${site.communityId}/${site.siteId}`} className={s.beside}>
                <div className={s.label}>
                  <span>{site.name}</span>
                  <span className={s.below}>
                    {name(programmes.get(site.programme)?.name ?? { zh: site.programme, en: site.programme })}{' '}
                    · {texts.period(site.from, site.to)}
                  </span>
                </div>
                <Track axis={axis} bar={{ ...site, key: site.siteId, look: 'site' }} />
              </div>
            ))}
            <Conflicts of={conflicts.get(work.workId)} />
          </li>
        ))}
      </ol>
    </div>
  )
}

interface Axis {
  readonly from: string
  readonly months: number
}

/** Whole years around all periods and today. */
function axisOf(periods: readonly { readonly from: string; readonly to: string }[]): Axis {
  const days = [...periods.flatMap(({ from, to }) => [from, to]), today()].sort()
  const from = `${days[0]!.slice(0, 4)}-01-01`
  return { from, months: (Number(days.at(-1)!.slice(0, 4)) + 1 - Number(from.slice(0, 4))) * 12 }
}

const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())

/** Months from the beginning of the axis, with the part of the month that is gone. */
function monthsTo({ from }: Axis, day: string): number {
  const first = firstOfMonth(day)
  const length = Number(lastOfMonths(day, 1).slice(8))
  return monthsBetween(from, first) + (Number(day.slice(8)) - 1) / length
}

function Years({ axis }: { axis: Axis }) {
  const first = Number(axis.from.slice(0, 4))
  const years = Array.from({ length: axis.months / 12 }, (_, i) => first + i)
  return (
    <div className={s.years} aria-hidden="true">
      {years.map((year) => (
        <span key={year}>{year}</span>
      ))}
    </div>
  )
}

function Track({ axis, bar }: { axis: Axis; bar: Bar }) {
  const [from, to] = [monthsTo(axis, bar.from), monthsTo(axis, bar.to)]
  return (
    <svg
      className={s.track}
      viewBox={`0 0 ${axis.months} 10`}
      preserveAspectRatio="none"
      aria-hidden="true"
      data-look={bar.look}
    >
      {Array.from({ length: axis.months / 12 - 1 }, (_, i) => (i + 1) * 12).map((x) => (
        <line key={x} className={s.year} x1={x} x2={x} y1="0" y2="10" />
      ))}
      <rect
        className={s.bar}
        data-digs={bar.digs}
        x={from}
        y="2"
        width={Math.max(0.4, to - from)}
        height="6"
      />
      <line className={s.now} x1={monthsTo(axis, today())} x2={monthsTo(axis, today())} y1="0" y2="10" />
    </svg>
  )
}
