import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import s from './edit.module.css'
import { words } from './edit-words.ts'
import { NumberField, Part, type PartProps } from './facility-fields.tsx'
import { useAreas } from './parts/use-areas.ts'
import { useMay } from './parts/use-may.ts'

interface PlaceFieldsProps extends PartProps {
  /** The community that the place lies in, if any. */
  readonly there: string | undefined
  /** That of a facility on record, which it must stay in. */
  readonly own: string | undefined
}

/** Where it is, in degrees; what the map does, by keyboard. */
export function PlaceFields({ draft, errors, set, there, own }: PlaceFieldsProps) {
  const w = useWords(words)
  const name = useName()
  const may = useMay()
  const { byId } = useAreas()
  const called = (areaId: string) => {
    const area = byId.get(areaId)
    return area ? name(area.name) : areaId
  }
  const isPlaced = draft.lon !== null && draft.lat !== null
  const wrong =
    there === undefined
      ? w.liesNowhere
      : own !== undefined && there !== own
        ? w.liesElsewhere(called(there), called(own))
        : may('place.edit') === undefined && may('place.edit', there)
          ? w.liesOutside(called(there))
          : undefined
  return (
    <Part title={w.place}>
      <p className="quiet small" {...figures('wording')}>
        {w.placeHint}
      </p>
      <div className={s.two}>
        <NumberField
          {...{ id: 'lon', label: w.lon, unit: '°', min: -180, max: 180, error: errors.lon }}
          value={draft.lon}
          onChange={(lon) => set({ lon })}
        />
        <NumberField
          {...{ id: 'lat', label: w.lat, unit: '°', min: -90, max: 90, error: errors.lat }}
          value={draft.lat}
          onChange={(lat) => set({ lat })}
        />
      </div>
      {isPlaced && (
        <p className={wrong ? s.wrong : s.right} role="status" {...figures('wording')}>
          {wrong ?? w.liesIn(called(there!))}
        </p>
      )}
    </Part>
  )
}
