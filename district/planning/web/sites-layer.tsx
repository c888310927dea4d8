import type { FeatureCollection } from 'geojson'
import { LngLatBounds } from 'maplibre-gl'
import { useEffect, useMemo } from 'react'
import { useWords } from '#platform/ui/language.ts'
import { useMap } from '#platform/ui/map/map-view.tsx'
import { ShapeLayer } from '#platform/ui/map/shape-layer.tsx'
import { words } from './siting-words.ts'
import s from './what-if-map.module.css'

/** Places that could be chosen, and which of them are. */
export interface ShownSites {
  readonly places: readonly { readonly id: string; readonly lon: number; readonly lat: number }[]
  readonly chosen: readonly string[]
  /** False while a search goes on: the map does not follow it. */
  readonly isFinal: boolean
}

/** Candidates as quiet dots, those chosen as loud ones; the map goes to a choice once it is final. */
export function SitesLayer({ sites: { places, chosen, isFinal } }: { sites: ShownSites }) {
  const map = useMap()
  const key = chosen.join(' ')
  const data = useMemo((): FeatureCollection => {
    const among = new Set(key.split(' '))
    const features = places.map(({ id, lon, lat }) => ({
      ...{ type: 'Feature' as const, properties: { id, chosen: among.has(id) ? 1 : 0 } },
      geometry: { type: 'Point' as const, coordinates: [lon, lat] },
    }))
    return { type: 'FeatureCollection', features }
  }, [places, key])
  useEffect(() => {
    if (!isFinal || key === '') return
    const bounds = new LngLatBounds()
    const among = new Set(key.split(' '))
    for (const { id, lon, lat } of places) if (among.has(id)) bounds.extend([lon, lat])
    // Whoever asks for less motion is taken there at once: the map looks after that itself.
    if (!bounds.isEmpty()) map.fitBounds(bounds, { padding: 72, maxZoom: 15, duration: 700 })
  }, [map, places, key, isFinal])
  return <ShapeLayer id="sites" idProperty="id" data={data} styles={STYLES} />
}

export function SitesLegend() {
  const w = useWords(words)
  return (
    <>
      <li>
        <i className={s.candidate} /> {w.candidateSite}
      </li>
      <li>
        <i className={s.chosenSite} /> {w.chosenSite}
      </li>
    </>
  )
}

const IS_CHOSEN = ['==', ['get', 'chosen'], 1]
const STYLES = [
  {
    type: 'circle',
    layout: { 'circle-sort-key': ['get', 'chosen'] },
    paint: {
      'circle-radius': [
        ...['interpolate', ['linear'], ['zoom'], 10],
        ...[['case', IS_CHOSEN, 7, 2.5], 15, ['case', IS_CHOSEN, 13, 6]],
      ],
      'circle-color': ['case', IS_CHOSEN, '#0b5f66', '#ffffff'],
      'circle-stroke-color': ['case', IS_CHOSEN, '#ffffff', '#5a6972'],
      'circle-stroke-width': ['case', IS_CHOSEN, 2.5, 1.25],
    },
  },
] as never
