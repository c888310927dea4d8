import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import pack from '#packs/roles/roles.json' with { type: 'json' }
import {
  type Account,
  type AccountOrder,
  type AccountState,
  accounts as accountsRoute,
} from '#platform/identity/contract.ts'
import { useReadKeeping } from '#platform/ui/api.ts'
import { useNamedAreas } from '#platform/ui/areas.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Pager } from '#platform/ui/pager.tsx'
import { SearchInput } from '#platform/ui/search-input.tsx'
import { Empty, Loading } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import { CreateAccount } from './create-account.tsx'
import s from './page.module.css'
import { PostText, stageOf } from './post-text.tsx'
import { StateTag } from './state-tag.tsx'
import { words } from './words.ts'

const DEFAULTS = { q: '', role: '', area: '', state: '', sort: 'loginName', page: '1' }
const PAGE_SIZE = 50
const STATES = ['active', 'waiting', 'disabled'] as const

type Choice = Readonly<Record<keyof typeof DEFAULTS, string>>

/** Everybody who can sign in: searched, filtered, sorted, and where a new account is made. */
export function Page() {
  const w = useWords(words)
  const n = useNumbers()
  const [choice, change] = useUrlState(DEFAULTS)
  const page = Math.max(1, Number(choice.page) || 1)
  const { q, role, area, state, sort } = choice
  const found = useReadKeeping(accountsRoute, {
    query: {
      ...(q && { search: q }),
      ...(role && { role }),
      ...(area && { areaId: area }),
      ...(state && { state: state as AccountState }),
      sort: sort as AccountOrder,
      limit: PAGE_SIZE,
      offset: (page - 1) * PAGE_SIZE,
    },
  })
  if (found.error) throw found.error
  const { total = 0, accounts = [] } = found.data ?? {}
  return (
    <PageFrame
      title={w.title}
      under={found.data && <Figure rows="accounts">{w.count(n.count(total))}</Figure>}
      actions={
        <>
          <Link to="/accounts/roles">
            <Button tabIndex={-1}>{w.rolesLink}</Button>
          </Link>
          <CreateAccount />
        </>
      }
    >
      <section className="panel" aria-label={w.title} aria-busy={found.isFetching}>
        <Filters choice={choice} change={(patch) => change({ ...patch, page: '1' })} />
        {!found.data && <Loading />}
        {found.data && total === 0 && (
          <Empty title={w.none} why={w.noneWhy}>
            <Button onClick={() => change(DEFAULTS)}>{w.clear}</Button>
          </Empty>
        )}
        {total > 0 && (
          <>
            <Rows rows={accounts} sort={sort} onSort={(by) => change({ sort: by, page: '1' })} />
            <Pager
              rows="accounts"
              total={total}
              size={PAGE_SIZE}
              page={page}
              onPage={(to) => change({ page: String(to) })}
            />
          </>
        )}
      </section>
    </PageFrame>
  )
}

function Filters({ choice, change }: { choice: Choice; change: (patch: Partial<Choice>) => void }) {
  const w = useWords(words)
  const name = useName()
  const areas = useNamedAreas()
  return (
    <search className={s.filters}>
      <SearchInput label={w.search} value={choice.q} onChange={(q) => change({ q })} />
      <Select
        aria-label={w.role}
        popupMatchSelectWidth={false}
        value={choice.role}
        onChange={(role) => change({ role })}
        options={[
          { value: '', label: w.allRoles },
          ...pack.roles.map((role) => ({ value: role.id, label: name(role.name) })),
        ]}
      />
      <Select
        aria-label={w.area}
        showSearch={{ optionFilterProp: 'search' }}
        popupMatchSelectWidth={false}
        value={choice.area}
        onChange={(area) => change({ area })}
        options={[
          { value: '', label: w.allAreas, search: '' },
          ...[...areas.values()].map((area) => ({
            value: area.areaId,
            label: name(area.name),
            search: `${area.name.zh} ${area.name.en} ${area.areaId}`,
          })),
        ]}
      />
      <Select
        aria-label={w.state}
        value={choice.state}
        onChange={(state) => change({ state })}
        options={[
          { value: '', label: w.allStates },
          ...STATES.map((state) => ({ value: state as string, label: w[state] })),
        ]}
      />
    </search>
  )
}

interface RowsProps {
  readonly rows: readonly Account[]
  readonly sort: string
  readonly onSort: (by: string) => void
}

function Rows({ rows, sort, onSort }: RowsProps) {
  const w = useWords(words)
  const n = useNumbers()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<Account>[] = [
    {
      ...text(w.name),
      sortBy: 'name',
      rowHeading: true,
      cell: ({ accountId, name, demo }) => (
        <>
          <Link to={`/accounts/${accountId}`}>{name}</Link>
          {demo && <span className="quiet small"> · {w.demo}</span>}
        </>
      ),
    },
    { ...text(w.loginName), sortBy: 'loginName', cell: ({ loginName }) => loginName },
    {
      ...text(w.posts),
      cell: ({ posts }) => {
        const current = posts.filter((post) => stageOf(post) !== 'ended')
        if (current.length === 0) return <span className="quiet">{w.noPosts}</span>
        return (
          <ul>
            {current.map((post) => (
              <li key={post.postId}>
                <PostText post={post} />
              </li>
            ))}
          </ul>
        )
      },
    },
    { ...text(w.state), cell: ({ state }) => <StateTag state={state} /> },
    {
      ...text(w.lastSignIn),
      sortBy: 'lastSignedInAt',
      cell: ({ lastSignedInAt }) =>
        lastSignedInAt ? n.moment(lastSignedInAt) : <span className="quiet">{w.never}</span>,
    },
    { ...text(w.created), sortBy: 'createdAt', cell: ({ createdAt }) => n.day(createdAt) },
  ]
  return (
    <DataTable
      id="accounts"
      rowsAre="record"
      label={w.title}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.accountId}
      sort={{ value: sort, onChange: onSort }}
    />
  )
}
