import { LANES } from '#core/reach/nearest.ts'
import { distanceOf } from '#core/reach/pairs.ts'
import { FAR } from '#core/reach/positions.ts'
import { SQUARE_DEGREES } from '../contract.ts'
import type { Diagnosis } from '../rules/engine.ts'
import { K_ANONYMITY } from '../rules/suppress.ts'
import type { Run } from '../runs.ts'
import { groupHomes } from '../views/cells.ts'
import { fieldOf, peopleAt } from '../views/walk.ts'

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
  const features = diagnosis.inputs.flatMap(({ communityId }, c) =>
    groupHomes(diagnosis, c, (home) => [peopleAt(diagnosis, home)]).map(
      ({ lon, lat, homes }): CellFeature => {
        const people = homes.reduce((sum, home) => sum + peopleAt(diagnosis, home), 0)
        const walks = Object.fromEntries(
          asked.map(({ kind, ...at }) => [`${kind}_m`, meanWalk(diagnosis, homes, at)]),
        )
        const geometry = { type: 'Point' as const, coordinates: [lon, lat] as [number, number] }
        return { type: 'Feature', geometry, properties: { community: communityId, people, ...walks } }
      },
    ),
  )
  return {
    type: 'FeatureCollection',
    note: `People in cells of ${SQUARE_DEGREES} degree, joined until they hold ${K_ANONYMITY}; walks are means in metres.`,
    features,
  }
}

/** Metres, over those who reach any; null where nobody does. */
function meanWalk(
  diagnosis: Diagnosis,
  homes: readonly number[],
  { field, lane }: NonNullable<ReturnType<typeof fieldOf>>,
): number | null {
  let [decimetres, near] = [0, 0]
  for (const home of homes) {
    const distance = distanceOf(field.homePair[home * LANES + lane]!)
    if (distance === FAR) continue
    decimetres += peopleAt(diagnosis, home) * distance
    near += peopleAt(diagnosis, home)
  }
  return near > 0 ? Math.round(decimetres / near / 10) : null
}
