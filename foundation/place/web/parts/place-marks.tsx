import type { FeatureCollection } from 'geojson'
import { type ReactNode, useMemo } from 'react'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import { type Both, useName } from '#platform/ui/language.ts'
import { ShapeLayer } from '#platform/ui/map/shape-layer.tsx'
import s from './place-marks.module.css'

export interface PlaceMark {
  readonly facilityId: string
  readonly kind: string
  readonly name: Both
  readonly lon: number
  readonly lat: number
  /** Filled or only a ring. */
  readonly filled: boolean
}

interface PlaceMarksProps {
  readonly places: readonly PlaceMark[]
  readonly chosen?: string | undefined
  readonly onChoose: (facilityId: string | undefined) => void
  /** What else is offered of the chosen one. */
  readonly more?: (facilityId: string) => ReactNode
}

/** Facilities as dots on a map; the chosen one says its name and kind. */
export function PlaceMarks({ places, chosen, onChoose, more }: PlaceMarksProps) {
  const name = useName()
  const data = useMemo(() => pointsOf(places), [places])
  const place = places.find((one) => one.facilityId === chosen)
  const kind = place && facilityKinds.get(place.kind)
  return (
    <>
      <ShapeLayer
        id="places"
        idProperty="facilityId"
        data={data}
        styles={MARKS}
        selected={chosen}
        onClick={onChoose}
      />
      {place && (
        <div className={s.card} role="status">
          <b>{name(place.name)}</b>
          <p className="quiet small">{kind ? name(kind.name) : place.kind}</p>
          {more?.(place.facilityId)}
        </div>
      )}
    </>
  )
}

function pointsOf(places: readonly PlaceMark[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: places.map(({ facilityId, lon, lat, filled }) => ({
      type: 'Feature',
      properties: { facilityId, filled },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    })),
  }
}

/** Dots that grow with the zoom and stand out when chosen. */
export const MARKS = [
  {
    type: 'circle',
    paint: {
      'circle-radius': [
        'interpolate',
        ['linear'],
        ['zoom'],
        10,
        ['case', ['boolean', ['feature-state', 'selected'], false], 6, 2],
        16,
        ['case', ['boolean', ['feature-state', 'selected'], false], 11, 6.5],
      ],
      'circle-color': ['case', ['get', 'filled'], '#14212b', '#ffffff'],
      'circle-stroke-color': [
        'case',
        ['boolean', ['feature-state', 'selected'], false],
        '#e0a63a',
        ['get', 'filled'],
        '#ffffff',
        '#14212b',
      ],
      'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 10, 0.5, 14, 2],
    },
  },
] as never
