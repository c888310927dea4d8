import { useWords } from '#platform/ui/language.ts'
import { Empty } from '#platform/ui/states.tsx'
import { words } from './words.ts'

/** What is shown to those who may not see how the plan stands. */
export function NeedsRight() {
  const w = useWords(words)
  return (
    <div className="panel">
      <Empty title={w.signInFirst} why={w.signInWhy} />
    </div>
  )
}
