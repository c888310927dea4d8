import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { CLASSES, ClassTag, type MaturityClass } from '#district/diagnosis/web/parts/maturity.tsx'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { Loading } from '#platform/ui/states.tsx'
import type { Outcome } from '../contract.ts'
import { catalogueNote } from '../rules/candidates.ts'
import { sumOfCosts } from '../rules/costs.ts'
import { FEN_PER_WAN } from '../rules/works/money.ts'
import s from './compare-page.module.css'
import { compareWords } from './compare-words.ts'
import type { SideResult } from './comparison.ts'
import { useCosts } from './costs.ts'
import { Difference } from './difference.tsx'
import effects from './effects.module.css'
import type { Opened, OpenedFacility } from './engine-jobs.ts'
import type { Side } from './sides.tsx'

interface SidesProps {
  readonly opened: Opened
  readonly sides: { readonly a: SideResult; readonly b: SideResult }
}

interface FigureRow {
  readonly id: string
  readonly now: number
  readonly a: number
  readonly b: number
}

/** Columns of a table that has a figure for the district as it is and for both sides. */
function useFigureColumns(): Column<FigureRow>[] {
  const w = useWords(compareWords)
  const n = useNumbers()
  const text = (id: string, label: string) => ({ id, label, heading: label, number: true })
  return [
    { ...text('now', w.now), cell: ({ now }) => n.count(now) },
    { ...text('a', w.sideA), cell: ({ a }) => n.count(a) },
    { ...text('b', w.sideB), cell: ({ b }) => n.count(b) },
    { ...text('difference', w.aMinusB), cell: ({ a, b }) => <Difference of={b - a} shown={n.count} /> },
  ]
}

/** How many communities are in each class; a click lists them. */
export function CompareClasses(props: SidesProps & { band: string; onBand: (band: string) => void }) {
  const { opened, sides, band, onBand } = props
  const w = useWords(compareWords)
  const columns = useFigureColumns()
  const count = (outcomes: readonly Outcome[], of: MaturityClass) =>
    outcomes.filter((outcome) => outcome.class === of).length
  const rows = CLASSES.map((of) => {
    const [now, a, b] = [opened.outcomes, sides.a.outcomes, sides.b.outcomes].map((one) => count(one, of))
    return { id: of, now: now!, a: a!, b: b! }
  })
  const heading: Column<FigureRow> = {
    ...{ id: 'class', label: w.class, heading: w.class, rowHeading: true },
    cell: ({ id }) => (
      <button
        type="button"
        className={effects.pick}
        aria-pressed={band === id}
        onClick={() => onBand(band === id ? '' : id)}
      >
        <ClassTag of={id as MaturityClass} />
      </button>
    ),
  }
  return (
    <section className={`panel ${s.section}`} aria-labelledby="compare-classes">
      <h2 id="compare-classes">{w.classes}</h2>
      <DataTable
        rowsAre="opens"
        label={w.classes}
        columns={[heading, ...columns]}
        rows={rows}
        rowKey={({ id }) => id}
      />
    </section>
  )
}

/** Residents within the walk that each test asks for, of the tests that a side changes. */
export function CompareServed(props: SidesProps & { servedNow: ReadonlyMap<string, number> }) {
  const { opened, sides, servedNow } = props
  const w = useWords(compareWords)
  const columns = useFigureColumns()
  const tests = useTests(opened)
  const rows = [...servedNow].flatMap(([id, now]): FigureRow[] => {
    const [a, b] = [sides.a.served.get(id) ?? now, sides.b.served.get(id) ?? now]
    return (a !== now || b !== now) && tests.has(id) ? [{ id, now, a, b }] : []
  })
  const heading: Column<FigureRow> = {
    ...{ id: 'walk', label: w.walk, heading: w.walk, rowHeading: true },
    cell: ({ id }) => {
      const { indicator, name, walk } = tests.get(id)!
      return (
        <>
          <Link to="/" search={{ lacking: indicator } as never}>
            {name}
          </Link>
          <span className={`quiet small ${s.under}`}>{walk}</span>
        </>
      )
    },
  }
  return (
    <section className={`panel ${s.section}`} aria-labelledby="compare-served">
      <h2 id="compare-served">{w.served}</h2>
      {rows.length === 0 ? (
        <p className={`quiet ${s.none}`}>{w.noServed}</p>
      ) : (
        <DataTable
          rowsAre="opens"
          label={w.served}
          columns={[heading, ...columns]}
          rows={rows}
          rowKey={({ id }) => id}
        />
      )}
    </section>
  )
}

