import { Input, Select } from 'antd'
import { useId } from 'react'
import { roles as rolesRoute } from '#platform/identity/contract.ts'
import { useRead } from '#platform/ui/api.ts'
import { useNamedAreas } from '#platform/ui/areas.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import s from './page.module.css'
import { words } from './words.ts'

/** A post as it is being filled in; empty texts are not given. */
export interface PostDraft {
  readonly role: string
  readonly areaId: string
  readonly from: string
  readonly to: string
}

export const NO_POST: PostDraft = { role: '', areaId: '', from: '', to: '' }

/** What is sent: only what was filled in. */
export const givenOf = ({ role, areaId, from, to }: PostDraft) => ({
  role,
  ...(areaId && { areaId }),
  ...(from && { from }),
  ...(to && { to }),
})

interface PostFieldsProps {
  readonly value: PostDraft
  readonly onChange: (value: PostDraft) => void
  /** Words of a first choice that is no role. */
  readonly none?: string
}

/** Role, the area of its level, first and last day. */
export function PostFields({ value, onChange, none }: PostFieldsProps) {
  const w = useWords(words)
  const name = useName()
  const id = useId()
  const areas = useNamedAreas()
  const { roles } = useRead(rolesRoute)
  const role = roles.find((one) => one.role === value.role)
  const fitting = role?.level ? [...areas.values()].filter(({ level }) => level === role.level) : []
  const choose = (chosen: string) => {
    const level = roles.find((one) => one.role === chosen)?.level
    const [only, ...others] = [...areas.values()].filter((area) => area.level === level)
    // The district is one: nobody should have to look for it.
    onChange({ ...value, role: chosen, areaId: only && others.length === 0 ? only.areaId : '' })
  }
  return (
    <>
      <div className={s.field}>
        <label htmlFor={`${id}role`}>{w.role}</label>
        <Select
          id={`${id}role`}
          value={value.role}
          onChange={choose}
          options={[
            ...(none === undefined ? [] : [{ value: '', label: none }]),
            ...roles.map((one) => ({ value: one.role, label: name(one.name) })),
          ]}
        />
      </div>
      {role?.level === 'district' && areas.size === 0 && (
        <div className={s.field}>
          <label htmlFor={`${id}area`}>{w.districtCode}</label>
          <Input
            id={`${id}area`}
            required
            inputMode="numeric"
            maxLength={6}
            value={value.areaId}
            aria-describedby={`${id}area-hint`}
            onChange={(event) => onChange({ ...value, areaId: event.target.value.trim() })}
          />
          <p className="quiet small" id={`${id}area-hint`}>
            {w.districtCodeHint}
          </p>
        </div>
      )}
      {role?.level && areas.size > 0 && (
        <div className={s.field}>
          <label htmlFor={`${id}area`}>{w.area}</label>
          <Select
            id={`${id}area`}
            value={value.areaId || null}
            placeholder={w.areaNeeded}
            onChange={(areaId: string) => onChange({ ...value, areaId })}
            showSearch={{ optionFilterProp: 'search' }}
            options={fitting.map((area) => ({
              value: area.areaId,
              label: name(area.name),
              search: `${area.name.zh} ${area.name.en} ${area.areaId}`,
            }))}
          />
        </div>
      )}
      {role?.level && role.level !== 'district' && areas.size === 0 && (
        <p className={s.wrong}>{w.areasFirst}</p>
      )}
      {value.role && (
        <div className={s.two}>
          {(['from', 'to'] as const).map((day) => (
            <div key={day} className={s.field}>
              <label htmlFor={id + day}>{day === 'from' ? w.from : w.until}</label>
              <Input
                id={id + day}
                type="date"
                value={value[day]}
                aria-describedby={`${id}${day}-hint`}
                onChange={(event) => onChange({ ...value, [day]: event.target.value })}
              />
              <p className="quiet small" id={`${id}${day}-hint`}>
                {day === 'from' ? w.fromHint : w.untilHint}
              </p>
            </div>
          ))}
        </div>
      )}
    </>
  )
}
