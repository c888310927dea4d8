import { LANES } from '#core/reach/nearest.ts'
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

/** Where people live and how far they walk to every kind, as GeoJSON; people only as sums of at least ten. */
export function homesGeoJson(run: Run): object {
  const { diagnosis, compiled } = run
  const asked = compiled.kinds.flatMap((kind, number) => {
    const at = fieldOf(diagnosis, number)
    return at ? [{ kind, ...at }] : []
  })
  const features = diagnosis.members.flatMap((homes, c) => {
    const cells = new Map<string, Cell>()
    for (const home of homes) {
      const people = peopleAt(diagnosis, home)
      if (people === 0) continue
      const id = cellId(diagnosis.district.homes.lon[home]!, diagnosis.district.homes.lat[home]!)
      const cell = cells.get(id) ?? {
        people: 0,
        sums: new Float64Array(asked.length),
        near: new Float64Array(asked.length),
      }
      cells.set(id, cell)
      cell.people += people
      asked.forEach(({ field, lane }, i) => {
        const distance = field.homeDistance[home * LANES + lane]!
        if (distance === FAR) return
        cell.sums[i]! += people * distance
        cell.near[i]! += people
      })
    }
    const shown = suppress([...cells.values()].map(({ people }) => people)).shown
    const walks = ({ sums, near }: Cell) =>
      Object.fromEntries(
        asked.map(({ kind }, i) => [`${kind}_m`, near[i]! > 0 ? Math.round(sums[i]! / near[i]! / 10) : null]),
      )
    return [...cells].flatMap(([id, cell], i) =>
      shown[i] === null
        ? []
        : [
            {
              type: 'Feature',
              geometry: { type: 'Point', coordinates: cellCentre(id) },
              properties: {
                community: diagnosis.inputs[c]!.communityId,
                people: cell.people,
                ...walks(cell),
              },
            },
          ],
    )
  })
  return {
    type: 'FeatureCollection',
    note: `People in cells of ${CELL_DEGREES} degree, shown from ${K_ANONYMITY} on; walks are means in metres.`,
    features,
  }
}
