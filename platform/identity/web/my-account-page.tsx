import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import pack from '#packs/roles/roles.json' with { type: 'json' }
import { auditAboutMe } from '#platform/audit/contract.ts'
import { Entries } from '#platform/audit/web/parts/entries.tsx'
import {
  endSession,
  type OpenSession,
  type Post,
  type Session,
  sessions as sessionsRoute,
  signOutEverywhere,
  switchPost,
} from '#platform/identity/contract.ts'
import { ChangePassword } from '#platform/ui/account/password-form.tsx'
import { useSession } from '#platform/ui/account/use-session.ts'
import { api, useForgetReplies, useRead } from '#platform/ui/api.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { MyDeputies } from './my-deputies.tsx'
import s from './page.module.css'
import { useAreaName } from './post-text.tsx'
import { words } from './words.ts'

/** What everybody who has signed in can see and do about themselves. */
export function Page() {
  const w = useWords(words)
  const { sessions } = useRead(sessionsRoute)
  const about = useRead(auditAboutMe, { query: { limit: 20 } })
  const session = useSession()
  if (!session?.account) return null
  return (
    <PageFrame
      title={w.mine}
      under={`${session.account.name} · ${session.account.loginName}`}
      actions={<Link to="/account/calendar">{w.calendarFeed}</Link>}
    >
      <div className={s.columns}>
        <div className={s.stack}>
          <MyPosts session={session} />
          <MyDeputies session={session} />
          <MySessions sessions={sessions} />
        </div>
        <section className={`panel ${s.block}`} aria-labelledby="password">
          <h2 id="password">{w.password}</h2>
          {session.account.demo ? <p className="quiet">{w.demoPassword}</p> : <MyPassword />}
        </section>
      </div>
      <section className={`panel ${s.below}`} aria-labelledby="about-me">
        <div className={s.head}>
          <h2 id="about-me">{w.aboutMe}</h2>
        </div>
        <Entries {...about} />
      </section>
    </PageFrame>
  )
}

function MyPosts({ session }: { session: Session }) {
  const w = useWords(words)
  const name = useName()
  const n = useNumbers()
  const areaName = useAreaName()
  const forget = useForgetReplies()
  const rightsOf = (role: string) => {
    const rights = pack.roles.find(({ id }) => id === role)?.rights ?? []
    return pack.rights.filter(({ id }) => (rights as readonly string[]).includes(id))
  }
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<Post>[] = [
    { ...text(w.role), rowHeading: true, cell: ({ roleName }) => name(roleName) },
    { ...text(w.area), cell: ({ areaId }) => areaName(areaId) },
    { ...text(w.from), cell: ({ from }) => n.day(from) },
    { ...text(w.until), cell: ({ to }) => (to ? n.day(to) : w.openEnd) },
    {
      ...text(w.rights),
      cell: ({ role }) =>
        rightsOf(role)
          .map((right) => name(right.name))
          .join(' · ') || w.noRights,
    },
    {
      ...text(w.state),
      cell: ({ postId }) =>
        postId === session.acting?.postId ? (
          <span className={`${s.state} ${s.holds}`}>{w.acting}</span>
        ) : (
          <Button size="small" onClick={() => api(switchPost, { body: { postId } }).then(forget)}>
            {w.switch}
          </Button>
        ),
    },
  ]
  return (
    <section className="panel" aria-labelledby="posts">
      <div className={s.head}>
        <h2 id="posts">{w.myPosts}</h2>
        <Link to="/accounts/roles">{w.rolesLink}</Link>
      </div>
      {session.posts.length === 0 ? (
        <p className={`quiet ${s.pad}`}>{w.noPosts}</p>
      ) : (
        <DataTable label={w.myPosts} columns={columns} rows={session.posts} rowKey={(post) => post.postId} />
      )}
    </section>
  )
}

function MyPassword() {
  const w = useWords(words)
  const [done, setDone] = useState(0)
  return (
    <>
      <p className="quiet">{w.passwordWhy}</p>
      <ChangePassword key={done} done={() => setDone(done + 1)} />
      {done > 0 && <p role="status">{w.passwordDone}</p>}
    </>
  )
}

function MySessions({ sessions }: { sessions: readonly OpenSession[] }) {
  const w = useWords(words)
  const n = useNumbers()
  const forget = useForgetReplies()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<OpenSession>[] = [
    { ...text(w.address), rowHeading: true, cell: ({ address }) => address },
    { ...text(w.started), cell: ({ startedAt }) => n.moment(startedAt) },
    { ...text(w.lastSeen), cell: ({ lastSeenAt }) => n.moment(lastSeenAt) },
    {
      ...text(w.actions),
      cell: ({ sessionId, current }) =>
        current ? (
          <span className={`${s.state} ${s.holds}`}>{w.here}</span>
        ) : (
          <ConfirmButton
            small
            label={w.endThis}
            title={w.endThisTitle}
            why={w.endThisWhy}
            onConfirm={() => api(endSession, { params: { sessionId } }).then(forget)}
          />
        ),
    },
  ]
  return (
    <section className="panel" aria-labelledby="sessions">
      <div className={s.head}>
        <h2 id="sessions">{w.mySessions}</h2>
        <ConfirmButton
          small
          danger
          label={w.everywhere}
          title={w.everywhere}
          why={w.everywhereWhy}
          onConfirm={() => api(signOutEverywhere).then(forget)}
        />
      </div>
      <DataTable label={w.mySessions} columns={columns} rows={sessions} rowKey={(one) => one.sessionId} />
    </section>
  )
}
