import { useMemo } from 'react'
import { facilityPoints, type RegisteredFacility } from '#foundation/place/contract.ts'
import { useShapes } from '#platform/ui/api.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { type Box, MapView } from '#platform/ui/map/map-view.tsx'
import { EditLink } from './edit-link.tsx'
import s from './facilities-page.module.css'
import { type PlaceMark, PlaceMarks } from './parts/place-marks.tsx'
import { useMay } from './parts/use-may.ts'
import { words } from './words.ts'

interface FacilitiesMapProps {
  readonly query: Readonly<Record<string, string>>
  readonly box: Box
  readonly rows: readonly RegisteredFacility[]
  readonly chosen: string
  readonly onChoose: (facilityId: string | undefined) => void
}

const AROUND = 0.004

/** All facilities that match, not only the page of rows beside it; a chosen row is brought into view. */
export function FacilitiesMap({ query, box, rows, chosen, onChoose }: FacilitiesMapProps) {
  const w = useWords(words)
  const name = useName()
  const may = useMay()
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
                filled: query.standing === undefined,
              },
            ]
          : [],
      ),
    [points, query.standing],
  )
  const row = rows.find(({ facilityId }) => facilityId === chosen)
  const view = row ? [row.lon - AROUND, row.lat - AROUND, row.lon + AROUND, row.lat + AROUND] : box
  const edit = (facilityId: string) => {
    const found = points?.features.find(({ properties }) => properties?.facilityId === facilityId)?.properties
    if (!found || may('place.edit', found.communityId)) return null
    const called = name({ zh: found.name_zh, en: found.name_en })
    return <EditLink {...{ communityId: found.communityId, facilityId }} name={called} />
  }
  return (
    <MapView className={s.mapView} label={w.map} box={view}>
      <PlaceMarks places={places} chosen={chosen || undefined} onChoose={onChoose} more={edit} />
    </MapView>
  )
}
