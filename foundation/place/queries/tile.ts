import { type SqlBool, sql } from 'kysely'
import type { Bounds } from '#core/geo/polygon.ts'
import type { Tx } from '#platform/store/db.ts'
import type {} from '../tables.ts'

/** Rows whose box meets `bounds`, through the GiST index on exactly this expression. */
export const meets = ({ west, south, east, north }: Bounds) =>
  sql<SqlBool>`box(point(west, south), point(east, north)) &&
    box(point(${west}::float8, ${south}::float8), point(${east}::float8, ${north}::float8))`

export async function selectMapFeatures(tx: Tx, bounds: Bounds, zoom: number) {
  return await tx
    .selectFrom('map_feature')
    .select(['layer', 'class', 'name_zh', 'name_en', 'bridge', 'shape'])
    .where(meets(bounds))
    .where('min_zoom', '<=', zoom)
    .orderBy('map_feature_id')
    .execute()
}

export async function selectBuildingShapes(tx: Tx, bounds: Bounds) {
  return await tx
    .selectFrom('building')
    .select(['height_m', 'storeys', 'shape'])
    .where(meets(bounds))
    .orderBy('community_id')
    .orderBy('building_id')
    .execute()
}
