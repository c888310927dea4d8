import { Link } from '@tanstack/react-router'
import type { MaturityPreview } from '#district/diagnosis/contract/choices.ts'
import { communityPath } from '#foundation/place/web/parts/paths.ts'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { choiceWords } from './choice-words.ts'
import s from './choices.module.css'
import { ClassTag } from './parts/maturity.tsx'

interface ClassFlipsProps {
  readonly preview: MaturityPreview | undefined
  readonly pending: boolean
  /** The figures are refused; the fields say why. */
  readonly unfit: boolean
}

/** How many communities each class would have, and which would change, before anything is saved. */
export function ClassFlips({ preview, pending, unfit }: ClassFlipsProps) {
  const w = useWords(choiceWords)
  const n = useNumbers()
  return (
    <section className={s.effect} aria-label={w.effect} aria-live="polite" aria-busy={pending}>
      <h3>{w.effect}</h3>
      {preview ? (
        <>
          <table className={s.compare}>
            <thead>
              <tr>
                <th scope="col">{w.class}</th>
                <th scope="col">{w.now}</th>
                <th scope="col">{w.afterwards}</th>
              </tr>
            </thead>
            <tbody>
              {preview.classes.map((row) => (
                <tr key={row.class}>
                  <th scope="row">
                    <ClassTag of={row.class} />
                  </th>
                  <td>{n.count(row.before)}</td>
                  <td>{n.count(row.after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Flips of={preview.flips} />
        </>
      ) : (
        <p className="quiet">{unfit ? w.noPreview : w.computing}</p>
      )}
    </section>
  )
}

function Flips({ of: flips }: { of: MaturityPreview['flips'] }) {
  const w = useWords(choiceWords)
  const n = useNumbers()
  const name = useName()
  const { byId } = useAreas()
  if (flips.length === 0) return <p className="quiet">{w.noFlips}</p>
  return (
    <>
      <h4>{w.flips(n.count(flips.length))}</h4>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
      <ul className={s.flips} tabIndex={0} aria-label={w.flips(n.count(flips.length))}>
        {flips.map(({ communityId, name: community, townId, score, before, after }) => {
          const town = byId.get(townId)
          return (
            <li key={communityId} className={s.flip}>
              <span>
                <Link to={communityPath(communityId)} target="_blank">
                  {name(community)}
                </Link>{' '}
                <span className="quiet small">
                  {town && name(town.name)} · {n.marks(score)}
                </span>
              </span>
              <span>
                <ClassTag of={before} /> → <ClassTag of={after} />
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}
