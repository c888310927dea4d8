import { useMemo } from 'react'
import type { Pack } from '#district/diagnosis/rules/pack-schema.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { words } from './siting-words.ts'

/** A test that can be filled by a place: it asks for some kind of facility within a walk. */
export interface Gap {
  readonly test: string
  readonly label: string
  /** How far it may be, as the test says it. */
  readonly walk: string
  /** Any of these fills it; the first is what is added. */
  readonly kinds: readonly string[]
}

/** The gaps of the packs in use, by what they ask. */
export function useGaps(packs: readonly Pack[]): Gap[] {
  const name = useName()
  const w = useWords(words)
  return useMemo(
    () =>
      packs.flatMap((pack) =>
        pack.indicators.flatMap((indicator) =>
          indicator.tests.flatMap(({ id, measure }): Gap[] => {
            if (measure.type !== 'reach' || measure.match !== 'any') return []
            const { value, unit } = measure.within
            const kinds = measure.kinds.map((kind) =>
              name(facilityKinds.get(kind)?.name ?? { zh: kind, en: kind }),
            )
            const walk = unit === 'm' ? `${value} m` : w.minutes(String(value))
            const label = `${name(indicator.name)} · ${kinds.join(' / ')} · ${walk}`
            return [{ test: id, kinds: measure.kinds, label, walk }]
          }),
        ),
      ),
    [packs, name, w],
  )
}
