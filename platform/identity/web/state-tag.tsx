import type { AccountState } from '#platform/identity/contract.ts'
import { useWords } from '#platform/ui/language.ts'
import s from './page.module.css'
import { words } from './words.ts'

/** The state of an account, or where a post is in its life. */
export function StateTag({ state }: { state: AccountState | 'future' | 'holds' | 'ended' }) {
  const w = useWords(words)
  return <span className={`${s.state} ${s[state] ?? ''}`}>{w[state]}</span>
}
