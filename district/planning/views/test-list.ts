import type { KnownArea } from '#foundation/place/read.ts'
import type { ProgrammeSite, Work } from '../contract/works.ts'
import type { PrintedList } from './printed-list.ts'

const area = (areaId: string, level: KnownArea['level'], zh: string, en: string, path: string) =>
  ({ areaId, level, name: { zh, en }, path }) as KnownArea

const AREAS = [
  area('330212', 'district', '鄞州区', 'Yinzhou District', '330212'),
  area('330212008', 'town', '百丈街道', 'Baizhang Subdistrict', '330212/330212008'),
  area('330212008006', 'community', '划船社区', 'Huachuan Community', '330212/330212008/330212008006'),
]

export const WORK: Work = {
  ...{ communityId: '330212008006', workId: '6f1c1f9e-0000-4000-8000-000000000001', name: '划船社区托育点' },
  ...{ state: 'built', stateOn: '2026-09-30', startedOn: '2026-04-01', builtOn: '2026-09-30' },
  ...{ facilityKind: 'childcare', interventionId: 'convert', digs: false, lon: 121.57, lat: 29.87 },
  ...{ unitRole: 'town', unit: '百丈街道办事处', plannedFrom: '2026-04-01', plannedTo: '2026-09-30' },
  ...{ costFen: 123_400_000, costUnknown: 1, fundedFen: 100_000_000, soughtFen: 10_000_000 },
  ...{ sites: [{ areaId: '330212008006', siteId: 'old-1', relation: 'one-dig' }], scheme: null, revision: 3 },
  ...{
    generated: true,
    note: '=1+1 与老旧小区改造同步',
    hostId: '330212008006/demo-1',
    builtFacilityId: null,
  },
  changes: [
    {
      ...{
        kind: 'add',
        facilityId: 'new:1',
        facilityKind: 'childcare',
        name: '托育点',
        lon: 121.57,
        lat: 29.87,
      },
      ...{ capacity: 60, areaM2: 400, interventionId: 'convert', hostId: '330212008006/demo-1' },
    },
  ],
  costs: [
    { category: 'construction', fen: 123_400_000, basis: 'catalogue', source: 'product', grade: 'P' },
    { category: 'equipment', fen: null, basis: 'entered', source: '街道', grade: 'D' },
  ],
  funding: [
    { source: 'district-budget', fen: 100_000_000, state: 'committed', note: '' },
    { source: 'grant', fen: 10_000_000, state: 'sought', note: '待批' },
  ],
  steps: [
    { state: 'planned', on: '2026-01-10', note: '', by: 'task-force', at: '2026-01-10T02:00:00.000Z' },
    { state: 'built', on: '2026-09-30', note: '', by: 'town', at: '2026-10-08T02:00:00.000Z' },
  ],
  forecast: {
    runs: [{ runId: 'r1', pack: 'zhejiang-33', packVersion: '2026.1', asOf: '2026-01-10' }],
    measuredBy: [{ runId: 'r2', pack: 'zhejiang-33', packVersion: '2026.1', asOf: '2026-11-01' }],
    rows: [
      {
        ...{ affects: '330212008006', item: 'zj33-04', pack: 'zhejiang-33' },
        name: { zh: '托育全覆盖', en: 'Childcare for all' },
        ...{ before: [0.2, 0.2], alone: [0.7, 0.7], whole: [0.8, 0.8], measured: [0.65, 0.65] },
        error: [-0.05, -0.05],
      },
    ],
    served: [
      {
        test: 'zj33-04.walk',
        name: { zh: '托育步行可达', en: 'Childcare within the walk' },
        before: 900,
        alone: 1500,
        whole: 1600,
        measured: null,
      },
    ],
  },
}

/** Nothing about money is known of it, and nothing is built. */
export const BARE: Work = {
  ...WORK,
  ...{ workId: '6f1c1f9e-0000-4000-8000-000000000002', name: '关停旧站', state: 'planned' },
  ...{ startedOn: null, builtOn: null, interventionId: null, costFen: 0, costUnknown: 1, fundedFen: 0 },
  ...{ soughtFen: 0, sites: [], unit: '', note: '', costs: [], funding: [] },
  ...{ lon: 121.5701, lat: 29.8701, steps: WORK.steps.slice(0, 1) },
  forecast: { runs: [], measuredBy: [], rows: [], served: [] },
}

const SITE: ProgrammeSite = {
  ...{ communityId: '330212008006', siteId: 'old-1', programme: 'old-estate', name: '划船新村改造' },
  ...{ shape: { type: 'Point', coordinates: [121.571, 29.871] }, lon: 121.571, lat: 29.871 },
  ...{ from: '2026-03-01', to: '2026-12-31', digs: true, holder: '百丈街道', generated: true },
  ...{ beforeDocument: null, afterDocument: null, source: 'examples/yinzhou' },
}

/** A list of two works for the tests of what is printed of it. */
export const someList = (language: 'zh' | 'en' = 'zh'): PrintedList => ({
  works: [WORK, BARE],
  sites: [SITE],
  areas: new Map(AREAS.map((one) => [one.areaId, one])),
  language,
  at: new Date('2026-11-27T00:00:00Z'),
})
