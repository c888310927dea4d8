import { Link } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useMemo, useState } from 'react'
import { haversineM } from '#core/geo/projection.ts'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { SearchInput } from '#platform/ui/search-input.tsx'
import { Empty, Loading } from '#platform/ui/states.tsx'
import type { Candidate, Change } from '../contract.ts'
import { candidateKinds, costOf, usualIntervention } from '../rules/candidates.ts'
import type { ChangedFacility } from './changed-facilities.ts'
import { useCostText, useHosts } from './costs.ts'
import { meansWords } from './means-words.ts'
import s from './room-picker.module.css'
import { words } from './words.ts'

interface RoomPickerProps {
  /** Undefined: closed. */
  readonly facility: ChangedFacility | undefined
  readonly changes: readonly Change[]
  readonly onChoose: (hostId: string, candidate: Candidate) => void
  readonly onClose: () => void
}

/** Vacant rooms, plots and public buildings, the nearest to a facility first: choose one to move it there. */
export function RoomPicker({ facility, changes, onChoose, onClose }: RoomPickerProps) {
  const w = useWords(meansWords)
  const { dismiss } = useWords(words)
  return (
    <Drawer
      open={facility !== undefined}
      onClose={onClose}
      title={facility?.look === 'add' ? w.putIn : w.moveIn}
      size={420}
      destroyOnHidden
      closable={{ 'aria-label': dismiss }}
    >
      {facility?.at && <Rooms {...{ facility, changes, onChoose }} at={facility.at} />}
    </Drawer>
  )
}

/** Rows shown at first, and more of them at each click. */
const ROWS = 30

interface Room {
  readonly hostId: string
  readonly candidate: Candidate
  readonly metres: number
}

type RoomsProps = Pick<RoomPickerProps, 'changes' | 'onChoose'> & {
  readonly facility: ChangedFacility
  readonly at: { readonly lon: number; readonly lat: number }
}

function Rooms({ facility, at, changes, onChoose }: RoomsProps) {
  const w = useWords(meansWords)
  const n = useNumbers()
  const [q, setQ] = useState('')
  const [count, setCount] = useState(ROWS)
  const found = useRooms(at, q)
  if (!found) return <Loading lines={5} />
  const search = (text: string) => {
    setQ(text)
    setCount(ROWS)
  }
  return (
    <div className={s.rooms}>
      <SearchInput label={w.findRoom} value={q} onChange={search} />
      {found.length === 0 && (
        <Empty title={w.noRoom} why={w.noRoomWhy}>
          <Link to="/what-if/candidates">{w.openRegister}</Link>
        </Empty>
      )}
      {found.length > 0 && (
        <>
          <p className="quiet small" role="status">
            {w.nearestFirst(n.count(Math.min(count, found.length)), n.count(found.length))}
          </p>
          <ul {...figures('record')}>
            {found.slice(0, count).map((room) => (
              <RoomRow
                key={room.hostId}
                room={room}
                heldBy={holderOf(room.hostId, changes)}
                facilityId={facility.facilityId}
                onChoose={() => onChoose(room.hostId, room.candidate)}
              />
            ))}
          </ul>
          {found.length > count && <Button onClick={() => setCount(count + ROWS)}>{w.moreRooms}</Button>}
        </>
      )}
    </div>
  )
}

/** The facility that the scheme puts there, if any. */
const holderOf = (hostId: string, changes: readonly Change[]): string | undefined =>
  changes.find((one) => 'hostId' in one && one.hostId === hostId)?.facilityId

/** Candidates whose name, community or kind has the text in it, the nearest first. */
function useRooms({ lon, lat }: RoomsProps['at'], q: string): readonly Room[] | undefined {
  const hosts = useHosts()
  const { byId } = useAreas()
  return useMemo(() => {
    const wanted = q.trim().toLowerCase()
    const says = ({ name, kind, communityId }: Candidate) => {
      const [area, kindName] = [byId.get(communityId)?.name, candidateKinds[kind]]
      return [name, area?.zh, area?.en, kindName.zh, kindName.en].join('\n').toLowerCase()
    }
    return (
      hosts &&
      [...hosts]
        .filter(([, candidate]) => says(candidate).includes(wanted))
        .map(([hostId, candidate]): Room => {
          return { hostId, candidate, metres: haversineM(lon, lat, candidate.lon, candidate.lat) }
        })
        .sort((a, b) => a.metres - b.metres)
    )
  }, [hosts, byId, lon, lat, q])
}

interface RoomRowProps {
  readonly room: Room
  /** Facility that the scheme puts there. */
  readonly heldBy: string | undefined
  readonly facilityId: string
  readonly onChoose: () => void
}

function RoomRow({ room: { candidate, metres }, heldBy, facilityId, onChoose }: RoomRowProps) {
  const w = useWords(meansWords)
  const n = useNumbers()
  const name = useName()
  const costText = useCostText()
  const area = useAreas().byId.get(candidate.communityId)
  const { kind, areaM2 } = candidate
  const means = usualIntervention(kind)
  const cost = costOf(candidate, means) ?? { fen: null, stated: false }
  const held = heldBy === undefined ? undefined : heldBy === facilityId ? w.here : w.taken
  return (
    <li>
      <button
        type="button"
        className={s.room}
        disabled={held !== undefined}
        aria-label={w.choose(candidate.name)}
        onClick={onChoose}
      >
        <b>{candidate.name}</b>
        <span>{n.metres(metres)}</span>
        <span className="quiet small">
          {[name(candidateKinds[kind]), areaM2 === null ? w.areaUnknown : `${n.value(areaM2)} m²`].join(
            ' · ',
          )}
          {area && ` · ${name(area.name)}`}
        </span>
        <span className="quiet small">{held}</span>
        <span className="small">
          {name(means.name)} · {costText({ ...cost, why: cost.fen === null ? 'area' : null })}
        </span>
      </button>
    </li>
  )
}
