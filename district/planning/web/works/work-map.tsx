import type { FeatureCollection } from 'geojson'
import { useMemo } from 'react'
import { useWords } from '#platform/ui/language.ts'
import { MapView } from '#platform/ui/map/map-view.tsx'
import { ShapeLayer } from '#platform/ui/map/shape-layer.tsx'
import type { ProgrammeSite, Work, WorkSummary } from '../../contract/works.ts'
import type { WorkFit } from '../../contract/zones.ts'
import { zoneKey } from '../../rules/zones/fit.ts'
import { useZoneShapes } from '../zones/use-zones.ts'
import { ZoneLayer, ZoneLegend } from '../zones/zone-layer.tsx'
import { words } from './words.ts'
import s from './work-page.module.css'

interface WorkMapProps {
  readonly work: Work
  readonly works: readonly WorkSummary[]
  readonly sites: readonly ProgrammeSite[]
  readonly fit: WorkFit | undefined
}

/** Degrees around the project that are seen first, some 300 m. */
const AROUND = 0.003

/** The project among other works projects, the sites of other programmes, and the plan zones of its place. */
export function WorkMap({ work, works, sites, fit }: WorkMapProps) {
  const w = useWords(words)
  const { workId, lon, lat } = work
  const zones = useZonesOf(fit)
  const areas = useMemo(
    (): FeatureCollection => ({
      type: 'FeatureCollection',
      features: sites.map((site) => ({
        type: 'Feature',
        properties: { siteId: `${site.communityId}/${site.siteId}`, digs: site.digs },
        geometry: site.shape as GeoJSON.Geometry,
      })),
    }),
    [sites],
  )
  const points = useMemo(
    (): FeatureCollection => ({
      type: 'FeatureCollection',
      features: works.map((one) => ({
        type: 'Feature',
        properties: { workId: one.workId, isThis: one.workId === workId },
        geometry: { type: 'Point', coordinates: [one.lon, one.lat] },
      })),
    }),
    [works, workId],
  )
  return (
    <MapView
      className={s.mapView}
      label={w.map}
      box={[lon - AROUND, lat - AROUND, lon + AROUND, lat + AROUND]}
      legend={
        <>
          <li>● {w.thisWork}</li>
          <li>○ {w.otherWork}</li>
          <li>
            <i className={s.siteMark} /> {w.siteArea}
          </li>
          <ZoneLegend zones={zones} />
        </>
      }
    >
      <ZoneLayer zones={zones} />
      <ShapeLayer id="sites" idProperty="siteId" data={areas} styles={SITES} />
      <ShapeLayer id="works" idProperty="workId" data={points} styles={WORKS} />
    </MapView>
  )
}

/** The shapes of the zones that say something to the project. */
function useZonesOf(fit: WorkFit | undefined) {
  const shapes = useZoneShapes()
  return useMemo(() => {
    const keys = new Set(fit?.findings.map(({ zone }) => zoneKey(zone)))
    return shapes?.features.filter(({ properties }) => keys.has(properties.key)) ?? []
  }, [shapes, fit])
}

const SITES = [
  {
    type: 'fill',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': '#d9b45f', 'fill-opacity': ['case', ['get', 'digs'], 0.45, 0.2] },
  },
  {
    type: 'line',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'line-color': '#8a5b00', 'line-width': 1.5 },
  },
  {
    type: 'circle',
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 7,
      'circle-color': '#d9b45f',
      'circle-stroke-color': '#8a5b00',
      'circle-stroke-width': 1.5,
    },
  },
] as never
const WORKS = [
  {
    type: 'circle',
    paint: {
      'circle-radius': ['case', ['get', 'isThis'], 10, 6],
      'circle-color': ['case', ['get', 'isThis'], '#0b5f66', '#ffffff'],
      'circle-stroke-color': ['case', ['get', 'isThis'], '#ffffff', '#0b5f66'],
      'circle-stroke-width': 2.5,
    },
  },
] as never
