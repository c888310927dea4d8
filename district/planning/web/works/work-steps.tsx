import { Input } from 'antd'
import { useState } from 'react'
import { useMay } from '#foundation/place/web/parts/use-may.ts'
import { api, useForgetReplies } from '#platform/ui/api.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { Field } from '#platform/ui/field.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { stepWork, WORK_STATES, type Work, type WorkState } from '../../contract/works.ts'
import { nextStates } from '../../rules/works/steps.ts'
import { StateTag } from './state-tag.tsx'
import { words } from './words.ts'
import s from './work-page.module.css'

interface WorkStepsProps {
  readonly work: Work
  /** While it is edited, a step would lose the draft. */
  readonly disabled: boolean
}

/** Every state it has been in, and going on to the next one. */
export function WorkSteps({ work, disabled }: WorkStepsProps) {
  const w = useWords(words)
  const n = useNumbers()
  const why = useMay()('planning.simulate', work.communityId)
  return (
    <section className="panel" aria-labelledby="states">
      <h2 id="states">{w.states}</h2>
      <ol className={s.steps} {...figures('record')}>
        {work.steps.map((step) => (
          <li key={step.at}>
            <StateTag of={step.state} />
            <span>{n.day(step.on)}</span>
            {step.note && <span className="quiet small">{step.note}</span>}
          </li>
        ))}
      </ol>
      {!why && (
        <div className={s.foot}>
          {nextStates(work.state).map((state) => (
            <StepButton key={state} {...{ work, state, disabled }} />
          ))}
        </div>
      )}
    </section>
  )
}

const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())

function StepButton({ work, state, disabled }: WorkStepsProps & { readonly state: WorkState }) {
  const w = useWords(words)
  const forget = useForgetReplies()
  const [on, setOn] = useState(today)
  const [note, setNote] = useState('')
  const { communityId, workId, revision, name } = work
  const isBack = WORK_STATES.indexOf(state) < WORK_STATES.indexOf(work.state)
  const label = (isBack && w.backTo[state as 'approved']) || w.stepTo[state]
  return (
    <ConfirmButton
      label={label}
      title={label}
      why={state === 'built' ? `${w.stepWhy(name)}${w.builtWhy}` : w.stepWhy(name)}
      danger={state === 'dropped'}
      disabled={disabled}
      onConfirm={async () => {
        await api(stepWork, { params: { communityId, workId }, body: { state, on, note, revision } })
        await forget()
      }}
    >
      <Field id={`on-${state}`} label={w.since}>
        <Input
          id={`on-${state}`}
          type="date"
          min={work.stateOn}
          max={today()}
          value={on}
          onChange={({ target }) => target.value && setOn(target.value)}
        />
      </Field>
      <Field id={`note-${state}`} label={w.note}>
        <Input
          id={`note-${state}`}
          maxLength={400}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </Field>
    </ConfirmButton>
  )
}
