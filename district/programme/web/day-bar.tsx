import { CaretRightOutlined, PauseOutlined } from '@ant-design/icons'
import { Button, Checkbox } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { dayOf, isoOf, monthsAfter } from '#core/schedule/day.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { useUrlState } from '#platform/ui/url-state.ts'
import s from './day-bar.module.css'
import { words } from './words.ts'

const DEFAULTS = { asOf: '', demo: '' }
/** A held slider asks the server only after such a pause. */
const PAUSE_MS = 150
/** While it plays, a month takes so long. */
const MONTH_MS = 700

interface DayBarProps {
  /** ISO days: the first on which anything is known, and the last that may be asked about. */
  readonly first: string
  readonly last: string
}

/**
 * The day that is looked at: a slider (arrow keys go by days, Page Up and Down by more), a date, and a button that plays
 * the months up to today. Beside it, whether what is generated is shown.
 */
export function DayBar({ first, last }: DayBarProps) {
  const w = useWords(words)
  const n = useNumbers()
  const [choice, change] = useUrlState(DEFAULTS)
  const [day, setDay] = useHeldDay(choice.asOf || last, (next) => change({ asOf: next === last ? '' : next }))
  const [playing, setPlaying] = usePlaying(day, last, setDay)
  const start = () => {
    // From today there is nothing to play: it begins anew.
    if (day >= last) setDay(first)
    setPlaying(!playing)
  }
  return (
    <section className={`panel ${s.bar}`} aria-label={w.timeLine}>
      <Button
        aria-label={playing ? w.pause : w.play}
        aria-pressed={playing}
        icon={playing ? <PauseOutlined /> : <CaretRightOutlined />}
        onClick={start}
      />
      <input
        className={s.slider}
        type="range"
        aria-label={w.asOf}
        aria-valuetext={n.day(day)}
        min={dayOf(first)}
        max={dayOf(last)}
        step={1}
        value={dayOf(day)}
        onChange={(event) => setDay(isoOf(Number(event.target.value)))}
      />
      <input
        className={s.date}
        type="date"
        aria-label={w.asOf}
        value={day}
        max={last}
        onChange={(event) => event.target.value && setDay(event.target.value)}
      />
      <Checkbox
        checked={choice.demo !== 'no'}
        title={w.withDemoWhy}
        onChange={(event) => change({ demo: event.target.checked ? '' : 'no' })}
      >
        {w.withDemo}
      </Checkbox>
      {choice.asOf && (
        <p className={s.past} role="note" {...figures('wording')}>
          {w.pastDay}{' '}
          <Button size="small" onClick={() => setDay(last)}>
            {w.backToToday}
          </Button>
        </p>
      )}
    </section>
  )
}

/** The day as it is being chosen; the address follows when there is a pause. */
function useHeldDay(asked: string, onChosen: (day: string) => void) {
  const [held, setHeld] = useState<string>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => setHeld(undefined), [asked])
  useEffect(() => () => clearTimeout(timer.current), [])
  const choose = (day: string) => {
    setHeld(day)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onChosen(day), PAUSE_MS)
  }
  return [held ?? asked, choose] as const
}

function usePlaying(day: string, last: string, setDay: (day: string) => void) {
  const [playing, setPlaying] = useState(false)
  useEffect(() => {
    if (!playing) return
    if (day >= last) return setPlaying(false)
    const next = isoOf(monthsAfter(dayOf(day), 1))
    const timer = setTimeout(() => setDay(next < last ? next : last), MONTH_MS)
    return () => clearTimeout(timer)
  }, [playing, day, last, setDay])
  return [playing, setPlaying] as const
}
