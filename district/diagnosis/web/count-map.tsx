import { useMemo } from 'react'
import { type PlaceMark, PlaceMarks } from '#foundation/place/web/parts/place-marks.tsx'
import { FIRST_LINE } from '#platform/ui/map/base-style.ts'
import { type Box, MapView } from '#platform/ui/map/map-view.tsx'
import { ShapeLayer } from '#platform/ui/map/shape-layer.tsx'
import { useNumbers } from '#platform/ui/numbers.ts'
import { cellShapes, countCells, Swatch, stepsOf } from './cell-shapes.tsx'
import { OUTLINE, useOutline } from './community-map.tsx'
import s from './rows-page.module.css'

interface CountMapProps {
  readonly label: string
  /** What the steps of the legend count. */
  readonly legend: string
  readonly box: Box
  /** Whose outline is drawn. */
  readonly communityId: string
  readonly cells: readonly {
    readonly cell: string
    readonly squares: readonly (readonly number[])[]
    readonly count: number
  }[]
  readonly places?: readonly PlaceMark[]
  readonly chosen: string
  readonly onChoose: (cell: string) => void
}

const NO_PLACES: readonly PlaceMark[] = []

/** Cells of homes, darker the more people they hold. */
export function CountMap({ places = NO_PLACES, ...props }: CountMapProps) {
  const { label, legend, box, communityId, cells, chosen, onChoose } = props
  const n = useNumbers()
  const outline = useOutline(communityId)
  const steps = useMemo(() => stepsOf(cells.map(({ count }) => count)), [cells])
  const shapes = useMemo(() => cellShapes(cells, ({ count }) => ({ count })), [cells])
  return (
    <MapView
      className={s.map}
      label={label}
      box={box}
      legend={
        <>
          <li>{legend}</li>
          {steps.map(({ from, colour }) => (
            <li key={from}>
              <Swatch colour={colour} />≥ {n.count(from)}
            </li>
          ))}
        </>
      }
    >
      {outline && <ShapeLayer id="outline" idProperty="areaId" data={outline} styles={OUTLINE} />}
      <ShapeLayer
        key={steps.map(({ from }) => from).join()}
        id="cells"
        idProperty="cell"
        data={shapes}
        below={FIRST_LINE}
        styles={countCells(steps)}
        selected={chosen || undefined}
        onClick={onChoose}
      />
      {places.length > 0 && <PlaceMarks places={places} onChoose={() => {}} />}
    </MapView>
  )
}
