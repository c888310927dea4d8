import { sql } from 'kysely'
import { insertRows } from '#platform/store/bulk.ts'
import type { Database, Tx } from '#platform/store/db.ts'
import type { Candidate, Change } from './contract.ts'
import type {} from './tables.ts'

const SCHEME = [
  's.community_id as areaId',
  's.scheme_id as schemeId',
  's.name',
  's.note',
  's.revision',
  's.created_by as createdBy',
  's.created_at as createdAt',
  's.changed_at as changedAt',
  's.archived_at as archivedAt',
] as const

const schemes = (tx: Tx) =>
  tx
    .selectFrom('scheme as s')
    .select(SCHEME)
    .select((eb) =>
      eb
        .selectFrom('scheme_change as c')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .whereRef('c.community_id', '=', 's.community_id')
        .whereRef('c.scheme_id', '=', 's.scheme_id')
        .as('changeCount'),
    )

export type SchemeRow = Awaited<ReturnType<typeof selectSchemes>>[number]

export const selectSchemes = (tx: Tx, archived: boolean) =>
  schemes(tx)
    .where('s.archived_at', archived ? 'is not' : 'is', null)
    .orderBy('s.changed_at', 'desc')
    .execute()

export const selectScheme = (tx: Tx, areaId: string, schemeId: string) =>
  schemes(tx)
    .where('s.community_id', '=', areaId)
    .where('s.scheme_id', '=', schemeId)
    .executeTakeFirst() as Promise<SchemeRow | undefined>

export async function selectChanges(tx: Tx, areaId: string, schemeId: string): Promise<Change[]> {
  const rows = await tx
    .selectFrom('scheme_change')
    .selectAll()
    .where('community_id', '=', areaId)
    .where('scheme_id', '=', schemeId)
    .orderBy('change_no')
    .execute()
  return rows.map(changeOf)
}

type ChangeRow = Omit<Database['scheme_change'], 'community_id' | 'scheme_id' | 'change_no'>

/** A change as its columns have it. */
export function changeOf({ kind, facility_id: facilityId, ...row }: ChangeRow): Change {
  const place = { lon: row.lon!, lat: row.lat! }
  const size = { capacity: row.capacity, areaM2: row.area_m2 }
  const means = { interventionId: row.intervention_id, hostId: row.host_id }
  if (kind === 'add')
    return {
      kind,
      facilityId,
      facilityKind: row.facility_kind!,
      name: row.name!,
      ...place,
      ...size,
      ...means,
    }
  if (kind === 'move') return { kind, facilityId, ...place, ...means }
  return kind === 'resize' ? { kind, facilityId, ...size } : { kind, facilityId }
}

export async function insertScheme(
  tx: Tx,
  scheme: { areaId: string; schemeId: string; name: string; note: string; createdBy: string },
): Promise<void> {
  const { areaId: community_id, schemeId: scheme_id, name, note, createdBy: created_by } = scheme
  await tx.insertInto('scheme').values({ community_id, scheme_id, name, note, created_by }).execute()
}

