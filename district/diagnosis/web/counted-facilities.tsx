import { Link } from '@tanstack/react-router'
import type { Facility } from '#foundation/place/contract.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import { communityPath, facilitySearch } from '#foundation/place/web/parts/paths.ts'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { words } from './words.ts'

interface CountedFacilitiesProps {
  readonly facilities: readonly Facility[]
  readonly communityId: string
}

/** The facilities behind a number, those across the border named with the community they are in. */
export function CountedFacilities({ facilities, communityId }: CountedFacilitiesProps) {
  const w = useWords(words)
  const name = useName()
  const { byId } = useAreas()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<Facility>[] = [
    {
      ...text(w.facility),
      rowHeading: true,
      cell: (f) => (
        <Link to="/facilities" search={facilitySearch(f.facilityId) as never}>
          {name(f.name)}
        </Link>
      ),
    },
    {
      ...text(w.kind),
      cell: ({ kind }) => {
        const known = facilityKinds.get(kind)
        return known ? name(known.name) : kind
      },
    },
    {
      ...text(w.place),
      cell: (f) => {
        const area = byId.get(f.communityId)
        if (f.communityId === communityId) return w.inside
        const where = area ? <Link to={communityPath(f.communityId)}>{name(area.name)}</Link> : f.communityId
        return (
          <span>
            {f.sharedWith.includes(communityId) ? w.shared : w.nearby} · {where}
          </span>
        )
      },
    },
  ]
  return (
    <DataTable
      label={w.counting}
      columns={columns}
      rows={facilities}
      rowKey={(f) => f.facilityId}
      rowsAre="opens"
    />
  )
}
