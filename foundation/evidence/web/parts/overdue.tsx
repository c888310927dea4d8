import { useWords } from '#platform/ui/language.ts'
import s from './overdue.module.css'
import { words } from './words.ts'

/** Since when a fact counts no longer, because nobody renewed it. */
export function Overdue({ since }: { since: string }) {
  const w = useWords(words)
  return <span className={s.overdue}>{w.overdue(since)}</span>
}
