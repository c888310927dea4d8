import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import type { DigConflict } from '../../rules/works/digs.ts'
import { workRules } from '../../rules/works/kinds.ts'
import { words } from './words.ts'
import s from './works.module.css'

/** Other digs on the same site that come too close. */
export function Conflicts({ of: conflicts = [] }: { of: readonly DigConflict[] | undefined }) {
  const w = useWords(words)
  const n = useNumbers()
  if (conflicts.length === 0) return null
  return (
    <ul className={s.conflicts} data-figures="wording">
      {conflicts.map(({ name, months, with: other }) => (
        <li key={`${other.communityId}/${other.id}`}>
          {w.conflict(name, n.count(months), n.count(workRules.monthsBetweenDigs))}
        </li>
      ))}
    </ul>
  )
}
