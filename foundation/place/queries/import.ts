import { sql } from 'kysely'
import type { Sentence } from '#core/language/language.ts'
import type { Tx } from '#platform/store/db.ts'
import type {} from '../tables.ts'

/** What is known of a row that an import names again. */
export interface Known {
  readonly id: string
  readonly communityId: string
  readonly source: string
}

export async function knownEstates(tx: Tx, ids: readonly string[]): Promise<Known[]> {
  return await tx
    .selectFrom('estate')
    .select(['estate_id as id', 'community_id as communityId', 'source'])
    .where('estate_id', '=', (any) => any.fn.any(any.val(ids)))
    .execute()
}

export async function knownBuildings(tx: Tx, ids: readonly string[]): Promise<Known[]> {
  return await tx
    .selectFrom('building')
    .select(['building_id as id', 'community_id as communityId', 'source'])
    .where('building_id', '=', (any) => any.fn.any(any.val(ids)))
    .execute()
}

export async function knownDwellings(tx: Tx, ids: readonly string[]): Promise<Known[]> {
  return await tx
    .selectFrom('dwelling')
    .select(['dwelling_id as id', 'community_id as communityId', 'source'])
    .where('dwelling_id', '=', (any) => any.fn.any(any.val(ids)))
    .execute()
}

/** Which building or dwelling has a house code. */
export async function houseCodeHolders(tx: Tx, table: 'building' | 'dwelling', codes: readonly string[]) {
  return await tx
    .selectFrom(table)
    .select([table === 'building' ? 'building_id as id' : 'dwelling_id as id', 'house_code as houseCode'])
    .where('house_code', '=', (any) => any.fn.any(any.val(codes)))
    .execute()
}

/** Facilities of a source by their id there. */
export async function knownFacilities(tx: Tx, source: string, externalIds: readonly string[]) {
  return await tx
    .selectFrom('facility')
    .select(['external_id as externalId', 'facility_id as id', 'community_id as communityId', 'source'])
    .select(['opened_on as openedOn', 'closed_on as closedOn'])
    .where('source', '=', source)
    .where('external_id', '=', (any) => any.fn.any(any.val(externalIds)))
    .execute()
}

export async function knownPopulation(tx: Tx, ids: readonly string[]) {
  return await tx
    .selectFrom('population')
    .select(['building_id as id', 'households', 'people'])
    .where('building_id', '=', (any) => any.fn.any(any.val(ids)))
    .execute()
}

/** Foreign key violation. */
const REFERRED_TO = '23503'

/** Takes a facility out of its community. False, and nothing is done, where something refers to it, such as a fact. */
export async function removeFacility(tx: Tx, communityId: string, facilityId: string): Promise<boolean> {
  await sql`savepoint removal`.execute(tx)
  try {
    await tx
      .deleteFrom('facility')
      .where('community_id', '=', communityId)
      .where('facility_id', '=', facilityId)
      .execute()
  } catch (error) {
    if ((error as { code?: string }).code !== REFERRED_TO) throw error
    await sql`rollback to savepoint removal`.execute(tx)
    return false
  }
  await sql`release savepoint removal`.execute(tx)
  return true
}

/** A rejected row with the cells it had, by column. */
export interface KeptRejection {
  readonly row: number
  readonly field: string | null
  readonly reason: Sentence
  readonly cells: readonly string[]
}

export interface KeptRejections {
  readonly header: readonly string[]
  readonly rows: readonly KeptRejection[]
}

export interface ImportRun {
  readonly importId: string
  readonly kind: string
  readonly filename: string
  readonly sha256: string
  readonly source: string
  readonly datum: string | null
  readonly datumStated: boolean | null
  readonly inserted: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
  readonly rejectedRows: KeptRejections
  readonly accountId: string | null
  readonly role: string
}

export async function insertImportRun(tx: Tx, run: ImportRun): Promise<void> {
  const { importId, kind, filename, sha256, source, datum, inserted, updated, unchanged, rejected, role } =
    run
  await tx
    .insertInto('import_run')
    .values({
      ...{ kind, filename, sha256, source, datum, inserted, updated, unchanged, rejected, role },
      import_id: importId,
      datum_stated: run.datumStated,
      rejected_rows: JSON.stringify(run.rejectedRows),
      account_id: run.accountId,
    })
    .execute()
}

export async function selectImportRun(tx: Tx, importId: string) {
  const run = await tx
    .selectFrom('import_run')
    .select(['filename', 'rejected_rows'])
    .where('import_id', '=', importId)
    .executeTakeFirst()
  return run && { filename: run.filename, rejectedRows: run.rejected_rows as KeptRejections }
}
