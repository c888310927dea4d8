import { Marker } from 'maplibre-gl'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { areaShapes } from '#foundation/place/contract.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import { useShapes } from '#platform/ui/api.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { type Box, MapView, useMap } from '#platform/ui/map/map-view.tsx'
import type { Outcome } from '../contract.ts'
import { ChangeGlyph } from './change-glyph.tsx'
import { type ChangedFacility, changedFacilities } from './changed-facilities.ts'
import s from './compare-map.module.css'
import { compareWords } from './compare-words.ts'
import type { SideResult } from './comparison.ts'
import { DeltaLayer } from './delta-layer.tsx'
import { Divider } from './divider.tsx'
import type { OpenedFacility } from './engine-jobs.ts'
import { type LinkedMaps, linkedMaps } from './linked-maps.ts'
import { type Side, SideMark } from './sides.tsx'
import pins from './what-if-map.module.css'
import { words } from './words.ts'

interface CompareMapProps {
  readonly a: Side
  readonly b: Side
  readonly sides: { readonly a: SideResult; readonly b: SideResult }
  readonly known: ReadonlyMap<string, OpenedFacility>
  /** As the district is. */
  readonly before: readonly Outcome[]
  readonly box: Box
}

/** Two maps that move as one; what is left of the divider shows A, what is right of it B. */
export function CompareMap({ a, b, sides, known, before, box }: CompareMapProps) {
  const w = useWords(compareWords)
  const [split, setSplit] = useState(50)
  const [linked] = useState(linkedMaps)
  const changes = useMemo(() => [...placesOf(a, known), ...placesOf(b, known)], [a, b, known])
  const shared = { linked, before, known, box: useMemo(() => boxAround(changes, box), [changes, box]) }
  return (
    <section className={`panel ${s.panel}`} aria-label={w.map}>
      <div className={s.frame} data-print-as-seen>
        <OneMap side={a} result={sides.a} label={w.mapOf(w.sideA, a.name)} {...shared} />
        <div className={s.over} style={{ clipPath: `inset(0 0 0 ${split}%)` }}>
          <OneMap side={b} result={sides.b} label={w.mapOf(w.sideB, b.name)} controls {...shared} />
        </div>
        <p className={`${s.name} ${s.left}`} {...figures('wording')}>
          <SideMark of="a" /> <span>{a.name}</span>
        </p>
        <p className={`${s.name} ${s.right}`} {...figures('wording')}>
          <SideMark of="b" /> <span>{b.name}</span>
        </p>
        <Divider at={split} onMove={setSplit} />
      </div>
      <ul className={s.legend}>
        <li>
          <i className={pins.rises} /> ▲ {w.rises}
        </li>
        <li>
          <i className={pins.falls} /> ▼ {w.falls}
        </li>
        <li className={`quiet no-print ${s.hint}`}>{w.dividerHint}</li>
      </ul>
    </section>
  )
}

/** Degrees to each side of what is changed. */
const MARGIN = 0.015

const placesOf = ({ changes }: Side, known: CompareMapProps['known']) =>
  changedFacilities(changes ?? [], known).flatMap(({ at }) => at ?? [])

/** What is changed, with what lies around it; the whole district where nothing is. */
function boxAround(places: readonly { readonly lon: number; readonly lat: number }[], whole: Box): Box {
  if (places.length === 0) return whole
  const [lons, lats] = [places.map(({ lon }) => lon), places.map(({ lat }) => lat)]
  return [
    ...[Math.min(...lons) - MARGIN, Math.min(...lats) - MARGIN],
    ...[Math.max(...lons) + MARGIN, Math.max(...lats) + MARGIN],
  ]
}

interface OneMapProps extends Pick<CompareMapProps, 'known' | 'before' | 'box'> {
  readonly side: Side
  readonly result: SideResult
  readonly label: string
  readonly controls?: boolean
  readonly linked: LinkedMaps
}

function OneMap({ side, result, label, controls = false, linked, known, before, box }: OneMapProps) {
  const shapes = useShapes(areaShapes, { params: { level: 'community' } })
  const changed = useMemo(() => changedFacilities(side.changes ?? [], known), [side.changes, known])
  return (
    <MapView className={s.map} label={label} box={box} controls={controls}>
      <Linked to={linked} />
      {shapes && <DeltaLayer shapes={shapes} before={before} now={result.outcomes} />}
      {changed.map((facility) => (
        <Spot key={facility.facilityId} facility={facility} />
      ))}
    </MapView>
  )
}

function Linked({ to }: { to: LinkedMaps }) {
  const map = useMap()
  useEffect(() => to.add(map), [map, to])
  return null
}

/** Where a scheme changes a facility; it stays where it is. */
function Spot({ facility: { name: of, kind, look, at } }: { facility: ChangedFacility }) {
  const w = useWords(words)
  const name = useName()
  const kindName = facilityKinds.get(kind)?.name
  if (!at) return null
  const label = `${w[look]}: ${name(of)}${kindName ? `, ${name(kindName)}` : ''}`
  return (
    <At {...at}>
      <span role="img" className={`${pins.pin} ${s.spot}`} data-look={look} aria-label={label} title={label}>
        <ChangeGlyph of={look} />
      </span>
    </At>
  )
}

function At({ lon, lat, children }: { lon: number; lat: number; children: ReactNode }) {
  const map = useMap()
  const [holder] = useState(() => document.createElement('div'))
  useEffect(() => {
    const made = new Marker({ element: holder, anchor: 'bottom' }).setLngLat([lon, lat]).addTo(map)
    return () => void made.remove()
  }, [map, holder, lon, lat])
  return createPortal(children, holder)
}
