import { randomUUID } from 'node:crypto'
import { facilityHomes } from '#foundation/place/read.ts'
import { recordAudit } from '#platform/audit/write.ts'
import type { Tx } from '#platform/store/db.ts'
import type {
  CostLine,
  FundingLine,
  ProgrammeSite,
  WorkProposal,
  WorkSite,
  WorkState,
} from '../contract/works.ts'
import type { Change } from '../contract.ts'
import { refuse } from '../contract.ts'
import * as queries from '../queries/works.ts'
import { listOfWorks, storedWork } from '../read.ts'
import { type MadeWork, standingOf } from '../rules/works/making.ts'
import { nextStates, standOf } from '../rules/works/steps.ts'
import { type WorkFault, workFaults } from '../rules/works/unfit.ts'

/** Who acts. */
interface Maker {
  readonly accountId: string | null
  readonly role: string
}
const idOf = ({ accountId, role }: Maker) => accountId ?? role

/** A works project about to be made: what was proposed, under the name that was chosen. */
export interface WorkDraft extends Omit<WorkProposal, 'standing' | 'workId' | 'facilityIds' | 'digs'> {
  readonly changes: readonly Change[]
  readonly forecast: queries.StoredForecast
}

interface FromScheme {
  readonly areaId: string
  readonly schemeId: string
  readonly revision: number
}

/** The works projects that have been made of a scheme, with the changes each makes. */
export async function madeOfScheme(tx: Tx, schemeId: string): Promise<MadeWork[]> {
  const rows = await queries.selectWorksOfScheme(tx, schemeId)
  const only = rows.map(({ workId }) => workId)
  const changes = await queries.selectWorkChanges(tx, only)
  const steps = await queries.selectSteps(tx, only)
  return rows.map(({ communityId, workId }) => ({
    ...{ communityId, workId, state: standOf(steps.get(workId)!).state },
    changes: changes.get(workId) ?? [],
  }))
}

/**
 * Makes works projects of a scheme. One that was made before and is still planned is brought up to date, with the
 * costs that somebody entered left as they are; all others are left alone.
 *
 * @throws DomainError WORKS_MADE where nothing is new or changed
 */
export async function makeOfScheme(
  tx: Tx,
  by: Maker,
  scheme: FromScheme,
  drafts: readonly WorkDraft[],
  { today, generated = false }: { readonly today: string; readonly generated?: boolean },
) {
  await queries.lockScheme(tx, scheme.areaId, scheme.schemeId)
  const made = await madeOfScheme(tx, scheme.schemeId)
  const judged = drafts.map((draft) => ({ draft, ...standingOf(draft.changes, made) }))
  const chosen = judged.filter(({ standing }) => standing === 'new' || standing === 'changed')
  if (chosen.length === 0) throw refuse('WORKS_MADE', { revision: scheme.revision })
  const works: queries.WorkKey[] = []
  let updated = 0
  for (const { draft, work } of chosen) {
    const stays = work?.communityId === draft.communityId
    if (work && !stays) await dropMoved(tx, by, work, today)
    if (stays) updated++
    works.push(
      stays
        ? await remake(tx, by, scheme, draft, work!)
        : await make(tx, by, scheme, draft, today, generated),
    )
  }
  return { made: works.length - updated, updated, works }
}

async function make(
  tx: Tx,
  by: Maker,
  scheme: FromScheme,
  draft: WorkDraft,
  today: string,
  generated: boolean,
): Promise<queries.WorkKey> {
  const key = { communityId: draft.communityId, workId: randomUUID() as string }
  await queries.insertWork(tx, { ...draft, ...key, note: '', scheme, generated, createdBy: idOf(by) })
  await queries.insertStep(tx, key, { state: 'planned', on: today, note: '', by: idOf(by) })
  await queries.replaceWorkChanges(tx, key, draft.changes)
  await queries.replaceCosts(tx, key, draft.costs)
  await queries.replaceWorkSites(tx, key, draft.sites)
  await queries.replaceForecast(tx, key, draft.forecast)
  await recordMade(tx, by, scheme, key, draft)
  return key
}

async function remake(
  tx: Tx,
  by: Maker,
  scheme: FromScheme,
  draft: WorkDraft,
  { communityId, workId }: MadeWork,
): Promise<queries.WorkKey> {
  const key = { communityId, workId }
  const costs = (await queries.selectCosts(tx, [workId])).get(workId) ?? []
  const entered = costs.filter(({ basis }) => basis === 'entered')
  await queries.remakeWork(tx, key, { ...draft, schemeRevision: scheme.revision })
  await queries.replaceWorkChanges(tx, key, draft.changes)
  // Who entered costs has put them in the place of those of the catalogue.
  if (entered.length === 0) await queries.replaceCosts(tx, key, draft.costs)
  await queries.replaceForecast(tx, key, draft.forecast)
  await recordMade(tx, by, scheme, key, draft)
  return key
}

