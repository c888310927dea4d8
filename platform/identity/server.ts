import { recordAudit, recordRead } from '#platform/audit/write.ts'
import type { Caller } from '#platform/http/caller.ts'
import { refuse as refuseAny } from '#platform/http/errors.ts'
import { type Call, handle, handleAlone, type Routes } from '#platform/http/server.ts'
import { type Db, inScope } from '#platform/store/db.ts'
import { createAccount, endPost, endSessions, givePost, resetPassword, setDisabled } from './accounts.ts'
import { COOKIE, type IdentityOptions, type Visit, type Visitor } from './authenticate.ts'
import * as contract from './contract.ts'
import { appoint, endStandingIn } from './deputies.ts'
import { selectAccounts } from './queries/account.ts'
import { selectDeputies } from './queries/deputy.ts'
import { selectPostsToday } from './queries/post.ts'
import { deleteSessions, selectSessions, selectVisit, updateActing } from './queries/session.ts'
import { RIGHTS, ROLES, type Role, roleOf, SIGN_IN } from './rules.ts'
import { tokenHash } from './secrets.ts'
import { replacePassword, type Started, signInByDemo, signInByPassword } from './sign-in.ts'

/** Sign-in, sessions, posts and the administration of accounts; in demo mode one-click roles too. */
export function identityRoutes(options: IdentityOptions): Routes {
  return [
    ...signInRoutes(options),
    ...sessionRoutes(options),
    ...accountRoutes(options),
    ...deputyRoutes,
    ...demoRoutes(options),
  ]
}

const { refuse } = contract
const done = { done: true }

/** The caller as `authenticate` made them. */
const visitorOf = (caller: Caller): Visitor => ({ address: '', ...caller })

/** @throws DomainError SIGN_IN_NEEDED */
function visitOf(caller: Caller): Visit {
  const { visit } = visitorOf(caller)
  if (!visit) throw refuseAny('SIGN_IN_NEEDED')
  return visit
}

async function sessionReply(
  db: Db,
  { demo }: IdentityOptions,
  visit: Visit | undefined,
  postId = visit?.postId,
): Promise<contract.Session> {
  const demoMode = demo !== undefined
  if (!visit) return { account: null, acting: null, posts: [], rights: [], passwordExpired: false, demoMode }
  const posts = await selectPostsToday(db, visit.accountId)
  const acting = posts.find((post) => post.postId === postId) ?? null
  const { accountId, loginName, name, passwordExpired } = visit
  return {
    account: { accountId, loginName, name, demo: visit.demo },
    acting,
    posts,
    rights: acting && !passwordExpired ? [...(roleOf(acting.role)?.rights ?? [])] : [],
    passwordExpired,
    demoMode,
  }
}

/** Hands the token to the browser and says who has signed in. */
async function enter(options: IdentityOptions, { db, setCookie }: Call, { token }: Started) {
  setCookie(COOKIE, token, SIGN_IN.session.longestMinutes * 60)
  return await sessionReply(db, options, await selectVisit(db, tokenHash(token), options.demo !== undefined))
}

const signInRoutes = (options: IdentityOptions): Routes => [
  handleAlone(contract.signIn, async ({ body }, call) =>
    enter(options, call, await signInByPassword(call.db, visitorOf(call.caller), body)),
  ),
  handleAlone(contract.changePassword, async ({ body }, call) =>
    enter(options, call, await replacePassword(call.db, visitorOf(call.caller), visitOf(call.caller), body)),
  ),
  handle(contract.signOut, async (_, { tx, caller, setCookie }) => {
    const { visit } = visitorOf(caller)
    if (visit) {
      await deleteSessions(tx, visit.accountId, visit.sessionId)
      await recordAudit(tx, caller, {
        action: 'session.end',
        subject: { kind: 'account', id: visit.accountId },
      })
    }
    setCookie(COOKIE, '', 0)
    return done
  }),
  handle(contract.signOutEverywhere, async (_, { tx, caller, setCookie }) => {
    const { accountId } = visitOf(caller)
    const count = await deleteSessions(tx, accountId)
    const subject = { kind: 'account', id: accountId }
    await recordAudit(tx, caller, { action: 'session.end', subject, detail: { count } })
    setCookie(COOKIE, '', 0)
    return done
  }),
]

