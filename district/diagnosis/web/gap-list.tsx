import { Link } from '@tanstack/react-router'
import type { CommunityDiagnosis } from '#district/diagnosis/contract.ts'
import { facilitySearch } from '#foundation/place/web/parts/paths.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { Empty } from '#platform/ui/states.tsx'
import s from './community-page.module.css'
import { useMeasureTexts } from './measure-texts.ts'
import { indicatorPath, keepPack } from './parts/paths.ts'
import { words } from './words.ts'

type GapRow = CommunityDiagnosis['gaps'][number]

/** What is known to be missing, in the order of people × severity × cost class. */
export function GapList({ diagnosis: { gaps, summary, indicators } }: { diagnosis: CommunityDiagnosis }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const texts = useMeasureTexts()
  const testOf = (gap: GapRow) =>
    indicators.find((one) => one.indicator === gap.indicator)?.tests.find((one) => one.test === gap.test)
  const measureOf = (gap: GapRow) => {
    const test = testOf(gap)
    return test && texts.measure(test.measure)
  }
  /** A facility nearer by would fill it. */
  const isWalk = (gap: GapRow) => {
    const measure = testOf(gap)?.measure
    return measure?.type === 'reach' && measure.match === 'any'
  }
  const computation = ({ indicator, test }: GapRow) => ({
    to: indicatorPath(summary.communityId, indicator),
    search: keepPack,
    hash: `gap-${test}`,
  })
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<GapRow>[] = [
    {
      ...text(w.rank),
      number: true,
      cell: (gap) => <Figure {...computation(gap)}>{gap.rank}</Figure>,
    },
    {
      ...text(w.gap),
      rowHeading: true,
      cell: (gap) => (
        <>
          <Link to={indicatorPath(summary.communityId, gap.indicator)} search={keepPack as never}>
            {name(gap.name)}
          </Link>
          <span className={s.near} {...figures('wording')}>
            {measureOf(gap)}
          </span>
          {isWalk(gap) && (
            <Link to="/what-if" search={{ tool: 'siting', gap: gap.test } as never} className={s.seek}>
              {w.seekSites}
            </Link>
          )}
        </>
      ),
    },
    {
      ...text(w.affected),
      number: true,
      cell: (gap) =>
        gap.people === null ? w.notKnown : <Figure {...computation(gap)}>{n.count(gap.people)}</Figure>,
    },
    {
      ...text(w.severity),
      cell: (gap) => (
        <span>
          <span className={s.severity} aria-hidden="true">
            <i style={{ width: `${gap.severity * 100}%` }} />
          </span>
          <Figure {...computation(gap)}>{n.percent(gap.severity)}</Figure>
        </span>
      ),
    },
    { ...text(w.cost), cell: (gap) => <Figure {...computation(gap)}>{name(gap.cost.name)}</Figure> },
    {
      ...text(w.nearest),
      cell: (gap) =>
        gap.nearest ? (
          <span>
            <Link to="/facilities" search={facilitySearch(gap.nearest.facilityId) as never}>
              {name(gap.nearest.name)}
            </Link>{' '}
            <span className="quiet">
              <Figure to={indicatorPath(summary.communityId, gap.indicator)} search={keepPack}>
                {n.metres(gap.nearest.distanceM)}
              </Figure>
            </span>
          </span>
        ) : (
          <span className="quiet">{w.noNearest}</span>
        ),
    },
  ]
  return (
    <>
      <header className={s.head}>
        <h2 id="gaps-title">{w.gaps}</h2>
        <p>{w.gapsWhy}</p>
      </header>
      {gaps.length === 0 ? (
        <Empty title={w.noGaps} why={w.noGapsWhy} />
      ) : (
        <DataTable label={w.gaps} columns={columns} rows={gaps} rowKey={(gap) => gap.test} />
      )}
    </>
  )
}
