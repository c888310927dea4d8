import type { Static } from 'typebox'
import type { TestResult } from '#district/diagnosis/contract.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { words } from './words.ts'

type Test = Static<typeof TestResult>

/** Units that are shares are shown as percentages; the rest as they are, named where the pack names them. */
export function useTestTexts() {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const number = (value: number, unit: string) =>
    unit === 'share' ? n.percent(value) : `${n.value(value)}${unit ? ` ${unit}` : ''}`
  return {
    /** What was measured, as a range while something is missing. */
    value: ({ value, unit, valueText }: Test & { valueText?: { zh: string; en: string } | null }): string => {
      if (valueText) return name(valueText)
      if (!value) return w.noEvidence
      const [low = 0, high = 0] = value
      return low === high
        ? number(low, unit)
        : `${number(low, unit === 'share' ? unit : '')} – ${number(high, unit)}`
    },
    /** What is asked for. */
    threshold: ({ threshold, unit }: Test): string => {
      const { atLeast, atMost, equals } = threshold
      if (atLeast !== undefined) return `≥ ${number(atLeast, unit)}`
      if (atMost !== undefined) return `≤ ${number(atMost, unit)}`
      return equals === undefined || equals === true ? w.present : String(equals)
    },
  }
}
