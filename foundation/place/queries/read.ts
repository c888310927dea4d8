import { type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '#platform/store/db.ts'
import type {} from '../tables.ts'
import { standing } from './life.ts'

// One row a building takes 240 ms for 62,000; packed into four columns of bytes they take 190 ms: not worth it.
export async function selectResidences(tx: Tx) {
  return await tx
    .selectFrom('population as p')
    .innerJoin('building as b', (join) =>
      join.onRef('b.community_id', '=', 'p.community_id').onRef('b.building_id', '=', 'p.building_id'),
    )
    .select([
      'p.community_id',
      'p.building_id',
      'b.lon',
      'b.lat',
      'p.households',
      sql<string>`array_to_string(p.people, ',')`.as('people'),
    ])
    .orderBy('p.community_id')
    .orderBy('p.building_id')
    .execute()
}

export async function selectPopulationSources(tx: Tx, communityId: string) {
  return await tx
    .selectFrom('population as p')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('import_run as i')
          .select(['i.filename', 'i.imported_at'])
          .whereRef('i.source', '=', 'p.source')
          .where('i.kind', '=', 'buildings')
          .orderBy('i.imported_at', 'desc')
          .limit(1)
          .as('i'),
      (join) => join.onTrue(),
    )
    .select(['p.source', 'p.generated', 'i.filename'])
    .select((from) => [
      sql<Date>`coalesce(i.imported_at, (select min(changed_at) from place_change))`.as('recordedAt'),
      from.fn.countAll<number>().as('homes'),
      sql<number>`sum((select sum(n) from unnest(p.people) as n))::int`.as('people'),
    ])
    .where('p.community_id', '=', communityId)
    .groupBy(['p.source', 'p.generated', 'i.filename', 'i.imported_at'])
    .orderBy('people', 'desc')
    .execute()
}

export async function selectFacilities(tx: Tx, openOn?: string) {
  return await tx
    .selectFrom('facility')
    .select([
      'community_id as communityId',
      'facility_id as facilityId',
      'kind',
      'name_zh',
      'name_en',
      'lon',
      'lat',
      'area_m2 as areaM2',
      'capacity',
      'capacity_unit as capacityUnit',
      'age_bands as ageBands',
      'shared_with as sharedWith',
      'share_permille as sharePermille',
      'generated',
    ])
    .$if(openOn !== undefined, (query) => query.where(standing('open', openOn)))
    .orderBy('facility_id')
    .orderBy('community_id')
    .execute()
}

export async function selectAreas(tx: Tx, level?: 'district' | 'town' | 'community') {
  return await tx
    .selectFrom('area')
    .select([
      'area_id as areaId',
      'level',
      'settlement',
      'parent_id as parentId',
      'path',
      'name_zh',
      'name_en',
      'west',
      'south',
      'east',
      'north',
      'centre_lon',
      'centre_lat',
      'managed',
      'source',
      'generated',
    ])
    .$if(level !== undefined, (query) => query.where('level', '=', level!))
    .orderBy('path')
    .execute()
}

export async function selectAreaShapes(tx: Tx, level: 'district' | 'town' | 'community') {
  return await tx
    .selectFrom('area')
    .select([
      'area_id as areaId',
      'parent_id as parentId',
      'settlement',
      'name_zh',
      'name_en',
      'shape',
      'generated',
      'managed',
    ])
    .where('level', '=', level)
    .orderBy('path')
    .execute()
}

export async function selectNetwork(tx: Tx, checksum?: string) {
  return await tx
    .selectFrom('street_network')
    .select([
      'checksum',
      'bytes',
      'node_count as nodeCount',
      'edge_count as edgeCount',
      'source',
      'generated',
    ])
    .$if(checksum !== undefined, (query) => query.where('checksum', '=', checksum!))
    .orderBy('prepared_at', 'desc')
    .orderBy('checksum')
    .limit(1)
    .executeTakeFirst()
}

export async function selectCounts(tx: Tx) {
  return await tx
    .selectNoFrom((from) => [
      from.selectFrom('area').select(from.fn.countAll<number>().as('n')).as('areas'),
      from
        .selectFrom('area')
        .select(from.fn.countAll<number>().as('n'))
        .where('level', '=', 'community')
        .as('communities'),
      from.selectFrom('building').select(from.fn.countAll<number>().as('n')).as('buildings'),
      from
        .selectFrom('population')
        .select(sql<number>`coalesce(sum((select sum(n) from unnest(people) n)), 0)::bigint`.as('n'))
        .as('people'),
      from
        .selectFrom('facility')
        .select(from.fn.countAll<number>().as('n'))
        .where(standing('open'))
        .as('facilities'),
      from
        .selectFrom('street_network')
        .select('node_count')
        .orderBy('prepared_at', 'desc')
        .orderBy('checksum')
        .limit(1)
        .as('streetNodes'),
    ])
    .executeTakeFirstOrThrow()
}

export async function selectLevel(db: Db | Tx, areaId: string) {
  return await db.selectFrom('area').select('level').where('area_id', '=', areaId).executeTakeFirst()
}

/** An area's id and those of every area within it. */
export async function selectWithin(db: Db | Tx, areaId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('area as part')
    .innerJoin('area as whole', (join) => join.onTrue())
    .select('part.area_id')
    .where('whole.area_id', '=', areaId)
    .where(sql<SqlBool>`(part.path = whole.path or starts_with(part.path, whole.path || '/'))`)
    .orderBy('part.path')
    .execute()
  return rows.map((row) => row.area_id)
}

export async function selectBarriers(tx: Tx): Promise<Buffer | undefined> {
  const row = await tx
    .selectFrom('street_network')
    .select('barriers')
    .orderBy('prepared_at', 'desc')
    .orderBy('checksum')
    .limit(1)
    .executeTakeFirst()
  return row?.barriers
}

export async function countChanges(db: Db | Tx): Promise<number> {
  const row = await db
    .selectFrom('place_change')
    .select((from) => from.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return row.n
}

export async function selectBuildingHomes(tx: Tx, ids: readonly string[]) {
  return await tx
    .selectFrom('building')
    .select(['building_id as id', 'community_id as communityId'])
    .where('building_id', '=', (any) => any.fn.any(any.val(ids)))
    .execute()
}

export async function selectFacilityHomes(tx: Tx, ids: readonly string[]) {
  return await tx
    .selectFrom('facility')
    .select(['facility_id as id', 'community_id as communityId'])
    .where('facility_id', '=', (any) => any.fn.any(any.val(ids)))
    .execute()
}
