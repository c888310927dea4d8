import { keepDocument } from '#foundation/evidence/write.ts'
import { recordAudit } from '#platform/audit/write.ts'
import type { Tx } from '#platform/store/db.ts'
import { refuse } from '../contract.ts'
import * as queries from '../queries/sites.ts'

/** A programme site as it is brought in. */
export type NewSite = queries.NewSite

/** Programme sites of a loader: those that are known are brought up to date. */
export const addProgrammeSites = (tx: Tx, sites: readonly NewSite[]) => queries.upsertSites(tx, sites)

/**
 * Keeps a picture of a programme site.
 *
 * @throws DomainError SITE_UNKNOWN; PICTURE_KIND for anything but PNG and JPEG
 */
export async function keepSitePicture(
  tx: Tx,
  by: { readonly accountId: string | null; readonly role: string },
  site: { readonly communityId: string; readonly siteId: string },
  of: 'before' | 'after',
  upload: { readonly filename: string; readonly bytes: Uint8Array },
): Promise<string> {
  const { communityId, siteId } = site
  const { documentId, mediaType, sha256 } = await keepDocument(tx, communityId, upload, by)
  if (!mediaType.startsWith('image/')) throw refuse('PICTURE_KIND', { mediaType })
  if (!(await queries.updateSitePicture(tx, site, of, documentId))) throw refuse('SITE_UNKNOWN', { siteId })
  await recordAudit(tx, by, {
    ...{ action: 'site.picture', subject: { kind: 'site', id: siteId }, areaId: communityId },
    detail: { of, documentId, sha256 },
  })
  return documentId
}
