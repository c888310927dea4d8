import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { dayOf, isoOf, monthsAfter } from '#core/schedule/day.ts'
import {
  CALENDAR_DAYS,
  COUNT_MAX,
  countBetween,
  holidaysIn,
  type ProjectSchedule,
  type ScheduleAsk,
  type ScheduleRow,
} from '#district/programme/rules/schedule.ts'
import { useLanguage, useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { today } from '#platform/ui/today.ts'
import s from './schedule.module.css'
import { words } from './schedule-words.ts'

const ROW = 42
const TOP = 46
const BAR = 14
const NARROWEST = 640

type Resize = (stepId: string, count: number, isDone: boolean) => void

interface GanttProps {
  readonly ask: ScheduleAsk
  readonly schedule: ProjectSchedule
  /** A bar is on its way (`isDone` false), or was let go. */
  readonly onResize: Resize
}

interface Axis {
  readonly first: number
  readonly last: number
  readonly width: number
  /** Where a day begins. */
  readonly x: (iso: string) => number
  /** The day at a place. */
  readonly dayAt: (x: number) => string
}

/** The days that matter: from the first start to the last finish, deadline and today, and a little beside. */
function axisOf({ rows, finish }: ProjectSchedule, { from, deadline }: ScheduleAsk, width: number): Axis {
  const days = [
    from,
    deadline,
    finish ?? deadline,
    ...rows.flatMap((row) => [row.earliestStart, row.latestStart]),
  ]
  days.sort()
  const span = dayOf(days.at(-1)!) - dayOf(days[0]!)
  const first = dayOf(days[0]!) - Math.ceil(span / 30) - 1
  const last = dayOf(days.at(-1)!) + Math.ceil(span / 30) + 2
  const perDay = width / (last - first)
  return {
    ...{ first, last, width },
    x: (iso) => (dayOf(iso) - first) * perDay,
    dayAt: (x) => isoOf(Math.min(Math.max(Math.round(x / perDay) + first, first), last)),
  }
}

/** Bars of the steps over time, from latest start to latest finish; the left end of each changes how long it takes. */
export function Gantt({ ask, schedule, onResize }: GanttProps) {
  const w = useWords(words)
  const box = useRef<HTMLElement>(null)
  const width = Math.max(useWidth(box), NARROWEST)
  const drawn = axisOf(schedule, ask, width)
  // While a bar is dragged the axis holds still below it.
  const [held, setHeld] = useState<Axis>()
  const axis = held ?? drawn
  const height = TOP + schedule.rows.length * ROW + 8
  const resize: Resize = (stepId, count, isDone) => {
    setHeld(isDone ? undefined : axis)
    onResize(stepId, count, isDone)
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section ref={box} className={s.chart} tabIndex={0} aria-label={w.bars}>
      <svg width={width} height={height}>
        <title>{w.bars}</title>
        <Ground {...{ axis, height, ask }} />
        {schedule.rows.map((row, i) => (
          <g key={row.step.id} transform={`translate(0 ${TOP + i * ROW})`}>
            <Bar {...{ row, axis }} onResize={resize} />
          </g>
        ))}
      </svg>
    </section>
  )
}

/** Months, holidays, days to be confirmed, and where one is. */
function Ground({ axis, height, ask }: { axis: Axis; height: number; ask: ScheduleAsk }) {
  const w = useWords(words)
  const name = useName()
  const n = useNumbers()
  const { x, first, last, width } = axis
  const unconfirmed = Math.max(x(isoOf(dayOf(CALENDAR_DAYS.confirmedTo) + 1)), 0)
  const lines = [
    { day: today(), label: w.today },
    ...(Math.abs(x(ask.from) - x(today())) < 40 ? [] : [{ day: ask.from, label: w.start }]),
    { day: ask.deadline, label: w.deadline },
  ]
  return (
    <>
      <defs>
        <pattern
          id="unconfirmed"
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="1" height="8" className={s.hatch} />
        </pattern>
      </defs>
      {unconfirmed < width && (
        <>
          <rect x={unconfirmed} y={20} width={width - unconfirmed} height={height} fill="url(#unconfirmed)" />
          <text x={unconfirmed + 4} y={height - 4} className={s.tick}>
            {w.toBeConfirmed}
          </text>
        </>
      )}
      {holidaysIn(isoOf(first), isoOf(last)).map((run) => (
        <rect
          key={run.first}
          x={x(run.first)}
          y={20}
          width={Math.max(x(isoOf(dayOf(run.last) + 1)) - x(run.first), 1)}
          height={height}
          className={s.holiday}
        >
          <title>{`${name(run.festival)} ${n.day(run.first)} – ${n.day(run.last)}`}</title>
        </rect>
      ))}
      <Months axis={axis} height={height} />
      {lines.map(({ day, label }) => (
        <g key={label} className={s.mark} data-mark={day === ask.deadline ? 'deadline' : 'today'}>
          <line x1={edge(x, day, ask)} x2={edge(x, day, ask)} y1={34} y2={height} />
          <text
            x={edge(x, day, ask)}
            y={31}
            textAnchor={x(day) > width - 60 ? 'end' : x(day) < 60 ? 'start' : 'middle'}
          >
            {label}
          </text>
        </g>
      ))}
    </>
  )
}

/** A deadline is over at the end of its day. */
const edge = (x: Axis['x'], day: string, { deadline }: ScheduleAsk) =>
  x(day === deadline ? isoOf(dayOf(day) + 1) : day)

/** A line a month, quarter or year, as there is room. */
function Months({ axis, height }: { axis: Axis; height: number }) {
  const language = useLanguage()
  const { x, first, last, width } = axis
  const months = ((last - first) / 30) * (64 / width)
  const step = [1, 3, 6, 12].find((one) => one >= months) ?? 24
  const ticks: string[] = []
  for (let day = dayOf(`${isoOf(first).slice(0, 4)}-01-01`); day <= last; day = monthsAfter(day, step))
    if (day >= first) ticks.push(isoOf(day))
  const label = (iso: string) => {
    const [year, month] = [iso.slice(0, 4), Number(iso.slice(5, 7))]
    if (step >= 12) return year
    if (month === 1 || iso === ticks[0])
      return language === 'zh' ? `${year} 年 ${month} 月` : `${month}/${year}`
    return language === 'zh' ? `${month} 月` : String(month)
  }
  return ticks.map((iso) => (
    <g key={iso}>
      <line x1={x(iso)} x2={x(iso)} y1={4} y2={height} className={s.grid} />
      {x(iso) < width - 40 && (
        <text x={x(iso) + 4} y={14} className={s.tick}>
          {label(iso)}
        </text>
      )}
    </g>
  ))
}

function Bar({ row, axis, onResize }: { row: ScheduleRow; axis: Axis; onResize: Resize }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const { step, count, isCritical, isLate } = row
  const { x, width } = axis
  const [left, right] = [x(row.latestStart), x(isoOf(dayOf(row.latestFinish) + 1))]
  const span = `${n.count(count)} ${w.unit[step.duration.unit]}`
  const label = `${isCritical ? '◆ ' : ''}${name(step.name)} · ${span}${isLate ? ` · ${w.late}` : ''}`
  const earliest = x(row.earliestStart)
  const isRight = left > width * 0.55
  const handle = useHandle(row, axis, onResize)
  return (
    <>
      <text
        x={isRight ? right : Math.max(left, 2)}
        y={14}
        textAnchor={isRight ? 'end' : 'start'}
        className={s.label}
      >
        {label}
      </text>
      {earliest < left && (
        <line x1={earliest} x2={left} y1={20 + BAR / 2} y2={20 + BAR / 2} className={s.slack} />
      )}
      <rect
        x={left}
        y={20}
        width={Math.max(right - left, 2)}
        height={BAR}
        rx={2}
        className={s.bar}
        data-critical={isCritical}
        data-late={isLate}
      >
        <title>{`${label}: ${n.day(row.latestStart)} – ${n.day(row.latestFinish)}`}</title>
      </rect>
      <g
        className={s.handle}
        role="slider"
        tabIndex={0}
        aria-label={w.durationOf(name(step.name))}
        aria-valuemin={1}
        aria-valuemax={COUNT_MAX}
        aria-valuenow={count}
        aria-valuetext={span}
        {...handle}
      >
        <rect x={left - 12} y={20 + BAR / 2 - 12} width={24} height={24} className={s.grip} />
        <rect x={left - 2} y={17} width={4} height={BAR + 6} rx={2} className={s.knob} />
      </g>
    </>
  )
}

const KEYS: Readonly<Record<string, number>> = {
  ...{ ArrowLeft: 1, ArrowUp: 1, ArrowRight: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 },
}

/** The left end of a bar, by pointer or arrow keys: to the left it is longer. */
function useHandle({ step, count, latestFinish }: ScheduleRow, axis: Axis, onResize: Resize) {
  const [state, setState] = useState<'still' | 'held' | 'moved'>('still')
  const drag = (event: PointerEvent<SVGGElement>, isDone: boolean) => {
    const { left } = event.currentTarget.ownerSVGElement!.getBoundingClientRect()
    const day = axis.dayAt(event.clientX - left)
    const start = day < latestFinish ? day : latestFinish
    onResize(step.id, countBetween(step.duration.unit, start, latestFinish), isDone)
  }
  return {
    onPointerDown: (event: PointerEvent<SVGGElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId)
      setState('held')
    },
    onPointerMove: (event: PointerEvent<SVGGElement>) => {
      if (state === 'still') return
      setState('moved')
      drag(event, false)
    },
    // A click alone changes nothing.
    onPointerUp: (event: PointerEvent<SVGGElement>) => {
      if (state === 'moved') drag(event, true)
      setState('still')
    },
    onPointerCancel: () => {
      if (state === 'moved') onResize(step.id, count, true)
      setState('still')
    },
    onKeyDown: (event: KeyboardEvent) => {
      const by = KEYS[event.key]
      if (by === undefined) return
      event.preventDefault()
      onResize(step.id, Math.min(Math.max(count + by, 1), COUNT_MAX), true)
    },
  }
}

/** Width of an element, px; 0 before it is there. */
function useWidth(of: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!of.current) return
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)))
    observer.observe(of.current)
    return () => observer.disconnect()
  }, [of])
  return width
}
