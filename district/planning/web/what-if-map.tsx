import type { FeatureCollection } from 'geojson'
import type * as maplibre from 'maplibre-gl'
import { memo, useEffect, useMemo } from 'react'
import { areaShapes, facilityPoints } from '#foundation/place/contract.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import { useShapes } from '#platform/ui/api.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { type Box, MapView, useMap } from '#platform/ui/map/map-view.tsx'
import { ShapeLayer } from '#platform/ui/map/shape-layer.tsx'
import type { Change } from '../contract.ts'
import { NO_MEANS, withChange } from '../rules/changes.ts'
import { ChangeGlyph } from './change-glyph.tsx'
import type { ChangedFacility } from './changed-facilities.ts'
import { DeltaLayer } from './delta-layer.tsx'
import { followPointer } from './follow-pointer.ts'
import { Pin, type PinMove } from './pin.tsx'
import { type ShownSites, SitesLayer, SitesLegend } from './sites-layer.tsx'
import type { WhatIf, WhatIfState } from './what-if.ts'
import s from './what-if-map.module.css'
import { words } from './words.ts'
import { PlanLayer, PlanLegend } from './zones/plan-layer.tsx'

interface WhatIfMapProps {
  readonly box: Box
  readonly whatIf: WhatIf
  readonly state: WhatIfState
  readonly changed: readonly ChangedFacility[]
  /** Kind whose facilities are shown and can be taken up. */
  readonly kind: string
  /** Given, a click on the map puts something there. */
  readonly onPlace: ((lon: number, lat: number) => void) | undefined
  readonly chosen: string
  readonly onChoose: (facilityId: string) => void
  readonly community: string
  readonly onCommunity: (areaId: string) => void
  /** Plan whose zones are shown; empty for none. */
  readonly plan: string
  readonly onPlan: (plan: string) => void
  /** Places that a tool chooses from. */
  readonly sites: ShownSites | undefined
}

/** The district with the facilities of a kind; communities whose score rises or falls are coloured as it happens. */
export function WhatIfMap(props: WhatIfMapProps) {
  const { box, whatIf, state, changed, kind, onPlace, chosen, onChoose, community, onCommunity, sites } =
    props
  const w = useWords(words)
  const shapes = useShapes(areaShapes, { params: { level: 'community' } })
  return (
    <MapView
      className={`${s.map} ${onPlace ? s.placing : ''}`}
      label={`${w.map}. ${w.mapHint}`}
      box={box}
      legend={
        <>
          <li>
            <i className={s.rises} /> ▲ {w.rises}
          </li>
          <li>
            <i className={s.falls} /> ▼ {w.falls}
          </li>
          <li>● {w.existing}</li>
          <PlanLegend plan={props.plan} onPlan={props.onPlan} />
          {sites && <SitesLegend />}
        </>
      }
    >
      {shapes && (
        <DeltaLayer
          shapes={shapes}
          before={state.opened?.outcomes}
          now={state.now}
          selected={community || undefined}
          {...(!onPlace && { onClick: onCommunity })}
        />
      )}
      {props.plan && <PlanLayer plan={props.plan} />}
      <Places kind={kind} changed={changed} whatIf={whatIf} onChoose={onChoose} />
      {sites && <SitesLayer sites={sites} />}
      {onPlace && <PlaceByClick onPlace={onPlace} />}
      {changed.map((facility) => (
        <FacilityPin
          key={facility.facilityId}
          {...{ facility, whatIf, onChoose }}
          isChosen={chosen === facility.facilityId}
        />
      ))}
    </MapView>
  )
}

