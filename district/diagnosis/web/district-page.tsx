import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useDeferredValue, useMemo, useState } from 'react'
import {
  type CommunitySummary,
  diagnosisTable,
  districtDiagnosis,
  indicatorAcross,
} from '#district/diagnosis/contract.ts'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { urlOf } from '#platform/http/route.ts'
import { useRead, useReadIf } from '#platform/ui/api.ts'
import { useLanguage, useName, useWords } from '#platform/ui/language.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Loading } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import { Bands } from './bands.tsx'
import { orderBy, passes, seenThrough } from './choose-communities.ts'
import { CommunityList } from './community-list.tsx'
import s from './district-page.module.css'
import { Filters } from './filters.tsx'
import { Distribution, MissingMost } from './insight.tsx'
import { PastNote } from './past-note.tsx'
import { RunLine } from './run-line.tsx'
import { useAsked } from './use-asked.ts'
import { words } from './words.ts'

const DistrictMap = lazy(async () => ({ default: (await import('./district-map.tsx')).DistrictMap }))

const DEFAULTS = {
  pack: '',
  q: '',
  town: '',
  band: '',
  missing: '',
  lacking: '',
  evidence: '',
  lens: '',
  sort: '-score',
  at: '',
  view: 'list',
}
const VIEWS = ['list', 'map', 'distribution', 'missing'] as const

/** The whole district: every community on the map and in the list, the nine scenarios, what is missing most. */
export function Page() {
  const w = useWords(words)
  const name = useName()
  const [choice, change] = useUrlState(DEFAULTS)
  const query = useAsked()
  const diagnosis = useRead(districtDiagnosis, { query })
  const { district, byId, towns } = useAreas()
  const [hovered, setHovered] = useState<string>()
  const rows = useRows(choice, query, diagnosis)
  const shown = useDeferredValue(rows.shown)
  const view = { list: w.list, map: w.map, distribution: w.distributionShort, missing: w.missingMost }

  return (
    <PageFrame
      className={s.page}
      title={district ? w.titleOf(name(district.name)) : w.title}
      under={<RunLine run={diagnosis.run} />}
      actions={<Actions query={query} />}
    >
      <PastNote run={diagnosis.run} />
      <Bands choice={choice} change={change} diagnosis={diagnosis} counted={rows.beforeBand} />
      <fieldset className={`${s.views} no-print`} aria-label={w.views}>
        {VIEWS.map((id) => (
          <button
            key={id}
            type="button"
            aria-pressed={choice.view === id}
            onClick={() => change({ view: id })}
          >
            {view[id]}
          </button>
        ))}
      </fieldset>
      <div className={s.columns} data-view={choice.view}>
        <section className={`panel ${s.list}`} aria-label={w.list}>
          <Filters choice={choice} change={change} diagnosis={diagnosis} towns={towns} />
          <CommunityList
            {...{ choice, change, diagnosis, hovered, areas: byId }}
            rows={shown}
            lacking={rows.lacking}
            onHover={setHovered}
          />
        </section>
        <section className={`panel ${s.map}`} aria-label={w.mapLabel}>
          <Suspense fallback={<Loading />}>
            <DistrictMap
              {...{ choice, change, diagnosis, hovered }}
              box={(byId.get(choice.town) ?? district)?.box ?? [121.4, 29.6, 121.9, 30]}
              shown={shown}
              onHover={setHovered}
            />
          </Suspense>
        </section>
        <aside className={`panel ${s.insight}`} aria-label={w.distribution}>
          <div className={s.distribution}>
            <Distribution {...{ choice, change, diagnosis }} rows={rows.beforeBand} />
          </div>
          <div className={s.missing}>
            <MissingMost {...{ choice, change, diagnosis }} />
          </div>
        </aside>
      </div>
    </PageFrame>
  )
}

type Choice = Readonly<Record<keyof typeof DEFAULTS, string>>

/** The communities that pass the filters, before and after the band's, in order. */
function useRows(
  choice: Choice,
  query: { pack?: string },
  { communities, cutoffs }: { communities: CommunitySummary[]; cutoffs: Parameters<typeof orderBy>[2] },
) {
  const across = useReadIf(choice.lacking !== '', indicatorAcross, {
    params: { indicator: choice.lacking },
    query,
  }).data
  return useMemo(() => {
    // The indicator's gaps, or where nothing is known of it: what the figures under “missing most” count.
    const met = choice.evidence === 'none' ? null : false
    const rows = choice.lacking ? across?.rows.filter((row) => row.counts && row.met === met) : undefined
    const only = rows && new Set(rows.map((row) => row.communityId))
    const lacking =
      rows && met === false ? new Map(rows.map((row) => [row.communityId, row.people])) : undefined
    const beforeBand = communities.filter((community) => passes(community, choice, only))
    const shown = beforeBand
      .filter((c) => !choice.band || seenThrough(choice.lens, c, cutoffs).band === choice.band)
      .sort(orderBy(choice.sort, choice.lens, cutoffs))
    return { beforeBand, shown, lacking }
  }, [communities, cutoffs, choice, across])
}

function Actions({ query }: { query: { pack?: string } }) {
  const w = useWords(words)
  const language = useLanguage()
  return (
    <>
      <Button href={urlOf(diagnosisTable, { query: { ...query, language } })} icon={<DownloadOutlined />}>
        {w.workbook}
      </Button>
      <Button className="wide-only" onClick={() => window.print()} icon={<PrinterOutlined />}>
        {w.print}
      </Button>
    </>
  )
}
