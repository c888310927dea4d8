import type { FeatureCollection } from 'geojson'
import { useMemo, useState } from 'react'
import { areaShapes } from '#foundation/place/contract.ts'
import { PlaceMarks } from '#foundation/place/web/parts/place-marks.tsx'
import { useShapes } from '#platform/ui/api.ts'
import { useWords } from '#platform/ui/language.ts'
import { type Box, MapView } from '#platform/ui/map/map-view.tsx'
import { ShapeLayer } from '#platform/ui/map/shape-layer.tsx'
import type { UsedFacility } from './community-facilities.tsx'
import s from './community-page.module.css'
import { words } from './words.ts'

interface CommunityMapProps {
  readonly communityId: string
  readonly box: Box
  readonly facilities: readonly UsedFacility[]
}

/** The community's outline, with the facilities inside it and those its people use across the border. */
export function CommunityMap({ communityId, box, facilities }: CommunityMapProps) {
  const w = useWords(words)
  const [chosen, setChosen] = useState<string>()
  const outline = useOutline(communityId)
  const places = useMemo(
    () =>
      facilities.map(({ facility, place }) => ({
        ...facility,
        filled: place === 'inside',
      })),
    [facilities],
  )
  return (
    <MapView
      className={s.map}
      label={w.facilitiesMap}
      box={box}
      legend={
        <>
          <li>● {w.inside}</li>
          <li>○ {w.nearby}</li>
        </>
      }
    >
      {outline && <ShapeLayer id="outline" idProperty="areaId" data={outline} styles={OUTLINE} />}
      <PlaceMarks places={places} chosen={chosen} onChoose={setChosen} />
    </MapView>
  )
}

/** The boundary of one community. */
export function useOutline(communityId: string): FeatureCollection | undefined {
  const shapes = useShapes(areaShapes, { params: { level: 'community' } })
  return useMemo(
    () =>
      shapes && {
        type: 'FeatureCollection',
        features: shapes.features.filter((feature) => feature.properties?.areaId === communityId),
      },
    [shapes, communityId],
  )
}

export const OUTLINE = [
  { type: 'line', paint: { 'line-color': '#ffffff', 'line-width': 5, 'line-opacity': 0.8 } },
  { type: 'line', paint: { 'line-color': '#0b5f66', 'line-width': 2.2 } },
] as never
