import { Link } from '@tanstack/react-router'
import { Button, Checkbox, InputNumber, Progress, Select } from 'antd'
import { type ReactNode, useId, useMemo, useRef, useState } from 'react'
import type { Pack } from '#district/diagnosis/rules/pack-schema.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { Empty } from '#platform/ui/states.tsx'
import type { Change } from '../contract.ts'
import {
  CANDIDATE_KINDS,
  type CandidateKind,
  candidateKinds,
  catalogueNote,
  usualIntervention,
} from '../rules/candidates.ts'
import type { SitingAnswer } from '../rules/siting.ts'
import { type CostedCandidate, FEN_PER_WAN, useCosted } from './costed.ts'
import type { Sited } from './engine-jobs.ts'
import { newId } from './new-id.ts'
import s from './siting-panel.module.css'
import { SitingResult } from './siting-result.tsx'
import type { WhatIf, WhatIfState } from './what-if.ts'
import { words } from './words.ts'

/** A test that sites can be sought for: some kind of facility within a walk. */
interface Gap {
  readonly test: string
  readonly label: string
  readonly kind: string
}

interface SitingPanelProps {
  readonly whatIf: WhatIf
  readonly state: WhatIfState
  /** Test that is sought for; empty for the first there is. */
  readonly gap: string
  readonly onGap: (test: string) => void
  readonly onDone: () => void
}

/** Choose a gap, candidates and what it may take; get sites with the residents newly served, and a proof. */
export function SitingPanel({ whatIf, state, gap, onGap, onDone }: SitingPanelProps) {
  const w = useWords(words)
  const gaps = useGaps(state.opened?.packs ?? [])
  const chosen = gaps.find(({ test }) => test === gap) ?? gaps[0]
  const candidates = useCosted()
  const [kinds, setKinds] = useState<readonly CandidateKind[]>(CANDIDATE_KINDS)
  const [count, setCount] = useState<number | null>(5)
  const [budget, setBudget] = useState<number | null>(null)
  const { run, stop, answer, sited, isRunning, error } = useSiting(whatIf)
  const usable = candidates?.filter(({ kind }) => kinds.includes(kind)) ?? []
  if (!candidates || !chosen) return null
  if (candidates.length === 0)
    return (
      <Empty title={w.noCandidates} why={w.noCandidatesWhy}>
        <Link to="/what-if/candidates">{w.openRegister}</Link>
      </Empty>
    )
  const seek = () =>
    run({
      test: chosen.test,
      candidates: usable.map(({ id, lon, lat, fen }) => ({ id, lon, lat, fen })),
      ...(count !== null && { count }),
      ...(budget !== null && { budgetFen: Math.round(budget * FEN_PER_WAN) }),
    })
  const adopt = (ids: readonly string[]) => {
    const added = ids.map((id): Change => facilityAt(candidates.find((one) => one.id === id)!, chosen.kind))
    whatIf.change([...whatIf.state().changes, ...added])
    onDone()
  }
  return (
    <div className={s.panel}>
      <Field label={w.gap}>
        {(id) => (
          <Select
            id={id}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            value={chosen.test}
            onChange={onGap}
            options={gaps.map(({ test, label }) => ({ value: test, label }))}
          />
        )}
      </Field>
      <fieldset className={s.kinds}>
        <legend>{w.candidates}</legend>
        <CandidateKinds {...{ candidates, kinds }} onChange={setKinds} />
        <p>
          <Link to="/what-if/candidates">{w.openRegister}</Link>
        </p>
      </fieldset>
      <div className={s.limits}>
        <Field label={w.atMostSites}>
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              max={200}
              precision={0}
              value={count}
              onChange={setCount}
              placeholder={w.noLimit}
            />
          )}
        </Field>
        <Field label={w.budget}>
          {(id) => (
            <InputNumber
              id={id}
              min={0}
              max={1e7}
              value={budget}
              onChange={setBudget}
              placeholder={w.noLimit}
            />
          )}
        </Field>
      </div>
      <p className="quiet small">
        <ProductDefault />
      </p>
      {isRunning ? (
        <Button onClick={stop}>{w.stop}</Button>
      ) : (
        <Button
          type="primary"
          disabled={usable.length === 0 || (count === null && budget === null)}
          onClick={seek}
        >
          {w.seek}
        </Button>
      )}
      {isRunning && answer && <Gain answer={answer} />}
      {error !== undefined && <p role="alert">{String(error)}</p>}
      {sited && <SitingResult {...{ sited, candidates, adopt }} />}
    </div>
  )
}

