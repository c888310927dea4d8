import type { CaseRow } from '#mechanisms/application/contract/shapes.ts'
import { useWords } from '#platform/ui/language.ts'
import s from './application.module.css'
import { words } from './words.ts'

/** How a case stands, by a mark and a word. */
export function StatusTag({ status }: { status: CaseRow['status'] }) {
  const w = useWords(words)
  return <span className={`${s.status} ${s[status] ?? ''}`}>{w[status]}</span>
}
