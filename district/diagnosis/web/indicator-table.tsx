import { Link } from '@tanstack/react-router'
import type { CommunityDiagnosis, IndicatorResult } from '#district/diagnosis/contract.ts'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { RangeBar } from '#platform/ui/range-bar.tsx'
import page from './community-page.module.css'
import s from './indicator-table.module.css'
import { useMeasureTexts } from './measure-texts.ts'
import { Grade } from './parts/grade.tsx'
import { indicatorPath, keepPack } from './parts/paths.ts'
import { Verdict } from './parts/verdict.tsx'
import { words } from './words.ts'

interface IndicatorTableProps {
  readonly diagnosis: CommunityDiagnosis
  /** '' for all, `met`, `unmet`, `unknown`. */
  readonly show: string
  readonly onShow: (show: string) => void
}

const stateOf = ({ met }: IndicatorResult) => (met === null ? 'unknown' : met ? 'met' : 'unmet')

/** Every indicator by scenario, with value, threshold, basis and grade; each leads to its evidence. */
export function IndicatorTable({ diagnosis, show, onShow }: IndicatorTableProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const states = [
    { id: '', label: w.showAll },
    { id: 'unmet', label: w.notMet },
    { id: 'unknown', label: w.unknown },
    { id: 'met', label: w.met },
  ]
  const count = (id: string) =>
    n.count(id ? diagnosis.indicators.filter((x) => stateOf(x) === id).length : diagnosis.indicators.length)
  return (
    <>
      <header className={page.head}>
        <h2 id="indicators-title">{w.indicators}</h2>
        <p />
        <div className={`${page.chips} no-print`}>
          {states.map(({ id, label }) => (
            <button key={id} type="button" aria-pressed={show === id} onClick={() => onShow(id)}>
              {label} {count(id)}
            </button>
          ))}
        </div>
      </header>
      {diagnosis.summary.scenarios.map((scenario) => {
        const indicators = diagnosis.indicators.filter(
          (x) => x.scenario === scenario.scenario && (!show || stateOf(x) === show),
        )
        const scenarioName = diagnosis.scenarioNames.find(({ id }) => id === scenario.scenario)?.name
        if (indicators.length === 0) return null
        return (
          <div key={scenario.scenario} className={s.group} id={`scenario-${scenario.scenario}`}>
            <header className={s.scenario}>
              <h3>{scenarioName ? name(scenarioName) : scenario.scenario}</h3>
              <span className={s.need} data-need={scenario.need}>
                {w[scenario.need]}
              </span>
              {scenario.signature && <span className={s.need}>{w.signature}</span>}
              <span className={s.bar}>
                <RangeBar range={scenario.score} />
              </span>
              <b>
                <Figure rows={`scenario-${scenario.scenario}`}>{n.marks(scenario.score)}</Figure>
              </b>
              <span className="quiet small">
                {w.completeness}{' '}
                <Figure rows={`scenario-${scenario.scenario}`}>{n.percent(scenario.completeness)}</Figure>
              </span>
              {scenario.need === 'required' && (
                <span className="small">
                  {w.gate} <Verdict met={scenario.gate === 'unknown' ? null : scenario.gate === 'passes'} />
                </span>
              )}
            </header>
            {indicators.map((indicator) => (
              <Item
                key={indicator.indicator}
                indicator={indicator}
                communityId={diagnosis.summary.communityId}
              />
            ))}
          </div>
        )
      })}
    </>
  )
}

function Item({ indicator, communityId }: { indicator: IndicatorResult; communityId: string }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const texts = useMeasureTexts()
  return (
    <article className={s.item} {...figures('opens')}>
      <span className={s.no}>{indicator.no}</span>
      <div>
        <h4>
          <Link to={indicatorPath(communityId, indicator.indicator)} search={keepPack as never}>
            {name(indicator.name)}
          </Link>
        </h4>
        {indicator.optOut && (
          <span className={s.out}>
            <b>{w.optOut}</b> · {indicator.optOut} · {w.optOutKept}
          </span>
        )}
      </div>
      <div className={s.tests}>
        {indicator.tests.map((test) => (
          <div key={test.test} className={s.test} data-counts={test.counts}>
            <div className={s.name}>
              {texts.measure(test.measure)}
              {!test.counts && <span className="quiet small"> · {w.notCounted}</span>}
            </div>
            <div>
              <span className={s.label}>{w.value}</span>
              <span className={texts.known(test) ? s.value : s.none}>{texts.value(test)}</span>
            </div>
            <div>
              <span className={s.label}>{w.threshold}</span>
              {texts.threshold(test.threshold, test.unit, test.term?.id)}
            </div>
            <div className={s.basis}>
              <Grade of={test.grade} />{' '}
              {test.basis ? name(test.basis) : test.source === 'product' ? '' : test.source}
            </div>
          </div>
        ))}
      </div>
      <div className={s.verdict}>
        <Verdict met={indicator.met} />
        <RangeBar range={indicator.score} />
        <span className="small quiet">{n.marks(indicator.score)}</span>
      </div>
    </article>
  )
}