/** A project that now stands in another community is another one there. */
async function dropMoved(tx: Tx, by: Maker, work: MadeWork, today: string): Promise<void> {
  await queries.insertStep(tx, work, { state: 'dropped', on: today, note: '方案改址', by: idOf(by) })
}

const recordMade = (
  tx: Tx,
  by: Maker,
  { schemeId, revision }: FromScheme,
  { communityId, workId }: queries.WorkKey,
  { name }: WorkDraft,
) =>
  recordAudit(tx, by, {
    ...{ action: 'work.make', subject: { kind: 'work', id: workId }, areaId: communityId },
    detail: { name, scheme: schemeId, revision },
  })

/** What is saved of a works project. */
export interface WorkContent extends queries.WorkPatch {
  readonly costs: readonly CostLine[]
  readonly funding: readonly FundingLine[]
  readonly sites: readonly WorkSite[]
}

/**
 * Save a works project anew.
 *
 * @throws DomainError WORK_UNKNOWN; WORKS_UNFIT with every fault by field; WORK_CHANGED where it was saved since
 */
export async function saveWorkAnew(
  tx: Tx,
  by: Maker,
  key: queries.WorkKey,
  revision: number,
  content: WorkContent,
): Promise<void> {
  const before = await storedWork(tx, key)
  const { sites } = await listOfWorks(tx)
  const faults = [
    ...workFaults(content),
    ...siteFaults(content, sites),
    ...(await facilityFaults(tx, key, content)),
  ]
  if (faults.length > 0) throw refuse('WORKS_UNFIT', { workId: key.workId }, faults)
  const work = { ...content, name: content.name.trim(), note: content.note.trim() }
  if (!(await queries.updateWork(tx, key, revision, work)))
    throw refuse('WORK_CHANGED', { revision: before.revision })
  await queries.replaceCosts(tx, key, content.costs)
  await queries.replaceFunding(tx, key, content.funding)
  await queries.replaceWorkSites(tx, key, content.sites)
  const { costs, funding, plannedFrom, plannedTo, unitRole, unit } = content
  await recordAudit(tx, by, {
    ...{ action: 'work.save', subject: { kind: 'work', id: key.workId }, areaId: key.communityId },
    detail: {
      ...{ name: work.name, revision: revision + 1, plannedFrom, plannedTo, unitRole, unit },
      costs: costs.map((line) => ({ ...line })),
      funding: funding.map((line) => ({ ...line })),
    },
  })
}

function siteFaults({ sites }: WorkContent, known: readonly ProgrammeSite[]): WorkFault[] {
  const there = new Set(known.map(({ communityId, siteId }) => `${communityId}/${siteId}`))
  return sites.flatMap(({ areaId, siteId }, i) =>
    there.has(`${areaId}/${siteId}`)
      ? []
      : [
          {
            field: `sites/${i}`,
            reason: { zh: '没有这个同址项目点', en: 'there is no such programme site' },
          },
        ],
  )
}

/** What it became stands where it stands: the store holds the two to one community. */
async function facilityFaults(tx: Tx, { communityId }: queries.WorkKey, { builtFacilityId }: WorkContent) {
  if (builtFacilityId === null) return []
  const homes = await facilityHomes(tx, [builtFacilityId])
  if (homes.some((home) => home.communityId === communityId)) return []
  const reason = { zh: '这个社区没有这处设施', en: 'there is no such facility in this community' }
  return [{ field: 'builtFacilityId', reason }]
}

/** A state that a works project goes on to. */
export interface NewStep {
  readonly state: WorkState
  /** ISO day since which. */
  readonly on: string
  readonly note: string
}

/**
 * Take a works project on to another state.
 *
 * @throws DomainError WORK_UNKNOWN, WORK_STEP_UNFIT, WORK_CHANGED; WORKS_UNFIT for a day that cannot be
 */
export async function stepOn(
  tx: Tx,
  by: Maker,
  key: queries.WorkKey,
  revision: number,
  step: NewStep,
  today: string,
): Promise<void> {
  const { state, stateOn, name } = await storedWork(tx, key)
  if (!nextStates(state).includes(step.state))
    throw refuse('WORK_STEP_UNFIT', { from: state, to: step.state })
  const fault = step.on > today ? FUTURE : step.on < stateOn ? EARLIER : undefined
  if (fault) throw refuse('WORKS_UNFIT', { on: step.on, stateOn }, [{ field: 'on', reason: fault }])
  if (!(await queries.touchWork(tx, key, revision))) throw refuse('WORK_CHANGED', { revision })
  await queries.insertStep(tx, key, { ...step, by: idOf(by) })
  await recordAudit(tx, by, {
    ...{ action: 'work.step', subject: { kind: 'work', id: key.workId }, areaId: key.communityId },
    detail: { name, from: state, to: step.state, on: step.on, note: step.note },
  })
}

const FUTURE = { zh: '日期不能晚于今天', en: 'the day lies in the future' }
const EARLIER = { zh: '日期早于上一状态', en: 'the day is before that of the state before' }
