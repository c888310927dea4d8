import { recordAudit } from '#platform/audit/write.ts'
import type { Caller } from '#platform/http/caller.ts'
import { type Call, handle, handleAlone, type Routes } from '#platform/http/server.ts'
import { namesOf } from '#platform/identity/read.ts'
import { inScope, type Tx } from '#platform/store/db.ts'
import {
  chooseMaturity,
  communityDeclarations,
  declareChoice,
  maturityChoices,
  previewDeclaration,
  previewMaturity,
} from '../contract/choices.ts'
import { refuse } from '../contract.ts'
import { readPack } from '../packs.ts'
import { selectDeclarations, selectMaturityChoices } from '../queries/choices.ts'
import { afterDeclaring } from '../rules/declaration.ts'
import { choiceObjections, type MaturityChoice } from '../rules/maturity-choice.ts'
import { withClassesOf, withDeclared } from '../rules/preview.ts'
import { classesIn, packWith, type Runs } from '../runs.ts'
import { declarationsView, flipsView, maturityView, standingView } from '../views/choices.ts'
import { chooseClasses, declareByPack, refuseUnfit } from '../write.ts'
import type { Finder } from './find.ts'

/** What communities declare about their own diagnosis. */
export const declarationRoutes = (runs: Runs, { communityIn }: Finder): Routes => [
  handleAlone(communityDeclarations, async ({ params: { communityId } }, { db, caller }) => {
    const { run, c } = await communityIn(communityId)
    return await inScope(db, caller.scope, async (tx) => {
      const history = await selectDeclarations(tx, communityId)
      const names = await namesFor(
        tx,
        caller,
        history.map(({ declaredBy }) => declaredBy),
      )
      return declarationsView(run, c, history, { names, mayDeclare: mayDeclare(caller, communityId) })
    })
  }),
  handleAlone(previewDeclaration, async ({ params: { communityId }, query: wanted }, { caller }) => {
    refuseOutside(caller, communityId)
    const { run, c } = await communityIn(communityId)
    const { diagnosis, gathered, compiled } = run
    const holding = gathered.declarations.get(communityId) ?? []
    const declared = { ...wanted, reason: '…' }
    refuseUnfit(compiled.pack, holding, declared)
    const changed = withDeclared(diagnosis, c, afterDeclaring<typeof declared>(holding, declared))
    const classes = classesIn(changed, gathered)
    return { before: standingView(run, c), after: standingView({ ...run, diagnosis: changed, classes }, c) }
  }),
  handleAlone(declareChoice, async ({ params: { communityId }, body }, { db, caller }) => {
    refuseOutside(caller, communityId)
    const { compiled } = (await communityIn(communityId)).run
    await inScope(db, caller.scope, async (tx) => {
      const by = { declaredBy: caller.accountId ?? caller.role, declaredRole: caller.role, generated: false }
      await declareByPack(tx, compiled.pack, { ...body, ...by, communityId })
      const subject = { kind: 'community', id: communityId }
      const entry = { action: 'diagnosis.declare', subject, areaId: communityId, detail: body }
      await recordAudit(tx, caller, entry)
    })
    runs.lookAgain()
    return { done: true }
  }),
]

/** How the district classes its communities by a pack. */
export const maturityRoutes = (runs: Runs, { checkPack, runOf }: Finder): Routes => [
  handle(maturityChoices, async ({ params: { pack } }, { tx, caller }) => {
    checkPack(pack)
    const history = await selectMaturityChoices(tx, pack)
    const names = await namesFor(
      tx,
      caller,
      history.map(({ chosenBy }) => chosenBy),
    )
    return maturityView(readPack(pack), history, { names, mayChoose: caller.rights.has('pack.edit') })
  }),
  handleAlone(previewMaturity, async ({ params: { pack }, body: { choice } }) => {
    checkPack(pack)
    refuseUnfitChoice(pack, choice)
    const run = await runOf(pack)
    const changed = withClassesOf(packWith(pack, choice), run.diagnosis)
    return flipsView(run, classesIn(changed, run.gathered))
  }),
  handleAlone(chooseMaturity, async ({ params: { pack }, body }, call) => {
    checkPack(pack)
    refuseUnfitChoice(pack, body.choice)
    refuseWithoutReason(body.reason)
    await choose(call, pack, body)
    runs.lookAgain()
    return { done: true }
  }),
]

const choose = (
  { db, caller }: Call,
  pack: string,
  { choice, reason }: { choice: MaturityChoice | null; reason: string },
) =>
  inScope(db, caller.scope, async (tx) => {
    const by = { chosenBy: caller.accountId ?? caller.role, chosenRole: caller.role }
    await chooseClasses(tx, { pack, choice, reason, ...by })
    const detail = { choice: choice && { ...choice, classes: [...choice.classes] }, reason }
    await recordAudit(tx, caller, {
      action: 'diagnosis.classes',
      subject: { kind: 'pack', id: pack },
      detail,
    })
  })

const mayDeclare = ({ rights, scope: { write } }: Caller, communityId: string) =>
  rights.has('diagnosis.optout') && (write === '*' || write.includes(communityId))

/** The store refuses such rows too, but cannot say it to a person. @throws DomainError COMMUNITY_OF_OTHERS */
function refuseOutside(caller: Caller, communityId: string): void {
  if (!mayDeclare(caller, communityId)) throw refuse('COMMUNITY_OF_OTHERS', { communityId })
}

/** Names are for those who work with the district: a visitor sees the role alone. */
const namesFor = async (tx: Tx, { accountId }: Caller, ids: readonly string[]) =>
  accountId === null ? new Map<string, string>() : await namesOf(tx, ids)

const OBJECTIONS = {
  classes: { zh: '须与指标包的类型一致', en: "must be the pack's classes" },
  order: { zh: '须低于上一级的分数线', en: 'must lie below the class above' },
  last: { zh: '最末一级须为 0', en: 'must be 0 for the last class' },
  quota: { zh: '按名次分级时须填写名额', en: 'needed where classes are given by rank' },
} as const

/** @throws DomainError MATURITY_UNFIT with the fields at fault */
function refuseUnfitChoice(pack: string, choice: MaturityChoice | null): void {
  const faults = (choice ? choiceObjections(readPack(pack), choice) : []).map(({ because, field }) => ({
    field: `choice.${field}`,
    reason: OBJECTIONS[because],
  }))
  if (faults.length > 0) throw refuse('MATURITY_UNFIT', { pack }, faults)
}

/** @throws DomainError REASON_MISSING */
function refuseWithoutReason(reason: string): void {
  if (reason.trim() !== '') return
  const fault = { field: 'reason', reason: { zh: '请写明理由', en: 'say why' } }
  throw refuse('REASON_MISSING', {}, [fault])
}
