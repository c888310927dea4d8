import { PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Drawer, Input, Select } from 'antd'
import { type Fact, listFacts } from '#foundation/evidence/contract.ts'
import { FACT_STATES, type FactState, stateOf, terms } from '#foundation/evidence/rules.ts'
import { AreaSelect } from '#foundation/place/web/parts/area-select.tsx'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { useSession } from '#platform/ui/account/use-session.ts'
import { useReadKeeping } from '#platform/ui/api.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Pager } from '#platform/ui/pager.tsx'
import { SearchInput } from '#platform/ui/search-input.tsx'
import { Empty, Loading } from '#platform/ui/states.tsx'
import { today } from '#platform/ui/today.ts'
import { useUrlState } from '#platform/ui/url-state.ts'
import { awaitsRenewal } from './awaits-renewal.ts'
import { FactDetails } from './fact-details.tsx'
import { FactState as StateTag } from './fact-state.tsx'
import s from './facts.module.css'
import { Overdue } from './parts/overdue.tsx'
import { useFactTexts } from './parts/use-fact-texts.ts'
import { words } from './words.ts'

const DEFAULTS = { q: '', area: '', term: '', day: '', state: '', fact: '', page: '1' }
const PAGE_SIZE = 50

type Choice = Readonly<Record<keyof typeof DEFAULTS, string>>
type Change = (patch: Partial<Choice>) => void

const keyOf = ({ communityId, factId }: Fact) => `${communityId}/${factId}`

/** Everything reported in the reader's scope: searched, filtered, paged; a row opens to all that is known of it. */
export function Page() {
  const w = useWords(words)
  const n = useNumbers()
  const [choice, change] = useUrlState(DEFAULTS)
  const page = Math.max(1, Number(choice.page) || 1)
  const found = useReadKeeping(listFacts, {
    query: {
      ...(choice.q && { q: choice.q }),
      ...(choice.area && { areaId: choice.area }),
      ...(choice.term && { term: choice.term }),
      ...(choice.day && { holdsOn: choice.day }),
      ...(choice.state === 'overdue'
        ? { overdueOn: today() }
        : choice.state && { state: choice.state as FactState }),
      limit: PAGE_SIZE,
      offset: (page - 1) * PAGE_SIZE,
    },
  })
  if (found.error) throw found.error
  const { total = 0, rows = [] } = found.data ?? {}
  const [communityId = '', factId = ''] = choice.fact.split('/')
  return (
    <PageFrame
      title={w.title}
      under={total > 0 && <Figure rows="facts">{w.count(n.count(total))}</Figure>}
      actions={
        <>
          <Link to="/facts/import">
            <Button icon={<UploadOutlined />} tabIndex={-1}>
              {w.importTable}
            </Button>
          </Link>
          <Link to="/facts/new">
            <Button type="primary" icon={<PlusOutlined />} tabIndex={-1}>
              {w.report}
            </Button>
          </Link>
        </>
      }
    >
      <section className="panel" aria-label={w.title} aria-busy={found.isFetching}>
        <Filters choice={choice} change={(patch) => change({ ...patch, page: '1' })} />
        {!found.data && <Loading />}
        {found.data && total === 0 && <Nothing clear={() => change(DEFAULTS)} />}
        {total > 0 && <Rows rows={rows} onOpen={(fact) => change({ fact: keyOf(fact) })} />}
        {total > 0 && (
          <Pager
            {...{ total, page }}
            rows="facts"
            size={PAGE_SIZE}
            onPage={(to) => change({ page: String(to) })}
          />
        )}
      </section>
      <Drawer
        open={factId !== ''}
        onClose={() => change({ fact: '' })}
        title={w.details}
        size={520}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {factId && <FactDetails {...{ communityId, factId }} />}
      </Drawer>
    </PageFrame>
  )
}

function Filters({ choice, change }: { choice: Choice; change: Change }) {
  const w = useWords(words)
  const name = useName()
  return (
    <search className={s.filters}>
      <SearchInput label={w.search} value={choice.q} onChange={(q) => change({ q })} />
      <AreaSelect
        label={w.area}
        none={w.allAreas}
        levels={['district', 'town', 'community']}
        value={choice.area}
        onChange={(area) => change({ area })}
      />
      <Select
        aria-label={w.term}
        showSearch={{ optionFilterProp: 'search' }}
        popupMatchSelectWidth={false}
        value={choice.term}
        onChange={(term) => change({ term })}
        options={[
          { value: '', label: w.allTerms, search: '' },
          ...[...terms.values()].map((term) => ({
            value: term.id,
            label: name(term.name),
            search: `${term.name.zh} ${term.name.en}`,
          })),
        ]}
      />
      <Input
        type="date"
        aria-label={w.holdsOn}
        title={w.holdsOn}
        value={choice.day}
        onChange={(event) => change({ day: event.target.value })}
      />
      <Select
        aria-label={w.state}
        popupMatchSelectWidth={false}
        value={choice.state}
        onChange={(state) => change({ state })}
        options={[
          { value: '', label: w.allStates },
          ...[...FACT_STATES, 'overdue' as const].map((state) => ({ value: state, label: w[state] })),
        ]}
      />
    </search>
  )
}

/** No row: nobody has signed in, nothing matches, or nothing was reported yet. */
function Nothing({ clear }: { clear: () => void }) {
  const w = useWords(words)
  const session = useSession()
  if (session && !session.account) return <Empty title={w.signInFirst} why={w.signInWhy} />
  return (
    <Empty title={w.none} why={w.noneWhy}>
      <Button onClick={clear}>{w.clear}</Button>
    </Empty>
  )
}

function Rows({ rows, onOpen }: { rows: readonly Fact[]; onOpen: (fact: Fact) => void }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const texts = useFactTexts()
  const { byId } = useAreas()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<Fact>[] = [
    {
      ...text(w.term),
      rowHeading: true,
      cell: (fact) => (
        <button type="button" className={s.open} onClick={() => onOpen(fact)}>
          {texts.term(fact.term)}
        </button>
      ),
    },
    {
      ...text(w.area),
      cell: ({ communityId }) => {
        const area = byId.get(communityId)
        return area ? name(area.name) : communityId
      },
    },
    {
      ...text(w.value),
      cell: (fact) => <b className={s.short}>{texts.value(fact.term, fact.value, fact.unit)}</b>,
    },
    {
      ...text(w.period),
      cell: (fact) => (
        <span>
          {texts.period(fact.validFrom, fact.validTo)}
          {awaitsRenewal(fact) && <Overdue since={fact.overdueFrom!} />}
        </span>
      ),
    },
    { ...text(w.entered), cell: (fact) => `${texts.role(fact.enteredRole)} · ${n.day(fact.recordedAt)}` },
    { ...text(w.state), cell: (fact) => <StateTag state={stateOf(fact)} /> },
  ]
  return (
    <DataTable id="facts" label={w.title} columns={columns} rows={rows} rowKey={keyOf} rowsAre="record" />
  )
}
