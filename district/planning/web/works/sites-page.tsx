import { Link } from '@tanstack/react-router'
import { communityPath } from '#foundation/place/web/parts/paths.ts'
import { useMay } from '#foundation/place/web/parts/use-may.ts'
import { useRead } from '#platform/ui/api.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Pager } from '#platform/ui/pager.tsx'
import { Empty } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import { importSites, listWorks, type ProgrammeSite, siteTemplate } from '../../contract/works.ts'
import { programmes } from '../../rules/works/kinds.ts'
import { RegisterImport } from '../register-import.tsx'
import { Pictures } from './site-pictures.tsx'
import s from './sites-page.module.css'
import { useWorkTexts } from './use-work-texts.ts'
import { words } from './words.ts'

const PAGE_SIZE = 50
const DEFAULTS = { page: '1' }

/** Where other programmes work: the sites with their pictures, and bringing in more of them by a table. */
export function Page() {
  const w = useWords(words)
  const n = useNumbers()
  const why = useMay()('planning.simulate')
  const [choice, change] = useUrlState(DEFAULTS)
  const { sites } = useRead(listWorks)
  const page = Math.max(1, Number(choice.page) || 1)
  return (
    <PageFrame
      title={w.allSites}
      over={<Link to="/works">{w.back}</Link>}
      under={sites.length > 0 && <Figure rows="sites">{w.siteCount(n.count(sites.length))}</Figure>}
    >
      <div className={s.columns}>
        <section className="panel" aria-label={w.allSites}>
          {sites.length === 0 ? (
            <Empty title={w.noSitesYet} why={w.noSitesYetWhy} />
          ) : (
            <>
              <SiteTable sites={sites.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)} />
              <Pager
                rows="sites"
                total={sites.length}
                page={page}
                size={PAGE_SIZE}
                onPage={(to) => change({ page: String(to) })}
              />
            </>
          )}
        </section>
        <RegisterImport
          title={w.importSites}
          about={w.importSitesWhy}
          to={importSites}
          template={siteTemplate}
          why={why}
        />
      </div>
    </PageFrame>
  )
}

function SiteTable({ sites }: { sites: readonly ProgrammeSite[] }) {
  const w = useWords(words)
  const name = useName()
  const texts = useWorkTexts()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<ProgrammeSite>[] = [
    {
      ...text(w.site),
      rowHeading: true,
      cell: (site) => (
        <>
          {site.name}
          <span className={s.below}>
            {[site.holder, site.generated && w.generated].filter(Boolean).join(' · ')}
          </span>
        </>
      ),
    },
    {
      ...text(w.programme),
      cell: ({ programme }) => name(programmes.get(programme)?.name ?? { zh: programme, en: programme }),
    },
    {
      ...text(w.community),
      cell: ({ communityId }) => <Link to={communityPath(communityId)}>{texts.area(communityId)}</Link>,
    },
    {
      ...text(w.siteYears),
      cell: ({ from, to }) => <span className={s.when}>{texts.period(from, to)}</span>,
    },
    { ...text(w.dig), cell: ({ digs }) => (digs ? w.yes : w.no) },
    {
      ...text(w.pictures),
      cell: (site) => (
        <div className={s.small}>
          <Pictures site={site} mayAdd />
        </div>
      ),
    },
  ]
  return (
    <DataTable
      id="sites"
      rowsAre="record"
      label={w.allSites}
      columns={columns}
      rows={sites}
      rowKey={({ communityId, siteId }) => `${communityId}/${siteId}`}
    />
  )
}
