import { roles as rolesRoute } from '#platform/identity/contract.ts'
import { useRead } from '#platform/ui/api.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import s from './page.module.css'
import { words } from './words.ts'

/** Who may do what: the roles of the pack against their rights, read-only. */
export function Page() {
  const w = useWords(words)
  const name = useName()
  const { roles, rights } = useRead(rolesRoute)
  const levelOf = (level: string | null) => w[(level ?? 'noLevel') as 'town'] ?? level
  const has = (role: (typeof roles)[number], right: string) => role.rights.includes(right)
  return (
    <PageFrame
      title={w.rolesLink}
      under={
        <>
          <span className={s.state}>{w.productDefault}</span> {w.rolesWhy}
        </>
      }
    >
      <section className="panel" aria-label={w.rolesLink}>
        <div className={s.wide}>
          <table className={s.matrix}>
            <thead>
              <tr>
                <th scope="col">{w.right}</th>
                {roles.map((role) => (
                  <th key={role.role} scope="col">
                    {name(role.name)}
                    <small>{levelOf(role.level)}</small>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rights.map(({ right, name: rightName }) => (
                <tr key={right}>
                  <th scope="row">{name(rightName)}</th>
                  {roles.map((role) => (
                    <td key={role.role}>
                      {has(role, right) ? (
                        <span className={s.yes} role="img" aria-label={w.has}>
                          ✓
                        </span>
                      ) : (
                        <span className="visually-hidden">{w.hasNot}</span>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <dl className={s.roles}>
          {roles.map((role) => (
            <div key={role.role}>
              <dt>
                <b>{name(role.name)}</b> <span className="quiet">· {levelOf(role.level)}</span>
              </dt>
              <dd>
                {rights
                  .filter(({ right }) => has(role, right))
                  .map((right) => name(right.name))
                  .join(' · ') || w.noRights}
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </PageFrame>
  )
}
