import type { Case, Event } from '#mechanisms/application/contract/shapes.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { useTexts } from './use-texts.ts'
import { words } from './words.ts'

/** Writes what an event did, in the reader's language, with the names of the steps of its case. */
export function useDeedText({ steps }: Case): (event: Event) => string {
  const w = useWords(words)
  const name = useName()
  const texts = useTexts()
  const stepName = (node: string | null) => {
    const step = steps.find((one) => one.node === node)
    return step ? name(step.name) : (node ?? '')
  }
  return ({ kind, to, comesBack, toHolder }) => {
    const whom = toHolder ? texts.holder(toHolder) : ''
    switch (kind) {
      case 'decide':
        return w.didDecide
      case 'return':
        return `${w.didReturn(stepName(to))} · ${comesBack ? w.comesBack : w.walksAgain}`
      case 'withdraw':
        return w.didWithdraw
      case 'transfer':
        return w.didTransfer(whom)
      case 'add-signer':
        return w.didAdd(whom)
      default:
        return w.didExit
    }
  }
}
