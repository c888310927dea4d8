import { sql } from 'kysely'
import { decodeShape, encodeShape, innerPoint, type Shape } from '#foundation/place/rules/shape.ts'
import { insertRows } from '#platform/store/bulk.ts'
import type { Tx } from '#platform/store/db.ts'
import type { PlanZone } from '../contract/zones.ts'
import type {} from '../tables.ts'

/** A zone of a plan with its shape. */
export type ShapedZone = PlanZone & { readonly shape: Shape }

/** Zones of plans, by community, source and id. */
export async function selectZones(tx: Tx): Promise<ShapedZone[]> {
  const rows = await tx
    .selectFrom('plan_zone')
    .select(['community_id as communityId', 'source', 'zone_id as zoneId', 'plan', 'kind', 'name'])
    .select(['shape', 'lon', 'lat', 'from_day as from', 'to_day as to', 'generated'])
    .orderBy('community_id')
    .orderBy('source')
    .orderBy('zone_id')
    .execute()
  return rows.map(({ shape, ...row }) => ({ ...row, shape: decodeShape(shape) }))
}

/** Of two who import zones the second sees those of the first. */
export async function lockZones(tx: Tx): Promise<void> {
  await sql`lock table plan_zone in share row exclusive mode`.execute(tx)
}

/** The communities, or the district, that zones of a source belong to, by their ids. */
export async function selectZoneHomes(tx: Tx, source: string, zoneIds: readonly string[]) {
  const rows = await tx
    .selectFrom('plan_zone')
    .select(['zone_id as zoneId', 'community_id as communityId'])
    .where('source', '=', source)
    .where('zone_id', '=', (any) => any.fn.any(any.val(zoneIds)))
    .execute()
  return new Map(rows.map(({ zoneId, communityId }) => [zoneId, communityId]))
}

export type NewZone = Omit<ShapedZone, 'lon' | 'lat'>

const ZONE = [
  ...['community_id', 'source', 'zone_id', 'plan', 'kind', 'name'],
  ...['shape', 'lon', 'lat', 'from_day', 'to_day', 'generated'],
]

/** Keeps zones; a known one takes the new values. @returns how many rows were written: equal ones are not */
export async function upsertZones(tx: Tx, zones: readonly NewZone[]): Promise<number> {
  const rest = ZONE.slice(3)
  const columns = (of: string) => rest.map((column) => `${of}.${column}`).join()
  const set = rest.map((column) => `${column} = excluded.${column}`).join()
  return await insertRows(
    tx,
    'plan_zone',
    ZONE,
    zones.map((zone) => [
      ...[zone.communityId, zone.source, zone.zoneId, zone.plan, zone.kind, zone.name],
      ...[encodeShape(zone.shape), ...innerPoint(zone.shape), zone.from, zone.to, zone.generated],
    ]),
    {
      onConflict:
        `(community_id, source, zone_id) do update set ${set} ` +
        `where (${columns('plan_zone')}) is distinct from (${columns('excluded')})`,
    },
  )
}

/** Takes zones of a source out of the communities in which they lay before. */
export async function deleteMovedZones(tx: Tx, source: string, zones: readonly PlanZoneKey[]): Promise<void> {
  const ids = zones.map(({ zoneId }) => zoneId)
  const homes = zones.map(({ communityId }) => communityId)
  await sql`
    delete from plan_zone z using unnest(${ids}::text[], ${homes}::text[]) as now (zone_id, community_id)
    where z.source = ${source} and z.zone_id = now.zone_id and z.community_id <> now.community_id`.execute(tx)
}

type PlanZoneKey = Pick<PlanZone, 'communityId' | 'zoneId'>
