import { Link, useParams } from '@tanstack/react-router'
import { Input } from 'antd'
import { useState } from 'react'
import { auditLog } from '#platform/audit/contract.ts'
import { Entries } from '#platform/audit/web/parts/entries.tsx'
import {
  type Account,
  account as accountRoute,
  endPost,
  endSessions,
  givePost,
  type OpenSession,
  type Post,
  resetPassword,
  setDisabled,
} from '#platform/identity/contract.ts'
import { useRight, useSession } from '#platform/ui/account/use-session.ts'
import { api, useForgetReplies, useRead, useReadIf } from '#platform/ui/api.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import s from './page.module.css'
import { givenOf, NO_POST, PostFields } from './post-fields.tsx'
import { stageOf, useAreaName } from './post-text.tsx'
import { ShownOnce } from './shown-once.tsx'
import { StateTag } from './state-tag.tsx'
import { words } from './words.ts'

/** One account: who it is, what it may do and could, where it is signed in, and what an administrator can do with it. */
export function Page() {
  const w = useWords(words)
  const n = useNumbers()
  const { accountId } = useParams({ strict: false }) as { accountId: string }
  const { account, sessions } = useRead(accountRoute, { params: { accountId } })
  const { state, disabledAt, disabledReason, lastSignedInAt } = account
  const own = useSession()?.account?.accountId === accountId
  return (
    <PageFrame
      title={account.name}
      over={<Link to="/accounts">{w.title}</Link>}
      under={
        <>
          {account.loginName} · <StateTag state={state} />{' '}
          {disabledAt && `${w.since(n.moment(disabledAt))} · `}
          {disabledReason && `${w.reasonWas(disabledReason)} · `}
          {w.lastSignIn} {lastSignedInAt ? n.moment(lastSignedInAt) : w.never} · {w.created}{' '}
          {n.day(account.createdAt)}
        </>
      }
      actions={!own && !account.demo && <Actions account={account} sessions={sessions} />}
    >
      {own && <p className="quiet">{w.ownWhy}</p>}
      {account.demo && <p className="quiet">{w.demoWhy}</p>}
      <div className={s.columns}>
        <Posts account={account} />
        <section className="panel" aria-labelledby="sessions">
          <h2 className={s.head} id="sessions">
            {w.sessions}
          </h2>
          <Sessions sessions={sessions} />
        </section>
      </div>
      <History accountId={accountId} />
    </PageFrame>
  )
}

/** What was done to the account and by whom, for whoever may read the audit log. */
function History({ accountId }: { accountId: string }) {
  const w = useWords(words)
  const query = { purpose: 'account.manage', subjectKind: 'account', subjectId: accountId, limit: 20 }
  const log = useReadIf(useRight('audit.read'), auditLog, { query }).data
  if (!log) return null
  return (
    <section className={`panel ${s.below}`} aria-labelledby="history">
      <div className={s.head}>
        <h2 id="history">{w.history}</h2>
        <Link to="/audit" search={{ kind: 'account', id: accountId } as never}>
          {w.wholeHistory}
        </Link>
      </div>
      <Entries {...log} />
    </section>
  )
}

function Actions({ account, sessions }: { account: Account; sessions: readonly OpenSession[] }) {
  const w = useWords(words)
  const forget = useForgetReplies()
  const [password, setPassword] = useState<string>()
  const { accountId, name, state } = account
  const params = { accountId }
  const put = (disabled: boolean) => (reason: string) =>
    api(setDisabled, { params, body: { disabled, reason } }).then(forget)
  return (
    <>
      <ConfirmButton
        label={w.endAll}
        title={w.endAllTitle(name)}
        why={w.endAllWhy}
        disabled={sessions.length === 0}
        onConfirm={() => api(endSessions, { params }).then(forget)}
      />
      <ConfirmButton
        label={w.reset}
        title={w.resetTitle(name)}
        why={w.resetWhy}
        onConfirm={async () => {
          const { oneTimePassword } = await api(resetPassword, { params })
          setPassword(oneTimePassword)
          await forget()
        }}
      />
      {state === 'disabled' ? (
        <ConfirmButton
          label={w.enable}
          title={w.enableTitle(name)}
          why={w.enableWhy}
          reason={w.reason}
          onConfirm={put(false)}
        />
      ) : (
        <ConfirmButton
          danger
          label={w.disable}
          title={w.disableTitle(name)}
          why={w.disableWhy}
          reason={w.reason}
          onConfirm={put(true)}
        />
      )}
      {password && <ShownOnce who={name} password={password} onClose={() => setPassword(undefined)} />}
    </>
  )
}

