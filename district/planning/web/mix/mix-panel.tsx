import { Button, Checkbox, Progress, Select } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { Loading } from '#platform/ui/states.tsx'
import { canBeMade } from '../../rules/candidates.ts'
import { withChange } from '../../rules/changes.ts'
import type { MixPoint, MixQuestion, MixStep } from '../../rules/mix/question.ts'
import { CandidateFilter, useCandidates } from '../candidate-filter.tsx'
import { Labelled } from '../labelled.tsx'
import type { ShownSites } from '../sites-layer.tsx'
import s from '../siting-panel.module.css'
import { NoCandidates, ProductDefault } from '../siting-panel.tsx'
import { useGaps } from '../use-gaps.ts'
import { useSeeking } from '../use-seeking.ts'
import type { WhatIf, WhatIfState } from '../what-if.ts'
import { Catalogue } from './catalogue.tsx'
import { changesOf } from './mix-changes.ts'
import { usableMeans, useMixChoice, useNeeds } from './mix-choice.ts'
import { MixResult } from './mix-result.tsx'
import { words } from './mix-words.ts'

interface MixPanelProps {
  readonly whatIf: WhatIf
  readonly state: WhatIfState
  /** What the map shows while the tool is open. */
  readonly onShow: (sites: ShownSites | undefined) => void
  readonly onDone: () => void
}

/** Choose gaps and the ways to close them; get a curve of residents served against money, and take a point of it. */
export function MixPanel({ whatIf, state, onShow, onDone }: MixPanelProps) {
  const w = useWords(words)
  const candidates = useCandidates(state.settled)
  const gaps = useGaps(state.opened?.packs ?? [])
  const all = useMemo(() => gaps.filter(({ kinds }) => kinds.some(canBeMade)), [gaps])
  const needs = useNeeds(whatIf, state, all)
  const mix = useMixChoice(all, needs)
  const { seeking, seek, stop } = useSeeking<MixQuestion, MixStep>(whatIf.mix)
  const { asked, step, isRunning } = seeking
  const points = step?.points ?? []
  const [at, setAt] = useState<number>()
  const shown = points[at ?? kneeOf(points)]
  useShownOnMap(onShow, candidates.usable, shown, isRunning)
  if (!candidates.all || !state.opened) return null
  if (candidates.all.length === 0) return <NoCandidates />
  if (!needs) return <Loading lines={3} />
  const ask = () => {
    setAt(undefined)
    const taken = whatIf
      .state()
      .changes.flatMap((one) => [one.facilityId, 'hostId' in one ? one.hostId : null])
    void seek({
      ...{ tests: mix.tests, means: mix.means, candidates: candidates.usable },
      taken: taken.filter((id) => id !== null),
    })
  }
  const adopt = (point: MixPoint) => {
    const added = changesOf(point, candidates.all!, state.opened!.facilities)
    whatIf.change(added.reduce(withChange, whatIf.state().changes))
    onDone()
  }
  return (
    <div className={s.panel}>
      <p className="quiet small">{w.intro}</p>
      <Gaps {...{ mix, needs }} />
      <Means {...mix} />
      <Catalogue />
      <CandidateFilter {...candidates} />
      <ProductDefault />
      {isRunning ? (
        <>
          <Button onClick={stop}>{w.stop}</Button>
          {step && (
            <Progress
              percent={Math.round((100 * step.done) / step.of)}
              size="small"
              aria-label={w.progress}
            />
          )}
        </>
      ) : (
        <Button type="primary" disabled={mix.tests.length === 0 || mix.means.length === 0} onClick={ask}>
          {w.seek}
        </Button>
      )}
      {mix.tests.length === 0 && <p className={s.hindrance}>{w.chooseGap}</p>}
      {seeking.error !== undefined && <p role="alert">{String(seeking.error)}</p>}
      {step?.hindrance && (
        <p className={s.hindrance} role="status">
          {w.hindrance[step.hindrance]}
        </p>
      )}
      {asked && step && shown && points.length > 1 && (
        <MixResult
          {...{ asked, step, shown, adopt, isRunning }}
          gaps={mix.gaps}
          onShown={setAt}
          stopped={seeking.stopped}
          candidates={candidates.all}
          facilities={state.opened.facilities}
          changeCount={state.settled.length}
        />
      )}
    </div>
  )
}

/** The point from which more money brings least: the farthest above the straight way from nothing to all. */
function kneeOf(points: readonly MixPoint[]): number {
  const last = points.at(-1)
  const above = ({ fen, served }: MixPoint) => served / last!.served - fen / last!.fen
  return points.reduce((knee, point, i) => (above(point) > above(points[knee]!) ? i : knee), 0)
}

/** Candidates, and the places of the point that is looked at, on the map. */
function useShownOnMap(
  onShow: MixPanelProps['onShow'],
  usable: ReturnType<typeof useCandidates>['usable'],
  shown: MixPoint | undefined,
  isRunning: boolean,
): void {
  useEffect(() => {
    const measures = shown?.measures ?? []
    const hosts = measures.flatMap(({ hostIs, hostId, lon, lat }) =>
      hostIs === 'facility' ? [{ id: hostId, lon, lat }] : [],
    )
    onShow({
      places: [...usable, ...hosts],
      chosen: measures.map(({ hostId }) => hostId),
      isFinal: !isRunning,
    })
  }, [onShow, usable, shown, isRunning])
  useEffect(() => () => onShow(undefined), [onShow])
}

function Gaps({
  mix,
  needs,
}: {
  mix: ReturnType<typeof useMixChoice>
  needs: NonNullable<ReturnType<typeof useNeeds>>
}) {
  const w = useWords(words)
  const n = useNumbers()
  return (
    <Labelled label={w.gaps} hint={w.gapsWhy}>
      {(id) => (
        <Select
          id={id}
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          value={[...mix.tests]}
          onChange={mix.setTests}
          options={mix.gaps.map(({ test, label }) => ({
            value: test,
            label: w.gapWithout(label, n.count(needs.get(test)?.unserved ?? 0)),
          }))}
        />
      )}
    </Labelled>
  )
}

function Means({ means, setMeans }: Pick<ReturnType<typeof useMixChoice>, 'means' | 'setMeans'>) {
  const w = useWords(words)
  const name = useName()
  return (
    <fieldset className={s.kinds} {...figures('wording')}>
      <legend>{w.means}</legend>
      <Checkbox.Group
        value={[...means]}
        onChange={setMeans}
        options={usableMeans.map((one) => ({ value: one.id, label: name(one.name) }))}
      />
    </fieldset>
  )
}
