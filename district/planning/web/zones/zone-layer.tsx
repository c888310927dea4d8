import type { FeatureCollection } from 'geojson'
import { useMemo } from 'react'
import { useName } from '#platform/ui/language.ts'
import { FIRST_LINE } from '#platform/ui/map/base-style.ts'
import { ShapeLayer } from '#platform/ui/map/shape-layer.tsx'
import { zoneKinds } from '../../rules/zones/kinds.ts'
import type { ZoneShapes } from './use-zones.ts'
import { backgroundOf, lookOf } from './zone-looks.ts'
import s from './zones.module.css'

/** Zones on a map, each with the name of its kind on it. */
export function ZoneLayer({ zones }: { zones: ZoneShapes['features'] }) {
  const name = useName()
  const data = useMemo(
    (): FeatureCollection => ({
      type: 'FeatureCollection',
      features: zones.map(({ properties: { key, kind }, ...feature }) => ({
        ...feature,
        properties: { key, ...lookOf(kind), label: kindName(kind, name) },
      })),
    }),
    [zones, name],
  )
  return <ShapeLayer id="plan-zones" idProperty="key" data={data} below={FIRST_LINE} styles={STYLES} />
}

const STYLES = [
  {
    type: 'fill',
    filter: ['!', ['has', 'pattern']],
    paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': 0.42 },
  },
  {
    type: 'fill',
    filter: ['has', 'pattern'],
    paint: { 'fill-pattern': ['get', 'pattern'], 'fill-opacity': 0.6 },
  },
  { type: 'line', paint: { 'line-color': ['get', 'colour'], 'line-width': 1.2 } },
  {
    type: 'symbol',
    minzoom: 14,
    layout: {
      'text-field': ['get', 'label'],
      'text-font': ['sans'],
      'text-size': 11,
      'text-max-width': 7,
    },
    paint: { 'text-color': '#14212b', 'text-halo-color': 'rgba(255,255,255,.92)', 'text-halo-width': 1.4 },
  },
] as never

/** Items of a legend: the kinds that the zones are of, in the order of the pack. */
export function ZoneLegend({ zones }: { zones: ZoneShapes['features'] }) {
  const name = useName()
  const shown = useMemo(() => new Set(zones.map(({ properties }) => properties.kind)), [zones])
  return [...zoneKinds.keys()]
    .filter((kind) => shown.has(kind))
    .map((kind) => (
      <li key={kind}>
        <i className={s.swatch} style={{ background: backgroundOf(kind) }} /> {kindName(kind, name)}
      </li>
    ))
}

const kindName = (kind: string, name: ReturnType<typeof useName>): string =>
  name(zoneKinds.get(kind)?.name ?? { zh: kind, en: kind })
