import { Select } from 'antd'
import type { Area } from '#foundation/place/contract.ts'
import { useName } from '#platform/ui/language.ts'
import { useAreas } from './use-areas.ts'

interface AreaSelectProps {
  readonly label: string
  /** Given, nothing may be chosen, and this says what that means. */
  readonly none?: string
  readonly levels: readonly Area['level'][]
  /** Which areas are offered; all of the levels unless given. */
  readonly offered?: (area: Area) => boolean
  readonly id?: string
  /** Empty for none. */
  readonly value: string
  readonly invalid?: boolean
  readonly onChange: (areaId: string) => void
}

/** One area, found by its Chinese or English name or its code; a community says its town. */
export function AreaSelect(props: AreaSelectProps) {
  const { label, none, levels, offered = () => true, id, value, invalid = false, onChange } = props
  const name = useName()
  const { byId } = useAreas()
  const optionOf = (area: Area) => {
    const town = area.level === 'community' ? byId.get(area.parentId ?? '') : undefined
    return {
      value: area.areaId,
      label: name(area.name),
      town: town && name(town.name),
      search: `${area.name.zh} ${area.name.en} ${area.areaId}`,
    }
  }
  const areas = [...byId.values()].filter((area) => levels.includes(area.level) && offered(area))
  return (
    <Select
      aria-label={label}
      {...(id && { id })}
      {...(invalid && { status: 'error' })}
      showSearch={{ optionFilterProp: 'search' }}
      popupMatchSelectWidth={false}
      placeholder={label}
      value={value || (none === undefined ? null : '')}
      onChange={(areaId) => onChange(areaId ?? '')}
      options={[
        ...(none === undefined ? [] : [{ value: '', label: none, town: undefined, search: '' }]),
        ...areas.map(optionOf),
      ]}
      optionRender={({ data }) => (
        <span>
          {data.label} {data.town && <span className="quiet small">{data.town}</span>}
        </span>
      )}
    />
  )
}
