import type { DiagnosedDistrict, ReadDistrict } from '#district/diagnosis/read.ts'
import type { Caller } from '#platform/http/caller.ts'
import { handle, handleAlone, type Routes } from '#platform/http/server.ts'
import { inScope, type Tx } from '#platform/store/db.ts'
import { listWorks, makeWorks, proposeWorks, readWork, saveWork, stepWork } from '../contract/works.ts'
import { type Change, refuse, type Scheme } from '../contract.ts'
import { listOfWorks, type Served, storedWork } from '../read.ts'
import { objections } from '../rules/changes.ts'
import { openEngine, servedNow } from '../rules/engine.ts'
import type { OpenModel } from '../rules/model.ts'
import { groupChanges, proposalOf, standingOf } from '../rules/works/making.ts'
import { draftWorks, groundOf } from '../write/drafts.ts'
import { madeOfScheme, makeOfScheme, saveWorkAnew, stepOn } from '../write/works.ts'
import { storedScheme } from '../write.ts'
import { exportRoutes } from './exports.ts'
import { refuseOutside } from './outside.ts'

/** What the routes of works projects start from. */
export interface WorkSources {
  /** The district as it is diagnosed, for a caller who sees all of it. @throws DomainError MODEL_IS_DISTRICTS */
  readonly districtFor: (caller: Caller) => Promise<DiagnosedDistrict>
  readonly modelOf: (tx: Tx, district: DiagnosedDistrict) => Promise<OpenModel>
  readonly read: ReadDistrict
  /** ISO day in China. */
  readonly today: () => string
}

/** Everything about works projects that the server answers. */
export function workRoutes(sources: WorkSources): Routes {
  const { today } = sources
  const served = servedBy(sources.read)
  return [
    handle(listWorks, (_, { tx }) => listOfWorks(tx)),
    handle(readWork, ({ params }, { tx }) => storedWork(tx, params, served)),
    handle(saveWork, async ({ params, body: { revision, ...content } }, { tx, caller }) => {
      refuseOutside(caller, params.communityId)
      await saveWorkAnew(tx, caller, params, revision, content)
      return await storedWork(tx, params, served)
    }),
    handle(stepWork, async ({ params, body: { revision, ...step } }, { tx, caller }) => {
      refuseOutside(caller, params.communityId)
      await stepOn(tx, caller, params, revision, step, today())
      return await storedWork(tx, params, served)
    }),
    ...makingRoutes(sources),
    ...exportRoutes(served),
  ]
}

function makingRoutes({ districtFor, modelOf, today }: WorkSources): Routes {
  return [
    handle(proposeWorks, async ({ params, query: { by = 'facility' } }, { tx, caller }) => {
      const district = await districtFor(caller)
      const { revision, changes } = await schemeToMake(tx, params, district)
      const ground = await groundOf(tx, district, { today: today(), ownArea: params.areaId })
      const made = await madeOfScheme(tx, params.schemeId)
      const proposals = groupChanges(changes, by).map((group) => {
        const { standing, work } = standingOf(group, made)
        return { ...proposalOf(group, ground), standing, workId: work?.workId ?? null }
      })
      return { revision, proposals }
    }),
    handleAlone(makeWorks, async ({ params, body }, { db, caller }) => {
      refuseOutside(caller, params.areaId)
      const district = await districtFor(caller)
      return await inScope(db, caller.scope, async (tx) => {
        const { revision, changes } = await schemeToMake(tx, params, district)
        if (revision !== body.revision) throw refuse('SCHEME_CHANGED', { revision })
        const groups = groupsOf(changes, body.works)
        const ground = await groundOf(tx, district, { today: today(), ownArea: params.areaId })
        const named = groups.map((group, i) => ({ changes: group, name: body.works[i]!.name.trim() }))
        const drafts = draftWorks(openEngine(await modelOf(tx, district)), ground, changes, named)
        return await makeOfScheme(tx, caller, { ...params, revision }, drafts, { today: today() })
      })
    }),
  ]
}

/** The scheme, if each of its changes can still be made. @throws DomainError SCHEME_UNKNOWN, CHANGES_UNFIT */
async function schemeToMake(
  tx: Tx,
  { areaId, schemeId }: { areaId: string; schemeId: string },
  { facilities }: DiagnosedDistrict,
): Promise<Scheme> {
  const scheme = await storedScheme(tx, areaId, schemeId)
  const known = new Set(facilities.map(({ facilityId }) => facilityId))
  const found = objections(scheme.changes, (id) => known.has(id))
  if (found.length === 0) return scheme
  throw refuse(
    'CHANGES_UNFIT',
    {},
    found.map(({ at, reason }) => ({ field: `changes/${at}`, reason })),
  )
}

/** The changes of the facilities that each works project names. @throws DomainError WORKS_UNFIT */
function groupsOf(
  changes: readonly Change[],
  works: readonly { readonly facilityIds: readonly string[] }[],
): (readonly Change[])[] {
  const named = works.flatMap(({ facilityIds }, i) => facilityIds.map((id) => ({ id, field: `works/${i}` })))
  const changed = new Set(changes.map(({ facilityId }) => facilityId))
  const faults = named.flatMap(({ id, field }, i) => {
    if (!changed.has(id)) return [{ field, reason: NOT_CHANGED }]
    return named.findIndex((one) => one.id === id) < i ? [{ field, reason: TWICE }] : []
  })
  if (faults.length > 0) throw refuse('WORKS_UNFIT', {}, faults)
  return works.map(({ facilityIds }) => changes.filter(({ facilityId }) => facilityIds.includes(facilityId)))
}

const NOT_CHANGED = { zh: '方案没有改动这处设施', en: 'the scheme does not change this facility' }
const TWICE = { zh: '一处设施只能属于一个建设项目', en: 'a facility belongs to one works project alone' }

/** What the current run measures, where it is of after the day that is asked about. */
const servedBy =
  (read: ReadDistrict): Served =>
  async (tests, day) => {
    const district = await read()
    if (!district || district.parts.some(({ asOf }) => asOf <= day)) return undefined
    const all = servedNow(
      district.parts.map(({ diagnosis }) => diagnosis),
      district.communities,
    )
    return new Map(tests.flatMap((test) => (all.has(test) ? [[test, all.get(test)!] as const] : [])))
  }
