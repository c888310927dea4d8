import type { Static } from 'typebox'
import { recordAudit } from '#platform/audit/write.ts'
import { refusals } from '#platform/http/errors.ts'
import { handle, handleAlone, type Routes } from '#platform/http/server.ts'
import type { Db } from '#platform/store/db.ts'
import {
  chooseMaturity,
  communityDiagnosis,
  communityFacilities,
  type DistrictDiagnosis,
  declareChoice,
  diagnosisTable,
  districtDiagnosis,
  errors,
  indicatorAcross,
  indicatorEvidence,
  packDetail,
  packList,
  SIGNATURES_MAX,
  walkingRoute,
} from './contract.ts'
import { readPack } from './packs.ts'
import type { ReadDistrict } from './read.ts'
import { choiceObjection } from './rules/maturity-choice.ts'
import { effectivePack, openRuns, type Run, type Runs } from './runs.ts'
import { rowRoutes } from './server/rows.ts'
import { communityView } from './views/community.ts'
import { evidenceView, routeView } from './views/evidence.ts'
import { facilitiesView } from './views/facilities.ts'
import { acrossView, districtView } from './views/summary.ts'
import { diagnosisWorkbook } from './views/workbook.ts'
import { chooseClasses, declare } from './write.ts'

/** Packs that measure the district unless another is asked for, by settlement. */
const OWN_PACKS = { urban: 'zhejiang-33', rural: 'rural-nine' } as const

const refuse = refusals(errors)

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
      ...{ runId: stored.runId, network: stored.network, diagnosis },
    }))
    const { communities, facilities } = urban.gathered
    return { parts, communities, facilities }
  }
  return { routes: routesOver(runs), warmUp, summary, district }
}

function routesOver(runs: Runs): Routes {
  const runOf = async (pack: string): Promise<Run> => {
    if (!runs.names.includes(pack)) throw refuse('PACK_UNKNOWN', { pack })
    const run = await runs.current(pack)
    if (!run) throw refuse('DIAGNOSIS_WITHOUT_STREETS')
    return run
  }
  const mainRun = (pack: string | undefined) => runOf(pack ?? OWN_PACKS.urban)
  const district = async (pack: string | undefined) =>
    pack ? districtView(await runOf(pack)) : districtView(await mainRun(pack), [await runOf(OWN_PACKS.rural)])
  const communityIn = async (communityId: string, pack: string | undefined) => {
    const urban = await mainRun(pack)
    const c = urban.gathered.communities.findIndex(({ areaId }) => areaId === communityId)
    if (c === -1) throw refuse('COMMUNITY_UNKNOWN', { communityId })
    const isVillage = urban.gathered.communities[c]!.settlement === 'rural'
    return { run: !pack && isVillage ? await runOf(OWN_PACKS.rural) : urban, c }
  }
  const found = <T>(value: T | undefined, detail: Record<string, unknown>): T => {
    if (value === undefined) throw refuse('INDICATOR_UNKNOWN', detail)
    return value
  }
  return [
    handleAlone(districtDiagnosis, ({ query }) => district(query.pack)),
    handleAlone(communityDiagnosis, async ({ params, query }) => {
      const { run, c } = await communityIn(params.communityId, query.pack)
      return communityView(run, c)
    }),
    handleAlone(indicatorEvidence, async ({ params, query }, { caller: { scope } }) => {
      const mayOpen = scope.read === '*' || scope.read.includes(params.communityId)
      const { run, c } = await communityIn(params.communityId, query.pack)
      return found(evidenceView(run, c, params.indicator, mayOpen), { indicator: params.indicator })
    }),
    handleAlone(walkingRoute, async ({ params, query }) => {
      const { run, c } = await communityIn(params.communityId, query.pack)
      const route = routeView(run, c, params.test, query.cell)
      if (!route) throw refuse('ROUTE_UNKNOWN', { cell: query.cell })
      return route
    }),
    handleAlone(communityFacilities, async ({ params }) => {
      const { run, c } = await communityIn(params.communityId, undefined)
      return facilitiesView(run, c)
    }),
    ...rowRoutes(communityIn, (facilityId) => refuse('FACILITY_UNKNOWN', { facilityId })),
    handleAlone(indicatorAcross, async ({ params, query }) =>
      found(acrossView(await mainRun(query.pack), params.indicator), { indicator: params.indicator }),
    ),
    handleAlone(packList, async () =>
      runs.names.map((pack) => {
        const { version, name, note, indicators } = readPack(pack)
        return { pack, version, name, note, indicators: indicators.length }
      }),
    ),
    handle(packDetail, async ({ params }, { tx }) => {
      if (!runs.names.includes(params.pack)) throw refuse('PACK_UNKNOWN', { pack: params.pack })
      return await effectivePack(tx, params.pack)
    }),
    handle(chooseMaturity, async ({ params: { pack }, body: { choice, reason } }, { tx, caller }) => {
      if (!runs.names.includes(pack)) throw refuse('PACK_UNKNOWN', { pack })
      const objection = choice && choiceObjection(readPack(pack), choice)
      if (objection) throw refuse('MATURITY_UNFIT', { objection })
      await chooseClasses(tx, { pack, choice, reason, chosenBy: caller.accountId ?? caller.role })
      const subject = { kind: 'pack', id: pack }
      await recordAudit(tx, caller, { action: 'diagnosis.classes', subject, detail: { choice, reason } })
      return { done: true }
    }),
    handle(declareChoice, async ({ params: { communityId }, body }, { tx, caller }) => {
      const { run, c } = await communityIn(communityId, undefined)
      checkDeclaration(run, c, body)
      const declaredBy = caller.accountId ?? caller.role
      await declare(tx, { ...body, communityId, declaredBy, generated: false })
      const subject = { kind: 'community', id: communityId }
      await recordAudit(tx, caller, {
        action: 'diagnosis.declare',
        subject,
        areaId: communityId,
        detail: body,
      })
      return { done: true }
    }),
    handleAlone(diagnosisTable, async ({ query }) => ({
      bytes: await diagnosisWorkbook(await mainRun(query.pack), query.language ?? 'zh'),
      filename: query.language === 'en' ? 'diagnosis.xlsx' : '全区诊断.xlsx',
    })),
  ]
}

type Choice = Static<typeof declareChoice.body>

/** @throws DomainError DECLARATION_UNFIT, SIGNATURES_TOO_MANY */
function checkDeclaration(
  { compiled: { pack }, diagnosis }: Run,
  c: number,
  { kind, item, holds, reason }: Choice,
) {
  const items = { profile: pack.profiles, signature: pack.scenarios, 'opt-out': pack.indicators }[kind]
  const isKnown = items.some(({ id }) => id === item)
  if (!isKnown || (kind === 'opt-out' && holds && reason.trim() === ''))
    throw refuse('DECLARATION_UNFIT', { kind, item })
  const signatures = diagnosis.plans[c]!.scenarios.filter(({ signature, id }) => signature && id !== item)
  if (kind === 'signature' && holds && signatures.length >= SIGNATURES_MAX)
    throw refuse('SIGNATURES_TOO_MANY')
}