/** Facilities of a kind as dots; one that is pressed and moved is taken up. */
function Places({
  kind,
  changed,
  whatIf,
  onChoose,
}: Pick<WhatIfMapProps, 'kind' | 'changed' | 'whatIf' | 'onChoose'>) {
  const map = useMap()
  const points = useShapes(facilityPoints, { query: { kind } })
  // A text, so that the map gets its points anew only when another one is pinned, not at every move.
  const pinned = JSON.stringify(changed.map(({ facilityId }) => facilityId))
  const data = useMemo((): FeatureCollection => {
    const ids = new Set<string>(JSON.parse(pinned))
    const features = (points?.features ?? []).filter((one) => !ids.has(one.properties?.facilityId))
    return { type: 'FeatureCollection', features }
  }, [points, pinned])
  useEffect(() => {
    const take = (event: maplibre.MapLayerMouseEvent | maplibre.MapLayerTouchEvent) => {
      const facilityId = event.features?.[0]?.properties.facilityId as string | undefined
      if (!facilityId) return
      event.preventDefault() // the map must not pan
      onChoose(facilityId)
      dragAlong(map, (move) =>
        whatIf.change(
          withChange(whatIf.state().changes, {
            kind: 'move',
            facilityId,
            lon: move.lon,
            lat: move.lat,
            ...NO_MEANS,
          }),
          { event: move.event, record: move.dropped },
        ),
      )
    }
    map.on('mousedown', 'facilities-0', take)
    map.on('touchstart', 'facilities-0', take)
    return () => {
      map.off('mousedown', 'facilities-0', take)
      map.off('touchstart', 'facilities-0', take)
    }
  }, [map, whatIf, onChoose])
  return (
    <ShapeLayer
      id="facilities"
      idProperty="facilityId"
      data={data}
      styles={FACILITY_STYLES}
      onClick={onChoose}
    />
  )
}

const FACILITY_STYLES = [
  {
    type: 'circle',
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, 3, 14, 6, 17, 10],
      'circle-color': '#14212b',
      'circle-stroke-color': '#ffffff',
      'circle-stroke-width': 1.5,
    },
  },
] as never

/** Follows the pointer until it is let go; a press without a move does nothing. */
function dragAlong(map: maplibre.Map, onMove: (move: PinMove) => void): void {
  const { left, top } = map.getContainer().getBoundingClientRect()
  let last: PinMove | undefined
  const move = (event: globalThis.PointerEvent) => {
    const at = map.unproject([event.clientX - left, event.clientY - top])
    last = { lon: at.lng, lat: at.lat, event: event.timeStamp, dropped: false }
    onMove(last)
  }
  const up = () => {
    stop()
    if (last) onMove({ ...last, dropped: true })
  }
  const stop = followPointer(window, move)
  window.addEventListener('pointerup', up, { once: true })
}

/** A click says where; without a pointer, the middle of the map does. */
function PlaceByClick({ onPlace }: { onPlace: (lon: number, lat: number) => void }) {
  const map = useMap()
  const w = useWords(words)
  useEffect(() => {
    const place = ({ lngLat }: maplibre.MapMouseEvent) => onPlace(lngLat.lng, lngLat.lat)
    map.on('click', place)
    return () => void map.off('click', place)
  }, [map, onPlace])
  const inTheMiddle = () => {
    const { lng, lat } = map.getCenter()
    onPlace(lng, lat)
  }
  return (
    <p className={s.place} role="status">
      {w.addHint}
      <button type="button" onClick={inTheMiddle}>
        {w.addAtCentre}
      </button>
    </p>
  )
}

interface FacilityPinProps {
  readonly facility: ChangedFacility
  readonly whatIf: WhatIf
  readonly isChosen: boolean
  readonly onChoose: (facilityId: string) => void
}

const FacilityPin = memo(function FacilityPin({ facility, whatIf, isChosen, onChoose }: FacilityPinProps) {
  const w = useWords(words)
  const name = useName()
  const { facilityId, look, at } = facility
  if (!at) return null
  const change = (made: Change, options = {}) =>
    whatIf.change(withChange(whatIf.state().changes, made), options)
  const canMove = look !== 'remove'
  const kind = facilityKinds.get(facility.kind)
  return (
    <Pin
      {...{ ...at, look }}
      label={`${w[look]}: ${name(facility.name)}${kind ? `, ${name(kind.name)}` : ''}`}
      chosen={isChosen}
      onChoose={() => onChoose(facilityId)}
      {...(canMove && {
        onMove: (move: PinMove) =>
          change(
            { kind: 'move', facilityId, lon: move.lon, lat: move.lat, ...NO_MEANS },
            { event: move.event, record: move.dropped },
          ),
      })}
      onDelete={() => change({ kind: 'remove', facilityId })}
    >
      <ChangeGlyph of={look} />
    </Pin>
  )
})
