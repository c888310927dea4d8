import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { ACTIONS, type AuditEntry, actionOf, auditExport, auditLog } from '#platform/audit/contract.ts'
import { ProblemError } from '#platform/http/client.ts'
import { urlOf } from '#platform/http/route.ts'
import { api } from '#platform/ui/api.ts'
import { useNamedAreas } from '#platform/ui/areas.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { SearchInput } from '#platform/ui/search-input.tsx'
import { Empty, Loading } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import s from './audit-page.module.css'
import { ChainState } from './chain-state.tsx'
import { Entries } from './parts/entries.tsx'
import { words } from './words.ts'

const DEFAULTS = {
  who: '',
  by: '',
  action: '',
  area: '',
  from: '',
  to: '',
  q: '',
  kind: '',
  id: '',
  purpose: '',
}
const PAGE_SIZE = 50

type Choice = Readonly<Record<keyof typeof DEFAULTS, string>>

/** Who did or saw what: filtered, a page after another, each entry open to what is stored. */
export function Page() {
  const w = useWords(words)
  const [choice, change] = useUrlState(DEFAULTS)
  const [open, setOpen] = useState<AuditEntry>()
  const query = queryOf(choice, w.routine)
  const found = useInfiniteQuery({
    queryKey: [auditLog.path, query],
    queryFn: ({ pageParam, signal }) =>
      api(
        auditLog,
        { query: { ...query, limit: PAGE_SIZE, ...(pageParam && { before: pageParam }) } },
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: ({ entries }) => (entries.length < PAGE_SIZE ? undefined : entries.at(-1)!.entryId),
    staleTime: 0,
  })
  if (found.error) throw found.error
  const pages = found.data?.pages ?? []
  const entries = pages.flatMap((page) => page.entries)
  const names = Object.assign({}, ...pages.map((page) => page.names)) as Record<string, string>
  const narrow = (patch: Partial<Choice>) => {
    setOpen(undefined)
    change(patch, 'push')
  }
  return (
    <PageFrame
      title={w.title}
      under={w.under}
      actions={
        <ConfirmButton
          label={w.export}
          title={w.exportTitle}
          why={w.exportWhy}
          onConfirm={() => download(query)}
        />
      }
    >
      <ChainState />
      <section className="panel" aria-label={w.title} aria-busy={found.isFetching}>
        <Filters choice={choice} change={change} />
        {choice.id && (
          <div className={s.only}>
            {w.subjectOnly(names[choice.id] ?? choice.id)}
            <Button size="small" onClick={() => change({ kind: '', id: '' })}>
              {w.clear}
            </Button>
          </div>
        )}
        {!found.data && <Loading />}
        {found.data && entries.length === 0 && (
          <Empty title={w.none} why={w.noneWhy}>
            <Button onClick={() => change(DEFAULTS)}>{w.clear}</Button>
          </Empty>
        )}
        {entries.length > 0 && (
          <>
            <Entries entries={entries} names={names} onOpen={setOpen} />
            <div className={s.foot}>
              {found.hasNextPage ? (
                <Button loading={found.isFetchingNextPage} onClick={() => found.fetchNextPage()}>
                  {w.older}
                </Button>
              ) : (
                <p className="quiet">{w.end}</p>
              )}
            </div>
          </>
        )}
      </section>
      <Drawer
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={w.detail}
        size={480}
        closable={{ 'aria-label': w.close }}
      >
        {open && <Detail entry={open} names={names} narrow={narrow} />}
      </Drawer>
    </PageFrame>
  )
}

/** What to ask for; `purpose` stands where the reader wrote none. */
const queryOf = ({ who, by, action, area, from, to, q, kind, id, purpose }: Choice, routine: string) => ({
  purpose: purpose || routine,
  ...(who && { who }),
  ...(by && { accountId: by }),
  ...(action && { action }),
  ...(area && { areaId: area }),
  ...(from && { from }),
  ...(to && { to }),
  ...(q && { text: q }),
  ...(kind && id && { subjectKind: kind, subjectId: id }),
})

/** Fetches the workbook and hands it to the browser as a file. It is a POST, since it leaves a trace. */
async function download(query: ReturnType<typeof queryOf>): Promise<void> {
  const reply = await fetch(urlOf(auditExport, { query }), { method: 'POST' })
  if (!reply.ok) throw new ProblemError(await reply.json())
  const url = URL.createObjectURL(await reply.blob())
  Object.assign(document.createElement('a'), { href: url, download: 'audit.xlsx' }).click()
  URL.revokeObjectURL(url)
}

function Filters({ choice, change }: { choice: Choice; change: (patch: Partial<Choice>) => void }) {
  const w = useWords(words)
  const name = useName()
  const areas = useNamedAreas()
  const blank = (id: string) => name(actionOf({ action: id, subject: { id: '…' }, detail: {} } as never, {}))
  return (
    <search className={s.filters}>
      <SearchInput label={w.text} value={choice.q} onChange={(q) => change({ q })} />
      <SearchInput label={w.who} value={choice.who} onChange={(who) => change({ who, by: '' })} />
      <Select
        aria-label={w.action}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={choice.action}
        onChange={(action) => change({ action })}
        options={[
          { value: '', label: w.allActions },
          ...Object.keys(ACTIONS).map((id) => ({ value: id, label: blank(id) })),
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
      {(['from', 'to'] as const).map((day) => (
        <div key={day} className={s.day}>
          <label htmlFor={`audit-${day}`}>{w[day]}</label>
          <Input
            id={`audit-${day}`}
            type="date"
            value={choice[day]}
            onChange={(event) => change({ [day]: event.target.value })}
          />
        </div>
      ))}
      <Input
        aria-label={w.purpose}
        prefix={w.purpose}
        placeholder={w.routine}
        defaultValue={choice.purpose}
        maxLength={200}
        onBlur={(event) => change({ purpose: event.target.value.trim() })}
      />
      <Button onClick={() => change(DEFAULTS)}>{w.clear}</Button>
    </search>
  )
}

interface DetailProps {
  readonly entry: AuditEntry
  readonly names: Readonly<Record<string, string>>
  readonly narrow: (patch: Partial<Choice>) => void
}

function Detail({ entry, names, narrow }: DetailProps) {
  const w = useWords(words)
  const sentence = actionOf(entry, names)
  const { accountId, subject } = entry
  return (
    <div className={s.entry}>
      <div>
        <p lang="zh-CN">{sentence.zh}</p>
        <p lang="en" className="quiet">
          {sentence.en}
        </p>
      </div>
      <p>
        {w.place}: {entry.sequence ?? w.unsealed}
      </p>
      <div className={s.only}>
        <Button onClick={() => narrow({ kind: subject.kind, id: subject.id, by: '', who: '' })}>
          {w.about}
        </Button>
        {accountId && (
          <Button onClick={() => narrow({ by: accountId, who: '', kind: '', id: '' })}>{w.byThem}</Button>
        )}
      </div>
      <h3>{w.raw}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <pre tabIndex={0}>{JSON.stringify(entry, null, 2)}</pre>
    </div>
  )
}
