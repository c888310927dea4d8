import { type SqlBool, sql } from 'kysely'
import type { Tx } from '#platform/store/db.ts'
import type {} from '../tables.ts'

export interface FacilityFilter {
  readonly communityId?: string | undefined
  readonly facilityId?: string | undefined
  readonly kind?: string | undefined
  /** Part of the name, as typed: `%` and `_` are letters. */
  readonly q?: string | undefined
}

/** A community's own facilities and those shared with it. */
function matching(tx: Tx, { communityId, facilityId, kind, q }: FacilityFilter) {
  const part = `%${(q ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`
  return tx
    .selectFrom('facility')
    .$if(communityId !== undefined, (query) =>
      query.where(sql<SqlBool>`(community_id = ${communityId} or ${communityId} = any (shared_with))`),
    )
    .$if(facilityId !== undefined, (query) => query.where('facility_id', '=', facilityId!))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind!))
    .$if(q !== undefined, (query) =>
      query.where((where) => where.or([where('name_zh', 'ilike', part), where('name_en', 'ilike', part)])),
    )
}

export async function selectFacilityPage(
  tx: Tx,
  filter: FacilityFilter,
  page: { limit: number; offset: number },
) {
  const { total } = await matching(tx, filter)
    .select((from) => from.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await matching(tx, filter)
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
      'hours',
      'floor',
      'shared_with as sharedWith',
      'generated',
    ])
    .orderBy('community_id')
    .orderBy('kind')
    .orderBy('facility_id')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  return { total, rows }
}

export async function selectFacilityPoints(tx: Tx, filter: FacilityFilter) {
  return await matching(tx, filter)
    .select([
      'community_id as communityId',
      'facility_id as facilityId',
      'kind',
      'name_zh',
      'name_en',
      'lon',
      'lat',
    ])
    .orderBy('facility_id')
    .execute()
}
