import { LANES } from '#core/reach/nearest.ts'
import { distanceOf } from '#core/reach/pairs.ts'
import { FAR } from '#core/reach/positions.ts'
import { K_ANONYMITY, suppress } from '../rules/suppress.ts'
import type { Run } from '../runs.ts'
import { CELL_DEGREES, cellCentre, cellId } from '../views/cells.ts'
import { fieldOf, peopleAt } from '../views/walk.ts'

interface Cell {
  people: number
  readonly sums: Float64Array
  readonly near: Float64Array
}

const emptyCell = (asked: number): Cell => ({
  people: 0,
  sums: new Float64Array(asked),
  near: new Float64Array(asked),
})

/** People of a cell of homes: the community, how many, and for every kind `<kind>_m`, the mean walk. */
interface CellFeature {
  readonly type: 'Feature'
  readonly geometry: { readonly type: 'Point'; readonly coordinates: [lon: number, lat: number] }
  readonly properties: { readonly community: string; readonly people: number } & Readonly<
    Record<string, string | number | null>
  >
}

/** What homes.geojson holds. */
export interface HomeCells {
  readonly type: 'FeatureCollection'
  readonly note: string
  readonly features: readonly CellFeature[]
}

/** Where people live and how far they walk to every kind, as GeoJSON; people only as sums of at least ten. */
export function homesGeoJson(run: Run): HomeCells {
  const { diagnosis, compiled } = run
  const asked = compiled.kinds.flatMap((kind, number) => {
    const at = fieldOf(diagnosis, number)
    return at ? [{ kind, ...at }] : []
  })
  const walks = ({ sums, near }: Cell) =>
    Object.fromEntries(
      asked.map(({ kind }, i) => [`${kind}_m`, near[i]! > 0 ? Math.round(sums[i]! / near[i]! / 10) : null]),
    )
  const features = diagnosis.inputs.flatMap(({ communityId }, c) => {
    const cells = [...cellsOf(run, c, asked)]
    const { shown } = suppress(cells.map(([, { people }]) => people))
    return cells.flatMap(([id, cell], i): CellFeature[] => {
      const people = shown[i]
      if (people == null) return []
      const geometry = { type: 'Point' as const, coordinates: cellCentre(id) }
      return [{ type: 'Feature', geometry, properties: { community: communityId, people, ...walks(cell) } }]
    })
  })
  return {
    type: 'FeatureCollection',
    note: `People in cells of ${CELL_DEGREES} degree, shown from ${K_ANONYMITY} on; walks are means in metres.`,
    features,
  }
}

type Asked = NonNullable<ReturnType<typeof fieldOf>>

/** The homes of a community by cell. */
function cellsOf({ diagnosis }: Run, c: number, asked: readonly Asked[]): Map<string, Cell> {
  const cells = new Map<string, Cell>()
  const { lon, lat } = diagnosis.district.homes
  for (const home of diagnosis.members[c]!) {
    const people = peopleAt(diagnosis, home)
    if (people === 0) continue
    const id = cellId(lon[home]!, lat[home]!)
    const cell = cells.get(id) ?? emptyCell(asked.length)
    cells.set(id, cell)
    cell.people += people
    asked.forEach(({ field, lane }, i) => {
      const distance = distanceOf(field.homePair[home * LANES + lane]!)
      if (distance === FAR) return
      cell.sums[i]! += people * distance
      cell.near[i]! += people
    })
  }
  return cells
}
