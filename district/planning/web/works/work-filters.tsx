import { Button, Select } from 'antd'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import { AreaSelect } from '#foundation/place/web/parts/area-select.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { SearchInput } from '#platform/ui/search-input.tsx'
import { WORK_STATES } from '../../contract/works.ts'
import { programmes } from '../../rules/works/kinds.ts'
import type { WorkQuestion } from '../../rules/works/list.ts'
import { FITS } from '../../rules/zones/fit.ts'
import { words as zoneWords } from '../zones/words.ts'
import { words } from './words.ts'
import s from './works.module.css'

interface WorkFiltersProps {
  readonly choice: WorkQuestion
  readonly change: (patch: Partial<WorkQuestion>) => void
}

/** What of the list is shown. */
export function WorkFilters({ choice, change }: WorkFiltersProps) {
  const w = useWords(words)
  const z = useWords(zoneWords)
  const name = useName()
  return (
    <search className={s.filters}>
      <SearchInput label={w.search} value={choice.q} onChange={(q) => change({ q })} />
      <AreaSelect
        label={w.town}
        none={w.allTowns}
        levels={['town']}
        value={choice.town}
        onChange={(town) => change({ town })}
      />
      <Select
        aria-label={w.state}
        value={choice.state}
        onChange={(state) => change({ state })}
        options={[
          { value: '', label: w.allStates },
          ...WORK_STATES.map((state) => ({ value: state, label: w[state] })),
        ]}
      />
      <Select
        aria-label={w.kind}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={choice.kind}
        onChange={(kind) => change({ kind })}
        options={[
          { value: '', label: w.allKinds },
          ...[...facilityKinds.values()].map((kind) => ({ value: kind.id, label: name(kind.name) })),
        ]}
      />
      <Select
        aria-label={w.programme}
        popupMatchSelectWidth={false}
        value={choice.programme}
        onChange={(programme) => change({ programme })}
        options={[
          { value: '', label: w.allPrograms },
          ...[...programmes.values()].map((one) => ({ value: one.id, label: name(one.name) })),
        ]}
      />
      <Select
        aria-label={z.fit}
        popupMatchSelectWidth={false}
        value={choice.fit}
        onChange={(fit) => change({ fit })}
        options={[{ value: '', label: z.allFits }, ...FITS.map((fit) => ({ value: fit, label: z[fit] }))]}
      />
      {choice.scheme && (
        <p className={s.onlyScheme}>
          {w.ofScheme} <Button onClick={() => change({ scheme: '' })}>{w.all}</Button>
        </p>
      )}
    </search>
  )
}
