import { Type } from 'typebox'
import { AreaId, DATUMS, Lat, Lon, Name, RejectedRow } from '#foundation/place/contract.ts'
import { route } from '#platform/http/route.ts'
import { Maybe, Text } from '../contract.ts'
import { FITS } from '../rules/zones/fit.ts'
import { PLANS } from '../rules/zones/kinds.ts'

const Plan = Type.Enum(PLANS, { description: '国土空间规划、控规' })
const Fit = Type.Enum(FITS, { description: '冲突、需调整规划、未知、符合' })
const Day = (description: string) => Type.String({ format: 'date', description })

/** A zone of a plan, without its shape. */
export const PlanZone = Type.Object({
  communityId: AreaId,
  source: Text('Where it is from', 200),
  zoneId: Text('Id within its source', 120),
  plan: Plan,
  kind: Text('Kind, as in packs/zones/kinds.json', 60),
  name: Text('Name', 200),
  lon: Lon,
  lat: Lat,
  from: Day('First day on which it holds'),
  to: Maybe(Day('Day'), 'Last day on which it holds; null: until it is replaced'),
  generated: Type.Boolean({ description: 'Generated 演示数据' }),
})
export type PlanZone = Type.Static<typeof PlanZone>

export const planZones = route({
  method: 'GET',
  path: '/api/plan-zones',
  summary:
    'Zones of plans (国土空间规划、控规) as GeoJSON polygons with key, communityId, source, zoneId, plan, kind, name, lon, lat, from, to and generated',
  reply: Type.Unknown(),
  produces: 'application/geo+json',
})

export const importZones = route({
  method: 'POST',
  path: '/api/plan-zones/imports',
  summary: 'Import plan zones from GeoJSON, or CSV or XLSX with WKT: known ones are updated, none is doubled',
  right: 'planning.simulate',
  upload: 64 * 1024 * 1024,
  body: Type.Object({
    source: Type.String({ minLength: 1, maxLength: 200, description: 'Plan or file they are from' }),
  }),
  reply: Type.Object({
    importId: Text('Id; GET /api/imports/:importId/rejected gives the rejected rows as a table'),
    filename: Text('File name'),
    datum: Type.Enum(DATUMS, { description: 'Datum the coordinates were taken to be in' }),
    sure: Type.Boolean({ description: 'False where the datum is only the likeliest' }),
    inserted: Type.Integer({ description: 'New zones' }),
    updated: Type.Integer({ description: 'Zones that have changed' }),
    unchanged: Type.Integer({ description: 'Zones that were there already' }),
    rejected: Type.Integer({ description: 'Rows that were not kept' }),
    rejectedRows: Type.Array(RejectedRow, { description: 'The first hundred; the table has all' }),
  }),
})

export const zoneTemplate = route({
  method: 'GET',
  path: '/api/plan-zones/imports/template',
  summary: 'An empty table with explanations, to fill in and import',
  reply: Type.Unknown(),
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
})

export const WorkFit = Type.Object({
  communityId: AreaId,
  workId: Text('Works project'),
  day: Day('Day as of which the zones are read: its start'),
  verdict: Fit,
  uncovered: Type.Array(Plan, { description: 'Plans of which no zone covers its place' }),
  findings: Type.Array(
    Type.Object({ zone: PlanZone, verdict: Fit, reason: Name }, { description: 'What one zone says' }),
  ),
})
export type WorkFit = Type.Static<typeof WorkFit>

export const workConflicts = route({
  method: 'GET',
  path: '/api/works/conflicts',
  summary: 'How every works project stands to the plan zones of its place (规划符合性), with reasons',
  right: 'diagnosis.read',
  reply: Type.Array(WorkFit),
})
