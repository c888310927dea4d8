import { refuse } from '#platform/http/errors.ts'
import { handle, handleAlone, type Routes } from '#platform/http/server.ts'
import { inScope } from '#platform/store/db.ts'
import { auditAboutMe, auditLog } from './contract.ts'
import { auditEntries } from './read.ts'
import { recordRead } from './write.ts'

/** The log for those with the right to read it, and for everybody what concerns them. */
export const auditRoutes: Routes = [
  handleAlone(auditLog, ({ query: { purpose, subjectKind, subjectId, ...query } }, { db, caller }) => {
    const subject = subjectKind && subjectId ? { kind: subjectKind, id: subjectId } : undefined
    // The right opens the whole log, whatever rows of communities the caller's post shows.
    return inScope(db, { ...caller.scope, read: '*' }, async (tx) => {
      const entries = await auditEntries(tx, { ...query, ...(subject && { subject }) })
      const about = {
        kind: 'audit',
        id: subject ? `${subject.kind}:${subject.id}` : (query.accountId ?? 'all'),
      }
      await recordRead(tx, caller, { subject: about, purpose })
      return { entries }
    })
  }),
  handle(auditAboutMe, async ({ query }, { tx, caller: { accountId } }) => {
    if (!accountId) throw refuse('SIGN_IN_NEEDED')
    return { entries: await auditEntries(tx, { ...query, subject: { kind: 'account', id: accountId } }) }
  }),
]
