import type { Reached } from '#mechanisms/application/read.ts'
import stages from '#packs/procedures/stages.json' with { type: 'json' }
import { recordAudit } from '#platform/audit/write.ts'
import type { Tx } from '#platform/store/db.ts'
import { insertAttribute, selectHistory, withdrawAttribute } from '../queries/attributes.ts'
import { selectProject } from '../queries.ts'

const STAGES: Readonly<Record<string, Readonly<Record<string, number>>>> = stages.procedures

/** The state of the procedure (1 to 16) that a project is in while its application is at a step. */
export const stageAt = (procedureId: string, node: string): number | undefined => STAGES[procedureId]?.[node]

/**
 * Keeps the stage of a project where its application is, in the transaction of the deed that led there. Where several
 * steps are taken on one day the last one stays; the others are withdrawn and say so.
 */
export async function stageReached(
  tx: Tx,
  projectId: string,
  { procedureId, node, day, by, name }: Reached,
): Promise<void> {
  const value = stageAt(procedureId, node)
  const project = await selectProject(tx, projectId)
  if (value === undefined || !project) return
  const key = { communityId: project.communityId, projectId }
  const rows = (await selectHistory(tx, key, { asOf: day, withGenerated: true })).filter(
    ({ attribute, holdsFrom, withdrawnOn }) =>
      attribute === 'stage' && holdsFrom <= day && withdrawnOn === null,
  )
  const last = rows.at(-1)
  if (last?.value === String(value)) return
  const who = by.accountId ?? by.role
  if (last?.holdsFrom === day)
    await withdrawAttribute(
      tx,
      { ...key, attribute: 'stage', holdsFrom: day, entry: last.entry },
      { on: day, by: who, why: `同日办到“${name.zh}”` },
    )
  await insertAttribute(tx, {
    ...{ ...key, attribute: 'stage', value: String(value), holdsFrom: day, source: `申报办理 · ${name.zh}` },
    ...{ grade: 'O', recordedOn: day, recordedBy: who, recordedRole: by.role },
  })
  await recordAudit(tx, by, {
    ...{ action: 'project.attribute', subject: { kind: 'project', id: projectId }, areaId: key.communityId },
    detail: { attribute: 'stage', value: String(value), from: day },
  })
}
