import { Marker } from 'maplibre-gl'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useMap } from '#platform/ui/map/map-view.tsx'
import { followPointer } from './follow-pointer.ts'
import s from './what-if-map.module.css'

export interface PinMove {
  readonly lon: number
  readonly lat: number
  /** Moment of the event behind it. */
  readonly event: number
  /** False while the pin is still held. */
  readonly dropped: boolean
}

interface PinProps {
  readonly lon: number
  readonly lat: number
  readonly label: string
  readonly look: 'add' | 'move' | 'resize' | 'remove'
  readonly chosen: boolean
  readonly onChoose: () => void
  /** Left out: it stays where it is. */
  readonly onMove?: (move: PinMove) => void
  readonly onDelete: () => void
  readonly children: ReactNode
}

/** What an arrow key moves a pin by, in pixels; with Shift, five times as far. */
const KEY_STEP = 6
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
/** A press that moves less than this, in pixels, is a click. */
const CLICK_SLACK = 3

/** A pin on the map that is dragged by pointer or moved by keys. */
export function Pin({ lon, lat, label, look, chosen, onChoose, onMove, onDelete, children }: PinProps) {
  const map = useMap()
  const [holder] = useState(() => document.createElement('div'))
  const marker = useRef<Marker>(undefined)
  /** Where it was pressed, while it is; `stop` ends following the pointer. */
  const held = useRef<{ x: number; y: number; moved: boolean; stop: () => void }>(undefined)

  useEffect(() => {
    const made = new Marker({ element: holder, anchor: 'bottom' }).setLngLat([lon, lat]).addTo(map)
    marker.current = made
    return () => void made.remove()
  }, [map, holder])
  useEffect(() => {
    // While it is held, the hand is ahead of the scores.
    if (!held.current) marker.current?.setLngLat([lon, lat])
  }, [lon, lat])

  const placeAt = (x: number, y: number, event: number, dropped: boolean) => {
    const { left, top } = map.getContainer().getBoundingClientRect()
    const at = map.unproject([x - left, y - top])
    marker.current?.setLngLat(at)
    onMove?.({ lon: at.lng, lat: at.lat, event, dropped })
  }
  const drag = (event: globalThis.PointerEvent, dropped: boolean) => {
    const start = held.current
    if (!start) return
    if (Math.hypot(event.clientX - start.x, event.clientY - start.y) > CLICK_SLACK) start.moved = true
    if (start.moved) placeAt(event.clientX, event.clientY, event.timeStamp, dropped)
  }
  const latest = useRef(drag)
  latest.current = drag
  const down = (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation() // the map must not pan
    if (event.button !== 0 || !onMove) return
    const { currentTarget: pin, pointerId, clientX: x, clientY: y } = event
    pin.setPointerCapture(pointerId)
    held.current = { x, y, moved: false, stop: followPointer(pin, (move) => latest.current(move, false)) }
  }
  const letGo = () => {
    held.current?.stop()
    held.current = undefined
  }
  useEffect(() => () => held.current?.stop(), [])
  const key = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key]
    if (event.key === 'Delete' || event.key === 'Backspace') onDelete()
    else if (!arrow || !onMove) return
    else {
      const { x, y } = map.project([lon, lat])
      const by = KEY_STEP * (event.shiftKey ? 5 : 1)
      const at = map.unproject([x + arrow[0] * by, y + arrow[1] * by])
      onMove({ lon: at.lng, lat: at.lat, event: event.timeStamp, dropped: true })
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return createPortal(
    <button
      type="button"
      className={s.pin}
      data-look={look}
      aria-label={label}
      aria-pressed={chosen}
      onPointerDown={down}
      onPointerUp={(event) => {
        drag(event.nativeEvent, true)
        letGo()
      }}
      onPointerCancel={letGo}
      onMouseDown={(event) => event.stopPropagation()}
      onTouchStart={(event) => event.stopPropagation()}
      onClick={(event) => {
        event.stopPropagation()
        onChoose()
      }}
      onKeyDown={key}
    >
      {children}
    </button>,
    holder,
  )
}
