import { DownloadOutlined, PrinterOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { Button, Segmented, Select } from 'antd'
import { lazy, memo, Suspense, useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { useRight, useSession } from '#platform/ui/account/use-session.ts'
import { download } from '#platform/ui/download.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Loading } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import type { Change } from '../contract.ts'
import { NO_MEANS, withChange } from '../rules/changes.ts'
import { ChangeList } from './change-list.tsx'
import { useChangedFacilities } from './changed-facilities.ts'
import { ChosenFacility } from './chosen-facility.tsx'
import { Effects } from './effects.tsx'
import { Failed, NoRight } from './engine-states.tsx'
import { MixPanel } from './mix/mix-panel.tsx'
import { newId } from './new-id.ts'
import { SchemeBar } from './scheme-bar.tsx'
import type { ShownSites } from './sites-layer.tsx'
import { SitingPanel } from './siting-panel.tsx'
import { useWhatIf, type WhatIf, type WhatIfState } from './what-if.ts'
import s from './what-if-page.module.css'
import { words } from './words.ts'

const WhatIfMap = lazy(async () => ({ default: (await import('./what-if-map.tsx')).WhatIfMap }))

const DEFAULTS = {
  ...{ kind: 'childcare', scheme: '', community: '', at: '' },
  ...{ view: 'map', tool: 'hand', plan: '' },
}
const VIEWS = ['changes', 'map', 'effects'] as const

/** Facilities changed on the map, and every community scored as they are dragged. */
export function Page() {
  const w = useWords(words)
  const session = useSession()
  const mayTry = useRight('planning.simulate')
  if (!session) return <Loading />
  return mayTry ? <WhatIfPage /> : <NoRight title={w.title} demo={session.demoMode} />
}

function WhatIfPage() {
  const w = useWords(words)
  const [whatIf, state] = useWhatIf()
  const [choice, change] = useUrlState(DEFAULTS)
  const [placing, setPlacing] = useState(false)
  const [sites, setSites] = useState<ShownSites>()
  const { district } = useAreas()
  const known = useMemo(
    () => new Map(state.opened?.facilities.map((facility) => [facility.facilityId, facility])),
    [state.opened],
  )
  const changed = useChangedFacilities(state.changes, known)
  const settled = useChangedFacilities(state.settled, known)
  // The effects follow when there is time; the map and the pins are there at once.
  const calm = useDeferredValue(state)
  // Drawing what is said of a pin takes longer than its scores: they must not wait for it where it is let go.
  const choose = useCallback(
    (at: string) => void whatIf.scored().then(() => change({ at })),
    [whatIf, change],
  )
  const onCommunity = useCallback((community: string) => change({ community }), [change])
  const onPlan = useCallback((plan: string) => change({ plan }), [change])
  const byHand = useCallback(() => change({ tool: 'hand' }), [change])
  const onKind = useCallback((kind: string) => change({ kind }), [change])
  const onScheme = useCallback((scheme: string) => change({ scheme, at: '' }), [change])
  const place = useCallback(
    (lon: number, lat: number) => {
      setPlacing(false)
      const added = newFacility(choice.kind, lon, lat)
      whatIf.change(withChange(whatIf.state().changes, added))
      change({ at: added.facilityId })
    },
    [whatIf, change, choice.kind],
  )
  useUndoKeys(whatIf)
  const { canUndo, canRedo } = state
  if (state.failed) return <Failed title={w.title} error={state.failed} />
  const view = { changes: w.changes, map: w.mapShort, effects: w.effects }
  return (
    <PageFrame
      className={s.page}
      title={w.title}
      under={state.opened ? w.intro : <span role="status">{w.step[state.step]}</span>}
      actions={<Tools {...{ whatIf, canUndo, canRedo }} isOpen={state.opened !== undefined} />}
    >
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
      <div className={s.columns} data-view={choice.view} aria-busy={!state.opened}>
        <section className={`panel ${s.changes}`} aria-label={w.changes}>
          <SchemeBar {...{ whatIf, onScheme }} changes={state.settled} scheme={choice.scheme} />
          <Segmented
            block
            className={`${s.tool} no-print`}
            aria-label={w.tools}
            value={choice.tool}
            onChange={(tool) => change({ tool })}
            options={[
              { value: 'hand', label: w.byHand },
              { value: 'siting', label: w.siting },
              { value: 'mix', label: w.mix },
            ]}
          />
          {choice.tool === 'siting' && (
            <SitingPanel {...{ whatIf, state }} onShow={setSites} onDone={byHand} />
          )}
          {choice.tool === 'mix' && <MixPanel {...{ whatIf, state }} onShow={setSites} onDone={byHand} />}
          {choice.tool === 'hand' && (
            <>
              <Palette
                kind={choice.kind}
                onKind={onKind}
                disabled={!state.opened}
                placing={placing}
                onPlacing={setPlacing}
              />
              <ChangeList
                {...{ whatIf, known }}
                changes={state.settled}
                changed={settled}
                chosen={choice.at}
                onChoose={choose}
              />
            </>
          )}
        </section>
        <section className={`panel ${s.map}`} aria-label={w.map}>
          <Suspense fallback={<Loading />}>
            <WhatIfMap
              {...{ whatIf, state, changed }}
              box={district?.box ?? [121.4, 29.6, 121.9, 30]}
              kind={choice.kind}
              onPlace={placing ? place : undefined}
              chosen={choice.at}
              onChoose={choose}
              community={choice.community}
              onCommunity={onCommunity}
              plan={choice.plan}
              onPlan={onPlan}
              sites={sites}
            />
          </Suspense>
          {choice.at && (
            <ChosenFacility
              {...{ whatIf, known }}
              changes={state.settled}
              changed={settled}
              facilityId={choice.at}
              onChoose={choose}
            />
          )}
        </section>
        <section className={`panel ${s.effects}`} aria-label={w.effects}>
          <Effects state={calm} community={choice.community} onCommunity={onCommunity} />
        </section>
      </div>
    </PageFrame>
  )
}

function newFacility(kind: string, lon: number, lat: number): Extract<Change, { kind: 'add' }> {
  const name = facilityKinds.get(kind)?.name.zh ?? kind
  const facilityId = newId()
  return {
    kind: 'add',
    facilityId,
    facilityKind: kind,
    name: `新增${name}`,
    lon,
    lat,
    capacity: null,
    areaM2: null,
    ...NO_MEANS,
  }
}

/** Ctrl+Z and Ctrl+Shift+Z, or with the Command key; not while a text is being typed. */
function useUndoKeys(whatIf: WhatIf): void {
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea')
      if (isTyping || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
      event.preventDefault()
      if (event.shiftKey) whatIf.redo()
      else whatIf.undo()
    }
    window.addEventListener('keydown', key)
    return () => window.removeEventListener('keydown', key)
  }, [whatIf])
}

