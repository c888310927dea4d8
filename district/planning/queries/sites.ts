import { decodeShape, encodeShape, innerPoint, type Shape } from '#foundation/place/rules/shape.ts'
import { insertRows } from '#platform/store/bulk.ts'
import type { Tx } from '#platform/store/db.ts'
import type { ProgrammeSite } from '../contract/works.ts'
import type {} from '../tables.ts'

/** Programme sites in the caller's scope. */
export async function selectSites(tx: Tx): Promise<ProgrammeSite[]> {
  const rows = await tx
    .selectFrom('programme_site')
    .selectAll()
    .orderBy('community_id')
    .orderBy('site_id')
    .execute()
  return rows.map((row) => ({
    ...{ communityId: row.community_id, siteId: row.site_id, programme: row.programme, name: row.name },
    ...{ shape: decodeShape(row.shape), lon: row.lon, lat: row.lat, from: row.from_day, to: row.to_day },
    ...{ digs: row.digs, holder: row.holder, source: row.source, generated: row.generated },
    ...{ beforeDocument: row.before_document, afterDocument: row.after_document },
  }))
}

const SITE = [
  ...['community_id', 'site_id', 'programme', 'name', 'shape', 'lon', 'lat', 'from_day', 'to_day'],
  ...['digs', 'holder', 'before_document', 'after_document', 'source', 'generated'],
]

/** Keeps programme sites: a known one takes the new values, but for pictures, where it is given none. */
export async function upsertSites(tx: Tx, sites: readonly NewSite[]) {
  const known = new Set(
    (await selectSiteKeys(tx)).map(({ communityId, siteId }) => `${communityId}/${siteId}`),
  )
  const rows = sites.map((site) => [
    ...[site.communityId, site.siteId, site.programme, site.name, encodeShape(site.shape)],
    ...[...innerPoint(site.shape), site.from, site.to, site.digs, site.holder],
    ...[site.beforeDocument, site.afterDocument, site.source, site.generated],
  ])
  const set = SITE.slice(2).map((column) => [
    column,
    column.endsWith('_document')
      ? `coalesce(excluded.${column}, programme_site.${column})`
      : `excluded.${column}`,
  ])
  const written = await insertRows(tx, 'programme_site', SITE, rows, {
    onConflict:
      `(community_id, site_id) do update set ${set.map(([column, value]) => `${column} = ${value}`).join()} ` +
      `where (${set.map(([column]) => `programme_site.${column}`).join()}) ` +
      `is distinct from (${set.map(([, value]) => value).join()})`,
  })
  const inserted = sites.filter(({ communityId, siteId }) => !known.has(`${communityId}/${siteId}`)).length
  return { inserted, updated: written - inserted, unchanged: sites.length - written }
}

/** A programme site as it is brought in. */
export type NewSite = Omit<ProgrammeSite, 'shape' | 'lon' | 'lat'> & { readonly shape: Shape }

/** Which sites there are, and from which source. */
export const selectSiteKeys = (tx: Tx) =>
  tx
    .selectFrom('programme_site')
    .select(['community_id as communityId', 'site_id as siteId', 'source'])
    .execute()

/** @returns false where there is no such site */
export async function updateSitePicture(
  tx: Tx,
  { communityId, siteId }: { communityId: string; siteId: string },
  of: 'before' | 'after',
  documentId: string,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('programme_site')
    .set(of === 'before' ? { before_document: documentId } : { after_document: documentId })
    .where('community_id', '=', communityId)
    .where('site_id', '=', siteId)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}
