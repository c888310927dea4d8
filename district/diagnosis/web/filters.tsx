import { Select } from 'antd'
import type { DistrictDiagnosis } from '#district/diagnosis/contract.ts'
import type { Area } from '#foundation/place/contract.ts'
import { Glyph } from '#platform/ui/glyph.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { SearchInput } from '#platform/ui/search-input.tsx'
import type { Choice } from './choose-communities.ts'
import s from './district-page.module.css'
import { words } from './words.ts'

interface FiltersProps {
  readonly choice: Choice & { readonly lacking: string; readonly evidence: string }
  readonly change: (patch: Partial<Choice & { lacking: string; evidence: string }>) => void
  readonly diagnosis: DistrictDiagnosis
  readonly towns: readonly Area[]
}

/** Name, town, a required scenario that is missing; and the indicator chosen under “missing most”, to be taken off. */
export function Filters({ choice, change, diagnosis, towns }: FiltersProps) {
  const w = useWords(words)
  const name = useName()
  const lacking = diagnosis.deficits.find((d) => d.indicator === choice.lacking)
  return (
    <>
      <search className={`${s.filters} no-print`}>
        <SearchInput label={w.search} value={choice.q} onChange={(q) => change({ q })} />
        <Select
          aria-label={w.town}
          showSearch={{ optionFilterProp: 'search' }}
          value={choice.town}
          onChange={(town) => change({ town })}
          popupMatchSelectWidth={false}
          options={[
            { value: '', label: w.allTowns, search: '' },
            ...towns.map((town) => ({
              value: town.areaId,
              label: name(town.name),
              search: `${town.name.zh} ${town.name.en}`,
            })),
          ]}
        />
        <Select
          aria-label={w.missingRequired}
          value={choice.missing}
          onChange={(missing) => change({ missing })}
          popupMatchSelectWidth={false}
          options={[
            { value: '', label: w.anyScenario },
            { value: 'any', label: w.missingRequired },
            ...diagnosis.scenarios.map((scenario) => ({
              value: scenario.id,
              label: w.missingIn(name(scenario.name)),
            })),
          ]}
        />
      </search>
      {choice.lacking && (
        <div className={s.tags}>
          <span className={s.tag}>
            {(choice.evidence ? w.unknownTag : w.lackingTag)(lacking ? name(lacking.name) : choice.lacking)}
            <button
              type="button"
              aria-label={w.remove(lacking ? name(lacking.name) : choice.lacking)}
              onClick={() => change({ lacking: '', evidence: '' })}
            >
              <Glyph of="cross" />
            </button>
          </span>
        </div>
      )}
    </>
  )
}
