import { Link } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { type Session, signOut, switchPost } from '#platform/identity/contract.ts'
import { api, useForgetReplies } from '../api.ts'
import { useName, useWords } from '../language.ts'
import s from './account-menu.module.css'
import { ChangePassword } from './password-form.tsx'
import { SignIn } from './sign-in.tsx'
import { useSession } from './use-session.ts'
import { words } from './words.ts'

/** Who is signed in, and the way in and out: one-click roles in demo mode, accounts everywhere. */
export function AccountMenu() {
  const w = useWords(words)
  const name = useName()
  const session = useSession()
  const [open, setOpen] = useState(false)
  if (!session) return null
  return (
    <>
      <button type="button" className={`${s.trigger} no-print`} onClick={() => setOpen(true)}>
        {session.account ? (session.acting ? name(session.acting.roleName) : session.account.name) : w.signIn}
      </button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={session.account ? w.account : w.signIn}
        size={380}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {session.account ? (
          <SignedIn session={session} done={() => setOpen(false)} />
        ) : (
          <SignIn session={session} done={(then) => setOpen(then.passwordExpired)} />
        )}
      </Drawer>
    </>
  )
}

function SignedIn({ session, done }: { session: Session; done: () => void }) {
  const w = useWords(words)
  const name = useName()
  const changed = useForgetReplies()
  const others = session.posts.filter((post) => post.postId !== session.acting?.postId)
  return (
    <div className={s.body}>
      <div>
        <p className="quiet">{w.actingAs}</p>
        <h3>
          {session.account?.name} {session.acting && `· ${name(session.acting.roleName)}`}
        </h3>
      </div>
      {session.passwordExpired && (
        <section aria-label={w.change}>
          <p>{w.expired}</p>
          <ChangePassword done={done} />
        </section>
      )}
      {others.length > 0 && (
        <div>
          <p className="quiet">{w.otherPosts}</p>
          <div className={s.roles}>
            {others.map((post) => (
              <button
                key={post.postId}
                type="button"
                onClick={() => api(switchPost, { body: { postId: post.postId } }).then(changed)}
              >
                {name(post.roleName)}
              </button>
            ))}
          </div>
        </div>
      )}
      <Link to="/account" onClick={done}>
        {w.mine}
      </Link>
      <Button onClick={() => api(signOut).then(changed)}>{w.signOut}</Button>
    </div>
  )
}
