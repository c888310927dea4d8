import { handle, handleAlone, type Routes } from '#platform/http/server.ts'
import { templateXlsx } from '#platform/spreadsheet/template.ts'
import { importZones as importZonesRoute, planZones, workConflicts, zoneTemplate } from '../contract/zones.ts'
import { selectZones } from '../queries/zones.ts'
import { withoutShape, workFits } from '../read/zones.ts'
import { listOfWorks } from '../read.ts'
import { zoneKey } from '../rules/zones/fit.ts'
import { importZones, zoneColumns } from '../zone-import.ts'

/** Everything about zones of plans that the server answers. */
export const zoneRoutes: Routes = [
  handle(planZones, async (_, { tx }) => ({
    bytes: JSON.stringify({
      type: 'FeatureCollection',
      features: (await selectZones(tx)).map((zone) => ({
        type: 'Feature',
        properties: { key: zoneKey(zone), ...withoutShape(zone) },
        geometry: zone.shape,
      })),
    }),
  })),
  handleAlone(importZonesRoute, ({ body: { source } }, { db, caller, upload }) =>
    importZones(db, caller, upload!, source.trim()),
  ),
  handleAlone(zoneTemplate, async () => ({
    bytes: await templateXlsx(zoneColumns),
    filename: 'plan-zones.xlsx',
  })),
  handle(workConflicts, async (_, { tx }) => workFits(tx, (await listOfWorks(tx)).works)),
]
