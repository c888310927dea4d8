import { Button, InputNumber } from 'antd'
import { useId } from 'react'
import { capacityUnits, facilityKinds } from '#foundation/place/rules/kinds.ts'
import { Glyph } from '#platform/ui/glyph.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import type { Change } from '../contract.ts'
import { withChange, withoutFacility } from '../rules/changes.ts'
import { type ChangedFacility, changedFacility } from './changed-facilities.ts'
import s from './chosen-facility.module.css'
import type { OpenedFacility } from './engine-jobs.ts'
import type { WhatIf } from './what-if.ts'
import { words } from './words.ts'
import { FacilityFit } from './zones/facility-fit.tsx'

interface ChosenFacilityProps {
  readonly facilityId: string
  readonly changed: readonly ChangedFacility[]
  readonly known: ReadonlyMap<string, OpenedFacility>
  readonly whatIf: WhatIf
  readonly onClose: () => void
}

/** The facility that is chosen on the map or in the list: its size, closing it, taking its changes back. */
export function ChosenFacility({ facilityId, changed, known, whatIf, onClose }: ChosenFacilityProps) {
  const w = useWords(words)
  const name = useName()
  const ofChange = changed.find((one) => one.facilityId === facilityId)
  const isChanged = ofChange !== undefined
  const asItIs = known.get(facilityId)
  const facility = ofChange ?? (asItIs && changedFacility(facilityId, {}, asItIs))
  if (!facility?.at) return null
  const kind = facilityKinds.get(facility.kind)
  const change = (made: Change) => whatIf.change(withChange(whatIf.state().changes, made))
  const isClosed = isChanged && facility.look === 'remove'
  return (
    <section className={`${s.card} no-print`} aria-label={name(facility.name)}>
      <header>
        <h2>{name(facility.name)}</h2>
        <button type="button" aria-label={w.dismiss} onClick={onClose}>
          <Glyph of="cross" />
        </button>
      </header>
      <p className="quiet small">
        {kind && name(kind.name)}
        {isChanged && ` · ${w[facility.look]}`}
      </p>
      <FacilityFit facility={facility} />
      {!isClosed && <Size facility={facility} onChange={change} />}
      <div className={s.actions}>
        {!isClosed && facility.look !== 'add' && (
          <Button danger onClick={() => change({ kind: 'remove', facilityId })}>
            {w.close}
          </Button>
        )}
        {isChanged && (
          <Button onClick={() => whatIf.change(withoutFacility(whatIf.state().changes, facilityId))}>
            {w.takeBack}
          </Button>
        )}
      </div>
    </section>
  )
}

function Size({ facility, onChange }: { facility: ChangedFacility; onChange: (change: Change) => void }) {
  const w = useWords(words)
  const name = useName()
  const id = useId()
  const { facilityId, capacity, areaM2, capacityUnit } = facility
  const unit = capacityUnit ? capacityUnits[capacityUnit] : undefined
  const resize = (size: { capacity: number | null; areaM2: number | null }) =>
    onChange({ kind: 'resize', facilityId, ...size })
  return (
    <div className={s.size}>
      {capacityUnit && (
        <label htmlFor={`${id}-capacity`}>
          {w.capacity}
          {unit && w.inUnit(name(unit))}
          <InputNumber
            id={`${id}-capacity`}
            min={0}
            max={1e6}
            value={capacity}
            placeholder={w.unknown}
            onChange={(value) => resize({ capacity: value, areaM2 })}
          />
        </label>
      )}
      {capacityUnit && capacity === null && <p className="small quiet">{w.capacityUnknown}</p>}
      <label htmlFor={`${id}-area`}>
        {w.area}
        <InputNumber
          id={`${id}-area`}
          min={0}
          max={1e7}
          value={areaM2}
          placeholder={w.unknown}
          onChange={(value) => resize({ capacity, areaM2: value })}
        />
      </label>
    </div>
  )
}
