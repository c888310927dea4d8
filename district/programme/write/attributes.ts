import type { Sentence } from '#core/language/language.ts'
import type { Grade } from '#foundation/evidence/rules.ts'
import { hasOpenCase } from '#mechanisms/application/read.ts'
import { recordAudit } from '#platform/audit/write.ts'
import type { Caller } from '#platform/http/caller.ts'
import { type Fault, errors as httpErrors } from '#platform/http/errors.ts'
import type { Tx } from '#platform/store/db.ts'
import { type Attribute, errors, refuse } from '../contract.ts'
import * as queries from '../queries/attributes.ts'
import { selectProject } from '../queries.ts'
import { isValueOf } from '../rules/names.ts'
import { mayWrite, NEEDED, refuseOutside } from './area.ts'

interface Entry {
  readonly projectId: string
  readonly attribute: Attribute
  readonly value: string
  readonly holdsFrom: string
  readonly source: string
  readonly grade?: Grade
}

/**
 * Say what an attribute is from a day on; the day may be to come. Known from today on.
 *
 * @throws DomainError PROJECT_UNKNOWN, PROGRAMME_OUTSIDE, ATTRIBUTE_UNFIT, STAGE_BY_PROCEDURE, ATTRIBUTE_TAKEN
 */
export async function record(tx: Tx, caller: Caller, entry: Entry, today: string): Promise<number> {
  const { projectId, attribute, value, holdsFrom, grade = 'D' } = entry
  const project = await selectProject(tx, projectId)
  if (!project) throw refuse('PROJECT_UNKNOWN', { projectId })
  const { communityId } = project
  refuseOutside(caller, communityId)
  const source = entry.source.trim()
  const faults = faultsOf({ ...entry, source })
  if (faults.length > 0) throw refuse('ATTRIBUTE_UNFIT', { projectId, attribute }, faults)
  if (attribute === 'stage' && (await hasOpenCase(tx, communityId, 'project', projectId)))
    throw refuse('STAGE_BY_PROCEDURE', { projectId })
  const number = await queries.insertAttribute(tx, {
    ...{ communityId, projectId, attribute, value, holdsFrom, source, grade },
    ...{ recordedOn: today, recordedBy: caller.accountId ?? caller.role, recordedRole: caller.role },
  })
  if (number === undefined) throw refuse('ATTRIBUTE_TAKEN', { projectId, attribute, holdsFrom })
  await recordAudit(tx, caller, {
    ...{ action: 'project.attribute', subject: { kind: 'project', id: projectId }, areaId: communityId },
    detail: { attribute, value, from: holdsFrom, source, grade, entry: number },
  })
  return number
}

const DOCUMENT = { zh: '请填写依据文件', en: 'name the document it rests on' }
const NOT_ITS = { zh: '不是这项属性的取值', en: 'is not a value of this attribute' }

function faultsOf({ attribute, value, source }: Entry): Fault[] {
  return [
    ...(isValueOf(attribute, value) ? [] : [{ field: 'value', reason: NOT_ITS }]),
    ...(source === '' ? [{ field: 'source', reason: DOCUMENT }] : []),
  ]
}

interface Withdrawal {
  readonly projectId: string
  readonly attribute: Attribute
  readonly holdsFrom: string
  readonly entry: number
  readonly reason: string
}

/**
 * Withdraw a row of an attribute: from today on what held before it counts again.
 *
 * @throws DomainError ATTRIBUTE_UNKNOWN, PROGRAMME_OUTSIDE, ATTRIBUTE_UNFIT, STAGE_BY_PROCEDURE, ATTRIBUTE_WITHDRAWN
 */
export async function withdraw(tx: Tx, caller: Caller, given: Withdrawal, today: string): Promise<void> {
  const { projectId, attribute, holdsFrom, entry } = given
  const row = { projectId, attribute, holdsFrom, entry }
  const found = await queries.selectAttribute(tx, row)
  if (!found) throw refuse('ATTRIBUTE_UNKNOWN', row)
  const { communityId, value } = found
  refuseOutside(caller, communityId)
  const why = given.reason.trim()
  if (why === '') throw refuse('ATTRIBUTE_UNFIT', row, [{ field: 'reason', reason: NEEDED }])
  if (attribute === 'stage' && (await hasOpenCase(tx, communityId, 'project', projectId)))
    throw refuse('STAGE_BY_PROCEDURE', { projectId })
  const done = { on: today, by: caller.accountId ?? caller.role, why }
  if (!(await queries.withdrawAttribute(tx, { ...row, communityId }, done)))
    throw refuse('ATTRIBUTE_WITHDRAWN', row)
  await recordAudit(tx, caller, {
    ...{ action: 'project.attribute-withdraw', subject: { kind: 'project', id: projectId } },
    areaId: communityId,
    detail: { attribute, value, from: holdsFrom, entry, reason: why },
  })
}

/** Why a caller may not change attributes of a project, and why nobody its stage; in the words of the refusal. */
export async function barriers(tx: Tx, caller: Caller, of: { communityId: string; projectId: string }) {
  const barred = barredBy(caller, of.communityId)
  const runs = barred === null && (await hasOpenCase(tx, of.communityId, 'project', of.projectId))
  return { barred, stageBarred: runs ? sentence(errors.STAGE_BY_PROCEDURE) : barred }
}

function barredBy(caller: Caller, communityId: string): Sentence | null {
  if (!caller.rights.has('programme.record'))
    return sentence(httpErrors[caller.accountId === null ? 'SIGN_IN_NEEDED' : 'RIGHT_MISSING'])
  return mayWrite(caller, communityId) ? null : sentence(errors.PROGRAMME_OUTSIDE)
}

const sentence = ({ zh, en }: Sentence): Sentence => ({ zh, en })
