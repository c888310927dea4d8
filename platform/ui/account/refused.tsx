import { Link } from '@tanstack/react-router'
import pack from '#packs/roles/roles.json' with { type: 'json' }
import type { Problem } from '#platform/http/errors.ts'
import { useName, useWords } from '../language.ts'
import type { PageRoute } from '../page.ts'
import { Empty } from '../states.tsx'
import { words as shellWords } from '../words.ts'
import { ChangePassword } from './password-form.tsx'
import s from './refused.module.css'
import { SignIn } from './sign-in.tsx'
import { useSession } from './use-session.ts'
import { words } from './words.ts'

interface RefusedProps {
  readonly problem: Problem
  readonly again: () => void
  readonly pages: readonly PageRoute[]
}

/** A page that its reader may not see, and the way on: sign in, replace the password, or go where one may. */
export function Refused({ problem, again, pages }: RefusedProps) {
  const w = useWords(words)
  const { product } = useWords(shellWords)
  const name = useName()
  const session = useSession()
  if (!session) return null
  const { account, acting, passwordExpired, rights } = session
  const right = pack.rights.find(({ id }) => id === problem.detail?.right)
  const title = !account
    ? w.signInFirst
    : passwordExpired
      ? w.changeFirst
      : right
        ? w.rightNeeded(name(right.name))
        : problem.title
  const role = acting ? name(acting.roleName) : w.noPost
  const why = !account ? w.signInWhy : passwordExpired ? w.expired : w.rightWhy(role)
  const others = pages.filter(
    ({ navigation }) => navigation && (!navigation.right || rights.includes(navigation.right)),
  )
  return (
    <main id="content" className={s.page}>
      <title>{`${title} · ${product}`}</title>
      <Empty whole title={title} why={why} />
      {!account && (
        <div className={`panel ${s.form}`}>
          <SignIn session={session} done={again} />
        </div>
      )}
      {account && passwordExpired && (
        <div className={`panel ${s.form}`}>
          <ChangePassword done={again} />
        </div>
      )}
      {account && !passwordExpired && (
        <nav aria-label={w.openInstead} className={s.others}>
          <p className="quiet">{w.openInstead}</p>
          {others.map(({ path, navigation }) => (
            <Link key={path} to={path}>
              {navigation!.icon} {name(navigation!.label)}
            </Link>
          ))}
        </nav>
      )}
    </main>
  )
}
