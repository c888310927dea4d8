import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { memo, useState } from 'react'
import { CLASSES, ClassSign, ClassTag, type MaturityClass } from '#district/diagnosis/web/parts/maturity.tsx'
import { indicatorPath } from '#district/diagnosis/web/parts/paths.ts'
import { communityPath } from '#foundation/place/web/parts/paths.ts'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { Radar } from '#platform/ui/radar.tsx'
import { Empty, Loading } from '#platform/ui/states.tsx'
import type { Outcome } from '../contract.ts'
import { deltaOf, touchedCommunities, touchedIndicators } from './deltas.ts'
import { Difference } from './difference.tsx'
import s from './effects.module.css'
import type { Opened } from './engine-jobs.ts'
import type { WhatIfState } from './what-if.ts'
import { words } from './words.ts'

interface EffectsProps {
  readonly state: WhatIfState
  readonly community: string
  readonly onCommunity: (areaId: string) => void
}

/** What the changes do: classes, residents within the walk, and the communities they touch; or one community in full. */
export const Effects = memo(function Effects({ state, community, onCommunity }: EffectsProps) {
  const { opened, now } = state
  if (!opened) return <Loading />
  const c = opened.outcomes.findIndex(({ communityId }) => communityId === community)
  if (c !== -1)
    return (
      <OneCommunity
        opened={opened}
        before={opened.outcomes[c]!}
        now={now[c]!}
        onBack={() => onCommunity('')}
      />
    )
  return <WholeDistrict {...{ state, opened, onCommunity }} />
})

function WholeDistrict({
  state,
  opened,
  onCommunity,
}: {
  state: WhatIfState
  opened: Opened
  onCommunity: EffectsProps['onCommunity']
}) {
  const w = useWords(words)
  const [band, setBand] = useState<MaturityClass>()
  const touched = touchedCommunities(opened.outcomes, state.now)
  const served = state.served.filter(([, now, before]) => now !== before)
  const inBand = state.now.flatMap((outcome, c) => (outcome.class === band ? [c] : []))
  const shown = band ? { listed: inBand, title: w.inClass } : { listed: touched, title: w.touched }
  return (
    <>
      <ClassCounts before={opened.outcomes} now={state.now} {...{ band, setBand }} />
      {!band && touched.length === 0 && served.length === 0 ? (
        <Empty title={w.noEffects} why={w.noEffectsWhy} />
      ) : (
        <>
          <Served {...{ opened, served }} />
          <Communities {...{ opened, ...shown, now: state.now, onCommunity }} />
        </>
      )}
    </>
  )
}

interface ClassCountsProps {
  readonly before: readonly Outcome[]
  readonly now: readonly Outcome[]
  /** The class whose communities are listed. */
  readonly band: MaturityClass | undefined
  readonly setBand: (band: MaturityClass | undefined) => void
}

