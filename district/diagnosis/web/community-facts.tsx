import { Link } from '@tanstack/react-router'
import type { CommunityDiagnosis } from '#district/diagnosis/contract.ts'
import { AGE_BANDS } from '#foundation/place/contract.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { RangeBar } from '#platform/ui/range-bar.tsx'
import s from './community-page.module.css'
import { ClassTag } from './parts/maturity.tsx'
import { indicatorPath } from './parts/paths.ts'
import { useRoles } from './use-roles.ts'
import { words } from './words.ts'

/** Score, evidence, people, and what stands between this community and its class or the next one. */
export function CommunityFacts({ diagnosis }: { diagnosis: CommunityDiagnosis }) {
  const w = useWords(words)
  const n = useNumbers()
  const { summary } = diagnosis
  return (
    <div className={`panel ${s.facts}`}>
      <section className={s.fact} aria-labelledby="fact-score">
        <h2 id="fact-score">{w.scoreRange}</h2>
        <p className={s.big}>
          {n.marks(summary.score)}
          <small>{w.outOf100}</small>
        </p>
        <div className={s.bar}>
          <RangeBar range={summary.score} />
        </div>
        <p className="small quiet">{w.whyRange}</p>
      </section>
      <section className={s.fact} aria-labelledby="fact-evidence">
        <h2 id="fact-evidence">{w.evidenceShare}</h2>
        <p className={s.big}>{n.percent(summary.completeness)}</p>
      </section>
      <section className={s.fact} aria-labelledby="fact-people">
        <h2 id="fact-people">{w.people}</h2>
        <p className={s.big}>
          {n.people(summary.population)}
          <small>{w.households(n.people(diagnosis.households))}</small>
        </p>
        <Ages people={diagnosis.people} />
      </section>
      <section className={s.fact} aria-labelledby="fact-class">
        <Decides diagnosis={diagnosis} />
      </section>
    </div>
  )
}

function Ages({ people }: { people: CommunityDiagnosis['people'] }) {
  const w = useWords(words)
  const n = useNumbers()
  const most = Math.max(1, ...people.map((count) => count ?? 0))
  const text = (i: number) =>
    `${w.ageYears(AGE_BANDS[i]!)}: ${people[i] == null ? w.hidden : n.count(people[i])}`
  return (
    <>
      <div className={s.ages} role="img" aria-label={people.map((_, i) => text(i)).join(', ')}>
        {people.map((count, i) => (
          <i
            key={AGE_BANDS[i]}
            title={text(i)}
            data-hidden={count === null || undefined}
            style={{ height: `${((count ?? most) / most) * 100}%` }}
          />
        ))}
      </div>
      <div className={s.ageNames} aria-hidden="true">
        {AGE_BANDS.map((band) => (
          <span key={band}>{band}</span>
        ))}
      </div>
    </>
  )
}

/** The distance to the next class, or which evidence would decide the class where the range spans a boundary. */
function Decides({ diagnosis: { summary, undecided, nextClass } }: { diagnosis: CommunityDiagnosis }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const roles = useRoles()
  if (summary.class !== 'undetermined')
    return (
      <>
        <h2 id="fact-class">
          <ClassTag of={summary.class} />
        </h2>
        <p>
          {nextClass ? w.toNext(w[nextClass.class], n.marks([nextClass.lacking, nextClass.lacking])) : w.top}
        </p>
      </>
    )
  return (
    <>
      <h2 id="fact-class">{w.decides}</h2>
      <ul className={s.decide} title={w.decidesWhy}>
        {undecided.slice(0, 4).map((evidence) => (
          <li key={evidence.indicator}>
            <Link to={indicatorPath(summary.communityId, evidence.indicator)}>{name(evidence.name)}</Link>
            <span className="quiet">{w.closes(n.value(evidence.closes * 100))}</span>
            {evidence.supplier.length > 0 && (
              <span className="quiet small">{w.from(roles(evidence.supplier))}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
