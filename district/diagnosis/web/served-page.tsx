import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useMemo } from 'react'
import { type ServedPeople, servedPeople } from '#district/diagnosis/contract/rows.ts'
import { communityDiagnosis } from '#district/diagnosis/contract.ts'
import { AGE_BANDS } from '#foundation/place/contract.ts'
import { capacityUnits, facilityKinds } from '#foundation/place/rules/kinds.ts'
import { communityPath, facilitySearch } from '#foundation/place/web/parts/paths.ts'
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

const DEFAULTS = { pack: '', cell: '' }
/** Degrees around the cells. */
const AROUND = 0.003

/** Whom a facility serves: the homes that have it nearest of its kind, across borders; its capacity against them. */
export function Page() {
  const w = useWords(rowWords)
  const name = useName()
  const { communityId = '', facilityId = '' } = useParams({ strict: false })
  const [choice, change] = useUrlState(DEFAULTS)
  const query = useAsked()
  const served = useRead(servedPeople, { params: { communityId, facilityId }, query })
  const { summary } = useRead(communityDiagnosis, { params: { communityId }, query })
  const { facility } = served
  const kind = facilityKinds.get(facility.kind)
  const kindName = kind ? name(kind.name) : facility.kind
  const cells = useMemo(
    // Two communities may each have a cell at the same square.
    () => served.cells.map((row) => ({ ...row, cell: `${row.communityId}/${row.cell}`, count: row.people })),
    [served.cells],
  )
  return (
    <PageFrame
      title={`${name(facility.name)} · ${w.servedTitle}`}
      over={<CommunityWay communityId={communityId} name={summary.name} />}
      under={w.servedBy(kindName)}
      actions={
        <Link to="/facilities" search={facilitySearch(facilityId) as never}>
          {w.register}
        </Link>
      }
    >
      <Demand served={served} />
      <section className={`panel ${s.pair}`} id="homes" aria-label={w.servedCells}>
        {served.communities.length === 0 ? (
          <Empty title={w.servedNobody} why={w.servedNobodyWhy} />
        ) : (
          <>
            <Suspense fallback={<Loading />}>
              <CountMap
                label={w.servedMap}
                legend={w.perCell}
                box={boxOf(served)}
                communityId={communityId}
                cells={cells}
                places={[{ ...facility, filled: true }]}
                chosen={choice.cell}
                onChoose={(cell) => change({ cell })}
              />
            </Suspense>
            <Rows served={served} cells={cells} chosen={choice.cell} onChoose={(cell) => change({ cell })} />
          </>
        )}
      </section>
    </PageFrame>
  )
}

const boxOf = ({ cells, facility }: ServedPeople) => {
  const points = [[facility.lon, facility.lat], ...cells.flatMap(({ squares }) => squares)]
  const [lons, lats] = [points.map(([lon]) => lon!), points.map(([, lat]) => lat!)]
  return [
    ...[Math.min(...lons) - AROUND, Math.min(...lats) - AROUND],
    ...[Math.max(...lons) + AROUND, Math.max(...lats) + AROUND],
  ]
}

/** How many it serves, of which ages, and how much room it has for them. */
function Demand({ served: { facility, people, demand } }: { served: ServedPeople }) {
  const w = useWords(rowWords)
  const n = useNumbers()
  const name = useName()
  const { capacity, capacityUnit, areaM2 } = facility
  const unit = capacityUnit ? capacityUnits[capacityUnit] : undefined
  const count = (value: number | null) =>
    value === null ? w.hidden : <Figure rows="homes">{n.count(value)}</Figure>
  const register = { to: '/facilities', search: facilitySearch(facility.facilityId) }
  return (
    <dl className={`panel ${s.facts}`} aria-label={w.capacityAgainst}>
      <div>
        <dt>{w.servedTitle}</dt>
        <dd>{count(people)}</dd>
      </div>
      {demand.ages.length < AGE_BANDS.length && (
        <div>
          <dt {...figures('wording')}>{w.demand(demand.ages.join('、'))}</dt>
          <dd>{count(demand.people)}</dd>
        </div>
      )}
      <div>
        <dt>{w.capacity}</dt>
        <dd>
          {capacity === null ? (
            w.capacityUnknown
          ) : (
            <Figure {...register}>
              {n.count(capacity)} {unit ? name(unit) : (capacityUnit ?? '')}
            </Figure>
          )}
        </dd>
      </div>
      {areaM2 !== null && (
        <div>
          <dt>{w.area}</dt>
          <dd>
            <Figure {...register}>{n.count(areaM2)} m²</Figure>
          </dd>
        </div>
      )}
      {capacity !== null && !!demand.people && (
        <div>
          <dt>{w.capacityAgainst}</dt>
          <dd>
            <Figure rows="homes">{w.perHundred(n.value((100 * capacity) / demand.people))}</Figure>
          </dd>
        </div>
      )}
    </dl>
  )
}

type Cell = ServedPeople['cells'][number]

interface RowsProps {
  readonly served: ServedPeople
  readonly cells: readonly Cell[]
  readonly chosen: string
  readonly onChoose: (cell: string) => void
}

/** Sums by community, then the cells that make them up. */
function Rows({ served, cells, chosen, onChoose }: RowsProps) {
  const w = useWords(rowWords)
  const n = useNumbers()
  const name = useName()
  const text = (label: string) => ({ id: label, label, heading: label })
  const nameOf = new Map(served.communities.map((row) => [row.communityId, name(row.name)]))
  const people = { ...text(w.residents), number: true } as const
  const communities: Column<ServedPeople['communities'][number]>[] = [
    {
      ...text(w.community),
      rowHeading: true,
      cell: ({ communityId }) => <Link to={communityPath(communityId)}>{nameOf.get(communityId)}</Link>,
    },
    {
      ...people,
      cell: (row) =>
        row.people === null ? w.hidden : <Figure rows="served-cells">{n.count(row.people)}</Figure>,
    },
  ]
  const columns: Column<Cell>[] = [
    {
      ...text(w.cell),
      rowHeading: true,
      cell: ({ cell, communityId }, i) => (
        <button
          type="button"
          className={s.pick}
          aria-pressed={cell === chosen}
          onClick={() => onChoose(cell === chosen ? '' : cell)}
        >
          {w.cellNo(n.count(i + 1))} · {nameOf.get(communityId)}
        </button>
      ),
    },
    { ...text(w.walk), number: true, cell: ({ distanceM }) => n.metres(distanceM) },
    { ...people, cell: (row) => n.count(row.people) },
  ]
  return (
    <div className={s.side}>
      <h2 className={page.head}>{w.byCommunity}</h2>
      <DataTable
        label={w.byCommunity}
        columns={communities}
        rows={served.communities}
        rowKey={({ communityId }) => communityId}
      />
      <h2 className={page.head}>{w.servedCells}</h2>
      <DataTable
        id="served-cells"
        label={w.servedCells}
        columns={columns}
        rows={cells}
        rowKey={({ cell }) => cell}
        rowsAre="record"
      />
    </div>
  )
}
