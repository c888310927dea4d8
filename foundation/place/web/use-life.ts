import { lifeOn } from '#foundation/place/rules/life.ts'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { today } from '#platform/ui/today.ts'
import { words } from './edit-words.ts'

type Days = Parameters<typeof lifeOn>[0]

/** A function that says of a facility that it is closed, opens or closes on a day to come; `undefined` where it is open. */
export function useLife(): (facility: Days) => string | undefined {
  const w = useWords(words)
  const n = useNumbers()
  return (facility) => {
    const { openedOn, closedOn } = facility
    const life = lifeOn(facility, today())
    if (life === 'closed') return w.closedSince(n.day(closedOn!))
    if (life === 'planned') return w.opensOn(n.day(openedOn!))
    return closedOn === null ? undefined : w.closesOn(n.day(closedOn))
  }
}
