import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { communityPath } from '#foundation/place/web/parts/paths.ts'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { useMay } from '#foundation/place/web/parts/use-may.ts'
import { useReadIf } from '#platform/ui/api.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Pager } from '#platform/ui/pager.tsx'
import { SearchInput } from '#platform/ui/search-input.tsx'
import { Empty, Loading } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import { importZones, planZones, zoneTemplate } from '../../contract/zones.ts'
import { PLANS, plans, zoneKinds, zonesNote } from '../../rules/zones/kinds.ts'
import register from '../candidates-page.module.css'
import { RegisterImport } from '../register-import.tsx'
import type { ZoneShapes } from './use-zones.ts'
import { words } from './words.ts'
import { backgroundOf } from './zone-looks.ts'
import s from './zones.module.css'

const PAGE_SIZE = 50
const DEFAULTS = { q: '', plan: '', kind: '', page: '1' }
type Zone = ZoneShapes['features'][number]['properties']

/** The register of plan zones that works projects are held against, and bringing in more of them by a file. */
export function Page() {
  const w = useWords(words)
  const n = useNumbers()
  const why = useMay()('planning.simulate')
  const [choice, change] = useUrlState(DEFAULTS)
  const read = useReadIf(true, planZones)
  if (read.error) throw read.error
  const all = (read.data as ZoneShapes | undefined)?.features.map(({ properties }) => properties)
  const found = chosenZones(all ?? [], choice)
  const page = Math.max(1, Math.min(Number(choice.page) || 1, Math.ceil(found.length / PAGE_SIZE)))
  return (
    <PageFrame
      title={w.register}
      over={<Link to="/what-if">{w.whatIf}</Link>}
      under={all && all.length > 0 && <Figure rows="plan-zones">{w.count(n.count(found.length))}</Figure>}
    >
      <div className={register.columns}>
        <section className="panel" aria-label={w.register} aria-busy={read.isFetching}>
          {!all && <Loading />}
          {all?.length === 0 && <Empty title={w.none} why={w.noneWhy} />}
          {all && all.length > 0 && (
            <>
              <Filters choice={choice} change={(patch) => change({ ...patch, page: '1' })} />
              {found.length === 0 ? (
                <Empty title={w.noMatch} why={w.noMatchWhy}>
                  <Button onClick={() => change(DEFAULTS)}>{w.clear}</Button>
                </Empty>
              ) : (
                <>
                  <ZoneTable rows={found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)} />
                  <Pager
                    rows="plan-zones"
                    total={found.length}
                    page={page}
                    size={PAGE_SIZE}
                    onPage={(to) => change({ page: String(to) })}
                  />
                </>
              )}
            </>
          )}
        </section>
        <RegisterImport
          title={w.import}
          about={w.importWhy}
          to={importZones}
          template={zoneTemplate}
          why={why}
        />
      </div>
    </PageFrame>
  )
}

function chosenZones(zones: readonly Zone[], { q, plan, kind }: typeof DEFAULTS): Zone[] {
  const part = q.trim().toLowerCase()
  return zones.filter(
    (zone) =>
      (!part || `${zone.zoneId}\n${zone.name}`.toLowerCase().includes(part)) &&
      (!plan || zone.plan === plan) &&
      (!kind || zone.kind === kind),
  )
}

interface FiltersProps {
  readonly choice: typeof DEFAULTS
  readonly change: (patch: Partial<typeof DEFAULTS>) => void
}

function Filters({ choice, change }: FiltersProps) {
  const w = useWords(words)
  const name = useName()
  return (
    <search className={s.filters}>
      <SearchInput label={w.search} value={choice.q} onChange={(q) => change({ q })} />
      <Select
        aria-label={w.plan}
        value={choice.plan}
        onChange={(plan) => change({ plan })}
        options={[
          { value: '', label: w.allPlans },
          ...PLANS.map((id) => ({ value: id, label: name(plans[id].name) })),
        ]}
      />
      <Select
        aria-label={w.kind}
        popupMatchSelectWidth={false}
        value={choice.kind}
        onChange={(kind) => change({ kind })}
        options={[
          { value: '', label: w.allKinds },
          ...[...zoneKinds.values()].map((kind) => ({ value: kind.id, label: name(kind.name) })),
        ]}
      />
    </search>
  )
}

function ZoneTable({ rows }: { rows: readonly Zone[] }) {
  const w = useWords(words)
  const name = useName()
  const { byId } = useAreas()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<Zone>[] = [
    {
      ...text(w.zone),
      rowHeading: true,
      cell: (zone) => (
        <>
          {zone.name || zone.zoneId}
          <span className={s.below}>
            {[zone.name && zone.zoneId, zone.source, zone.generated && w.generated]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </>
      ),
    },
    { ...text(w.plan), cell: ({ plan }) => name(plans[plan].name) },
    {
      ...text(w.kind),
      cell: ({ kind }) => (
        <span className={s.kind}>
          <i className={s.swatch} style={{ background: backgroundOf(kind) }} />
          {name(zoneKinds.get(kind)?.name ?? { zh: kind, en: kind })}
        </span>
      ),
    },
    { ...text(w.code), cell: ({ kind }) => zoneKinds.get(kind)?.codes.join('/') },
    {
      ...text(w.area),
      cell: ({ communityId }) => {
        const area = byId.get(communityId)
        const called = area ? name(area.name) : communityId
        return area?.level === 'community' ? <Link to={communityPath(communityId)}>{called}</Link> : called
      },
    },
    {
      ...text(w.holds),
      cell: ({ from, to }) => <span className={s.holds}>{to ? `${from} – ${to}` : w.since(from)}</span>,
    },
  ]
  return (
    <>
      <DataTable
        id="plan-zones"
        rowsAre="record"
        label={w.register}
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
      />
      <p className={`${s.foot} quiet small`} {...figures('wording')}>
        {name(zonesNote)}
      </p>
    </>
  )
}