function Posts({ account }: { account: Account }) {
  const w = useWords(words)
  const name = useName()
  const n = useNumbers()
  const areaName = useAreaName()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<Post>[] = [
    { ...text(w.role), rowHeading: true, cell: ({ roleName }) => name(roleName) },
    { ...text(w.area), cell: ({ areaId }) => areaName(areaId) },
    { ...text(w.from), cell: ({ from }) => n.day(from) },
    { ...text(w.until), cell: ({ to }) => (to ? n.day(to) : w.openEnd) },
    { ...text(w.state), cell: (post) => <StateTag state={stageOf(post)} /> },
    {
      ...text(w.actions),
      cell: (post) => !account.demo && stageOf(post) !== 'ended' && <EndPost post={post} />,
    },
  ]
  const newestFirst = [...account.posts].sort((a, b) => b.from.localeCompare(a.from))
  return (
    <section className="panel" aria-labelledby="posts">
      <div className={s.head}>
        <h2 id="posts">{w.posts}</h2>
        {!account.demo && <GivePost accountId={account.accountId} />}
      </div>
      {newestFirst.length === 0 ? (
        <p className={`quiet ${s.pad}`}>
          {w.noPosts} · {w.noPostsWhy}
        </p>
      ) : (
        <DataTable label={w.posts} columns={columns} rows={newestFirst} rowKey={(post) => post.postId} />
      )}
    </section>
  )
}

function GivePost({ accountId }: { accountId: string }) {
  const w = useWords(words)
  const forget = useForgetReplies()
  const [draft, setDraft] = useState(NO_POST)
  return (
    <ConfirmButton
      small
      label={w.give}
      title={w.givePost}
      why={<Link to="/accounts/roles">{w.rolesLink}</Link>}
      onConfirm={async () => {
        await api(givePost, { params: { accountId }, body: givenOf(draft) })
        setDraft(NO_POST)
        await forget()
      }}
    >
      <PostFields value={draft} onChange={setDraft} />
    </ConfirmButton>
  )
}

function EndPost({ post: { postId } }: { post: Post }) {
  const w = useWords(words)
  const forget = useForgetReplies()
  const [to, setTo] = useState('')
  return (
    <ConfirmButton
      small
      danger
      label={w.endPost}
      title={w.endPostTitle}
      why={w.endPostWhy}
      onConfirm={() => api(endPost, { params: { postId }, body: { ...(to && { to }) } }).then(forget)}
    >
      <div className={s.field}>
        <label htmlFor={`end-${postId}`}>{w.until}</label>
        <Input id={`end-${postId}`} type="date" value={to} onChange={(event) => setTo(event.target.value)} />
      </div>
    </ConfirmButton>
  )
}

function Sessions({ sessions }: { sessions: readonly OpenSession[] }) {
  const w = useWords(words)
  const n = useNumbers()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<OpenSession>[] = [
    { ...text(w.address), rowHeading: true, cell: ({ address }) => address },
    { ...text(w.started), cell: ({ startedAt }) => n.moment(startedAt) },
    { ...text(w.lastSeen), cell: ({ lastSeenAt }) => n.moment(lastSeenAt) },
  ]
  if (sessions.length === 0) return <p className={`quiet ${s.pad}`}>{w.noSessions}</p>
  return <DataTable label={w.sessions} columns={columns} rows={sessions} rowKey={(one) => one.sessionId} />
}