/** @returns false where the scheme has another revision by now, or is not there */
export async function updateScheme(
  tx: Tx,
  scheme: { areaId: string; schemeId: string; name: string; note: string; revision: number },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('scheme')
    .set({
      name: scheme.name,
      note: scheme.note,
      revision: scheme.revision + 1,
      changed_at: sql<Date>`now()`,
    })
    .where('community_id', '=', scheme.areaId)
    .where('scheme_id', '=', scheme.schemeId)
    .where('revision', '=', scheme.revision)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** The moment stays the first one where it is put away already. @returns false where there is no such scheme */
export async function updateArchived(tx: Tx, areaId: string, schemeId: string, archived: boolean) {
  const { numUpdatedRows } = await tx
    .updateTable('scheme')
    .set({ archived_at: archived ? sql<Date>`coalesce(archived_at, now())` : null })
    .where('community_id', '=', areaId)
    .where('scheme_id', '=', schemeId)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Columns of a change, in the order of `changeValues`. */
export const CHANGE = [
  ...['change_no', 'kind', 'facility_id', 'facility_kind', 'name'],
  ...['lon', 'lat', 'capacity', 'area_m2', 'intervention_id', 'host_id'],
]

/** A change as values of its columns, with its place in the list. */
export function changeValues(change: Change, no: number) {
  const { kind, facilityId, facilityKind, name, lon, lat, ...rest } = { ...EMPTY, ...change }
  const { capacity, areaM2, interventionId, hostId } = rest
  return [no, kind, facilityId, facilityKind, name, lon, lat, capacity, areaM2, interventionId, hostId]
}

const EMPTY = {
  ...{ facilityKind: null, name: null, lon: null, lat: null, capacity: null, areaM2: null },
  ...{ interventionId: null, hostId: null },
}

/** The changes of a scheme, in place of those it had. */
export async function replaceChanges(
  tx: Tx,
  areaId: string,
  schemeId: string,
  changes: readonly Change[],
): Promise<void> {
  await tx
    .deleteFrom('scheme_change')
    .where('community_id', '=', areaId)
    .where('scheme_id', '=', schemeId)
    .execute()
  const rows = changes.map((change, no) => [areaId, schemeId, ...changeValues(change, no)])
  await insertRows(tx, 'scheme_change', ['community_id', 'scheme_id', ...CHANGE], rows)
}

export async function selectCandidates(tx: Tx, communityId?: string): Promise<Candidate[]> {
  let query = tx
    .selectFrom('candidate')
    .select([
      ...([
        'community_id as communityId',
        'candidate_id as candidateId',
        'kind',
        'name',
        'lon',
        'lat',
      ] as const),
      ...(['area_m2 as areaM2', 'cost_fen as costFen', 'holder', 'source', 'generated'] as const),
    ])
  if (communityId) query = query.where('community_id', '=', communityId)
  return await query.orderBy('community_id').orderBy('candidate_id').execute()
}

const CANDIDATE = [
  ...['community_id', 'candidate_id', 'kind', 'name', 'lon', 'lat'],
  ...['area_m2', 'cost_fen', 'holder', 'source', 'generated'],
]

/**
 * Keeps candidates: a known one takes the new values, one that says the same is left alone, and one that lies in another
 * community than before is no longer in that one.
 */
export async function upsertCandidates(tx: Tx, candidates: readonly Candidate[]) {
  const ids = [...new Set(candidates.map(({ candidateId }) => candidateId))]
  const sources = [...new Set(candidates.map(({ source }) => source))]
  const known = await tx
    .selectFrom('candidate')
    .select(['community_id', 'candidate_id'])
    .where('candidate_id', 'in', ids.length > 0 ? ids : [''])
    .where('source', 'in', sources.length > 0 ? sources : [''])
    .execute()
  const communityOf = new Map(candidates.map((one) => [one.candidateId, one.communityId]))
  const moved = known.filter((row) => communityOf.get(row.candidate_id) !== row.community_id)
  for (const { community_id, candidate_id } of moved)
    await tx
      .deleteFrom('candidate')
      .where('community_id', '=', community_id)
      .where('candidate_id', '=', candidate_id)
      .execute()
  const rest = CANDIDATE.slice(2)
  const columns = (of: string) => rest.map((column) => `${of}.${column}`).join()
  const written = await insertRows(
    tx,
    'candidate',
    CANDIDATE,
    candidates.map((c) => [
      ...[c.communityId, c.candidateId, c.kind, c.name, c.lon, c.lat],
      ...[c.areaM2, c.costFen, c.holder, c.source, c.generated],
    ]),
    {
      onConflict:
        `(community_id, candidate_id) do update set ${rest.map((c) => `${c} = excluded.${c}`).join()} ` +
        `where (${columns('candidate')}) is distinct from (${columns('excluded')})`,
    },
  )
  const there = new Set(known.map((row) => row.candidate_id))
  const inserted = candidates.filter(({ candidateId }) => !there.has(candidateId)).length
  return { inserted, updated: written - inserted, unchanged: candidates.length - written }
}
