import type { Tx } from '#platform/store/db.ts'
import type { Entries } from '../rules/form.ts'
import type {} from '../tables.ts'
import type { CaseKey } from './case.ts'

/** A form of a case. */
export interface FormKey extends CaseKey {
  readonly formId: string
}

interface By {
  readonly accountId: string | null
  readonly role: string
}

export async function selectDraft(tx: Tx, { communityId, caseId, formId }: FormKey) {
  return await tx
    .selectFrom('form_draft')
    .select(['revision', 'entries', 'saved_at as savedAt', 'saved_by as savedBy', 'saved_role as savedRole'])
    .where('community_id', '=', communityId)
    .where('case_id', '=', caseId)
    .where('form_id', '=', formId)
    .executeTakeFirst()
}

/** Which forms of a case somebody has begun, with when. */
export async function selectDrafts(tx: Tx, { communityId, caseId }: CaseKey) {
  return await tx
    .selectFrom('form_draft')
    .select(['form_id as formId', 'saved_at as savedAt'])
    .where('community_id', '=', communityId)
    .where('case_id', '=', caseId)
    .execute()
}

/**
 * Keeps a draft as the one after `seen`, where 0 is none.
 *
 * @returns its revision; `undefined` where somebody else has written since
 */
export async function upsertDraft(
  tx: Tx,
  key: FormKey,
  seen: number,
  { entries, by, at }: { readonly entries: Entries; readonly by: By; readonly at: Date },
): Promise<number | undefined> {
  const row = { entries: JSON.stringify(entries), saved_at: at, saved_by: by.accountId, saved_role: by.role }
  if (seen === 0) {
    const added = await tx
      .insertInto('form_draft')
      .values({ ...ids(key), revision: 1, ...row })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    return (added.numInsertedOrUpdatedRows ?? 0n) > 0n ? 1 : undefined
  }
  const changed = await tx
    .updateTable('form_draft')
    .set({ revision: seen + 1, ...row })
    .where('community_id', '=', key.communityId)
    .where('case_id', '=', key.caseId)
    .where('form_id', '=', key.formId)
    .where('revision', '=', seen)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n ? seen + 1 : undefined
}

const ids = ({ communityId, caseId, formId }: FormKey) => ({
  ...{ community_id: communityId, case_id: caseId, form_id: formId },
})

/** @returns whether the draft was still as it was seen; 0: there was none */
export async function deleteDraft(tx: Tx, key: FormKey, seen: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('form_draft')
    .where('community_id', '=', key.communityId)
    .where('case_id', '=', key.caseId)
    .where('form_id', '=', key.formId)
    .where('revision', '=', seen)
    .executeTakeFirst()
  return numDeletedRows > 0n || (seen === 0 && (await selectDraft(tx, key)) === undefined)
}

/** Packages of a case, or of one of its forms, in the order they were handed in. */
export async function selectPackages(tx: Tx, { communityId, caseId }: CaseKey, formId?: string) {
  return await tx
    .selectFrom('form_package')
    .select(['form_id as formId', 'package_no as packageNo', 'node', 'content', 'sha256', 'amends', 'reason'])
    .select(['handed_in_at as at', 'handed_in_by as byAccount', 'handed_in_role as role'])
    .where('community_id', '=', communityId)
    .where('case_id', '=', caseId)
    .$if(formId !== undefined, (query) => query.where('form_id', '=', formId!))
    .orderBy('handed_in_at')
    .orderBy('package_no')
    .execute()
}
export type PackageRecord = Awaited<ReturnType<typeof selectPackages>>[number]

export interface NewPackage extends FormKey {
  readonly packageNo: number
  readonly node: string
  readonly content: string
  readonly sha256: string
  readonly reason: string
  readonly by: By
  readonly at: Date
}

/** @returns false where somebody else has just handed in that one */
export async function insertPackage(tx: Tx, fresh: NewPackage): Promise<boolean> {
  const { packageNo, node, content, sha256, reason, by, at } = fresh
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('form_package')
    .values({
      ...{ ...ids(fresh), package_no: packageNo, node, content, sha256, reason },
      amends: packageNo === 1 ? null : packageNo - 1,
      ...{ handed_in_at: at, handed_in_by: by.accountId, handed_in_role: by.role },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}
