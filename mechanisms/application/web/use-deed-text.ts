import type { Event } from '#mechanisms/application/contract/shapes.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { useTexts } from './use-texts.ts'
import { words } from './words.ts'

/** Writes what an event did, in the reader's language. */
export function useDeedText(): (event: Event) => string {
  const w = useWords(words)
  const name = useName()
  const n = useNumbers()
  const texts = useTexts()
  return ({ kind, toName, comesBack, toHolder, versions }) => {
    const whom = toHolder ? texts.holder(toHolder) : ''
    switch (kind) {
      case 'decide':
        return w.didDecide
      case 'return':
        return `${w.didReturn(toName ? name(toName) : '')} · ${comesBack ? w.comesBack : w.walksAgain}`
      case 'withdraw':
        return w.didWithdraw
      case 'transfer':
        return w.didTransfer(whom)
      case 'add-signer':
        return w.didAdd(whom)
      case 'migrate':
        return versions ? w.didMigrate(n.count(versions.from), n.count(versions.to)) : ''
      default:
        return w.didExit
    }
  }
}
