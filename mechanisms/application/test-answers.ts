import type { CaseForm } from './contract/forms.ts'
import { fieldsOf, forms } from './rules/form-pack.ts'

/** Something that the dictionary takes for every field of a form that is required and not known; for tests. */
export function answersTo({ formId, known }: CaseForm): Record<string, number | string> {
  const there = new Set(known.map(({ field }) => field))
  const asked = fieldsOf(forms.get(formId)!).filter(({ id, isRequired }) => isRequired && !there.has(id))
  return Object.fromEntries(
    asked.map(({ id, name, term }) => {
      const { type, choices, min = 0 } = term!
      if (type === 'number') return [id, min + 120]
      if (type === 'choice') return [id, choices![0]!.id]
      return [id, type === 'date' ? '2027-03-01' : `${name.zh}内容`]
    }),
  )
}
