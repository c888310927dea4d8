import { Link } from '@tanstack/react-router'
import type { Static } from 'typebox'
import type { communityFacilities } from '#district/diagnosis/contract.ts'
import { capacityUnits, facilityKinds } from '#foundation/place/rules/kinds.ts'
import { facilitySearch, servedPath } from '#foundation/place/web/parts/paths.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { Empty } from '#platform/ui/states.tsx'
import s from './community-page.module.css'
import { words } from './words.ts'

export type UsedFacility = Static<typeof communityFacilities.reply>['rows'][number]

/** Facilities inside, shared by agreement, and those across the border that residents walk to. */
export function CommunityFacilities({ facilities }: { facilities: readonly UsedFacility[] }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const text = (label: string) => ({ id: label, label, heading: label })
  const size = ({ facility: { areaM2, capacity, capacityUnit } }: UsedFacility) => {
    const unit = capacityUnit && capacityUnits[capacityUnit]
    return [
      areaM2 && `${n.count(areaM2)} m²`,
      capacity && `${n.count(capacity)} ${unit ? name(unit) : (capacityUnit ?? '')}`,
    ]
      .filter(Boolean)
      .join(' · ')
  }
  const columns: Column<UsedFacility>[] = [
    {
      ...text(w.facility),
      rowHeading: true,
      cell: ({ facility }) => (
        <Link to="/facilities" search={facilitySearch(facility.facilityId) as never}>
          {name(facility.name)}
        </Link>
      ),
    },
    {
      ...text(w.kind),
      cell: ({ facility: { kind } }) => {
        const known = facilityKinds.get(kind)
        return known ? name(known.name) : kind
      },
    },
    { ...text(w.place), cell: ({ place }) => w[place] },
    { ...text(w.size), cell: size },
    {
      ...text(w.serves),
      number: true,
      cell: ({ facility, people }) => (
        <Figure to={servedPath(facility.communityId, facility.facilityId)}>
          {people === null ? w.hidden : w.peopleCount(n.count(people))}
        </Figure>
      ),
    },
  ]
  const order = { inside: 0, shared: 1, nearby: 2 }
  const rows = facilities.toSorted(
    (a, b) => order[a.place] - order[b.place] || (b.people ?? 0) - (a.people ?? 0),
  )
  return (
    <>
      <header className={s.head}>
        <h2 id="facilities-title">{w.facilities}</h2>
      </header>
      {rows.length === 0 ? (
        <Empty title={w.noFacilities} />
      ) : (
        <DataTable
          label={w.facilities}
          columns={columns}
          rows={rows}
          rowKey={({ facility }) => facility.facilityId}
          rowsAre="record"
        />
      )}
    </>
  )
}
