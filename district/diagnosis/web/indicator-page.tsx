import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import {
  communityDiagnosis,
  type IndicatorEvidence,
  indicatorEvidence,
  type TestResult,
} from '#district/diagnosis/contract.ts'
import { SURVEY } from '#foundation/evidence/rules.ts'
import { FactTable } from '#foundation/evidence/web/parts/fact-table.tsx'
import { Overdue } from '#foundation/evidence/web/parts/overdue.tsx'
import { ReportLink } from '#foundation/evidence/web/parts/report-link.tsx'
import { communityPath } from '#foundation/place/web/parts/paths.ts'
import { useRoles } from '#platform/ui/account/use-roles.ts'
import { useRead } from '#platform/ui/api.ts'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { RangeBar } from '#platform/ui/range-bar.tsx'
import { Loading } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import { CountedFacilities } from './counted-facilities.tsx'
import { GapComputation } from './gap-computation.tsx'
import s from './indicator-page.module.css'
import { useMeasureTexts } from './measure-texts.ts'
import { useNeedText } from './need-text.ts'
import { Grade } from './parts/grade.tsx'
import { Verdict } from './parts/verdict.tsx'
import { PastNote } from './past-note.tsx'
import { useAsked } from './use-asked.ts'
import { words } from './words.ts'

const ReachEvidence = lazy(async () => ({ default: (await import('./reach-evidence.tsx')).ReachEvidence }))

const DEFAULTS = { pack: '', cell: '' }

/** The rows behind one number: homes and their walks, reported facts with their documents, or who should supply them. */
export function Page() {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const { communityId = '', indicator: id = '' } = useParams({ strict: false })
  const [choice, change] = useUrlState(DEFAULTS)
  const query = useAsked()
  const { indicator, tests } = useRead(indicatorEvidence, { params: { communityId, indicator: id }, query })
  const { summary, box, run, gaps } = useRead(communityDiagnosis, { params: { communityId }, query })
  const inPack = { to: `/packs/${run.pack}`, hash: id }
  return (
    <PageFrame
      title={name(indicator.name)}
      over={
        <nav aria-label={w.way}>
          <Link to="/" search={query as never}>
            {w.title}
          </Link>
          {' / '}
          <Link to={communityPath(communityId)} search={query as never}>
            {name(summary.name)}
          </Link>
        </nav>
      }
      actions={
        <Link to="/" search={{ ...query, lacking: id } as never}>
          {w.whole}
        </Link>
      }
    >
      <PastNote run={run} />
      <dl className={`panel ${s.facts}`}>
        <div>
          <dt>{w.result}</dt>
          <dd>
            <Verdict met={indicator.met} />
          </dd>
        </div>
        <div className={s.score}>
          <dt>
            {w.score} <Figure rows="tests">{n.marks(indicator.score)}</Figure>
          </dt>
          <dd>
            <RangeBar range={indicator.score} />
          </dd>
        </div>
        <div>
          <dt>{w.completeness}</dt>
          <dd>
            <Figure rows="tests">{n.percent(indicator.completeness)}</Figure>
          </dd>
        </div>
        <div>
          <dt>{w.need}</dt>
          <dd>{w[indicator.need]}</dd>
        </div>
        <div>
          <dt>{w.weight}</dt>
          <dd>
            <Figure {...inPack}>{n.value(indicator.weight)}</Figure>
          </dd>
        </div>
        {indicator.optOut && (
          <div>
            <dt>{w.optOut}</dt>
            <dd>
              {indicator.optOut} <span className="quiet small">{w.optOutKept}</span>
            </dd>
          </div>
        )}
      </dl>
      <div id="tests" className={s.tests}>
        {tests.map((evidence) => (
          <section
            key={evidence.test.test}
            id={`test-${evidence.test.test}`}
            className={`panel ${s.test}`}
            aria-label={evidence.test.test}
          >
            <TestHead test={evidence.test} inPack={inPack} />
            <div id={`rows-${evidence.test.test}`}>
              {evidence.counted && (
                <Suspense fallback={<Loading />}>
                  <ReachEvidence
                    {...{ evidence, communityId, box, query }}
                    indicator={id}
                    chosen={choice.cell}
                    onChoose={(cell) => change({ cell })}
                  />
                </Suspense>
              )}
              <Rows evidence={evidence} communityId={communityId} />
            </div>
            {gaps
              .filter(({ test }) => test === evidence.test.test)
              .map((gap) => (
                <GapComputation key={gap.test} gap={gap} pack={run.pack} />
              ))}
          </section>
        ))}
      </div>
    </PageFrame>
  )
}

function TestHead({ test, inPack }: { test: TestResult; inPack: { to: string; hash: string } }) {
  const w = useWords(words)
  const name = useName()
  const texts = useMeasureTexts()
  return (
    <header className={s.testHead}>
      <h2 {...figures('wording')}>{texts.measure(test.measure)}</h2>
      <Verdict met={test.met} />
      <p className={s.figures}>
        <span>
          {w.value}{' '}
          <b>
            <Figure rows={`rows-${test.test}`}>{texts.value(test)}</Figure>
          </b>
        </span>
        <span>
          {w.threshold}{' '}
          <b>
            <Figure {...inPack}>{texts.threshold(test.threshold, test.unit, test.term?.id)}</Figure>
          </b>
        </span>
        <span {...figures('wording')}>
          {w.basis} <Grade of={test.grade} />{' '}
          {test.basis ? name(test.basis) : test.source === 'product' ? '' : test.source}
        </span>
        <span>
          {w[test.part]}
          {!test.counts && ` · ${w.notCounted}`}
        </span>
      </p>
    </header>
  )
}

type Evidence = IndicatorEvidence['tests'][number]

/** Facilities that count, facts as reported, and what nobody has supplied. */
function Rows({ evidence, communityId }: { evidence: Evidence; communityId: string }) {
  const w = useWords(words)
  const roles = useRoles()
  const needText = useNeedText()
  const { facilities, facts, test } = evidence
  return (
    <>
      {facilities.length > 0 && (
        <div className={s.block}>
          <h3>{w.counting}</h3>
          <CountedFacilities facilities={facilities} communityId={communityId} />
        </div>
      )}
      {facts.length > 0 && (
        <div className={s.block}>
          <h3>{w.facts}</h3>
          <FactTable facts={facts} />
        </div>
      )}
      {test.missing.length > 0 && (
        <div className={s.block}>
          <h3>{w.noData}</h3>
          <ul className={s.missing}>
            <li className="quiet small">{w.noDataWhy}</li>
            {test.missing.map((missing) => (
              <li key={`${missing.need}${missing.item}`}>
                <b>{needText(missing)}</b>
                {missing.overdueSince && <Overdue since={missing.overdueSince} />}
                {missing.suppliers.length > 0 && ` · ${w.supply(roles(missing.suppliers))}`}{' '}
                {missing.need === 'fact' && <ReportLink areaId={communityId} term={missing.item} />}
                {missing.need === 'survey' && (
                  <ReportLink areaId={communityId} term={SURVEY} kind={missing.item} />
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
