import type { FeatureCollection } from 'geojson'
import { useEffect, useMemo, useState } from 'react'
import { type IndicatorEvidence, walkingRoute } from '#district/diagnosis/contract.ts'
import { PlaceMarks } from '#foundation/place/web/parts/place-marks.tsx'
import { useReadIf } from '#platform/ui/api.ts'
import { useWords } from '#platform/ui/language.ts'
import { type Box, MapView, useMap } from '#platform/ui/map/map-view.tsx'
import { ShapeLayer } from '#platform/ui/map/shape-layer.tsx'
import { useNumbers } from '#platform/ui/numbers.ts'
import { OUTLINE, useOutline } from './community-map.tsx'
import s from './indicator-page.module.css'
import { words } from './words.ts'

type Evidence = IndicatorEvidence['tests'][number]

interface ReachEvidenceProps {
  readonly evidence: Evidence
  readonly communityId: string
  readonly indicator: string
  readonly query: { readonly pack?: string }
  readonly box: Box
  readonly chosen: string
  readonly onChoose: (cell: string) => void
}

/** Where people live and how far they walk; a chosen cell draws its walk to the nearest facility. */
export function ReachEvidence(props: ReachEvidenceProps) {
  const { evidence, communityId, indicator, query, box, chosen, onChoose } = props
  const w = useWords(words)
  const n = useNumbers()
  const outline = useOutline(communityId)
  const cells = useMemo(() => cellShapes(evidence.cells), [evidence.cells])
  const [facility, setFacility] = useState<string>()
  const places = useMemo(
    () => evidence.facilities.map((f) => ({ ...f, filled: true })),
    [evidence.facilities],
  )
  const mine = evidence.cells.some(({ cell }) => cell === chosen)
  const route = useReadIf(mine, walkingRoute, {
    params: { communityId, indicator, test: evidence.test.test },
    query: { ...query, cell: chosen },
  })
  const line = useMemo(() => route.data && lineShape(route.data.line), [route.data])
  return (
    <div className={s.reach}>
      <MapView
        className={s.map}
        label={w.cellMap}
        box={box}
        legend={
          <>
            <li className={s.within}>{w.within}</li>
            <li className={s.beyond}>{w.beyond}</li>
            <li>● {w.facility}</li>
          </>
        }
      >
        {outline && <ShapeLayer id="outline" idProperty="areaId" data={outline} styles={OUTLINE} />}
        <ShapeLayer
          id="cells"
          idProperty="cell"
          data={cells}
          styles={CELLS}
          selected={mine ? chosen : undefined}
          onClick={onChoose}
        />
        {mine && line && (
          <>
            <ShapeLayer id="walk" idProperty="walk" data={line} styles={WALK} />
            <Follow line={route.data?.line ?? []} />
          </>
        )}
        <PlaceMarks places={places} chosen={facility} onChoose={setFacility} />
        {mine && (route.data || route.error) && (
          <p className={s.walk} role="status">
            {route.data ? w.routeOf(n.metres(route.data.distanceM), n.count(route.data.minutes)) : w.noRoute}
          </p>
        )}
      </MapView>
      <CellList evidence={evidence} chosen={chosen} onChoose={onChoose} />
    </div>
  )
}

function CellList({
  evidence: { cells, counted, peopleHidden },
  chosen,
  onChoose,
}: Pick<ReachEvidenceProps, 'evidence' | 'chosen' | 'onChoose'>) {
  const w = useWords(words)
  const n = useNumbers()
  const farthestFirst = cells.toSorted((a, b) => (b.distanceM ?? Infinity) - (a.distanceM ?? Infinity))
  return (
    <div className={s.side}>
      <div className={s.sideHead}>
        {counted && (
          <h3>
            {w.withinShare(
              n.percent(counted.within / counted.people),
              n.count(counted.within),
              n.count(counted.people),
            )}
          </h3>
        )}
        <p className="quiet small">{w.cellsWhy}</p>
        {peopleHidden > 0 && <p className="quiet small">{w.hiddenPeople(n.count(peopleHidden))}</p>}
      </div>
      <div className={s.cells}>
        <table aria-label={w.cells}>
          <thead>
            <tr>
              <th scope="col">{w.walk}</th>
              <th scope="col">{w.people}</th>
              <th scope="col">{w.result}</th>
              <th scope="col">
                <span className="visually-hidden">{w.drawRoute}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {farthestFirst.map((cell) => (
              <tr key={cell.cell} data-chosen={cell.cell === chosen || undefined}>
                <td>{cell.distanceM === null ? w.beyondAll : n.metres(cell.distanceM)}</td>
                <td>{n.count(cell.people)}</td>
                <td className={cell.within ? s.within : s.beyond}>{cell.within ? w.within : w.beyond}</td>
                <td>
                  {cell.distanceM !== null && (
                    <button
                      type="button"
                      aria-pressed={cell.cell === chosen}
                      onClick={() => onChoose(cell.cell === chosen ? '' : cell.cell)}
                    >
                      {w.drawRoute}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

/** Brings a walk into view when it is drawn. */
function Follow({ line }: { line: readonly (readonly number[])[] }) {
  const map = useMap()
  useEffect(() => {
    const lons = line.map(([lon]) => lon!)
    const lats = line.map(([, lat]) => lat!)
    if (line.length > 1)
      map.fitBounds([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], {
        padding: 90,
        maxZoom: 16.5,
        duration: 300,
      })
  }, [map, line])
  return null
}

const cellShapes = (cells: Evidence['cells']): FeatureCollection => ({
  type: 'FeatureCollection',
  features: cells.map(({ cell, lon, lat, people, within }) => ({
    type: 'Feature',
    properties: { cell, people, within },
    geometry: { type: 'Point', coordinates: [lon, lat] },
  })),
})

const lineShape = (line: number[][]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: [
    { type: 'Feature', properties: { walk: 'walk' }, geometry: { type: 'LineString', coordinates: line } },
  ],
})

const SELECTED = ['boolean', ['feature-state', 'selected'], false]
// Filled or a ring, not only teal or red; the area of a dot follows the number of people.
const CELLS = [
  {
    type: 'circle',
    paint: {
      'circle-radius': [
        'interpolate',
        ['exponential', 2],
        ['zoom'],
        12,
        ['*', 0.22, ['sqrt', ['get', 'people']]],
        17,
        ['*', 1.5, ['sqrt', ['get', 'people']]],
      ],
      'circle-color': ['case', ['get', 'within'], '#0b5f66', '#ffffff'],
      'circle-opacity': ['case', ['get', 'within'], 0.6, 0.75],
      'circle-stroke-color': ['case', SELECTED, '#14212b', ['get', 'within'], '#0b5f66', '#b3301c'],
      'circle-stroke-width': ['case', SELECTED, 4, ['get', 'within'], 0.5, 2.5],
    },
  },
] as never
const WALK = [
  {
    type: 'line',
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': '#ffffff', 'line-width': 8 },
  },
  {
    type: 'line',
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': '#14212b', 'line-width': 3.5, 'line-dasharray': [0.1, 1.8] },
  },
] as never
