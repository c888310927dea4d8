import { enteringRoles, SYSTEM_ROLE, terms, units } from '#foundation/evidence/rules.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import roles from '#packs/roles/roles.json'
import { type Both, useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { words } from './words.ts'

const roleNames = new Map<string, Both>(roles.roles.map(({ id, name }) => [id, name]))

/** Functions that write the parts of a fact in the reader's language. */
export function useFactTexts() {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const termName = (term: string) => name(terms.get(term)?.name ?? { zh: term, en: term })
  const unitName = (unit: string | null) => (unit && units[unit] ? name(units[unit]) : (unit ?? ''))
  const kindNames = (value: unknown) =>
    (Array.isArray(value) ? value : String(value).split(','))
      .map((kind) => name(facilityKinds.get(kind)?.name ?? { zh: kind, en: kind }))
      .join(w.and)
  return {
    term: termName,
    unit: unitName,
    /** A number with its unit, a choice or kinds of facility by name, anything else as it is. */
    value: (term: string, value: unknown, unit: string | null): string => {
      if (terms.get(term)?.of) return kindNames(value)
      const choice = terms.get(term)?.choices?.find(({ id }) => id === value)
      if (choice) return name(choice.name)
      const text = typeof value === 'number' ? n.value(value) : String(value)
      return [text, unitName(unit)].filter(Boolean).join(' ')
    },
    /** Half open, as it is kept; without an end it goes on. */
    period: (from: string, to: string | null) => (to ? `${from} – ${to}` : w.since(from)),
    role: (role: string) =>
      role === SYSTEM_ROLE
        ? w.system
        : name(enteringRoles[role] ?? roleNames.get(role) ?? { zh: role, en: role }),
  }
}
