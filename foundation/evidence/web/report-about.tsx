import { Select } from 'antd'
import type { Fact } from '#foundation/evidence/contract.ts'
import { roleObjection, type Term, terms } from '#foundation/evidence/rules.ts'
import type { Area } from '#foundation/place/contract.ts'
import { AreaSelect } from '#foundation/place/web/parts/area-select.tsx'
import { useMay } from '#foundation/place/web/parts/use-may.ts'
import { useSession } from '#platform/ui/account/use-session.ts'
import { Field } from '#platform/ui/field.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useFactTexts } from './parts/use-fact-texts.ts'
import { words } from './words.ts'

/** Why each field was refused; `form` for what belongs to none. */
export type Errors = Readonly<Partial<Record<string, string>>>

interface AboutProps {
  readonly area: Area | undefined
  readonly term: Term | undefined
  /** What holds at the moment. */
  readonly standing: Fact | undefined
  readonly errors: Errors
  readonly onChange: (patch: { community?: string; term?: string }) => void
}

/** About whom, and what of it; only terms that the reader's role may enter are offered. */
export function About({ area, term, standing, errors, onChange }: AboutProps) {
  const w = useWords(words)
  const name = useName()
  const may = useMay()
  const role = useSession()?.acting?.role ?? null
  const texts = useFactTexts()
  const offered = [...terms.values()].filter(
    (one) => !roleObjection(one, role) && (!area || one.subjects.includes(subjectKindOf(area, one))),
  )
  const barred = term && roleObjection(term, role)
  return (
    <>
      <Field id="area" label={w.area} error={errors.communityId}>
        <AreaSelect
          id="area"
          label={w.chooseArea}
          levels={['district', 'town', 'community']}
          offered={({ areaId }) => !may('evidence.record', areaId)}
          value={area?.areaId ?? ''}
          invalid={Boolean(errors.communityId)}
          onChange={(community) => onChange({ community })}
        />
      </Field>
      <Field
        id="term"
        label={w.term}
        error={errors.term ?? errors.subjectKind ?? (barred && name(barred.reason))}
        hint={
          term && (
            <>
              {name(term.description)}{' '}
              {standing &&
                !term.of &&
                w.standing(
                  texts.value(standing.term, standing.value, standing.unit),
                  texts.period(standing.validFrom, standing.validTo),
                )}
            </>
          )
        }
      >
        <Select
          id="term"
          aria-label={w.chooseTerm}
          showSearch={{ optionFilterProp: 'search' }}
          placeholder={w.chooseTerm}
          value={term?.id ?? null}
          {...(barred && { status: 'error' as const })}
          onChange={(chosen) => onChange({ term: chosen })}
          options={[...new Set([...(term ? [term] : []), ...offered])].map((one) => ({
            value: one.id,
            label: name(one.name),
            search: `${one.name.zh} ${one.name.en}`,
          }))}
        />
      </Field>
    </>
  )
}

export const isAboutFacility = (term: Term) => term.subjects.includes('facility')

export const subjectKindOf = ({ level }: Area, term: Term) => {
  if (level !== 'community') return 'area'
  return isAboutFacility(term) ? 'facility' : 'community'
}
