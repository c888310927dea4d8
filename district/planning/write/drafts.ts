import type { DiagnosedDistrict } from '#district/diagnosis/read.ts'
import { areaShapes, areas } from '#foundation/place/read.ts'
import { Ground as Communities } from '#foundation/place/rules/ground.ts'
import type { Tx } from '#platform/store/db.ts'
import type { Change } from '../contract.ts'
import { selectSites } from '../queries/sites.ts'
import { selectCandidates } from '../queries.ts'
import type { Engine } from '../rules/engine.ts'
import { forecastWorks, type WorkForecast } from '../rules/works/forecast.ts'
import { type Ground, proposalOf } from '../rules/works/making.ts'
import type { WorkDraft } from './works.ts'

/**
 * Works projects as they are proposed, with the forecast of each alone and with its whole scheme.
 *
 * @param engine of the district as it is
 * @param scheme all changes of the scheme
 */
export function draftWorks(
  engine: Engine,
  ground: Ground,
  scheme: readonly Change[],
  works: readonly { readonly changes: readonly Change[]; readonly name: string }[],
): WorkDraft[] {
  const forecasts = forecastWorks(
    engine,
    scheme,
    works.map(({ changes }) => changes),
  )
  return works.map(({ changes, name }, i) => ({
    ...proposalOf(changes, ground),
    ...{ name, changes, forecast: withRuns(forecasts[i]!, engine.model.runs) },
  }))
}

const withRuns = ({ items, served }: WorkForecast, runs: readonly string[]): WorkDraft['forecast'] => ({
  items: items.map(({ part, ...item }) => ({ ...item, runId: runs[part]! })),
  served: served.map(({ part, ...item }) => ({ ...item, runId: runs[part]! })),
})

/** What proposals start from: facilities, communities, vacant space and programme sites in the caller's scope. */
export async function groundOf(
  tx: Tx,
  { communities, facilities }: DiagnosedDistrict,
  { today, ownArea }: { readonly today: string; readonly ownArea: string },
): Promise<Ground> {
  const shapes = new Communities(await areaShapes(tx, 'community'))
  const places = new Map(facilities.map((facility) => [facility.facilityId, facility]))
  const byId = new Map(communities.map((community) => [community.areaId, community]))
  const towns = new Map((await areas(tx, 'town')).map(({ areaId, name }) => [areaId, name.zh]))
  const candidates = await selectCandidates(tx)
  return {
    ...{ today, ownArea, sites: await selectSites(tx) },
    candidates: new Map(candidates.map((one) => [`${one.communityId}/${one.candidateId}`, one])),
    facility: (id) => {
      const place = places.get(id)
      return (
        place && {
          kind: place.kind,
          name: place.name.zh,
          lon: place.lon,
          lat: place.lat,
          areaM2: place.areaM2,
        }
      )
    },
    community: (lon, lat) => {
      const community = byId.get(shapes.communityAt(lon, lat) ?? '')
      if (!community) return undefined
      const { areaId, name, parentId } = community
      return { areaId, name: name.zh, town: towns.get(parentId ?? '') ?? '' }
    },
  }
}
