import { Link } from '@tanstack/react-router'
import { Button, InputNumber, Progress, Segmented, Select } from 'antd'
import { useEffect } from 'react'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { Empty } from '#platform/ui/states.tsx'
import { catalogueNote } from '../rules/candidates.ts'
import type { SitingAnswer, SitingQuestion, SitingStep } from '../rules/siting/question.ts'
import { CandidateFilter, useCandidates } from './candidate-filter.tsx'
import { Labelled } from './labelled.tsx'
import type { ShownSites } from './sites-layer.tsx'
import { changesOf } from './siting-changes.ts'
import { goalIn, numberIn, type SitingChoice, sitingQuestion, useSitingChoice } from './siting-choice.ts'
import s from './siting-panel.module.css'
import { SitingResult, useGainText } from './siting-result.tsx'
import { SitingTerms } from './siting-terms.tsx'
import { words } from './siting-words.ts'
import { type Gap, useGaps } from './use-gaps.ts'
import { useSeeking } from './use-seeking.ts'
import type { WhatIf, WhatIfState } from './what-if.ts'
import { words as common } from './words.ts'

interface SitingPanelProps {
  readonly whatIf: WhatIf
  readonly state: WhatIfState
  /** What the map shows while the tool is open. */
  readonly onShow: (sites: ShownSites | undefined) => void
  readonly onDone: () => void
}

interface Asked {
  readonly question: SitingQuestion
  /** What is added at the sites. */
  readonly kind: string
}

/** Choose a gap, candidates and what it may take; get sites with the residents newly served, and a proof. */
export function SitingPanel({ whatIf, state, onShow, onDone }: SitingPanelProps) {
  const w = useWords(words)
  const gaps = useGaps(state.opened?.packs ?? [])
  const candidates = useCandidates(state.settled)
  const [choice, change] = useSitingChoice()
  const { byId } = useAreas()
  const { seeking, seek, stop } = useSeeking<Asked, SitingStep>((asked, onProgress) =>
    whatIf.site(asked.question, onProgress),
  )
  const { asked, step, isRunning } = seeking
  const { all, usable } = candidates
  useEffect(() => {
    onShow({ places: usable, chosen: step?.answer?.chosen ?? [], isFinal: !isRunning })
  }, [onShow, usable, step, isRunning])
  useEffect(() => () => onShow(undefined), [onShow])
  const gap = gaps.find(({ test }) => test === choice.gap) ?? gaps[0]
  if (!all || !gap) return null
  if (all.length === 0) return <NoCandidates />
  const ask = (of: SitingChoice) => {
    const townOf = state.now.map(({ communityId }) => byId.get(communityId)?.parentId ?? '')
    void seek({ question: sitingQuestion(of, gap.test, usable, townOf), kind: gap.kinds[0]! })
  }
  const adopt = (answer: SitingAnswer) => {
    whatIf.change(changesOf(whatIf.state().changes, answer, all, asked!.kind))
    onDone()
  }
  const hasLimit = numberIn(choice.sites) !== null || numberIn(choice.budget) !== null
  return (
    <div className={s.panel}>
      <Question {...{ gaps, gap, choice, change }} />
      <CandidateFilter {...candidates} />
      <Limits {...{ choice, change }} />
      <SitingTerms {...{ choice, change }} walk={gap.walk} />
      <ProductDefault />
      {isRunning ? (
        <Button onClick={stop}>{w.stop}</Button>
      ) : (
        <Button type="primary" disabled={usable.length === 0 || !hasLimit} onClick={() => ask(choice)}>
          {w.seek}
        </Button>
      )}
      {isRunning && step?.answer && !step.hindrance && <SoFar answer={step.answer} />}
      {seeking.error !== undefined && <p role="alert">{String(seeking.error)}</p>}
      {asked && step && (step.hindrance || !isRunning) && (
        <SitingResult
          {...{ step, isRunning, adopt }}
          stopped={seeking.stopped}
          question={asked.question}
          candidates={all}
          changeCount={state.settled.length}
          onRelax={(patch) => {
            change(patch)
            ask({ ...choice, ...patch })
          }}
        />
      )}
    </div>
  )
}

export function NoCandidates() {
  const [w, c] = [useWords(words), useWords(common)]
  return (
    <Empty title={c.noCandidates} why={c.noCandidatesWhy}>
      <Link to="/what-if/candidates">{w.openRegister}</Link>
    </Empty>
  )
}

/** What the costs are worth. */
export function ProductDefault() {
  const name = useName()
  return <p className="quiet small">{name(catalogueNote)}</p>
}

interface ChoiceProps {
  readonly choice: SitingChoice
  readonly change: (patch: Partial<SitingChoice>) => void
}

function Question({
  gaps,
  gap,
  choice,
  change,
}: ChoiceProps & { readonly gaps: readonly Gap[]; readonly gap: Gap }) {
  const w = useWords(words)
  const goal = goalIn(choice)
  return (
    <>
      <Labelled label={w.gap}>
        {(id) => (
          <Select
            id={id}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            value={gap.test}
            onChange={(test) => change({ gap: test })}
            options={gaps.map(({ test, label }) => ({ value: test, label }))}
          />
        )}
      </Labelled>
      <div className={s.field}>
        <Segmented
          block
          aria-label={w.goal}
          value={goal}
          onChange={(value) => change({ goal: value })}
          options={(['cover', 'median'] as const).map((value) => ({ value, label: w.goals[value] }))}
        />
        <p className="quiet small">{w.goalWhy[goal]}</p>
      </div>
    </>
  )
}

function Limits({ choice, change }: ChoiceProps) {
  const w = useWords(words)
  return (
    <div className={s.limits}>
      <Labelled label={choice.from === 'nothing' ? w.atMostInAll : w.atMostSites}>
        {(id) => (
          <InputNumber
            id={id}
            min={1}
            max={200}
            precision={0}
            value={numberIn(choice.sites)}
            onChange={(sites) => change({ sites: sites === null ? 'any' : String(sites) })}
            placeholder={w.noLimit}
          />
        )}
      </Labelled>
      <Labelled label={w.budget}>
        {(id) => (
          <InputNumber
            id={id}
            min={0}
            max={1e7}
            value={numberIn(choice.budget)}
            onChange={(budget) => change({ budget: budget === null ? '' : String(budget) })}
            placeholder={w.noLimit}
          />
        )}
      </Labelled>
    </div>
  )
}

/** How close the best choice so far is to the best there can be. */
function SoFar({ answer }: { answer: SitingAnswer }) {
  const w = useWords(words)
  const text = useGainText()
  return (
    <div role="status">
      <Progress percent={Math.floor((1 - answer.gap) * 1000) / 10} size="small" aria-label={w.proven} />
      <p>{w.soFar(text(answer.goal, answer.gained), text(answer.goal, answer.atMost))}</p>
    </div>
  )
}
