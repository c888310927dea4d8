import { RollbackOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { Empty } from '#platform/ui/states.tsx'
import { withoutFacility } from '../rules/changes.ts'
import { ChangeGlyph } from './change-glyph.tsx'
import s from './change-list.module.css'
import type { ChangedFacility } from './changed-facilities.ts'
import type { WhatIf } from './what-if.ts'
import { words } from './words.ts'

interface ChangeListProps {
  readonly whatIf: WhatIf
  readonly changed: readonly ChangedFacility[]
  readonly chosen: string
  readonly onChoose: (facilityId: string) => void
}

/** Every facility that is changed: what is done to it, and the way back. */
export function ChangeList({ whatIf, changed, chosen, onChoose }: ChangeListProps) {
  const w = useWords(words)
  if (changed.length === 0) return <Empty title={w.noChanges} why={w.noChangesWhy} />
  return (
    <>
      <ul className={s.list}>
        {changed.map((facility) => (
          <ChangeRow
            key={facility.facilityId}
            facility={facility}
            chosen={chosen === facility.facilityId}
            onChoose={() => onChoose(facility.facilityId)}
            onTakeBack={() => whatIf.change(withoutFacility(whatIf.state().changes, facility.facilityId))}
          />
        ))}
      </ul>
      <p className={`${s.all} no-print`}>
        <Button type="link" onClick={() => whatIf.change([])}>
          {w.clearAll}
        </Button>
      </p>
    </>
  )
}

interface ChangeRowProps {
  readonly facility: ChangedFacility
  readonly chosen: boolean
  readonly onChoose: () => void
  readonly onTakeBack: () => void
}

function ChangeRow({ facility, chosen, onChoose, onTakeBack }: ChangeRowProps) {
  const w = useWords(words)
  const name = useName()
  const { look, wish, kind, at } = facility
  const known = facilityKinds.get(kind)
  const done = [w[look], wish.move && look !== 'move' && w.move, wish.resize && look !== 'resize' && w.resize]
  return (
    <li className={s.row} data-chosen={chosen}>
      <span className={s.sign} data-look={look}>
        <ChangeGlyph of={look} />
      </span>
      <button type="button" className={s.what} aria-pressed={chosen} onClick={onChoose}>
        <b>{name(facility.name)}</b>
        <span className="quiet small">
          {done.filter(Boolean).join(' · ')}
          {known && ` · ${name(known.name)}`}
          {!at && ` · ${w.gone}`}
        </span>
      </button>
      <Button
        type="text"
        className="no-print"
        icon={<RollbackOutlined />}
        aria-label={`${w.takeBack}: ${name(facility.name)}`}
        title={w.takeBack}
        onClick={onTakeBack}
      />
    </li>
  )
}
