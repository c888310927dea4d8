import type { Turn } from '#mechanisms/application/contract/shapes.ts'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import s from './application.module.css'
import { words } from './words.ts'

/** The day it is in the district, as limits count days. */
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())

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
