import type { CommunitySummary, DistrictDiagnosis } from '#district/diagnosis/contract.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { useBandLabel } from './bands.tsx'
import { type Choice, seenThrough } from './choose-communities.ts'
import s from './insight.module.css'
import { CLASSES, ClassSign, ClassSwatch } from './parts/maturity.tsx'
import { words } from './words.ts'

interface InsightProps {
  readonly choice: Choice & { readonly lacking: string; readonly evidence: string }
  readonly change: (patch: Partial<Choice & { lacking: string; evidence: string; view: string }>) => void
  readonly diagnosis: DistrictDiagnosis
}

/** For each scenario, how many communities are in which score band; a click looks at the district through it. */
export function Distribution({
  choice,
  change,
  diagnosis,
  rows,
}: InsightProps & { rows: readonly CommunitySummary[] }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const label = useBandLabel('any', diagnosis)
  return (
    <section aria-labelledby="distribution">
      <h2 id="distribution">{w.distribution}</h2>
      <p className={s.hint}>{w.distributionHint}</p>
      <ul className={s.rows}>
        {diagnosis.scenarios.map((scenario) => {
          const measured = rows.filter((c) => c.scenarios.some((x) => x.scenario === scenario.id))
          const counts = CLASSES.map(
            (band) =>
              measured.filter((c) => seenThrough(scenario.id, c, diagnosis.cutoffs).band === band).length,
          )
          const pressed = choice.lens === scenario.id
          return (
            <li key={scenario.id}>
              <button
                type="button"
                className={s.row}
                aria-pressed={pressed}
                onClick={() => change({ lens: pressed ? '' : scenario.id, band: '' })}
              >
                {name(scenario.name)}
                <span className={s.stack}>
                  {CLASSES.map((band, i) => (
                    <ClassSwatch key={band} of={band} grow={counts[i]!} />
                  ))}
                </span>
              </button>
              <span className={s.counts}>
                {CLASSES.map((band, i) => (
                  <button
                    key={band}
                    type="button"
                    aria-pressed={pressed && choice.band === band}
                    aria-label={`${name(scenario.name)} ${label(band)}: ${n.count(counts[i]!)}`}
                    onClick={() => change({ lens: scenario.id, band, view: 'list' })}
                  >
                    <ClassSign of={band} size={11} />
                    {n.count(counts[i]!)}
                  </button>
                ))}
              </span>
            </li>
          )
        })}
      </ul>
      <ul className={s.key} {...figures('wording')}>
        {CLASSES.map((band) => (
          <li key={band}>
            <ClassSwatch of={band} />
            {label(band)}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The indicators whose lack touches most residents; a click lists the communities where it is not met. */
export function MissingMost({ choice, change, diagnosis }: InsightProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const most = Math.max(1, ...diagnosis.deficits.map((d) => d.people))
  return (
    <section aria-labelledby="missing-most">
      <h2 id="missing-most">{w.missingMost}</h2>
      <p className={s.hint}>{w.missingHint}</p>
      <ol className={s.rows}>
        {diagnosis.deficits.slice(0, 15).map((deficit) => {
          const chosen = choice.lacking === deficit.indicator
          const pressed = chosen && !choice.evidence
          const open = chosen && choice.evidence === 'none'
          return (
            <li key={deficit.indicator}>
              <button
                type="button"
                className={s.deficit}
                aria-pressed={pressed}
                onClick={() =>
                  change({ lacking: pressed ? '' : deficit.indicator, evidence: '', view: 'list' })
                }
              >
                <span className={s.what}>{name(deficit.name)}</span>
                <span>{w.peopleCount(n.count(deficit.people))}</span>
                <span className={s.bar}>
                  <i style={{ width: `${(deficit.people / most) * 100}%` }} />
                </span>
                <span className={s.sub}>{w.notMetIn(n.count(deficit.communities))}</span>
              </button>
              {deficit.unknown > 0 && (
                <button
                  type="button"
                  className={s.open}
                  aria-pressed={open}
                  aria-label={`${name(deficit.name)}: ${w.unknownIn(n.count(deficit.unknown))}`}
                  onClick={() =>
                    change({
                      lacking: open ? '' : deficit.indicator,
                      evidence: open ? '' : 'none',
                      view: 'list',
                    })
                  }
                >
                  {w.unknownIn(n.count(deficit.unknown))}
                </button>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