const sessionRoutes = (options: IdentityOptions): Routes => [
  handleAlone(contract.session, async (_, { db, caller }) => ({
    ...(await sessionReply(db, options, visitorOf(caller).visit)),
    // The app may grant strangers something, as to look around in demo mode.
    rights: [...caller.rights],
  })),
  handle(contract.switchPost, async ({ body: { postId } }, { tx, caller }) => {
    const visit = visitOf(caller)
    const post = (await selectPostsToday(tx, visit.accountId)).find((mine) => mine.postId === postId)
    if (!post) throw refuse('POST_UNKNOWN', { postId })
    await updateActing(tx, visit.sessionId, postId)
    const subject = { kind: 'account', id: visit.accountId }
    await recordAudit(tx, caller, {
      action: 'session.switch-post',
      subject,
      detail: { postId, role: post.role },
    })
    return await sessionReply(tx, options, visit, postId)
  }),
  handle(contract.sessions, async (_, { tx, caller }) => {
    const { accountId, sessionId } = visitOf(caller)
    return { sessions: await selectSessions(tx, accountId, sessionId) }
  }),
  handle(contract.endSession, async ({ params: { sessionId } }, { tx, caller }) => {
    const { accountId } = visitOf(caller)
    if ((await deleteSessions(tx, accountId, sessionId)) === 0) throw refuse('SESSION_UNKNOWN', { sessionId })
    await recordAudit(tx, caller, { action: 'session.end', subject: { kind: 'account', id: accountId } })
    return done
  }),
  handle(contract.roles, async () => ({
    roles: ROLES.map(({ id, name, level, rights }) => ({ role: id, name, level, rights: [...rights] })),
    rights: RIGHTS.map(({ id, name }) => ({ right: id, name })),
  })),
]

/** What the list and the page of an account are read for. */
const MANAGE = 'account.manage'

const accountRoutes = ({ areas }: IdentityOptions): Routes => {
  const levelFor = async (db: Db, areaId: string | undefined) =>
    areaId === undefined ? null : await areas.levelOf(db, areaId)
  return [
    handleAlone(contract.accounts, async ({ query: { areaId, ...query } }, { db, caller }) => {
      const areaIds = areaId === undefined ? undefined : await areas.within(db, areaId)
      return await inScope(db, caller.scope, async (tx) => {
        const page = await selectAccounts(tx, { ...query, ...(areaIds && { areaIds }) }, query)
        const detail = { accountIds: page.accounts.map(({ accountId }) => accountId) }
        await recordRead(tx, caller, { subject: { kind: 'accounts', id: 'list' }, purpose: MANAGE, detail })
        return page
      })
    }),
    handleAlone(contract.account, ({ params: { accountId } }, { db, caller }) =>
      inScope(db, caller.scope, async (tx) => {
        const [account] = (await selectAccounts(tx, { accountId })).accounts
        if (!account) throw refuse('ACCOUNT_UNKNOWN', { accountId })
        await recordRead(tx, caller, { subject: { kind: 'account', id: accountId }, purpose: MANAGE })
        return { account, sessions: await selectSessions(tx, accountId, visitOf(caller).sessionId) }
      }),
    ),
    handleAlone(contract.createAccount, async ({ body }, { db, caller }) => {
      const level = await levelFor(db, body.post?.areaId)
      return await inScope(db, caller.scope, (tx) => createAccount(tx, caller, body, level))
    }),
    handle(contract.resetPassword, ({ params }, { tx, caller }) =>
      resetPassword(tx, caller, params.accountId),
    ),
    handle(contract.setDisabled, async ({ params, body }, { tx, caller }) => {
      await setDisabled(tx, caller, params.accountId, body)
      return done
    }),
    handle(contract.endSessions, async ({ params }, { tx, caller }) => ({
      count: await endSessions(tx, caller, params.accountId),
    })),
    handleAlone(contract.givePost, async ({ params, body }, { db, caller }) => {
      const level = await levelFor(db, body.areaId)
      return inScope(db, caller.scope, (tx) => givePost(tx, caller, { ...params, ...body }, level))
    }),
    handle(contract.endPost, async ({ params, body }, { tx, caller }) => {
      await endPost(tx, caller, params.postId, body.to)
      return done
    }),
  ]
}

/** The caller, who is somebody and has a password of their own. @throws DomainError SIGN_IN_NEEDED */
function somebody(caller: Caller): Caller & { readonly accountId: string } {
  const { accountId, passwordExpired } = visitOf(caller)
  if (passwordExpired) throw refuseAny('SIGN_IN_NEEDED')
  return { ...caller, accountId }
}

const deputyRoutes: Routes = [
  handle(contract.deputies, async (_, { tx, caller }) => ({
    deputies: await selectDeputies(tx, { accountId: somebody(caller).accountId }),
  })),
  handle(contract.appointDeputy, ({ params: { postId }, body }, { tx, caller }) =>
    appoint(tx, somebody(caller), postId, body),
  ),
  handle(contract.endDeputy, async ({ params: { deputyId } }, { tx, caller }) => {
    await endStandingIn(tx, somebody(caller), deputyId)
    return done
  }),
]

/** None outside demo mode: there the addresses do not exist. */
function demoRoutes(options: IdentityOptions): Routes {
  const { demo } = options
  if (!demo) return []
  const offered = ROLES.filter((role) => role.demo)
  const areaOf = ({ level }: Role) => level && demo.areas[level]
  return [
    handle(contract.demoRoles, async () => ({
      roles: offered.map((role) => ({
        role: role.id,
        name: role.name,
        areaId: areaOf(role),
        rights: [...role.rights],
      })),
    })),
    handleAlone(contract.demoSignIn, async ({ body }, call) => {
      const role = offered.find(({ id }) => id === body.role)
      if (!role) throw refuse('ROLE_UNKNOWN', { role: body.role })
      return enter(options, call, await signInByDemo(call.db, visitorOf(call.caller), role, areaOf(role)))
    }),
  ]
}
