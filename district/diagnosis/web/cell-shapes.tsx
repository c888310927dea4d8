import type { FeatureCollection } from 'geojson'
import { SQUARE_DEGREES } from '#district/diagnosis/contract.ts'
import { useWords } from '#platform/ui/language.ts'
import s from './cell-shapes.module.css'
import { words } from './words.ts'

interface CellPlace {
  readonly cell: string
  readonly squares: readonly (readonly number[])[]
}

/** Cells of homes as the squares they are made of, each with its cell's properties. */
export function cellShapes<C extends CellPlace>(
  cells: readonly C[],
  properties: (cell: C) => object,
): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: cells.map((cell) => ({
      type: 'Feature',
      properties: { cell: cell.cell, ...properties(cell) },
      geometry: { type: 'MultiPolygon', coordinates: cell.squares.map(([lon, lat]) => [ring(lon!, lat!)]) },
    })),
  }
}

/** A little smaller than the square, so that a line of the map remains between cells. */
const HALF = SQUARE_DEGREES * 0.48
const ring = (lon: number, lat: number): number[][] => [
  [lon - HALF, lat - HALF],
  [lon + HALF, lat - HALF],
  [lon + HALF, lat + HALF],
  [lon - HALF, lat + HALF],
  [lon - HALF, lat - HALF],
]

/**
 * Steps of a share, from nobody to everybody: from dark brown to pale teal. Lightness rises with every step, so they
 * are told apart without colour too, and those out of reach stand out.
 */
const SHARE_STEPS = [
  { upTo: 0.2, colour: '#6f2a12', label: '< 20%' },
  { upTo: 0.4, colour: '#b5602b', label: '20–40%' },
  { upTo: 0.6, colour: '#dfa55a', label: '40–60%' },
  { upTo: 0.8, colour: '#a6cfc6', label: '60–80%' },
  { upTo: 2, colour: '#d3ebe6', label: '≥ 80%' },
] as const
const UNKNOWN = '#aab6bd'

const stepAt = (share: number) => SHARE_STEPS.findIndex(({ upTo }) => share < upTo)

/** Number of the step that a cell is in; -1 where it is not told how many are within. */
export const stepOf = ({ people, within }: { people: number; within: number | null }): number =>
  within === null ? -1 : stepAt(within / people)

export function ShareSwatch({ people, within }: { people: number; within: number }) {
  return <Swatch colour={SHARE_STEPS[stepAt(within / people)]!.colour} />
}

export const Swatch = ({ colour }: { colour: string }) => (
  <i className={s.swatch} style={{ background: colour }} aria-hidden="true" />
)

/** Items of a map's legend: the steps, or that the sides are not told. */
export function ShareLegend({ isSplit }: { isSplit: boolean }) {
  const w = useWords(words)
  return (
    <>
      <li>{w.shareSteps}</li>
      {isSplit ? (
        SHARE_STEPS.map(({ colour, label }) => (
          <li key={label}>
            <Swatch colour={colour} />
            {label}
          </li>
        ))
      ) : (
        <li>
          <Swatch colour={UNKNOWN} />
          {w.shareUnknown}
        </li>
      )}
    </>
  )
}

const COUNT_COLOURS = ['#dcebe3', '#9fcdc4', '#58a8a4', '#0b5f66'] as const

export interface CountStep {
  readonly from: number
  readonly colour: string
}

/** At most four steps of equal numbers of cells, from pale to dark teal. */
export function stepsOf(counts: readonly number[]): CountStep[] {
  const sorted = counts.toSorted((a, b) => a - b)
  const starts = new Set(
    COUNT_COLOURS.map((_, i) => sorted[Math.floor((i * sorted.length) / COUNT_COLOURS.length)]),
  )
  const last = COUNT_COLOURS.length - starts.size
  return [...starts].flatMap((from, i) =>
    from === undefined ? [] : [{ from, colour: COUNT_COLOURS[i + last]! }],
  )
}

const SELECTED = ['boolean', ['feature-state', 'selected'], false]
const cellStyles = (colour: unknown) =>
  [
    { type: 'fill', paint: { 'fill-color': colour, 'fill-opacity': 0.78 } },
    {
      type: 'line',
      paint: {
        'line-color': ['case', SELECTED, '#14212b', '#5f5a50'],
        'line-width': ['case', SELECTED, 3.5, 0.6],
      },
    },
  ] as never

/** Cells by the step of their share; the chosen cell has a dark line around. */
export const SHARE_CELLS = cellStyles([
  'match',
  ['get', 'share'],
  ...SHARE_STEPS.flatMap(({ colour }, i) => [i, colour]),
  UNKNOWN,
])

/** Cells by the step of their count. */
export const countCells = ([first, ...steps]: readonly CountStep[]) =>
  cellStyles(
    steps.length === 0
      ? (first?.colour ?? UNKNOWN)
      : ['step', ['get', 'count'], first!.colour, ...steps.flatMap(({ from, colour }) => [from, colour])],
  )
