import { PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { lazy, Suspense } from 'react'
import { listFacilities } from '#foundation/place/contract.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import { LIVES } from '#foundation/place/rules/life.ts'
import { useReadKeeping } from '#platform/ui/api.ts'
import { Figure } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Pager } from '#platform/ui/pager.tsx'
import { SearchInput } from '#platform/ui/search-input.tsx'
import { Empty, Loading } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import s from './facilities-page.module.css'
import { FacilityTable } from './facility-table.tsx'
import { AreaSelect } from './parts/area-select.tsx'
import { useAreas } from './parts/use-areas.ts'
import { useMay } from './parts/use-may.ts'
import { words } from './words.ts'

const FacilitiesMap = lazy(async () => ({ default: (await import('./facilities-map.tsx')).FacilitiesMap }))

const DEFAULTS = { q: '', kind: '', community: '', standing: 'open', facility: '', at: '', page: '1' }
const PAGE_SIZE = 50

type Choice = Readonly<Record<keyof typeof DEFAULTS, string>>

/** What to ask of the register, for rows and for the map alike. */
const filterOf = ({ q, kind, community, standing, facility }: Choice) => ({
  ...(q && { q }),
  ...(kind && { kind }),
  ...(community && { communityId: community }),
  ...(standing !== DEFAULTS.standing && { standing: standing as (typeof LIVES)[number] }),
  ...(facility && { facilityId: facility }),
})

/** The register of facilities: searched, filtered, paged, on the map. */
export function Page() {
  const w = useWords(words)
  const n = useNumbers()
  const { district } = useAreas()
  const may = useMay()
  const [choice, change] = useUrlState(DEFAULTS)
  const page = Math.max(1, Number(choice.page) || 1)
  const found = useReadKeeping(listFacilities, {
    query: { ...filterOf(choice), limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE },
  })
  if (found.error) throw found.error
  const { total = 0, rows = [] } = found.data ?? {}
  return (
    <PageFrame
      title={w.title}
      under={found.data && <Figure rows="facilities">{w.count(n.count(total))}</Figure>}
      actions={
        <>
          {!may('place.edit') && (
            <Link to="/facilities/edit">
              <Button type="primary" icon={<PlusOutlined />} tabIndex={-1}>
                {w.add}
              </Button>
            </Link>
          )}
          <Link to="/facilities/import">
            <Button icon={<UploadOutlined />} tabIndex={-1}>
              {w.import}
            </Button>
          </Link>
        </>
      }
    >
      <div className={s.columns}>
        <section className="panel" aria-label={w.title} aria-busy={found.isFetching}>
          <Filters choice={choice} change={(patch) => change({ ...patch, page: '1' })} />
          {!found.data && <Loading />}
          {found.data && total === 0 && (
            <Empty title={w.none} why={w.noneWhy}>
              <Button onClick={() => change(DEFAULTS)}>{w.clear}</Button>
            </Empty>
          )}
          {total > 0 && <FacilityTable rows={rows} onPick={(at) => change({ at })} />}
          {total > 0 && (
            <Pager
              rows="facilities"
              total={total}
              size={PAGE_SIZE}
              page={page}
              onPage={(to) => change({ page: String(to) })}
            />
          )}
        </section>
        <section className={`panel ${s.map}`} aria-label={w.map}>
          <Suspense fallback={<Loading />}>
            <FacilitiesMap
              query={filterOf(choice)}
              box={district?.box ?? [121.4, 29.6, 121.9, 30]}
              chosen={choice.at}
              rows={rows}
              onChoose={(at) => change({ at: at ?? '' })}
            />
          </Suspense>
        </section>
      </div>
    </PageFrame>
  )
}

function Filters({ choice, change }: { choice: Choice; change: (patch: Partial<Choice>) => void }) {
  const w = useWords(words)
  const name = useName()
  return (
    <search className={s.filters}>
      <SearchInput label={w.search} value={choice.q} onChange={(q) => change({ q, facility: '' })} />
      <Select
        aria-label={w.kind}
        showSearch={{ optionFilterProp: 'search' }}
        popupMatchSelectWidth={false}
        value={choice.kind}
        onChange={(kind) => change({ kind, facility: '' })}
        options={[
          { value: '', label: w.allKinds, search: '' },
          ...[...facilityKinds.values()].map((kind) => ({
            value: kind.id,
            label: name(kind.name),
            search: `${kind.name.zh} ${kind.name.en}`,
          })),
        ]}
      />
      <AreaSelect
        label={w.community}
        none={w.allCommunities}
        levels={['community']}
        value={choice.community}
        onChange={(community) => change({ community, facility: '' })}
      />
      <Select
        aria-label={w.standing}
        value={choice.standing}
        onChange={(standing) => change({ standing, facility: '' })}
        options={LIVES.map((life) => ({ value: life, label: w[life] }))}
      />
    </search>
  )
}
