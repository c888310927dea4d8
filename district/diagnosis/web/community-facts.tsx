import { Link } from '@tanstack/react-router'
import type { CommunityDiagnosis } from '#district/diagnosis/contract.ts'
import { AGE_BANDS } from '#foundation/place/contract.ts'
import { useRoles } from '#platform/ui/account/use-roles.ts'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { RangeBar } from '#platform/ui/range-bar.tsx'
import s from './community-page.module.css'
import { useNeedText } from './need-text.ts'
import { ClassTag } from './parts/maturity.tsx'
import { indicatorPath, keepPack, peoplePath, scorePath } from './parts/paths.ts'
import { Verdict } from './parts/verdict.tsx'
import { words } from './words.ts'

/** Score, evidence, people, and what stands between this community and its class or the next one. */
export function CommunityFacts({ diagnosis }: { diagnosis: CommunityDiagnosis }) {
  const w = useWords(words)
  const n = useNumbers()
  const { summary, indicators, denominator } = diagnosis
  const score = { to: scorePath(summary.communityId), search: keepPack }
  const people = { to: peoplePath(summary.communityId), search: keepPack }
  return (
    <div className={`panel ${s.facts}`}>
      <section className={s.fact} aria-labelledby="fact-score">
        <h2 id="fact-score">{w.scoreRange}</h2>
        <p className={s.big}>
          <Figure {...score} hash="contributions">
            {n.marks(summary.score)}
          </Figure>
          <small {...figures('wording')}>{w.outOf100}</small>
        </p>
        <div className={s.bar}>
          <RangeBar range={summary.score} />
        </div>
        <p className="small quiet">{w.whyRange}</p>
      </section>
      <section className={s.fact} aria-labelledby="fact-evidence">
        <h2 id="fact-evidence">{w.evidenceShare}</h2>
        <p className={s.big}>
          <Figure {...score} hash="missing">
            {n.percent(summary.completeness)}
          </Figure>
        </p>
        <p className="small quiet">
          <Figure {...score} hash="missing">
            {w.knownOf(
              n.count(indicators.filter(({ completeness }) => completeness < 1).length),
              n.count(indicators.length),
            )}
          </Figure>
        </p>
        {denominator.optedOut > 0 && (
          <p className="small quiet">
            <Figure {...score} hash="opt-outs">
              {w.optedOut(n.percent(denominator.optedOut / denominator.fixed))}
            </Figure>
          </p>
        )}
      </section>
      <section className={s.fact} aria-labelledby="fact-people">
        <h2 id="fact-people">{w.people}</h2>
        <p className={s.big}>
          {summary.population === null ? (
            w.notKnown
          ) : (
            <Figure {...people}>{n.count(summary.population)}</Figure>
          )}
          {diagnosis.households !== null && (
            <small>
              <Figure {...people} hash="sources">
                {w.households(n.count(diagnosis.households))}
              </Figure>
            </small>
          )}
        </p>
        {diagnosis.people && <Ages people={diagnosis.people} communityId={summary.communityId} />}
      </section>
      <section className={s.fact} aria-labelledby="fact-class">
        <Decides diagnosis={diagnosis} />
      </section>
    </div>
  )
}

/** Residents by age, each bar leading to where they live. */
function Ages({
  people,
  communityId,
}: {
  people: NonNullable<CommunityDiagnosis['people']>
  communityId: string
}) {
  const w = useWords(words)
  const n = useNumbers()
  const most = Math.max(1, ...people.map((count) => count ?? 0))
  return (
    <ul className={s.ages}>
      {people.map((count, i) => {
        const band = AGE_BANDS[i]!
        const text = `${w.ageYears(band)}: ${count === null ? w.hidden : n.count(count)}`
        return (
          <li key={band}>
            <Link
              to={peoplePath(communityId)}
              search={(search: Readonly<Record<string, string>>) =>
                ({ ...(keepPack(search) as object), age: band }) as never
              }
              title={text}
              aria-label={text}
            >
              <span className={s.column}>
                <i
                  className={s.ageBar}
                  data-hidden={count === null || undefined}
                  style={{ height: `${((count ?? most) / most) * 100}%` }}
                />
              </span>
              {band}
            </Link>
          </li>
        )
      })}
    </ul>
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
        {nextClass ? (
          <Figure to={scorePath(summary.communityId)} search={keepPack} hash="class">
            {w.toNext(w[nextClass.class], n.marks([nextClass.lacking, nextClass.lacking]))}
          </Figure>
        ) : (
          w.top
        )}
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
          <li key={`${evidence.need}${evidence.item}`} {...figures('opens')}>
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
