import type { DiagnosedDistrict, ReadDistrict } from '#district/diagnosis/read.ts'
import { areas, streetNetwork } from '#foundation/place/read.ts'
import { recordAudit } from '#platform/audit/write.ts'
import type { Caller } from '#platform/http/caller.ts'
import { handle, handleAlone, type Routes } from '#platform/http/server.ts'
import { templateXlsx } from '#platform/spreadsheet/template.ts'
import { inScope, type Tx } from '#platform/store/db.ts'
import { candidateColumns, importCandidates } from './candidate-import.ts'
import {
  archiveScheme,
  type Change,
  candidateTemplate,
  createScheme,
  evaluateChanges,
  importCandidates as importCandidatesRoute,
  listCandidates,
  listSchemes,
  planningModel,
  planningStreets,
  readScheme,
  refuse,
  saveScheme,
} from './contract.ts'
import { selectCandidates, selectSchemes } from './queries.ts'
import { keepModel } from './read/model.ts'
import { objections } from './rules/changes.ts'
import { evaluate } from './rules/engine.ts'
import { refuseOutside } from './server/outside.ts'
import { siteRoutes } from './server/sites.ts'
import { workRoutes } from './server/works.ts'
import { zoneRoutes } from './server/zones.ts'
import { archive, newScheme, saveSchemeAnew, shownScheme, storedScheme } from './write.ts'

const chinaToday = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())

/** Everything about planning that the server answers; `read` gives the diagnosis it starts from. */
export function planningRoutes(read: ReadDistrict, today: () => string = chinaToday): Routes {
  const modelFor = keepModel()
  /** @throws DomainError MODEL_IS_DISTRICTS, MODEL_WITHOUT_STREETS */
  async function districtFor({ scope }: Caller): Promise<DiagnosedDistrict> {
    if (scope.read !== '*') throw refuse('MODEL_IS_DISTRICTS')
    const district = await read()
    if (!district) throw refuse('MODEL_WITHOUT_STREETS')
    return district
  }
  return [
    handleAlone(planningModel, async (_, { db, caller }) => {
      const district = await districtFor(caller)
      return await inScope(db, caller.scope, async (tx) => {
        const { key, text, model } = await modelFor(tx, district)
        // People by building leave the server here.
        await recordAudit(tx, caller, {
          ...{ action: 'planning.model', subject: { kind: 'run', id: model.runs[0]! } },
          detail: { runs: [...model.runs] },
        })
        return { bytes: text, etag: key }
      })
    }),
    handle(planningStreets, async ({ params: { checksum } }, { tx, caller }) => {
      await districtFor(caller)
      const network = await streetNetwork(tx, checksum)
      if (!network) throw refuse('MODEL_WITHOUT_STREETS', { checksum })
      return { bytes: network.bytes, keepSeconds: 31_536_000 }
    }),
    handle(evaluateChanges, async ({ body: { changes } }, { tx, caller }) => {
      const { model } = await modelFor(tx, await districtFor(caller))
      refuseUnfit(changes, new Set(model.facilities.map(({ facilityId }) => facilityId)))
      return { runs: [...model.runs], outcomes: evaluate(model, changes) }
    }),
    ...schemeRoutes,
    ...candidateRoutes,
    ...zoneRoutes,
    ...siteRoutes,
    ...workRoutes({
      ...{ districtFor, read, today },
      modelOf: async (tx, district) => (await modelFor(tx, district)).model,
    }),
  ]
}

const candidateRoutes: Routes = [
  handle(listCandidates, ({ query: { communityId } }, { tx }) => selectCandidates(tx, communityId)),
  handleAlone(importCandidatesRoute, ({ body: { source } }, { db, caller, upload }) =>
    importCandidates(db, caller, upload!, source),
  ),
  handleAlone(candidateTemplate, async () => ({
    bytes: await templateXlsx(candidateColumns),
    filename: 'candidates.xlsx',
  })),
]

const schemeRoutes: Routes = [
  handle(listSchemes, async ({ query: { archived = false } }, { tx }) =>
    (await selectSchemes(tx, archived)).map(shownScheme),
  ),
  handle(readScheme, ({ params: { areaId, schemeId } }, { tx }) => storedScheme(tx, areaId, schemeId)),
  handle(createScheme, async ({ body }, { tx, caller }) => {
    refuseUnfit(body.changes)
    return await newScheme(tx, caller, await ownArea(tx, caller), body)
  }),
  handle(saveScheme, ({ params, body }, { tx, caller }) => {
    refuseOutside(caller, params.areaId)
    refuseUnfit(body.changes)
    return saveSchemeAnew(tx, caller, { ...params, revision: body.revision }, body)
  }),
  handle(archiveScheme, async ({ params: { areaId, schemeId }, body }, { tx, caller }) => {
    refuseOutside(caller, areaId)
    await archive(tx, caller, areaId, schemeId, body.archived)
    return { done: true }
  }),
]

/** A new scheme is the district's where its maker may write there, else of the widest area they may. */
async function ownArea(tx: Tx, { scope }: Caller): Promise<string> {
  const widest = (await areas(tx)).find(({ areaId }) => scope.write === '*' || scope.write.includes(areaId))
  if (!widest) throw refuse('SCHEME_OUTSIDE')
  return widest.areaId
}

/** A scheme may name facilities that are gone since; what is tried out may not. */
function refuseUnfit(changes: readonly Change[], known?: ReadonlySet<string>): void {
  const added = new Set(changes.flatMap((one) => (one.kind === 'add' ? [one.facilityId] : [])))
  const exists = (id: string) => (known ? known.has(id) : !added.has(id))
  const found = objections(changes, exists)
  if (found.length === 0) return
  throw refuse(
    'CHANGES_UNFIT',
    {},
    found.map(({ at, reason }) => ({ field: `changes/${at}`, reason })),
  )
}
