import { handle, handleAlone, type Routes } from '#platform/http/server.ts'
import type { Db } from '#platform/store/db.ts'
import {
  communityDiagnosis,
  communityFacilities,
  type DistrictDiagnosis,
  diagnosisTable,
  districtDiagnosis,
  indicatorAcross,
  indicatorEvidence,
  packDetail,
  packList,
  refuse,
  walkingRoute,
} from './contract.ts'
import { readPack } from './packs.ts'
import type { ReadDistrict } from './read.ts'
import { effectivePack, openRuns, type Runs } from './runs.ts'
import { declarationRoutes, maturityRoutes } from './server/choices.ts'
import { type Asked, finderIn, OWN_PACKS } from './server/find.ts'
import { rowRoutes } from './server/rows.ts'
import { runRoutes } from './server/runs.ts'
import { communityView } from './views/community.ts'
import { evidenceView, routeView } from './views/evidence.ts'
import { facilitiesView } from './views/facilities.ts'
import { acrossView, districtView } from './views/summary.ts'
import { diagnosisWorkbook } from './views/workbook.ts'

/** The diagnosis of a store, as an app mounts it. */
export interface DiagnosisService {
  readonly routes: Routes
  /** Compute before the first visitor asks, so that nobody waits for it. */
  readonly warmUp: () => Promise<void>
  /** The whole district as the first page shows it; undefined before any street network was loaded. */
  readonly summary: () => Promise<DistrictDiagnosis | undefined>
  /** The runs behind the first page, for domains that start from them. */
  readonly district: ReadDistrict
}

/** @param today the day that evidence is read as of, ISO; today in China unless given */
export function openDiagnosis(db: Db, today?: () => string): DiagnosisService {
  const runs = openRuns(db, today)
  const warmUp = async () => {
    for (const pack of Object.values(OWN_PACKS)) await runs.current(pack)
  }
  const own = async () => [await runs.current(OWN_PACKS.urban), await runs.current(OWN_PACKS.rural)] as const
  const summary = async () => {
    const [urban, rural] = await own()
    return urban && districtView(urban, rural && [rural])
  }
  const district = async () => {
    const [urban, rural] = await own()
    if (!urban || !rural) return undefined
    const parts = [urban, rural].map(({ stored, diagnosis }) => ({
      ...{ runId: stored.runId, asOf: stored.asOf, network: stored.network, diagnosis },
    }))
    const { communities, facilities } = urban.gathered
    return { parts, communities, facilities }
  }
  return { routes: routesOver(runs), warmUp, summary, district }
}

function routesOver(runs: Runs): Routes {
  const finder = finderIn(runs)
  const { checkPack, runOf, communityIn } = finder
  const mainRun = ({ pack, asOf }: Asked) => runOf(pack ?? OWN_PACKS.urban, asOf)
  const district = async (asked: Asked) =>
    districtView(await mainRun(asked), asked.pack ? [] : [await runOf(OWN_PACKS.rural, asked.asOf)])
  const found = <T>(value: T | undefined, detail: Record<string, unknown>): T => {
    if (value === undefined) throw refuse('INDICATOR_UNKNOWN', detail)
    return value
  }
  return [
    ...declarationRoutes(runs, finder),
    ...maturityRoutes(runs, finder),
    ...runRoutes(runs, finder),
    handleAlone(districtDiagnosis, ({ query }) => district(query)),
    handleAlone(communityDiagnosis, async ({ params, query }) => {
      const { run, c } = await communityIn(params.communityId, query)
      return communityView(run, c)
    }),
    handleAlone(indicatorEvidence, async ({ params, query }, { caller: { scope } }) => {
      const mayOpen = scope.read === '*' || scope.read.includes(params.communityId)
      const { run, c } = await communityIn(params.communityId, query)
      return found(evidenceView(run, c, params.indicator, mayOpen), { indicator: params.indicator })
    }),
    handleAlone(walkingRoute, async ({ params, query }) => {
      const { run, c } = await communityIn(params.communityId, query)
      const route = routeView(run, c, params.test, query.cell)
      if (!route) throw refuse('ROUTE_UNKNOWN', { cell: query.cell })
      return route
    }),
    handleAlone(communityFacilities, async ({ params, query }) => {
      const { run, c } = await communityIn(params.communityId, query)
      return facilitiesView(run, c)
    }),
    ...rowRoutes(communityIn, (facilityId) => refuse('FACILITY_UNKNOWN', { facilityId })),
    handleAlone(indicatorAcross, async ({ params, query }) =>
      found(acrossView(await mainRun(query), params.indicator), { indicator: params.indicator }),
    ),
    handleAlone(packList, async () =>
      runs.names.map((pack) => {
        const { version, name, note, indicators } = readPack(pack)
        return { pack, version, name, note, indicators: indicators.length }
      }),
    ),
    handle(packDetail, async ({ params }, { tx }) => {
      checkPack(params.pack)
      return await effectivePack(tx, params.pack)
    }),
    handleAlone(diagnosisTable, async ({ query }) => ({
      bytes: await diagnosisWorkbook(await mainRun(query), query.language ?? 'zh'),
      filename: query.language === 'en' ? 'diagnosis.xlsx' : '全区诊断.xlsx',
    })),
  ]
}
