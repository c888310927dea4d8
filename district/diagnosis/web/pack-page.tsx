import { Link, useParams } from '@tanstack/react-router'
import { Fragment } from 'react'
import { packDetail } from '#district/diagnosis/contract.ts'
import type { Indicator, Pack } from '#district/diagnosis/rules/pack-schema.ts'
import { useRead } from '#platform/ui/api.ts'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import page from './community-page.module.css'
import { MaturityClasses } from './maturity-classes.tsx'
import { unitOfMeasure, useMeasureTexts } from './measure-texts.ts'
import s from './packs-page.module.css'
import { Grade } from './parts/grade.tsx'
import { words } from './words.ts'

/** One pack in full: what it asks of whom, every threshold with its source and grade. */
export function Page() {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const { pack: id = '' } = useParams({ strict: false })
  const pack = useRead(packDetail, { params: { pack: id } }) as Pack
  return (
    <PageFrame
      title={name(pack.name)}
      over={
        <nav aria-label={w.way}>
          <Link to="/packs">{w.packs}</Link>
        </nav>
      }
      under={
        <>
          <Figure rows="indicators">{w.indicatorCount(n.count(pack.indicators.length))}</Figure> ·{' '}
          <span {...figures('record')}>{w.version(pack.version)}</span>
        </>
      }
      actions={
        <Link to="/" search={{ pack: id } as never}>
          {w.useIt} →
        </Link>
      }
    >
      <p className={pack.official ? 'quiet' : s.note} {...figures('wording')}>
        {name(pack.note)}
      </p>
      <div className={s.columns}>
        <MaturityClasses pack={pack} />
        <Profiles pack={pack} />
        <Costs pack={pack} />
      </div>
      <section className="panel" aria-labelledby="indicators">
        <header className={page.head}>
          <h2 id="indicators">{w.indicators}</h2>
        </header>
        {pack.scenarios.map((scenario) => (
          <div key={scenario.id}>
            <h3 className={s.scenario}>{name(scenario.name)}</h3>
            {pack.indicators
              .filter((indicator) => indicator.scenario === scenario.id)
              .map((indicator) => (
                <Item key={indicator.id} indicator={indicator} pack={pack} />
              ))}
          </div>
        ))}
      </section>
      <section className={`panel ${page.section}`} aria-labelledby="sources" style={{ marginTop: 12 }}>
        <header className={page.head}>
          <h2 id="sources">{w.sources}</h2>
        </header>
        <ul className={s.body} {...figures('record')}>
          {pack.sources.map((source) => (
            <li key={source.id}>
              <b>{source.id}</b> {name(source.title)}
            </li>
          ))}
        </ul>
      </section>
    </PageFrame>
  )
}

/** The cost classes of gaps, with the factor by which a gap of the class is moved up. */
function Costs({ pack }: { pack: Pack }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  return (
    <section className="panel" id="costs" aria-labelledby="costs-title" {...figures('record')}>
      <header className={page.head}>
        <h2 id="costs-title">{w.costs}</h2>
        <p>{w.costsWhy}</p>
      </header>
      <div className={s.body}>
        <dl>
          {pack.costClasses.map(({ id, name: its, factor }) => (
            <Fragment key={id}>
              <dt>{name(its)}</dt>
              <dd>
                <b>× {n.value(factor.value)}</b>
              </dd>
              <dd>
                <Grade of={factor.grade} />
              </dd>
            </Fragment>
          ))}
        </dl>
      </div>
    </section>
  )
}

function Profiles({ pack }: { pack: Pack }) {
  const w = useWords(words)
  const name = useName()
  return (
    <div className="panel">
      <header className={page.head}>
        <h2>{w.profiles}</h2>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={s.scroll} tabIndex={0} aria-label={w.profiles}>
        <table className={s.matrix} {...figures('record')}>
          <thead>
            <tr>
              <th scope="col">{w.profile}</th>
              {pack.scenarios.map((scenario) => (
                <th key={scenario.id} scope="col">
                  {name(scenario.name)}
                </th>
              ))}
              <th scope="col">{w.source}</th>
            </tr>
          </thead>
          <tbody>
            {pack.profiles.map((profile) => (
              <tr key={profile.id}>
                <th scope="row">{name(profile.name)}</th>
                {pack.scenarios.map(({ id }) => (
                  <td key={id} data-need={profile.scenarios[id]}>
                    {w[profile.scenarios[id] ?? 'not-applicable']}
                  </td>
                ))}
                <td>
                  {profile.source} <Grade of={profile.grade} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}

function Item({ indicator, pack }: { indicator: Indicator; pack: Pack }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const texts = useMeasureTexts()
  const profileName = (id: string) => {
    const profile = pack.profiles.find((one) => one.id === id)
    return profile ? name(profile.name) : id
  }
  return (
    <article className={s.item} id={indicator.id} {...figures('record')}>
      <span className={s.no}>{indicator.no}</span>
      <div>
        <h4>{name(indicator.name)}</h4>
        <p className="quiet small">{indicator.binding && name(indicator.binding)}</p>
      </div>
      <div className={s.tests}>
        {indicator.tests.map((test) => {
          const unit = unitOfMeasure(test.measure)
          const term = 'term' in test.measure ? test.measure.term : undefined
          return (
            <div key={test.id} className={s.test}>
              <span>
                {texts.measure(test.measure)}{' '}
                <span className="quiet small">
                  {w[test.part]}
                  {test.onlyFor && ` · ${w.onlyFor} ${test.onlyFor.map(profileName).join(', ')}`}
                </span>
              </span>
              <span>
                <b>{texts.threshold(test.threshold, unit, term)}</b>
                {Object.entries(test.thresholdFor ?? {}).map(([profile, threshold]) => (
                  <span key={profile} className="quiet small" style={{ display: 'block' }}>
                    {w.forProfile(profileName(profile))}
                    {texts.threshold(threshold, unit, term)}
                  </span>
                ))}
              </span>
              <span>
                <Grade of={test.threshold.grade} />{' '}
                <span className="quiet small">
                  {test.basis
                    ? name(test.basis)
                    : test.threshold.source === 'product'
                      ? ''
                      : test.threshold.source}
                </span>
              </span>
            </div>
          )
        })}
      </div>
      <span className={s.weight} title={w.weight}>
        × {n.value(indicator.weight.value)}
      </span>
    </article>
  )
}
