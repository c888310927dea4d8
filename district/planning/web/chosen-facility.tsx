import { Button, InputNumber } from 'antd'
import { memo, useId, useState } from 'react'
import { capacityUnits, facilityKinds } from '#foundation/place/rules/kinds.ts'
import { Glyph } from '#platform/ui/glyph.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import type { Candidate, Change } from '../contract.ts'
import { sharedAs, usualIntervention } from '../rules/candidates.ts'
import { withChange, withoutFacility } from '../rules/changes.ts'
import { sharedFacility } from './added-facility.ts'
import { type ChangedFacility, changedFacility } from './changed-facilities.ts'
import s from './chosen-facility.module.css'
import type { OpenedFacility } from './engine-jobs.ts'
import { meansWords } from './means-words.ts'
import { RoomPicker } from './room-picker.tsx'
import type { WhatIf } from './what-if.ts'
import { words } from './words.ts'
import { FacilityFit } from './zones/facility-fit.tsx'

interface ChosenFacilityProps {
  readonly facilityId: string
  readonly changes: readonly Change[]
  readonly changed: readonly ChangedFacility[]
  readonly known: ReadonlyMap<string, OpenedFacility>
  readonly whatIf: WhatIf
  /** Empty: none. */
  readonly onChoose: (facilityId: string) => void
}

/** The facility that is chosen on the map or in the list: its size, sharing, moving and closing it, taking all back. */
export const ChosenFacility = memo(function ChosenFacility(props: ChosenFacilityProps) {
  const { facilityId, changes, changed, known, whatIf, onChoose } = props
  const w = useWords(words)
  const m = useWords(meansWords)
  const [isMoving, setMoving] = useState(false)
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
        <button type="button" aria-label={w.dismiss} onClick={() => onChoose('')}>
          <Glyph of="cross" />
        </button>
      </header>
      <p className="quiet small">
        {kind && name(kind.name)}
        {isChanged && ` · ${w[facility.look]}`}
      </p>
      <FacilityFit facility={facility} />
      {!isClosed && <Size facility={facility} onChange={change} />}
      {asItIs && !isClosed && <Sharing host={asItIs} {...{ changes, change, onChoose }} />}
      <div className={s.actions}>
        {!isClosed && (
          <Button onClick={() => setMoving(true)}>{facility.look === 'add' ? m.putIn : m.moveIn}</Button>
        )}
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
      <RoomPicker
        facility={isMoving ? facility : undefined}
        changes={changes}
        onChoose={(hostId, candidate) => {
          whatIf.change(movedInto(facility, hostId, candidate).reduce(withChange, whatIf.state().changes))
          setMoving(false)
        }}
        onClose={() => setMoving(false)}
      />
    </section>
  )
})

/** A facility that is only planned has the area of the room it is put into, unless it has one of its own. */
function movedInto({ facilityId, look, ...size }: ChangedFacility, hostId: string, to: Candidate): Change[] {
  const { kind, lon, lat, areaM2 } = to
  const interventionId = usualIntervention(kind).id
  const move: Change = { kind: 'move', facilityId, lon, lat, interventionId, hostId }
  if (look !== 'add' || size.areaM2 !== null || kind === 'plot') return [move]
  return [move, { kind: 'resize', facilityId, capacity: size.capacity, areaM2 }]
}

interface SharingProps {
  readonly host: OpenedFacility
  readonly changes: readonly Change[]
  readonly change: (made: Change) => void
  readonly onChoose: (facilityId: string) => void
}

/** Opens a facility to be used as another one at the same place, where the catalogue says that it can be. */
function Sharing({ host, changes, change, onChoose }: SharingProps) {
  const m = useWords(meansWords)
  const name = useName()
  const kinds = sharedAs(host.kind).flatMap((id) => facilityKinds.get(id) ?? [])
  if (kinds.length === 0) return null
  return (
    <div className={s.sharing}>
      <h3>{m.share}</h3>
      <ul>
        {kinds.map((kind) => {
          const made = changes.find((one) => isSharing(one, host.facilityId, kind.id))
          return (
            <li key={kind.id}>
              {made ? (
                <Button type="link" size="small" onClick={() => onChoose(made.facilityId)}>
                  {name(kind.name)} · {m.sharedAlready}
                </Button>
              ) : (
                <Button
                  size="small"
                  onClick={() => {
                    const added = sharedFacility(host, kind)
                    change(added)
                    onChoose(added.facilityId)
                  }}
                >
                  {m.shareAs(name(kind.name))}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

const isSharing = (change: Change, hostId: string, facilityKind: string): boolean =>
  change.kind === 'add' && change.hostId === hostId && change.facilityKind === facilityKind

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