/** How many communities are in each class, before and with the changes; a click lists them. */
function ClassCounts({ before, now, band, setBand }: ClassCountsProps) {
  const w = useWords(words)
  const n = useNumbers()
  const count = (outcomes: readonly Outcome[], of: MaturityClass) =>
    outcomes.filter((outcome) => outcome.class === of).length
  return (
    <section aria-labelledby="what-if-classes">
      <h2 id="what-if-classes">{w.classes}</h2>
      <ul className={s.classes}>
        {CLASSES.map((of) => {
          const [was, is] = [count(before, of), count(now, of)]
          return (
            <li key={of}>
              <button
                type="button"
                aria-pressed={band === of}
                onClick={() => setBand(band === of ? undefined : of)}
              >
                <ClassTag of={of} />
                <span className={s.count}>
                  {n.count(is)} <Difference of={is - was} shown={n.count} />
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Served({ opened, served }: { opened: Opened; served: WhatIfState['served'] }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const rows = served.flatMap(([test, now, before]) => {
    const indicator = opened.packs
      .flatMap(({ indicators }) => indicators)
      .find(({ tests }) => tests.some(({ id }) => id === test))
    return indicator ? [{ test, now, before, name: indicator.name, indicator: indicator.id }] : []
  })
  if (rows.length === 0) return null
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<(typeof rows)[number]>[] = [
    {
      ...text(w.indicator),
      rowHeading: true,
      cell: (row) => (
        <Link to="/" search={{ lacking: row.indicator } as never}>
          {name(row.name)}
        </Link>
      ),
    },
    { ...text(w.before), number: true, cell: (row) => n.count(row.before) },
    { ...text(w.after), number: true, cell: (row) => n.count(row.now) },
    {
      ...text(w.difference),
      number: true,
      cell: (row) => <Difference of={row.now - row.before} shown={n.count} />,
    },
  ]
  return (
    <section aria-labelledby="what-if-served">
      <h2 id="what-if-served">{w.served}</h2>
      <DataTable rowsAre="opens" label={w.served} columns={columns} rows={rows} rowKey={(row) => row.test} />
    </section>
  )
}

/** So many rows are drawn while a pin is dragged. */
const FIRST_ROWS = 12

interface CommunitiesProps {
  readonly opened: Opened
  /** Numbers of communities. */
  readonly listed: readonly number[]
  readonly title: (count: string) => string
  readonly now: readonly Outcome[]
  readonly onCommunity: EffectsProps['onCommunity']
}

/** Communities with their class and score, and how these have changed. */
function Communities({ opened, listed, title, now, onCommunity }: CommunitiesProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const { byId } = useAreas()
  const [all, setAll] = useState(false)
  const rows = all ? listed : listed.slice(0, FIRST_ROWS)
  const heading = title(n.count(listed.length))
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<number>[] = [
    {
      ...text(w.community),
      rowHeading: true,
      cell: (c) => {
        const { communityId } = now[c]!
        const area = byId.get(communityId)
        return (
          <button type="button" className={s.pick} onClick={() => onCommunity(communityId)}>
            {area ? name(area.name) : communityId}
          </button>
        )
      },
    },
    { ...text(w.class), cell: (c) => <ClassChange before={opened.outcomes[c]!} now={now[c]!} /> },
    { ...text(w.score), number: true, cell: (c) => n.marks(now[c]!.score) },
    {
      ...text(w.difference),
      number: true,
      cell: (c) => <Difference of={deltaOf(opened.outcomes[c]!, now[c]!) * 100} shown={n.value} />,
    },
  ]
  return (
    <section aria-labelledby="what-if-listed">
      <h2 id="what-if-listed">
        <Figure rows="what-if-list">{heading}</Figure>
      </h2>
      <p className="quiet small" {...figures('wording')}>
        {w.rangeNote}
      </p>
      <DataTable
        id="what-if-list"
        rowsAre="opens"
        label={heading}
        columns={columns}
        rows={rows}
        rowKey={(c) => now[c]!.communityId}
      />
      {rows.length < listed.length && (
        <Button type="link" onClick={() => setAll(true)}>
          {w.more(n.count(listed.length - rows.length))}
        </Button>
      )}
    </section>
  )
}

function ClassChange({ before, now }: { before: Outcome; now: Outcome }) {
  if (before.class === now.class) return <ClassTag of={now.class as MaturityClass} />
  return (
    <span className={s.change}>
      <ClassSign of={before.class as MaturityClass} /> → <ClassTag of={now.class as MaturityClass} />
    </span>
  )
}

function OneCommunity({
  opened,
  before,
  now,
  onBack,
}: {
  opened: Opened
  before: Outcome
  now: Outcome
  onBack: () => void
}) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const area = useAreas().byId.get(now.communityId)
  const title = area ? name(area.name) : now.communityId
  const pack = opened.packs.find((one) => one.pack === now.pack)!
  const axes = pack.scenarios.map((scenario, i) => ({
    id: scenario.id,
    label: name(scenario.name),
    note: n.marks(now.scenarios[i]!),
    range: now.scenarios[i]!,
    weight: 'normal' as const,
    failing: now.failing.includes(scenario.id),
    href: `${communityPath(now.communityId)}#indicators`,
  }))
  return (
    <section className={s.one} aria-labelledby="what-if-one">
      <p className="no-print">
        <Button type="link" onClick={onBack}>
          ‹ {w.back}
        </Button>
      </p>
      <h2 id="what-if-one">{title}</h2>
      <p className={s.verdict} {...figures('opens')}>
        <ClassChange before={before} now={now} />
        <Link to={communityPath(now.communityId)}>{w.openDiagnosis}</Link>
        <span>
          {w.score} <b>{n.marks(now.score)}</b> <Difference of={deltaOf(before, now) * 100} shown={n.value} />
        </span>
      </p>
      <Radar axes={axes} label={w.radarOf(title)} ghost={before.scenarios.map(([low = 0]) => low)} />
      <p className="quiet small">{w.radarOf(title)}</p>
      <IndicatorChanges pack={pack} before={before} now={now} />
    </section>
  )
}

function IndicatorChanges({
  pack,
  before,
  now,
}: {
  pack: Opened['packs'][number]
  before: Outcome
  now: Outcome
}) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const touched = touchedIndicators(before, now)
  if (touched.length === 0) return <p className="quiet">{w.noEffects}</p>
  const text = (label: string) => ({ id: label, label, heading: label })
  const low = (outcome: Outcome, i: number) => outcome.indicators[i]![0]!
  const columns: Column<number>[] = [
    {
      ...text(w.indicator),
      rowHeading: true,
      cell: (i) => (
        <Link to={indicatorPath(now.communityId, pack.indicators[i]!.id)}>
          {name(pack.indicators[i]!.name)}
        </Link>
      ),
    },
    { ...text(w.before), number: true, cell: (i) => n.marks(before.indicators[i]!) },
    { ...text(w.after), number: true, cell: (i) => n.marks(now.indicators[i]!) },
    {
      ...text(w.difference),
      number: true,
      cell: (i) => <Difference of={(low(now, i) - low(before, i)) * 100} shown={n.value} />,
    },
  ]
  return (
    <>
      <h3>{w.indicatorsOf}</h3>
      <DataTable
        rowsAre="opens"
        label={w.indicatorsOf}
        columns={columns}
        rows={touched}
        rowKey={(i) => pack.indicators[i]!.id}
      />
    </>
  )
}