/** Every test that asks for a walk, by id: its indicator, and what is walked to. */
function useTests({ packs }: Opened) {
  const w = useWords(compareWords)
  const name = useName()
  return useMemo(() => {
    const found = new Map<string, { indicator: string; name: string; walk: string }>()
    for (const { indicators } of packs)
      for (const indicator of indicators)
        for (const { id, measure } of indicator.tests) {
          if (measure.type !== 'reach') continue
          const { value, unit } = measure.within
          const kinds = measure.kinds.map((kind) =>
            name(facilityKinds.get(kind)?.name ?? { zh: kind, en: kind }),
          )
          const walk = unit === 'm' ? `${value} m` : w.minutes(String(value))
          const of = { indicator: indicator.id, name: name(indicator.name) }
          found.set(id, { ...of, walk: `${kinds.join(' / ')} · ${walk}` })
        }
    return found
  }, [packs, name, w])
}

interface CompareCostsProps {
  readonly a: Side
  readonly b: Side
  readonly known: ReadonlyMap<string, OpenedFacility>
}

/** What either side costs, and how much of that is not known. */
export function CompareCosts({ a, b, known }: CompareCostsProps) {
  const w = useWords(compareWords)
  const n = useNumbers()
  const name = useName()
  const costs = [useCosts(a.changes ?? [], known), useCosts(b.changes ?? [], known)]
  const [costsA, costsB] = costs
  if (!costsA || !costsB) return <Loading lines={3} />
  const [sumA, sumB] = [sumOfCosts(costsA), sumOfCosts(costsB)]
  const wan = ({ fen, stated }: { fen: number; stated: boolean }) => {
    const text = n.value(fen / FEN_PER_WAN)
    return stated ? text : w.about(text)
  }
  // More is neither better nor worse here, so it has a sign but no colour.
  const more = (by: number, text: string) => (by === 0 ? '' : `${by > 0 ? '+' : '−'}${text}`)
  const moreCount = (by: number) => more(by, n.count(Math.abs(by)))
  const byFen = sumB.fen - sumA.fen
  const byWan = more(byFen, n.value(Math.abs(byFen) / FEN_PER_WAN))
  const rows = [
    {
      ...{ id: w.changeCount, a: n.count(costsA.length), b: n.count(costsB.length) },
      by: moreCount(costsB.length - costsA.length),
    },
    {
      ...{ id: w.known, a: wan(sumA), b: wan(sumB) },
      by: byFen === 0 || (sumA.stated && sumB.stated) ? byWan : w.about(byWan),
    },
    {
      ...{ id: w.unknownCosts, a: n.count(sumA.unknownCount), b: n.count(sumB.unknownCount) },
      by: moreCount(sumB.unknownCount - sumA.unknownCount),
    },
  ]
  const text = (id: string, label: string) => ({ id, label, heading: label, number: true })
  const columns: Column<(typeof rows)[number]>[] = [
    {
      ...{ id: 'item', label: w.item, heading: w.item, rowHeading: true },
      cell: ({ id }) => <a href="#compare-changes">{id}</a>,
    },
    { ...text('a', w.sideA), cell: (row) => row.a },
    { ...text('b', w.sideB), cell: (row) => row.b },
    { ...text('difference', w.aMinusB), cell: ({ by }) => by },
  ]
  return (
    <section className={`panel ${s.section}`} aria-labelledby="compare-costs">
      <h2 id="compare-costs">{w.costs}</h2>
      <DataTable rowsAre="opens" label={w.costs} columns={columns} rows={rows} rowKey={({ id }) => id} />
      <p className={`quiet small ${s.none}`}>{name(catalogueNote)}</p>
    </section>
  )
}
