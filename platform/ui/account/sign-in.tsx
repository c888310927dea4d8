import { demoRoles, demoSignIn, type Session, signIn } from '#platform/identity/contract.ts'
import { api, useForgetReplies, useReadIf } from '../api.ts'
import { useName, useWords } from '../language.ts'
import s from './account-menu.module.css'
import { PasswordForm } from './password-form.tsx'
import { words } from './words.ts'

/** The way in: one-click roles in demo mode, accounts everywhere. */
export function SignIn({ session, done }: { session: Session; done: (then: Session) => void }) {
  const w = useWords(words)
  const name = useName()
  const changed = useForgetReplies()
  const roles = useReadIf(session.demoMode, demoRoles).data?.roles
  const enter = (then: Session) => changed().then(() => done(then))
  return (
    <div className={s.body}>
      {roles && (
        <section aria-label={w.demoTitle}>
          <h2>{w.demoTitle}</h2>
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
      {roles && <h2>{w.orAccount}</h2>}
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
