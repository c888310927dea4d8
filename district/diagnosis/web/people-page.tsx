import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import { type CommunityPeople, communityPeople } from '#district/diagnosis/contract/rows.ts'
import { communityDiagnosis } from '#district/diagnosis/contract.ts'
import { AGE_BANDS } from '#foundation/place/contract.ts'
import { useRead } from '#platform/ui/api.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Empty, Loading } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import page from './community-page.module.css'
import { CommunityWay } from './community-way.tsx'
import { rowWords } from './row-words.ts'
import s from './rows-page.module.css'
import { useAsked } from './use-asked.ts'

const CountMap = lazy(async () => ({ default: (await import('./count-map.tsx')).CountMap }))

const DEFAULTS = { pack: '', age: '', cell: '' }
type Cell = CommunityPeople['cells'][number]

/** Where the residents of a community live, by age, and where their count is from. */
export function Page() {
  const w = useWords(rowWords)
  const n = useNumbers()
  const name = useName()
  const { communityId = '' } = useParams({ strict: false })
  const [choice, change] = useUrlState(DEFAULTS)
  const query = useAsked()
  const people = useRead(communityPeople, { params: { communityId }, query })
  const { summary, box } = useRead(communityDiagnosis, { params: { communityId }, query })
  const band = (AGE_BANDS as readonly string[]).indexOf(choice.age)
  const countOf = (cell: Cell) => (band === -1 ? cell.people : (cell.byAge[band] ?? cell.together))
  const cells = people.cells.filter((cell) => countOf(cell) > 0)
  return (
    <PageFrame
      title={`${name(summary.name)} · ${w.peopleTitle}`}
      over={<CommunityWay communityId={communityId} name={summary.name} />}
      under={
        people.people !== null && (
          <>
            {w.residents} <Figure rows="cells">{n.count(people.people)}</Figure>
            {people.households !== null && (
              <>
                {' · '}
                {w.households} <Figure rows="sources">{n.count(people.households)}</Figure>
              </>
            )}
          </>
        )
      }
    >
      {people.byAge === null ? (
        <div className="panel">
          <Empty title={w.noPeople} why={w.noPeopleWhy}>
            <Link to="/facilities/import">
              <Button tabIndex={-1}>{w.importThem}</Button>
            </Link>
          </Empty>
        </div>
      ) : (
        <>
          <Ages byAge={people.byAge} all={people.people ?? 0} {...{ band, change }} />
          <section className={`panel ${s.pair}`} id="cells" aria-label={w.peopleCells}>
            {cells.length === 0 ? (
              <Empty title={w.noCells} why={w.noCellsWhy} />
            ) : (
              <>
                <Suspense fallback={<Loading />}>
                  <CountMap
                    label={w.peopleMap}
                    legend={w.perCell}
                    box={box}
                    communityId={communityId}
                    cells={cells.map((cell) => ({ ...cell, count: countOf(cell) }))}
                    chosen={choice.cell}
                    onChoose={(cell) => change({ cell })}
                  />
                </Suspense>
                <CellTable {...{ cells, band, byAge: people.byAge, change }} chosen={choice.cell} />
              </>
            )}
          </section>
        </>
      )}
      <Sources sources={people.sources} />
    </PageFrame>
  )
}

interface AgesProps {
  readonly byAge: readonly (number | null)[]
  readonly all: number
  /** Number of the band looked at; -1 for all. */
  readonly band: number
  readonly change: (patch: { age: string }) => void
}

/** The whole and its ages; one is looked at. */
function Ages({ byAge, all, band, change }: AgesProps) {
  const w = useWords(rowWords)
  const n = useNumbers()
  return (
    <fieldset className={s.choices} aria-label={w.ages}>
      <button type="button" aria-pressed={band === -1} onClick={() => change({ age: '' })}>
        {w.allAges} <b>{n.count(all)}</b>
      </button>
      {AGE_BANDS.map((age, i) => (
        <button key={age} type="button" aria-pressed={band === i} onClick={() => change({ age })}>
          {w.aged(age)} <b>{byAge[i] == null ? w.together : n.count(byAge[i])}</b>
        </button>
      ))}
    </fieldset>
  )
}

interface CellTableProps {
  readonly cells: readonly Cell[]
  readonly band: number
  readonly byAge: readonly (number | null)[]
  readonly chosen: string
  readonly change: (patch: { cell: string }) => void
}

/** Cells by age; where an age is looked at, only that one. */
function CellTable({ cells, band, byAge, chosen, change }: CellTableProps) {
  const w = useWords(rowWords)
  const n = useNumbers()
  const count = (label: string, of: (cell: Cell) => number): Column<Cell> => ({
    ...{ id: label, label, heading: label, number: true },
    cell: (cell) => n.count(of(cell)),
  })
  const ages = AGE_BANDS.flatMap((age, i) =>
    byAge[i] != null && (band === -1 || band === i) ? [count(w.aged(age), (cell) => cell.byAge[i]!)] : [],
  )
  const pooled = byAge.includes(null) && (band === -1 || byAge[band] == null)
  const columns: Column<Cell>[] = [
    {
      ...{ id: 'cell', label: w.cell, heading: w.cell, rowHeading: true },
      cell: ({ cell }, i) => (
        <button
          type="button"
          className={s.pick}
          aria-pressed={cell === chosen}
          onClick={() => change({ cell: cell === chosen ? '' : cell })}
        >
          {w.cellNo(n.count(i + 1))}
        </button>
      ),
    },
    ...(band === -1 ? [count(w.residents, (cell) => cell.people)] : []),
    ...ages,
    ...(pooled ? [count(w.together, (cell) => cell.together)] : []),
  ]
  return (
    <div className={s.side}>
      <p className={s.hint} {...figures('wording')}>
        {w.cellsAdd}
      </p>
      <DataTable
        label={w.peopleCells}
        columns={columns}
        rows={cells}
        rowKey={({ cell }) => cell}
        rowsAre="record"
      />
    </div>
  )
}

/** Where the count is from: the import, or the data the district began with. */
function Sources({ sources }: { sources: CommunityPeople['sources'] }) {
  const w = useWords(rowWords)
  const n = useNumbers()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<CommunityPeople['sources'][number]>[] = [
    {
      ...text(w.source),
      rowHeading: true,
      cell: ({ source, generated }) => `${source}${generated ? ` · ${w.generated}` : ''}`,
    },
    { ...text(w.file), cell: ({ filename }) => filename ?? w.firstLoad },
    { ...text(w.recorded), cell: ({ recordedAt }) => n.day(recordedAt) },
    { ...text(w.homes), number: true, cell: ({ homes }) => n.count(homes) },
    {
      ...text(w.residents),
      number: true,
      cell: ({ people }) => (people === null ? w.hidden : n.count(people)),
    },
  ]
  return (
    <section className={`panel ${page.section}`} id="sources" aria-labelledby="sources-title">
      <header className={page.head}>
        <h2 id="sources-title">{w.countFrom}</h2>
      </header>
      {sources.length === 0 ? (
        <Empty title={w.noPeople} why={w.noPeopleWhy} />
      ) : (
        <DataTable
          label={w.countFrom}
          columns={columns}
          rows={sources}
          rowKey={({ source, filename }) => source + filename}
          rowsAre="record"
        />
      )}
    </section>
  )
}
