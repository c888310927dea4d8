import { Button, Drawer, Input } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import { ProblemError } from '#platform/http/client.ts'
import {
  changePassword,
  demoRoles,
  demoSignIn,
  type Session,
  signIn,
  signOut,
  switchPost,
} from '#platform/identity/contract.ts'
import { api, useForgetReplies, useReadIf } from '../api.ts'
import { useName, useWords } from '../language.ts'
import s from './account-menu.module.css'
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
          <SignedIn session={session} />
        ) : (
          <SignedOut session={session} done={() => setOpen(false)} />
        )}
      </Drawer>
    </>
  )
}

function SignedIn({ session }: { session: Session }) {
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
      {session.passwordExpired && <ChangePassword />}
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
      <Button onClick={() => api(signOut).then(changed)}>{w.signOut}</Button>
    </div>
  )
}

function SignedOut({ session, done }: { session: Session; done: () => void }) {
  const w = useWords(words)
  const name = useName()
  const changed = useForgetReplies()
  const roles = useReadIf(session.demoMode, demoRoles).data?.roles
  const enter = () => changed().then(done)
  return (
    <div className={s.body}>
      {roles && (
        <section aria-label={w.demoTitle}>
          <h3>{w.demoTitle}</h3>
          <p className="quiet small">{w.demoWhy}</p>
          <div className={s.roles}>
            {roles.map(({ role, name: roleName }) => (
              <button
                key={role}
                type="button"
                onClick={() => api(demoSignIn, { body: { role } }).then(enter)}
              >
                {name(roleName)}
              </button>
            ))}
          </div>
        </section>
      )}
      {roles && <h3>{w.orAccount}</h3>}
      <PasswordForm
        submit={w.signIn}
        send={([loginName = '', password = '']) => api(signIn, { body: { loginName, password } }).then(enter)}
        fields={[
          { label: w.loginName, autoComplete: 'username', hidden: false },
          { label: w.password, autoComplete: 'current-password', hidden: true },
        ]}
      />
    </div>
  )
}

function ChangePassword() {
  const w = useWords(words)
  const changed = useForgetReplies()
  return (
    <section aria-label={w.change}>
      <p>{w.expired}</p>
      <PasswordForm
        submit={w.change}
        send={([current = '', password = '']) =>
          api(changePassword, { body: { current, password } }).then(changed)
        }
        fields={[
          { label: w.current, autoComplete: 'current-password', hidden: true },
          { label: w.next, autoComplete: 'new-password', hidden: true },
        ]}
      />
    </section>
  )
}

interface PasswordFormProps {
  readonly fields: readonly { label: string; autoComplete: string; hidden: boolean }[]
  readonly submit: ReactNode
  readonly send: (values: string[]) => Promise<unknown>
}

/** A short form whose refusal is the server's own sentence, said below the fields. */
function PasswordForm({ fields, submit, send }: PasswordFormProps) {
  const w = useWords(words)
  const [values, setValues] = useState<string[]>([])
  const [refused, setRefused] = useState<string>()
  const [busy, setBusy] = useState(false)
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setRefused(undefined)
    try {
      await send(values)
    } catch (error) {
      setRefused(sentenceOf(error) ?? w.wrong)
    }
    setBusy(false)
  }
  return (
    <form className={s.form} onSubmit={onSubmit}>
      {fields.map(({ label, autoComplete, hidden }, i) => {
        const InputField = hidden ? Input.Password : Input
        return (
          <div key={label}>
            <label htmlFor={autoComplete}>{label}</label>
            <InputField
              id={autoComplete}
              required
              autoComplete={autoComplete}
              value={values[i] ?? ''}
              onChange={(event) => setValues(Object.assign([...values], { [i]: event.target.value }))}
            />
          </div>
        )
      })}
      {refused && (
        <p className={s.wrong} role="alert">
          {refused}
        </p>
      )}
      <Button type="primary" htmlType="submit" loading={busy}>
        {submit}
      </Button>
    </form>
  )
}

function sentenceOf(error: unknown): string | undefined {
  if (!(error instanceof ProblemError)) return undefined
  const { title, faults = [] } = error.problem
  return [title, ...faults.map(({ reason }) => reason)].join(' · ')
}
