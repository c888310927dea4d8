import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { useRight, useSession } from '#platform/ui/account/use-session.ts'
import { CopyLink } from '#platform/ui/copy-link.tsx'
import { download } from '#platform/ui/download.ts'
import { useWords } from '#platform/ui/language.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Empty, Loading } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import { CompareChanges } from './compare-changes.tsx'
import { CompareCommunities } from './compare-communities.tsx'
import { CompareClasses, CompareCosts, CompareServed } from './compare-figures.tsx'
import s from './compare-page.module.css'
import { useCommunityRows } from './compare-rows.ts'
import { compareWords } from './compare-words.ts'
import { useComparison } from './comparison.ts'
import { Failed, NoRight } from './engine-states.tsx'
import { ChooseSides, NOW, type Side, useSide } from './sides.tsx'
import { words } from './words.ts'

const CompareMap = lazy(async () => ({ default: (await import('./compare-map.tsx')).CompareMap }))

const DEFAULTS = { a: NOW, b: '', q: '', band: '', flips: '', sort: '-difference' }

/** Two schemes, or one and the district as it is, side by side. */
export function Page() {
  const w = useWords(compareWords)
  const session = useSession()
  const mayTry = useRight('planning.simulate')
  if (!session) return <Loading />
  return mayTry ? <ComparePage /> : <NoRight title={w.title} demo={session.demoMode} />
}

function ComparePage() {
  const w = useWords(compareWords)
  const { step, title } = useWords(words)
  const [choice, change] = useUrlState(DEFAULTS)
  const a = useSide(choice.a)
  const b = useSide(choice.b)
  const { opened, failed, sides, servedNow, step: at } = useComparison(a.changes, b.changes)
  if (failed) return <Failed title={w.title} error={failed} />
  const isChosen = choice.a !== '' && choice.b !== ''
  const isWaiting = isChosen && !a.error && !b.error
  return (
    <PageFrame
      className={s.page}
      title={w.title}
      over={<Link to="/what-if">{title}</Link>}
      under={opened ? w.intro : <span role="status">{step[at]}</span>}
      actions={
        isChosen && <Actions {...{ choice, a, b }} comparison={sides && opened && { opened, sides }} />
      }
    >
      <ChooseSides {...{ a, b }} onChange={change} />
      {!isChosen && (
        <section className="panel">
          <Empty title={w.pickTwo} why={w.pickTwoWhy} />
        </section>
      )}
      {isWaiting && !(sides && opened) && <Loading />}
      {isWaiting && sides && opened && <Compared {...{ a, b, opened, sides, servedNow, choice, change }} />}
    </PageFrame>
  )
}

type Choice = { readonly [K in keyof typeof DEFAULTS]: string }
type Ready = {
  readonly opened: NonNullable<ReturnType<typeof useComparison>['opened']>
  readonly sides: NonNullable<ReturnType<typeof useComparison>['sides']>
}

interface ActionsProps {
  readonly choice: Choice
  readonly a: Side
  readonly b: Side
  readonly comparison: Ready | undefined
}

function Actions({ choice, a, b, comparison }: ActionsProps) {
  const w = useWords(compareWords)
  const { csv } = useCommunityRows(comparison, choice)
  return (
    <>
      <CopyLink />
      <Button
        icon={<DownloadOutlined />}
        disabled={!comparison}
        onClick={() => download('compare.csv', 'text/csv;charset=utf-8', csv(a.name, b.name))}
      >
        {w.export}
      </Button>
      <Button className="wide-only" icon={<PrinterOutlined />} onClick={() => window.print()}>
        {w.print}
      </Button>
    </>
  )
}

interface ComparedProps extends Ready {
  readonly a: Side
  readonly b: Side
  readonly servedNow: ReadonlyMap<string, number>
  readonly choice: Choice
  readonly change: (patch: Partial<Choice>) => void
}

function Compared({ a, b, opened, sides, servedNow, choice, change }: ComparedProps) {
  const { district } = useAreas()
  const known = useMemo(
    () => new Map(opened.facilities.map((facility) => [facility.facilityId, facility])),
    [opened],
  )
  const onBand = useCallback((band: string) => change({ band }), [change])
  return (
    <>
      <Suspense fallback={<Loading />}>
        <CompareMap
          {...{ a, b, known, sides }}
          before={opened.outcomes}
          box={district?.box ?? [121.4, 29.6, 121.9, 30]}
        />
      </Suspense>
      <div className={s.figures}>
        <CompareClasses {...{ opened, sides, onBand }} band={choice.band} />
        <CompareServed {...{ opened, sides, servedNow }} />
        <CompareCosts {...{ a, b, known }} />
      </div>
      <CompareCommunities {...{ opened, sides, choice, change }} />
      <CompareChanges {...{ a, b, known }} />
    </>
  )
}
