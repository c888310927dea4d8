import { useMemo } from 'react'
import { type Facility, facilityPoints } from '#foundation/place/contract.ts'
import { useShapes } from '#platform/ui/api.ts'
import { useWords } from '#platform/ui/language.ts'
import { type Box, MapView } from '#platform/ui/map/map-view.tsx'
import s from './facilities-page.module.css'
import { type PlaceMark, PlaceMarks } from './parts/place-marks.tsx'
import { words } from './words.ts'

interface FacilitiesMapProps {
  readonly query: Readonly<Record<string, string>>
  readonly box: Box
  readonly rows: readonly Facility[]
  readonly chosen: string
  readonly onChoose: (facilityId: string | undefined) => void
}

const AROUND = 0.004

/** All facilities that match, not only the page of rows beside it; a chosen row is brought into view. */
export function FacilitiesMap({ query, box, rows, chosen, onChoose }: FacilitiesMapProps) {
  const w = useWords(words)
  const points = useShapes(facilityPoints, { query })
  const places = useMemo(
    () =>
      (points?.features ?? []).flatMap(({ properties, geometry }): PlaceMark[] =>
        geometry.type === 'Point'
          ? [
              {
                facilityId: properties?.facilityId,
                kind: properties?.kind,
                name: { zh: properties?.name_zh, en: properties?.name_en },
                lon: geometry.coordinates[0]!,
                lat: geometry.coordinates[1]!,
                filled: true,
              },
            ]
          : [],
      ),
    [points],
  )
  const row = rows.find(({ facilityId }) => facilityId === chosen)
  const view = row ? [row.lon - AROUND, row.lat - AROUND, row.lon + AROUND, row.lat + AROUND] : box
  return (
    <MapView className={s.mapView} label={w.map} box={view}>
      <PlaceMarks places={places} chosen={chosen || undefined} onChoose={onChoose} />
    </MapView>
  )
}
