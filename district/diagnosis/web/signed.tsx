import type { Static } from 'typebox'
import type { Declared } from '#district/diagnosis/contract/choices.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { choiceWords } from './choice-words.ts'

type Signature = Pick<Static<typeof Declared>, 'by' | 'role' | 'at'>

/** Who did it: by name where the reader may see it, else by role; the example district by its label. */
export function useWho(): (of: Omit<Signature, 'at'>) => string {
  const w = useWords(choiceWords)
  const name = useName()
  return ({ by, role }) => [by, role && name(role)].filter(Boolean).join(' · ') || w.example
}

/** Who did something and when. */
export function Signed({ of }: { of: Signature }) {
  const n = useNumbers()
  const who = useWho()
  return (
    <span className="quiet small">
      {who(of)} · <time dateTime={of.at}>{n.day(of.at)}</time>
    </span>
  )
}
