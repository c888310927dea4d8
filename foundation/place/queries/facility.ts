import { type SqlBool, sql } from 'kysely'
import type { Tx } from '#platform/store/db.ts'
import type { FacilityEntry } from '../contract/facility.ts'
import type { Life } from '../rules/life.ts'
import type {} from '../tables.ts'
import { standing as stands } from './life.ts'

export interface FacilityFilter {
  readonly communityId?: string | undefined
  readonly facilityId?: string | undefined
  readonly kind?: string | undefined
  /** Part of the name, as typed: `%` and `_` are letters. */
  readonly q?: string | undefined
  readonly standing?: Life | undefined
}

/** A community's own facilities and those shared with it. */
function matching(tx: Tx, { communityId, facilityId, kind, q, standing }: FacilityFilter) {
  const part = `%${(q ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`
  return tx
    .selectFrom('facility')
    .$if(communityId !== undefined, (query) =>
      query.where(sql<SqlBool>`(community_id = ${communityId} or ${communityId} = any (shared_with))`),
    )
    .$if(facilityId !== undefined, (query) => query.where('facility_id', '=', facilityId!))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind!))
    .$if(standing !== undefined, (query) => query.where(stands(standing!)))
    .$if(q !== undefined, (query) =>
      query.where((where) => where.or([where('name_zh', 'ilike', part), where('name_en', 'ilike', part)])),
    )
}

const FACILITY = [
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
  'age_bands as ageBands',
  'shared_with as sharedWith',
  'opened_on as openedOn',
  'closed_on as closedOn',
  'revision',
  'source',
  'generated',
] as const

export async function selectFacilityPage(
  tx: Tx,
  filter: FacilityFilter,
  page: { limit: number; offset: number },
) {
  const { total } = await matching(tx, filter)
    .select((from) => from.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await matching(tx, filter)
    .select(FACILITY)
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

export interface FacilityKey {
  readonly communityId: string
  readonly facilityId: string
}

const one = (tx: Tx, { communityId, facilityId }: FacilityKey) =>
  tx
    .updateTable('facility')
    .set({ revision: sql`revision + 1` })
    .where('community_id', '=', communityId)
    .where('facility_id', '=', facilityId)

export const selectFacility = (tx: Tx, { communityId, facilityId }: FacilityKey) =>
  tx
    .selectFrom('facility')
    .select([...FACILITY, 'share_permille as sharePermille'])
    .where('community_id', '=', communityId)
    .where('facility_id', '=', facilityId)
    .executeTakeFirst()

/** @returns false where the facility has another revision by now, is not there, or is outside the scope */
export async function updateFacility(
  tx: Tx,
  key: FacilityKey & { readonly revision: number },
  { name, ...entry }: FacilityEntry & { readonly sharePermille: readonly number[] },
): Promise<boolean> {
  const { numUpdatedRows } = await one(tx, key)
    .where('revision', '=', key.revision)
    .set({ kind: entry.kind, name_zh: name.zh, name_en: name.en, lon: entry.lon, lat: entry.lat })
    .set({ area_m2: entry.areaM2, capacity: entry.capacity, capacity_unit: entry.capacityUnit })
    .set({ hours: entry.hours, floor: entry.floor, age_bands: entry.ageBands, opened_on: entry.openedOn })
    .set({ shared_with: entry.sharedWith, share_permille: [...entry.sharePermille] })
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** @returns false where the facility is not there or is outside the scope */
export async function updateClosing(tx: Tx, key: FacilityKey, closedOn: string | null): Promise<boolean> {
  const { numUpdatedRows } = await one(tx, key).set({ closed_on: closedOn }).executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}
