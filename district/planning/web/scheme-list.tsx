import { Button, Popconfirm, Segmented } from 'antd'
import { useState } from 'react'
import { api, useForgetReplies, useReadKeeping } from '#platform/ui/api.ts'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { Empty, Loading } from '#platform/ui/states.tsx'
import { archiveScheme, listSchemes, type SchemeSummary } from '../contract.ts'
import s from './scheme-bar.module.css'
import { words } from './words.ts'

interface SchemeListProps {
  readonly current: string
  readonly isUnsaved: boolean
  readonly onOpen: (key: string) => void
  readonly onFresh: () => void
}

/** The schemes there are, last changed first; those put away apart. */
export function SchemeList({ current, isUnsaved, onOpen, onFresh }: SchemeListProps) {
  const w = useWords(words)
  const forget = useForgetReplies()
  const [archived, setArchived] = useState(false)
  const found = useReadKeeping(listSchemes, { query: { archived } })
  if (found.error) throw found.error
  const archive = ({ areaId, schemeId }: SchemeSummary) =>
    api(archiveScheme, { params: { areaId, schemeId }, body: { archived: !archived } }).then(forget)
  return (
    <div className={s.schemes}>
      <div className={s.head}>
        <Segmented
          value={archived}
          onChange={setArchived}
          options={[
            { label: w.current, value: false },
            { label: w.archived, value: true },
          ]}
        />
        <Confirmed ask={isUnsaved} onConfirm={onFresh}>
          {w.fresh}
        </Confirmed>
      </div>
      {!found.data && <Loading lines={3} />}
      {found.data?.length === 0 && <Empty title={w.noSchemes} why={w.noSchemesWhy} />}
      <ul>
        {found.data?.map((scheme) => (
          <SchemeRow
            key={scheme.schemeId}
            scheme={scheme}
            isCurrent={current === `${scheme.areaId}/${scheme.schemeId}`}
            {...{ isUnsaved, onOpen }}
            onArchive={() => void archive(scheme)}
          />
        ))}
      </ul>
    </div>
  )
}

interface SchemeRowProps {
  readonly scheme: SchemeSummary
  readonly isCurrent: boolean
  readonly isUnsaved: boolean
  readonly onOpen: (key: string) => void
  readonly onArchive: () => void
}

function SchemeRow({ scheme, isCurrent, isUnsaved, onOpen, onArchive }: SchemeRowProps) {
  const w = useWords(words)
  const n = useNumbers()
  return (
    <li className={s.scheme} aria-current={isCurrent}>
      <div>
        <b>{scheme.name}</b>
        <p className="quiet small">
          {w.changeCount(n.count(scheme.changeCount))} · {n.day(scheme.changedAt)}
        </p>
      </div>
      <Button type="text" onClick={onArchive}>
        {scheme.archivedAt ? w.restore : w.archive}
      </Button>
      {!isCurrent && (
        <Confirmed ask={isUnsaved} onConfirm={() => onOpen(`${scheme.areaId}/${scheme.schemeId}`)}>
          {w.openScheme}
        </Confirmed>
      )}
    </li>
  )
}

/** A button that first asks where something would be lost. */
function Confirmed({ ask, onConfirm, children }: { ask: boolean; onConfirm: () => void; children: string }) {
  const w = useWords(words)
  if (!ask) return <Button onClick={onConfirm}>{children}</Button>
  return (
    <Popconfirm title={w.leave} okText={w.discard} cancelText={w.cancel} onConfirm={onConfirm}>
      <Button>{children}</Button>
    </Popconfirm>
  )
}
