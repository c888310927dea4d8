import { Marker } from 'maplibre-gl'
import { useEffect, useMemo, useRef } from 'react'
import { facilityPoints } from '#foundation/place/contract.ts'
import { useShapes } from '#platform/ui/api.ts'
import { useWords } from '#platform/ui/language.ts'
import { type Box, MapView, useMap } from '#platform/ui/map/map-view.tsx'
import { ShapeLayer } from '#platform/ui/map/shape-layer.tsx'
import { COLOURS } from '#platform/ui/theme.ts'
import s from './edit.module.css'
import { words } from './edit-words.ts'
import type { useGround } from './use-ground.ts'

interface PlaceMapProps {
  readonly box: Box
  readonly ground: ReturnType<typeof useGround>
  readonly lon: number | null
  readonly lat: number | null
  /** Of the place, to be outlined. */
  readonly communityId: string | undefined
  /** Others of this kind are shown, so that none is entered twice. */
  readonly kind: string
  /** The facility itself, which is the marker. */
  readonly facilityId: string | undefined
  readonly onPlace: (lon: number, lat: number) => void
}

/** A map on which a click or a marker that is dragged sets one place. */
export function PlaceMap({ box, ground, lon, lat, communityId, kind, facilityId, onPlace }: PlaceMapProps) {
  const w = useWords(words)
  return (
    <MapView
      className={s.mapView}
      label={`${w.map}. ${w.mapHint}`}
      box={box}
      {...(kind && { legend: <li>● {w.sameKind}</li> })}
    >
      {ground && (
        <ShapeLayer
          id="community"
          idProperty="areaId"
          data={ground.shapes}
          styles={OUTLINES}
          selected={communityId}
        />
      )}
      {kind && <OfKind {...{ kind, facilityId }} />}
      <ByClick onPlace={onPlace} />
      {lon !== null && lat !== null && <PlaceMarker {...{ lon, lat, onPlace }} />}
    </MapView>
  )
}

const SELECTED = ['boolean', ['feature-state', 'selected'], false]
const OUTLINES = [
  {
    type: 'line',
    paint: {
      'line-color': ['case', SELECTED, COLOURS.primary, '#7a8b94'],
      'line-width': ['case', SELECTED, 3, 0.8],
    },
  },
] as never

const DOTS = [
  {
    type: 'circle',
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, 2, 16, 6],
      'circle-color': COLOURS.ink,
      'circle-stroke-color': '#ffffff',
      'circle-stroke-width': 1.5,
    },
  },
] as never

function OfKind({ kind, facilityId }: Pick<PlaceMapProps, 'kind' | 'facilityId'>) {
  const points = useShapes(facilityPoints, { query: { kind } })
  const data = useMemo(
    () =>
      points && {
        ...points,
        features: points.features.filter(({ properties }) => properties?.facilityId !== facilityId),
      },
    [points, facilityId],
  )
  return data ? <ShapeLayer id="of-kind" idProperty="facilityId" data={data} styles={DOTS} /> : null
}

type OnPlace = PlaceMapProps['onPlace']

/** A click says where; without a pointer, the middle of the map does. */
function ByClick({ onPlace }: { onPlace: OnPlace }) {
  const map = useMap()
  const w = useWords(words)
  const latest = useRef(onPlace)
  latest.current = onPlace
  useEffect(() => {
    const { unsubscribe } = map.on('click', ({ lngLat }) => latest.current(lngLat.lng, lngLat.lat))
    map.getCanvas().style.cursor = 'crosshair'
    return unsubscribe
  }, [map])
  const inTheMiddle = () => {
    const { lng, lat } = map.getCenter()
    onPlace(lng, lat)
  }
  return (
    <p className={s.place}>
      {w.mapHint}
      <button type="button" onClick={inTheMiddle}>
        {w.atCentre}
      </button>
    </p>
  )
}

function PlaceMarker({ lon, lat, onPlace }: { lon: number; lat: number; onPlace: OnPlace }) {
  const map = useMap()
  const w = useWords(words)
  const marker = useRef<Marker>(undefined)
  const latest = useRef(onPlace)
  latest.current = onPlace
  useEffect(() => {
    const made = new Marker({ draggable: true, color: COLOURS.primary }).setLngLat([lon, lat]).addTo(map)
    made.getElement().setAttribute('aria-label', w.marker)
    // A click on the marker is none on the map beneath it.
    made.getElement().addEventListener('click', (event) => event.stopPropagation())
    made.on('dragend', () => {
      const at = made.getLngLat()
      latest.current(at.lng, at.lat)
    })
    marker.current = made
    return () => void made.remove()
  }, [map])
  useEffect(() => {
    marker.current?.setLngLat([lon, lat])
    // Degrees that are typed may lie out of sight.
    if (!map.getBounds().contains([lon, lat])) map.easeTo({ center: [lon, lat] })
  }, [map, lon, lat])
  return null
}
