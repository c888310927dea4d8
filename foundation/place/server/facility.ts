import { handle, type Routes } from '#platform/http/server.ts'
import { addFacility, closeFacility, saveFacility } from '../contract/facility.ts'
import { facilityPoints, listFacilities } from '../contract.ts'
import { add, close, save, shownFacility } from '../maintain.ts'
import { type FacilityFilter, selectFacilityPage, selectFacilityPoints } from '../queries/facility.ts'
import { collection, rounded } from './geojson.ts'

/** The register of facilities: read by everybody, kept by hand by who has the right. */
export const facilityRoutes: Routes = [
  handle(listFacilities, async ({ query: { limit = 50, offset = 0, ...filter } }, { tx }) => {
    const { total, rows } = await selectFacilityPage(tx, standingOf(filter), { limit, offset })
    return { total, rows: rows.map(shownFacility) }
  }),
  handle(facilityPoints, async ({ query }, { tx }) => ({
    bytes: collection(
      (await selectFacilityPoints(tx, standingOf(query))).map(({ lon, lat, ...properties }) => ({
        ...{ type: 'Feature', properties },
        geometry: rounded({ type: 'Point', coordinates: [lon, lat] }),
      })),
    ),
  })),
  handle(addFacility, ({ body }, { tx, caller }) => add(tx, caller, body)),
  handle(saveFacility, ({ params, body: { revision, ...entry } }, { tx, caller }) =>
    save(tx, caller, { ...params, revision }, entry),
  ),
  handle(closeFacility, ({ params, body }, { tx, caller }) => close(tx, caller, params, body)),
]

/** Who names a facility means it, whether it is open or not: records of past days lead to those that are closed. */
const standingOf = (filter: FacilityFilter): FacilityFilter => ({
  ...filter,
  standing: filter.standing ?? (filter.facilityId === undefined ? 'open' : undefined),
})
