import { Link } from '@tanstack/react-router'
import type { CommunityDiagnosis } from '#district/diagnosis/contract.ts'
import { AGE_BANDS } from '#foundation/place/contract.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { RangeBar } from '#platform/ui/range-bar.tsx'
import s from './community-page.module.css'
import { useNeedText } from './need-text.ts'
import { ClassTag } from './parts/maturity.tsx'
import { indicatorPath, keepPack } from './parts/paths.ts'
import { Verdict } from './parts/verdict.tsx'
import { useRoles } from './use-roles.ts'
import { words } from './words.ts'

/** Score, evidence, people, and what stands between this community and its class or the next one. */
export function CommunityFacts({ diagnosis }: { diagnosis: CommunityDiagnosis }) {
  const w = useWords(words)
  const n = useNumbers()
  const { summary, indicators, denominator } = diagnosis
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
        <p className="small quiet">
          {w.knownOf(
            n.count(indicators.filter(({ completeness }) => completeness < 1).length),
            n.count(indicators.length),
          )}
        </p>
        {denominator.optedOut > 0 && (
          <p className="small quiet">{w.optedOut(n.percent(denominator.optedOut / denominator.fixed))}</p>
        )}
      </section>
      <section className={s.fact} aria-labelledby="fact-people">
        <h2 id="fact-people">{w.people}</h2>
        <p className={s.big}>
          {summary.population === null ? w.notKnown : n.count(summary.population)}
          {diagnosis.households !== null && <small>{w.households(n.count(diagnosis.households))}</small>}
        </p>
        {diagnosis.people && <Ages people={diagnosis.people} />}
      </section>
      <section className={s.fact} aria-labelledby="fact-class">
        <Decides diagnosis={diagnosis} />
      </section>
    </div>
  )
}

function Ages({ people }: { people: NonNullable<CommunityDiagnosis['people']> }) {
  const w = useWords(words)
  const n = useNumbers()
  const most = Math.max(1, ...people.map((count) => count ?? 0))
  const text = (i: number) =>
    `${w.ageYears(AGE_BANDS[i]!)}: ${people[i] == null ? w.hidden : n.count(people[i]!)}`
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
function Decides({ diagnosis }: { diagnosis: CommunityDiagnosis }) {
  const w = useWords(words)
  const n = useNumbers()
  const { summary, nextClass, gates } = diagnosis
  if (summary.class === 'undetermined') return <Undecided diagnosis={diagnosis} />
  const left = gates.filter(({ id }) => nextClass?.gates.includes(id))
  return (
    <>
      <h2 id="fact-class">
        <ClassTag of={summary.class} />
      </h2>
      <p>
        {nextClass ? w.toNext(w[nextClass.class], n.marks([nextClass.lacking, nextClass.lacking])) : w.top}
      </p>
      {left.length > 0 && <Gates title={w.gatesLeft} gates={left} />}
    </>
  )
}

function Gates({ title, gates }: { title: string; gates: CommunityDiagnosis['gates'] }) {
  const name = useName()
  return (
    <>
      <p className="small quiet">{title}</p>
      <ul className={s.decide}>
        {gates.map((gate) => (
          <li key={`${gate.kind}${gate.id}`}>
            {name(gate.name)}
            <Verdict met={gate.state === 'unknown' ? null : gate.state === 'passes'} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Undecided({ diagnosis: { summary, undecided, candidates } }: { diagnosis: CommunityDiagnosis }) {
  const w = useWords(words)
  const n = useNumbers()
  const roles = useRoles()
  const needText = useNeedText()
  return (
    <>
      <h2 id="fact-class">{w.decides}</h2>
      <p className="small quiet">{w.mayBe(candidates.map((c) => w[c]).join(' / '))}</p>
      <ul className={s.decide} title={w.decidesWhy}>
        {undecided.slice(0, 4).map(({ evidence, closes, indicators }) => (
          <li key={`${evidence.need}${evidence.item}`}>
            <Link to={indicatorPath(summary.communityId, indicators[0] ?? '')} search={keepPack as never}>
              {needText(evidence)}
            </Link>
            <span className="quiet">{w.closes(n.value(Math.round(closes * 1000) / 10))}</span>
            {evidence.suppliers.length > 0 && (
              <span className="quiet small">{w.from(roles(evidence.suppliers))}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
