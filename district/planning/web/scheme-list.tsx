import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Popconfirm, Segmented } from 'antd'
import { useState } from 'react'
import { api, useForgetReplies, useReadKeeping } from '#platform/ui/api.ts'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { Empty, Loading } from '#platform/ui/states.tsx'
import { archiveScheme, listSchemes, type SchemeSummary } from '../contract.ts'
import { compareWords } from './compare-words.ts'
import s from './scheme-bar.module.css'
import { COMPARE_PATH, schemeKey } from './scheme-key.ts'
import { NOW } from './sides.tsx'
import { words } from './words.ts'

interface SchemeListProps {
  readonly current: string
  readonly isUnsaved: boolean
  readonly onOpen: (key: string) => void
  readonly onFresh: () => void
}

/** The schemes there are, last changed first; those put away apart. One or two can be chosen to compare. */
export function SchemeList({ current, isUnsaved, onOpen, onFresh }: SchemeListProps) {
  const w = useWords(words)
  const forget = useForgetReplies()
  const [archived, setArchived] = useState(false)
  const [picked, setPicked] = useState<readonly string[]>([])
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
      {found.data && found.data.length > 0 && <CompareBar {...{ picked, isUnsaved }} />}
      <ul>
        {found.data?.map((scheme) => (
          <SchemeRow
            key={scheme.schemeId}
            scheme={scheme}
            isCurrent={current === schemeKey(scheme)}
            isPicked={picked.includes(schemeKey(scheme))}
            onPick={(isPicked) => setPicked(withPick(picked, schemeKey(scheme), isPicked))}
            {...{ isUnsaved, onOpen }}
            onArchive={() => void archive(scheme)}
          />
        ))}
      </ul>
    </div>
  )
}

/** Two at most: with a third, the first is let go. */
const withPick = (picked: readonly string[], key: string, isPicked: boolean): string[] =>
  isPicked ? [...picked, key].slice(-2) : picked.filter((one) => one !== key)

/** Leads to the page that compares what is picked: two schemes, or one with the district as it is. */
function CompareBar({ picked, isUnsaved }: { picked: readonly string[]; isUnsaved: boolean }) {
  const w = useWords(compareWords)
  const navigate = useNavigate()
  const [a, b] = picked
  if (a === undefined) return <p className="quiet small">{w.chooseHint}</p>
  const search = b === undefined ? { a: NOW, b: a } : { a, b }
  return (
    <Confirmed ask={isUnsaved} onConfirm={() => void navigate({ to: COMPARE_PATH, search } as never)}>
      {b === undefined ? w.withNow : w.compareTwo}
    </Confirmed>
  )
}

interface SchemeRowProps {
  readonly scheme: SchemeSummary
  readonly isCurrent: boolean
  readonly isPicked: boolean
  readonly onPick: (isPicked: boolean) => void
  readonly isUnsaved: boolean
  readonly onOpen: (key: string) => void
  readonly onArchive: () => void
}

function SchemeRow(props: SchemeRowProps) {
  const { scheme, isCurrent, isPicked, onPick, isUnsaved, onOpen, onArchive } = props
  const w = useWords(words)
  const { pick } = useWords(compareWords)
  const n = useNumbers()
  return (
    <li className={s.scheme} aria-current={isCurrent}>
      <Checkbox
        aria-label={pick(scheme.name)}
        checked={isPicked}
        onChange={(event) => onPick(event.target.checked)}
      />
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
        <Confirmed ask={isUnsaved} onConfirm={() => onOpen(schemeKey(scheme))}>
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
