import { PrinterOutlined } from '@ant-design/icons'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import { communityDiagnosis, communityFacilities } from '#district/diagnosis/contract.ts'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { useRead } from '#platform/ui/api.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Loading } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import { CommunityFacilities } from './community-facilities.tsx'
import { CommunityFacts } from './community-facts.tsx'
import { CommunityHistory } from './community-history.tsx'
import s from './community-page.module.css'
import { Declarations } from './declarations.tsx'
import { GapList } from './gap-list.tsx'
import { IndicatorTable } from './indicator-table.tsx'
import { ClassTag } from './parts/maturity.tsx'
import { PastNote } from './past-note.tsx'
import { RunLine } from './run-line.tsx'
import { ScenarioRadar } from './scenario-radar.tsx'
import { useAsked } from './use-asked.ts'
import { words } from './words.ts'

const CommunityMap = lazy(async () => ({ default: (await import('./community-map.tsx')).CommunityMap }))

const DEFAULTS = { pack: '', show: '', as: 'radar' }

/** One community: where it stands, what it lacks, every indicator with value, threshold and basis, its facilities. */
export function Page() {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const { communityId = '' } = useParams({ strict: false })
  const [choice, change] = useUrlState(DEFAULTS)
  const query = useAsked()
  const diagnosis = useRead(communityDiagnosis, { params: { communityId }, query })
  const facilities = useRead(communityFacilities, {
    params: { communityId },
    query: { ...(query.asOf && { asOf: query.asOf }) },
  })
  const { byId } = useAreas()
  const { summary } = diagnosis
  const town = byId.get(summary.townId)
  return (
    <PageFrame
      title={name(summary.name)}
      over={
        <nav aria-label={w.way}>
          <Link to="/" search={query as never}>
            {w.title}
          </Link>
          {town && (
            <>
              {' / '}
              <Link to="/" search={{ ...query, town: town.areaId } as never}>
                {name(town.name)}
              </Link>
            </>
          )}
        </nav>
      }
      under={
        <>
          <ClassTag of={summary.class} /> ·{' '}
          <span {...figures('wording')}>{name(diagnosis.profile.name)}</span> ·{' '}
          <RunLine run={diagnosis.run} />
        </>
      }
      actions={
        <Button className="wide-only" onClick={() => window.print()} icon={<PrinterOutlined />}>
          {w.print}
        </Button>
      }
    >
      <PastNote run={diagnosis.run} />
      <CommunityFacts diagnosis={diagnosis} />
      <nav className={s.jump} aria-label={w.sections}>
        <a href="#scenarios">{w.scenarios}</a>
        <a href="#gaps">
          {w.gaps}
          <b>{n.count(diagnosis.gaps.length)}</b>
        </a>
        <a href="#indicators">
          {w.indicators}
          <b>{n.count(diagnosis.indicators.length)}</b>
        </a>
        <a href="#facilities">
          {w.facilities}
          <b>{n.count(facilities.total)}</b>
        </a>
        <a href="#declarations">{w.declarations}</a>
        <a href="#history">{w.history}</a>
      </nav>
      <div className={s.columns}>
        <section id="scenarios" className={`panel ${s.section}`} style={{ marginBottom: 0 }}>
          <ScenarioRadar
            diagnosis={diagnosis}
            asTable={choice.as === 'table'}
            onToggle={() => change({ as: choice.as === 'table' ? 'radar' : 'table' })}
          />
        </section>
        <section className="panel" aria-label={w.facilitiesMap}>
          <Suspense fallback={<Loading />}>
            <CommunityMap communityId={communityId} box={diagnosis.box} facilities={facilities.rows} />
          </Suspense>
        </section>
      </div>
      <section id="gaps" className={`panel ${s.section}`} aria-labelledby="gaps-title">
        <GapList diagnosis={diagnosis} />
      </section>
      <section id="indicators" className={`panel ${s.section}`} aria-labelledby="indicators-title">
        <IndicatorTable diagnosis={diagnosis} show={choice.show} onShow={(show) => change({ show })} />
      </section>
      <section id="facilities" className={`panel ${s.section}`} aria-labelledby="facilities-title">
        <CommunityFacilities facilities={facilities.rows} />
      </section>
      <Declarations communityId={communityId} />
      <CommunityHistory communityId={communityId} />
    </PageFrame>
  )
}
