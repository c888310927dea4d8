import type { FactState as State } from '#foundation/evidence/rules.ts'
import { useWords } from '#platform/ui/language.ts'
import s from './facts.module.css'
import { words } from './words.ts'

/** What became of a fact, in a word. */
export function FactState({ state }: { state: State }) {
  const w = useWords(words)
  return <span className={`${s.state} ${s[state]}`}>{w[state]}</span>
}
