import type { Turn } from '#mechanisms/application/contract/shapes.ts'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { today } from '#platform/ui/today.ts'
import s from './application.module.css'
import { words } from './words.ts'

/** Until when a turn should be done, and that it is late. */
export function Due({ turn: { dueOn } }: { turn: Turn }) {
  const w = useWords(words)
  const n = useNumbers()
  if (dueOn === null) return null
  const isLate = dueOn < today()
  return (
    <span className={isLate ? `small ${s.late}` : 'quiet small'}>
      {' '}
      · {w.due(n.day(dueOn))}
      {isLate && ` · ${w.overdue}`}
    </span>
  )
}
