import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import s from './compare-map.module.css'
import { compareWords } from './compare-words.ts'

/** Percent that a key moves it by. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -2,
  ArrowDown: -2,
  ArrowRight: 2,
  ArrowUp: 2,
  PageDown: -10,
  PageUp: 10,
  Home: -100,
  End: 100,
}

interface DividerProps {
  /** Percent of the width, from the left. */
  readonly at: number
  readonly onMove: (at: number) => void
}

/** The line between two maps that lie over each other, moved by pointer or keys. */
export function Divider({ at, onMove }: DividerProps) {
  const w = useWords(compareWords)
  const n = useNumbers()
  const line = useRef<HTMLDivElement>(null)
  const moveTo = (percent: number) => onMove(Math.min(100, Math.max(0, percent)))
  const drag = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const { left, width } = line.current!.parentElement!.getBoundingClientRect()
    moveTo(((event.clientX - left) / width) * 100)
  }
  const key = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    moveTo(at + step)
  }
  return (
    <div
      ref={line}
      role="slider"
      tabIndex={0}
      className={s.divider}
      style={{ left: `${at}%` }}
      aria-label={w.divider}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(at)}
      aria-valuetext={w.dividerAt(n.percent(at / 100), n.percent(1 - at / 100))}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={key}
    >
      <span className={s.grip} aria-hidden="true">
        ‹ ›
      </span>
    </div>
  )
}
