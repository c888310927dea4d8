import { useWords } from './language.ts'
import { useNumbers } from './numbers.ts'
import s from './range-bar.module.css'
import { words } from './words.ts'

interface RangeBarProps {
  /** Lowest and highest, 0 to 1. */
  readonly range: readonly number[]
  /** Where something begins, e.g. a class: thin lines across the bar, 0 to 1. */
  readonly marks?: readonly number[]
}

/** A score as the range it is: solid as far as it is sure, hatched as far as missing evidence leaves it open. */
export function RangeBar({ range: [low = 0, high = 1], marks = [] }: RangeBarProps) {
  const w = useWords(words)
  const n = useNumbers()
  const [from, to] = [n.marks([low, low]), n.marks([high, high])]
  return (
    <span className={s.bar} role="img" aria-label={from === to ? w.scoreExact(from) : w.scoreRange(from, to)}>
      <span className={s.sure} style={{ width: `${low * 100}%` }} />
      {to !== from && (
        <span className={s.open} style={{ left: `${low * 100}%`, width: `${(high - low) * 100}%` }} />
      )}
      {marks.map((at) => (
        <span key={at} className={s.mark} style={{ left: `${at * 100}%` }} />
      ))}
    </span>
  )
}
