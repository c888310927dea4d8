import { Link } from '@tanstack/react-router'
import { communityPath } from '#foundation/place/web/parts/paths.ts'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { useMay } from '#foundation/place/web/parts/use-may.ts'
import { useReadIf } from '#platform/ui/api.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Pager } from '#platform/ui/pager.tsx'
import { Empty, Loading } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import { type Candidate, candidateTemplate, importCandidates, listCandidates } from '../contract.ts'
import { candidateKinds } from '../rules/candidates.ts'
import { FEN_PER_WAN } from '../rules/works/money.ts'
import s from './candidates-page.module.css'
import { RegisterImport } from './register-import.tsx'
import { words } from './words.ts'

const PAGE_SIZE = 50
const DEFAULTS = { page: '1' }

/** The register of vacant space that siting chooses from, and bringing in more of it by a table. */
export function Page() {
  const w = useWords(words)
  const n = useNumbers()
  const why = useMay()('planning.simulate')
  const [choice, change] = useUrlState(DEFAULTS)
  const page = Math.max(1, Number(choice.page) || 1)
  const found = useReadIf(!why, listCandidates)
  if (found.error) throw found.error
  const rows = found.data ?? []
  return (
    <PageFrame
      title={w.register}
      over={<Link to="/what-if">{w.title}</Link>}
      under={rows.length > 0 && <Figure rows="candidates">{w.candidateCount(n.count(rows.length))}</Figure>}
    >
      {why && (
        <div className={`panel ${s.notice}`}>
          <h2>{why}</h2>
          <p>{w.noRightWhy}</p>
        </div>
      )}
      <div className={s.columns}>
        <section className="panel" aria-label={w.register} aria-busy={found.isFetching}>
          {!why && !found.data && <Loading />}
          {found.data && rows.length === 0 && <Empty title={w.noCandidates} why={w.noCandidatesWhy} />}
          {rows.length > 0 && (
            <>
              <CandidateTable rows={rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)} />
              <Pager
                rows="candidates"
                total={rows.length}
                page={page}
                size={PAGE_SIZE}
                onPage={(to) => change({ page: String(to) })}
              />
            </>
          )}
        </section>
        <RegisterImport
          title={w.importCandidates}
          about={w.importWhy}
          to={importCandidates}
          template={candidateTemplate}
          why={why}
        />
      </div>
    </PageFrame>
  )
}

function CandidateTable({ rows }: { rows: readonly Candidate[] }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const { byId } = useAreas()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<Candidate>[] = [
    { ...text(w.site), rowHeading: true, cell: (row) => row.name },
    { ...text(w.candidateKind), cell: (row) => name(candidateKinds[row.kind]) },
    {
      ...text(w.community),
      cell: ({ communityId }) => {
        const area = byId.get(communityId)
        return <Link to={communityPath(communityId)}>{area ? name(area.name) : communityId}</Link>
      },
    },
    {
      ...text(w.area),
      number: true,
      cell: ({ areaM2 }) => (areaM2 === null ? w.unknown : n.value(areaM2)),
    },
    {
      ...text(w.cost),
      number: true,
      cell: ({ costFen }) => (costFen === null ? w.byCatalogue : n.value(costFen / FEN_PER_WAN)),
    },
    { ...text(w.holder), cell: (row) => row.holder },
  ]
  return (
    <DataTable
      id="candidates"
      rowsAre="record"
      label={w.register}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.communityId}/${row.candidateId}`}
    />
  )
}