interface ToolsProps {
  readonly whatIf: WhatIf
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly isOpen: boolean
}

const Tools = memo(function Tools({ whatIf, canUndo, canRedo, isOpen }: ToolsProps) {
  const w = useWords(words)
  return (
    <>
      <Button icon={<UndoOutlined />} disabled={!canUndo} onClick={whatIf.undo}>
        {w.undo}
      </Button>
      <Button icon={<RedoOutlined />} disabled={!canRedo} onClick={whatIf.redo}>
        {w.redo}
      </Button>
      <Button icon={<DownloadOutlined />} disabled={!isOpen} onClick={() => exportResults(whatIf.state())}>
        {w.export}
      </Button>
      <Button className="wide-only" icon={<PrinterOutlined />} onClick={() => window.print()}>
        {w.print}
      </Button>
    </>
  )
})

/** The changes and how every community fares with them, in full, as a file. */
const exportResults = ({ changes, now }: WhatIfState): void =>
  download('what-if.json', 'application/json', JSON.stringify({ changes, outcomes: now }, null, 1))

interface PaletteProps {
  readonly kind: string
  readonly onKind: (kind: string) => void
  readonly disabled: boolean
  readonly placing: boolean
  readonly onPlacing: (placing: boolean) => void
}

/** The kind that is shown and added, and adding it. */
const Palette = memo(function Palette(props: PaletteProps) {
  const { kind, onKind, disabled, placing, onPlacing } = props
  const w = useWords(words)
  const name = useName()
  return (
    <div className={`${s.palette} no-print`}>
      <Select
        aria-label={w.kind}
        showSearch={{ optionFilterProp: 'search' }}
        popupMatchSelectWidth={false}
        value={kind}
        onChange={onKind}
        options={[...facilityKinds.values()].map((one) => ({
          value: one.id,
          label: name(one.name),
          search: `${one.name.zh} ${one.name.en}`,
        }))}
      />
      <Button type="primary" disabled={disabled} aria-pressed={placing} onClick={() => onPlacing(!placing)}>
        {placing ? w.cancel : w.addHere}
      </Button>
    </div>
  )
})
