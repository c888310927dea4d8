import { Select } from 'antd'
import { AreaSelect } from '#foundation/place/web/parts/area-select.tsx'
import type { Case } from '#mechanisms/application/contract/shapes.ts'
import { listHolders } from '#mechanisms/application/contract.ts'
import roles from '#packs/roles/roles.json'
import { useReadIf } from '#platform/ui/api.ts'
import { Field } from '#platform/ui/field.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { actWords } from './act-words.ts'
import s from './application.module.css'
import type { ChosenHolder } from './entry.ts'

interface HolderFieldsProps {
  readonly found: Case
  /** Right that their role has to have. */
  readonly right: string
  readonly value: ChosenHolder | undefined
  readonly errorAt: (field: string) => string | undefined
  readonly onChange: (value: ChosenHolder) => void
}

/** To whom: a role, the area of its post, and a person in it or whoever holds it. */
export function HolderFields({ found, right, value, errorAt, onChange }: HolderFieldsProps) {
  const w = useWords(actWords)
  const name = useName()
  const offered = roles.roles.filter((role) => role.rights.includes(right) && role.level !== null)
  const level = offered.find(({ id }) => id === value?.role)?.level as
    | 'district'
    | 'town'
    | 'community'
    | undefined
  const { role = '', areaId = '', accountId = null } = value ?? {}
  const people = useReadIf(role !== '' && areaId !== '', listHolders, { query: { role, areaId } }).data ?? []
  const chooseRole = (id: string) => {
    const its = offered.find((one) => one.id === id)?.level as 'town'
    onChange({ role: id, areaId: found.areas[its], accountId: null })
  }
  return (
    <div className={s.three}>
      <Field id="to-role" label={w.role} error={errorAt('to') ?? errorAt('to.role')}>
        <Select
          id="to-role"
          placeholder={w.toWhom}
          value={role || null}
          onChange={(id) => id && chooseRole(id)}
          options={offered.map((one) => ({ value: one.id, label: name(one.name) }))}
        />
      </Field>
      {level && (
        <Field id="to-area" label={w.area} error={errorAt('to.areaId')}>
          <AreaSelect
            id="to-area"
            label={w.area}
            levels={[level]}
            value={areaId}
            onChange={(id) => onChange({ role, areaId: id, accountId: null })}
          />
        </Field>
      )}
      {level && (
        <Field id="to-person" label={w.person} error={errorAt('to.accountId')}>
          <Select
            id="to-person"
            value={accountId ?? ''}
            onChange={(id) => onChange({ role, areaId, accountId: id || null })}
            options={[
              { value: '', label: w.anybody },
              ...people.map((person) => ({ value: person.accountId, label: person.name })),
            ]}
          />
        </Field>
      )}
    </div>
  )
}
