import { Select } from 'antd'
import { useState } from 'react'
import { listFacilities } from '#foundation/place/contract.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import { useReadKeeping } from '#platform/ui/api.ts'
import { useName } from '#platform/ui/language.ts'

interface FacilitySelectProps {
  readonly id: string
  readonly label: string
  readonly communityId: string
  /** Empty for none. */
  readonly value: string
  readonly invalid: boolean
  readonly onChange: (facilityId: string) => void
}

/** One facility that lies in a community, found by part of its name. */
export function FacilitySelect({ id, label, communityId, value, invalid, onChange }: FacilitySelectProps) {
  const name = useName()
  const [q, setQ] = useState('')
  const { data } = useReadKeeping(listFacilities, { query: { communityId, ...(q && { q }), limit: 200 } })
  // Those that others share with it are theirs.
  const own = (data?.rows ?? []).filter((facility) => facility.communityId === communityId)
  return (
    <Select
      id={id}
      aria-label={label}
      {...(invalid && { status: 'error' as const })}
      showSearch={{ filterOption: false, onSearch: setQ }}
      placeholder={label}
      value={value || null}
      onChange={onChange}
      options={own.map((facility) => ({
        value: facility.facilityId,
        label: name(facility.name),
        kind: name(facilityKinds.get(facility.kind)?.name ?? { zh: facility.kind, en: facility.kind }),
      }))}
      optionRender={({ data: option }) => (
        <span>
          {option.label} <span className="quiet small">{option.kind}</span>
        </span>
      )}
    />
  )
}
