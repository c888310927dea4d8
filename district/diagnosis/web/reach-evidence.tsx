import type { FeatureCollection } from 'geojson'
import { useEffect, useMemo, useState } from 'react'
import { type IndicatorEvidence, walkingRoute } from '#district/diagnosis/contract.ts'
import { PlaceMarks } from '#foundation/place/web/parts/place-marks.tsx'
import { useReadIf } from '#platform/ui/api.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useWords } from '#platform/ui/language.ts'
import { FIRST_LINE } from '#platform/ui/map/base-style.ts'
import { type Box, MapView, useMap } from '#platform/ui/map/map-view.tsx'
import { ShapeLayer } from '#platform/ui/map/shape-layer.tsx'
import { useNumbers } from '#platform/ui/numbers.ts'
import { cellShapes, SHARE_CELLS, ShareLegend, ShareSwatch, stepOf } from './cell-shapes.tsx'
import { OUTLINE, useOutline } from './community-map.tsx'
import s from './indicator-page.module.css'
import { useMeasureTexts } from './measure-texts.ts'
import { words } from './words.ts'

type Evidence = IndicatorEvidence['tests'][number]
type Cell = Evidence['cells'][number]

interface ReachEvidenceProps {
  readonly evidence: Evidence
  readonly communityId: string
  readonly indicator: string
  readonly query: { readonly pack?: string; readonly asOf?: string }
  readonly box: Box
  readonly chosen: string
  readonly onChoose: (cell: string) => void
}

/** Where people live and how far they walk; a chosen cell draws its walk to the nearest facility. */
export function ReachEvidence(props: ReachEvidenceProps) {
  const { evidence, communityId, indicator, query, box, chosen, onChoose } = props
  const w = useWords(words)
  const n = useNumbers()
  const texts = useMeasureTexts()
  const outline = useOutline(communityId)
  const cells = useMemo(
    () => cellShapes(evidence.cells, (cell) => ({ share: stepOf(cell) })),
    [evidence.cells],
  )
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
        label={`${w.cellMap}: ${texts.measure(evidence.test.measure)}`}
        box={box}
        legend={
          <>
            <ShareLegend isSplit={evidence.counted?.within != null} />
            <li>● {w.facility}</li>
          </>
        }
      >
        {outline && <ShapeLayer id="outline" idProperty="areaId" data={outline} styles={OUTLINE} />}
        <ShapeLayer
          id="cells"
          idProperty="cell"
          data={cells}
          below={FIRST_LINE}
          styles={SHARE_CELLS}
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
          <p className={s.walk} role="status" {...figures('record')}>
            {route.data ? w.routeOf(n.metres(route.data.distanceM), n.count(route.data.minutes)) : w.noRoute}
          </p>
        )}
      </MapView>
      <CellList evidence={evidence} chosen={chosen} onChoose={onChoose} />
    </div>
  )
}

function CellList({
  evidence: { cells, counted, test },
  chosen,
  onChoose,
}: Pick<ReachEvidenceProps, 'evidence' | 'chosen' | 'onChoose'>) {
  const w = useWords(words)
  const n = useNumbers()
  const texts = useMeasureTexts()
  const beyond = ({ people, within }: Cell) => people - (within ?? people)
  const label = `${w.cells}: ${texts.measure(test.measure)}`
  const rows = `cells-${test.test}`
  const farthestFirst = cells.toSorted(
    (a, b) => beyond(b) - beyond(a) || (b.distanceM ?? Infinity) - (a.distanceM ?? Infinity),
  )
  const columns: Column<Cell>[] = [
    {
      ...{ id: 'walk', label: w.walk, heading: w.walk, rowHeading: true },
      cell: ({ cell, distanceM }) => {
        const walk = distanceM === null ? w.beyondAll : n.metres(distanceM)
        return distanceM === null ? (
          walk
        ) : (
          <button
            type="button"
            aria-pressed={cell === chosen}
            aria-label={`${w.drawRoute}: ${walk}`}
            title={w.drawRoute}
            onClick={() => onChoose(cell === chosen ? '' : cell)}
          >
            {walk}
          </button>
        )
      },
    },
    { ...{ id: 'people', label: w.people, heading: w.people, number: true }, cell: (c) => n.count(c.people) },
    {
      ...{ id: 'within', label: w.withinShort, heading: w.withinShort, number: true },
      cell: (c) => (c.within === null ? '—' : n.count(c.within)),
    },
    {
      ...{ id: 'beyond', label: w.beyondShort, heading: w.beyondShort, number: true },
      cell: (c) =>
        c.within === null ? (
          '—'
        ) : (
          <span className={s.share}>
            <ShareSwatch people={c.people} within={c.within} />
            {n.count(beyond(c))}
          </span>
        ),
    },
    ...(cells.some(({ kinds }) => kinds !== null)
      ? [
          {
            ...{ id: 'kinds', label: w.kindsWithin, heading: w.kindsWithin, number: true },
            cell: (c: Cell) => c.kinds !== null && n.value(c.kinds),
          },
        ]
      : []),
  ]
  return (
    <div className={s.side}>
      {counted && <Counted {...counted} rows={rows} />}
      {cells.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className={s.cells} tabIndex={0} aria-label={label}>
          <DataTable
            id={rows}
            label={label}
            columns={columns}
            rows={farthestFirst}
            rowKey={({ cell }) => cell}
            rowsAre="record"
          />
        </section>
      )}
    </div>
  )
}

/** The sum of the cells, and of those in none. */
function Counted({ people, within, hidden, rows }: NonNullable<Evidence['counted']> & { rows: string }) {
  const w = useWords(words)
  const n = useNumbers()
  return (
    <div className={s.sideHead}>
      <h3>
        <Figure rows={rows}>
          {within === null
            ? w.meantPeople(n.count(people))
            : w.withinShare(n.percent(within / people), n.count(within), n.count(people))}
        </Figure>
      </h3>
      <p className="quiet small" {...figures('wording')}>
        {w.cellsWhy}
      </p>
      {within === null && (
        <p className="quiet small" {...figures('wording')}>
          {w.notSplit}
        </p>
      )}
      {hidden > 0 && (
        <p className="quiet small" {...figures('record')}>
          {w.hiddenPeople(n.count(hidden))}
        </p>
      )}
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

const lineShape = (line: number[][]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: [
    { type: 'Feature', properties: { walk: 'walk' }, geometry: { type: 'LineString', coordinates: line } },
  ],
})

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
