import { Link } from '@tanstack/react-router'
import type { RegisteredFacility } from '#foundation/place/contract.ts'
import { capacityUnits, facilityKinds } from '#foundation/place/rules/kinds.ts'
import { lifeOn } from '#foundation/place/rules/life.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { today } from '#platform/ui/today.ts'
import { EditLink } from './edit-link.tsx'
import s from './facilities-page.module.css'
import { communityPath, servedPath } from './parts/paths.ts'
import { useAreas } from './parts/use-areas.ts'
import { useMay } from './parts/use-may.ts'
import { useLife } from './use-life.ts'
import { words } from './words.ts'

interface FacilityTableProps {
  readonly rows: readonly RegisteredFacility[]
  readonly onPick: (facilityId: string) => void
}

/** Rows of the register; who may keep one has its way to the form. */
export function FacilityTable({ rows, onPick }: FacilityTableProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const { byId } = useAreas()
  const may = useMay()
  const life = useLife()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<RegisteredFacility>[] = [
    {
      ...text(w.name),
      rowHeading: true,
      cell: (facility) => (
        <>
          <button type="button" className={s.pick} onClick={() => onPick(facility.facilityId)}>
            {name(facility.name)}
            {facility.generated && <span className={s.demo}>{w.generated}</span>}
          </button>
          {life(facility) && <span className={s.life}>{life(facility)}</span>}
        </>
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
      ...text(w.community),
      cell: ({ communityId, sharedWith }) => {
        const area = byId.get(communityId)
        return (
          <span>
            <Link to={communityPath(communityId)}>{area ? name(area.name) : communityId}</Link>
            {sharedWith.length > 0 && (
              <span className="quiet small"> · {w.shared(n.count(sharedWith.length))}</span>
            )}
          </span>
        )
      },
    },
    {
      ...text(w.served),
      cell: (facility) =>
        lifeOn(facility, today()) === 'open' && (
          <Link to={servedPath(facility.communityId, facility.facilityId)}>{w.servedHomes}</Link>
        ),
    },
    { ...text(w.size), cell: (facility) => <Size of={facility} /> },
    {
      ...text(w.hours),
      cell: ({ hours }) => <span className={s.hours}>{hours?.replaceAll('; ', '\n')}</span>,
    },
    ...(may('place.edit')
      ? []
      : [
          {
            ...text(w.keep),
            cell: ({ communityId, facilityId, name: called }: RegisteredFacility) =>
              !may('place.edit', communityId) && (
                <EditLink {...{ communityId, facilityId }} name={name(called)} />
              ),
          },
        ]),
  ]
  return (
    <DataTable
      label={w.title}
      columns={columns}
      id="facilities"
      rows={rows}
      rowKey={(row) => row.facilityId}
      rowsAre="record"
    />
  )
}

function Size({ of: { areaM2, capacity, capacityUnit, floor } }: { of: RegisteredFacility }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const unit = capacityUnit ? capacityUnits[capacityUnit] : undefined
  const parts = [
    areaM2 !== null && `${n.count(areaM2)} m²`,
    capacity !== null && `${n.count(capacity)} ${unit ? name(unit) : (capacityUnit ?? '')}`,
    floor && (/^\d+$/.test(floor) ? w.floor(Number(floor)) : floor),
  ]
  return <span>{parts.filter(Boolean).join(' · ')}</span>
}