/** What the costs are worth. */
function ProductDefault() {
  const name = useName()
  return <>{name(catalogueNote)}</>
}

function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className={s.field} {...figures('wording')}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

function CandidateKinds({
  candidates,
  kinds,
  onChange,
}: {
  candidates: readonly CostedCandidate[]
  kinds: readonly CandidateKind[]
  onChange: (kinds: CandidateKind[]) => void
}) {
  const name = useName()
  const n = useNumbers()
  return (
    <Checkbox.Group
      value={[...kinds]}
      onChange={(chosen) => onChange(chosen as CandidateKind[])}
      options={CANDIDATE_KINDS.map((kind) => ({
        value: kind,
        label: `${name(candidateKinds[kind])} ${n.count(candidates.filter((one) => one.kind === kind).length)}`,
      }))}
    />
  )
}

/** How close the best choice so far is to the best there can be. */
function Gain({ answer }: { answer: SitingAnswer }) {
  const w = useWords(words)
  const n = useNumbers()
  return (
    <div role="status">
      <Progress percent={Math.floor((1 - answer.gap) * 1000) / 10} size="small" aria-label={w.proven} />
      <p>{w.soFar(n.count(answer.served), n.count(answer.atMost))}</p>
    </div>
  )
}

/** The tests of the packs in use that ask for a facility within a walk, by what they ask. */
function useGaps(packs: readonly Pack[]): Gap[] {
  const name = useName()
  const w = useWords(words)
  return useMemo(
    () =>
      packs.flatMap((pack) =>
        pack.indicators.flatMap((indicator) =>
          indicator.tests.flatMap(({ id, measure }): Gap[] => {
            if (measure.type !== 'reach' || measure.match !== 'any') return []
            const { value, unit } = measure.within
            const kinds = measure.kinds.map((kind) =>
              name(facilityKinds.get(kind)?.name ?? { zh: kind, en: kind }),
            )
            const walk = unit === 'm' ? `${value} m` : w.minutes(String(value))
            return [
              {
                test: id,
                kind: measure.kinds[0]!,
                label: `${name(indicator.name)} · ${kinds.join(' / ')} · ${walk}`,
              },
            ]
          }),
        ),
      ),
    [packs, name, w],
  )
}

function facilityAt({ id, name, lon, lat, areaM2, kind }: CostedCandidate, facilityKind: string): Change {
  const facilityId = newId()
  const area = kind === 'plot' ? null : areaM2
  return {
    kind: 'add',
    facilityId,
    facilityKind,
    name: name.slice(0, 80),
    lon,
    lat,
    capacity: null,
    areaM2: area,
    interventionId: usualIntervention(kind).id,
    hostId: id,
  }
}

/** A search under way, its best answer so far, and what came of it. */
function useSiting(whatIf: WhatIf) {
  const [answer, setAnswer] = useState<SitingAnswer>()
  const [sited, setSited] = useState<Sited>()
  const [error, setError] = useState<unknown>()
  const [isRunning, setRunning] = useState(false)
  const cancel = useRef<() => void>(undefined)
  async function run(question: Parameters<WhatIf['site']>[0]) {
    setRunning(true)
    setSited(undefined)
    setAnswer(undefined)
    setError(undefined)
    const calling = whatIf.site(question, setAnswer)
    cancel.current = calling.cancel
    try {
      setSited(await calling.result)
    } catch (failed) {
      setError(failed)
    } finally {
      setRunning(false)
    }
  }
  return { run, stop: () => cancel.current?.(), answer, sited, isRunning, error }
}
