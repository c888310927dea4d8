import { Input } from 'antd'
import { useState } from 'react'
import { closeFacility } from '#foundation/place/contract/facility.ts'
import type { RegisteredFacility } from '#foundation/place/contract.ts'
import { api } from '#platform/ui/api.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { today } from '#platform/ui/today.ts'
import s from './edit.module.css'
import { words } from './edit-words.ts'
import { useLife } from './use-life.ts'

interface ClosingProps {
  readonly facility: RegisteredFacility
  /** Why nothing may be done. */
  readonly why: string | undefined
  readonly onDone: (facility: RegisteredFacility) => Promise<void>
}

/** Whether it is open, and the way to close it from a day on or to take that back. */
export function Closing({ facility, why, onDone }: ClosingProps) {
  const w = useWords(words)
  const name = useName()
  const life = useLife()
  const [on, setOn] = useState(today)
  const { communityId, facilityId, closedOn } = facility
  const closing = async (on: string | null, note: string) =>
    await onDone(await api(closeFacility, { params: { communityId, facilityId }, body: { on, note } }))
  return (
    <section className={`panel ${s.closing}`} aria-label={w.close}>
      <p {...figures('record')}>
        <b>{life(facility) ?? w.isOpen}</b>
      </p>
      {closedOn === null ? (
        // Keyed: done, its dialog goes, and does not stay as that of the opposite.
        <ConfirmButton
          key="close"
          label={w.close}
          title={w.closeTitle(name(facility.name))}
          why={w.closeWhy}
          reason={w.reason}
          danger
          disabled={why !== undefined}
          onConfirm={(note) => closing(on || today(), note)}
        >
          <div>
            <label htmlFor="closed-on">{w.closeOn}</label>
            <Input
              id="closed-on"
              type="date"
              value={on}
              min={facility.openedOn ?? undefined}
              onChange={(event) => setOn(event.target.value)}
            />
          </div>
        </ConfirmButton>
      ) : (
        <ConfirmButton
          key="reopen"
          label={w.reopen}
          title={w.reopenTitle(name(facility.name))}
          why={w.reopenWhy}
          disabled={why !== undefined}
          onConfirm={() => closing(null, '')}
        />
      )}
      {why && <span className="quiet small">{why}</span>}
    </section>
  )
}
