import type { Tx } from '#platform/store/db.ts'
import { deleteMovedZones, type NewZone, selectZoneHomes, upsertZones } from '../queries/zones.ts'

/** A zone of a plan as it is kept. */
export type AddedZone = NewZone

/** Keep zones of plans: those that are known are brought up to date, and one that lies elsewhere now is moved. */
export async function addZones(tx: Tx, zones: readonly NewZone[]) {
  let [known, written] = [0, 0]
  for (const [source, own] of Map.groupBy(zones, (zone) => zone.source)) {
    const ids = own.map(({ zoneId }) => zoneId)
    known += (await selectZoneHomes(tx, source, ids)).size
    await deleteMovedZones(tx, source, own)
    written += await upsertZones(tx, own)
  }
  const inserted = zones.length - known
  return { inserted, updated: written - inserted, unchanged: zones.length - written }
}
