import type { FeatureCollection } from 'geojson'
import { useEffect, useRef } from 'react'
import { FIRST_LINE } from '#platform/ui/map/base-style.ts'
import { useMap } from '#platform/ui/map/map-view.tsx'
import { ShapeLayer } from '#platform/ui/map/shape-layer.tsx'
import type { Outcome } from '../contract.ts'
import { deltaOf } from './deltas.ts'

interface DeltaLayerProps {
  /** Communities. */
  readonly shapes: FeatureCollection
  /** As the district is; undefined until that is known. */
  readonly before: readonly Outcome[] | undefined
  readonly now: readonly Outcome[]
  readonly selected?: string | undefined
  readonly onClick?: (areaId: string) => void
}

/** Communities, coloured by how far their score rises or falls. */
export function DeltaLayer({ shapes, before, now, selected, onClick }: DeltaLayerProps) {
  return (
    <>
      <ShapeLayer
        id="community"
        idProperty="areaId"
        data={shapes}
        below={FIRST_LINE}
        styles={COMMUNITY_STYLES}
        selected={selected}
        {...(onClick && { onClick })}
      />
      {before && <Deltas before={before} now={now} />}
    </>
  )
}

const DELTA = ['number', ['feature-state', 'delta'], 0]
const COMMUNITY_STYLES = [
  {
    type: 'fill',
    paint: {
      'fill-color': ['case', ['>=', DELTA, 0], '#0b7f86', '#c8801a'] as never,
      // A tenth of a mark is seen; ten marks are as strong as it gets.
      'fill-opacity': [
        'interpolate',
        ['linear'],
        ['abs', DELTA],
        ...[0, 0, 0.0005, 0.22, 0.02, 0.45, 0.1, 0.75],
      ] as never,
    },
  },
  {
    type: 'line',
    paint: {
      'line-color': ['case', ['boolean', ['feature-state', 'selected'], false], '#14212b', '#7a8b94'],
      'line-width': ['case', ['boolean', ['feature-state', 'selected'], false], 3, 0.6],
    },
  },
] as never

/** Tells the map of every community how far its score has moved. */
function Deltas({ before, now }: { before: readonly Outcome[]; now: readonly Outcome[] }) {
  const map = useMap()
  const shown = useRef(new Map<string, number>())
  useEffect(() => {
    if (!map.getSource('community')) return
    now.forEach((outcome, c) => {
      const delta = deltaOf(before[c]!, outcome)
      const id = outcome.communityId
      if ((shown.current.get(id) ?? 0) === delta) return
      shown.current.set(id, delta)
      map.setFeatureState({ source: 'community', id }, { delta })
    })
  }, [map, now, before])
  return null
}
