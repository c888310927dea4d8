import { useWords } from '#platform/ui/language.ts'
import type { WorkState } from '../../contract/works.ts'
import { words } from './words.ts'
import s from './works.module.css'

/** A state by its name and a mark of how far it is. */
export function StateTag({ of }: { of: WorkState }) {
  const w = useWords(words)
  return (
    <span className={s.state} data-state={of}>
      {w[of]}
    </span>
  )
}
