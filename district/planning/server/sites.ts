import { handleAlone, type Routes } from '#platform/http/server.ts'
import { templateXlsx } from '#platform/spreadsheet/template.ts'
import { inScope } from '#platform/store/db.ts'
import { importSites as importSitesRoute, siteTemplate, uploadSitePicture } from '../contract/works.ts'
import { importSites, siteColumns } from '../site-import.ts'
import { keepSitePicture } from '../write/sites.ts'
import { refuseOutside } from './outside.ts'

/** Bringing in programme sites, and pictures of them. */
export const siteRoutes: Routes = [
  handleAlone(importSitesRoute, ({ body: { source } }, { db, caller, upload }) =>
    importSites(db, caller, upload!, source),
  ),
  handleAlone(siteTemplate, async () => ({
    bytes: await templateXlsx(siteColumns),
    filename: 'programme-sites.xlsx',
  })),
  handleAlone(uploadSitePicture, async ({ body: { of, ...site } }, { db, caller, upload }) => {
    refuseOutside(caller, site.communityId)
    const documentId = await inScope(db, caller.scope, (tx) => keepSitePicture(tx, caller, site, of, upload!))
    return { documentId }
  }),
]
