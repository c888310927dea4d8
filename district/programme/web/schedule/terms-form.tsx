import { Select } from 'antd'
import { valueName } from '#district/programme/rules/names.ts'
import { schedulePack } from '#district/programme/rules/packs.ts'
import { CALENDAR_DAYS, type ScheduleAsk } from '#district/programme/rules/schedule.ts'
import type { Known, Terms } from '#district/programme/rules/schedule-terms.ts'
import { Field } from '#platform/ui/field.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import s from './schedule.module.css'
import { words } from './schedule-words.ts'
import type { Editing } from './use-terms.ts'

interface TermsFormProps {
  readonly terms: Terms
  readonly ask: ScheduleAsk
  readonly known: Known
  readonly milestone: { readonly phrase: string } | undefined
  readonly edit: Editing['edit']
}

/** What is counted: template, deadline, first day, stage, and the step that the deadline is for. */
export function TermsForm({ terms, ask, known, milestone, edit }: TermsFormProps) {
  const w = useWords(words)
  const name = useName()
  const { template } = ask
  const stages = [...new Set([...template.steps.map(({ stage }) => stage), ask.stage])].sort((a, b) => a - b)
  return (
    <section className={`panel ${s.terms}`} aria-label={w.terms} {...figures('wording')}>
      <Field
        label={w.template}
        id="template"
        hint={known.buildType && w.templateWhy(name(valueName('build-type', known.buildType)))}
      >
        <Select
          id="template"
          value={template.id}
          onChange={(id) => edit({ template: id, durations: '', until: '' })}
          options={schedulePack.templates.map((one) => ({ value: one.id, label: name(one.name) }))}
        />
      </Field>
      <DayField
        id="deadline"
        label={w.deadline}
        value={ask.deadline}
        hint={terms.deadline ? '' : milestone ? w.byMilestone(milestone.phrase) : w.byFinish}
        onChange={(deadline) => edit({ deadline }, 'deadline')}
      />
      <Field label={w.until} id="until" hint={w.untilWhy}>
        <Select
          id="until"
          value={ask.until ?? ''}
          onChange={(until) => edit({ until })}
          options={[
            { value: '', label: w.untilAll },
            ...template.steps.map((step) => ({ value: step.id, label: name(step.name) })),
          ]}
        />
      </Field>
      <Field label={w.stage} id="stage" hint={w.stageWhy}>
        <Select
          id="stage"
          value={ask.stage}
          onChange={(stage) => edit({ stage: String(stage) })}
          options={stages.map((stage) => ({ value: stage, label: name(valueName('stage', String(stage))) }))}
        />
      </Field>
      <DayField
        id="from"
        label={w.from}
        value={ask.from}
        hint={w.fromWhy}
        onChange={(from) => edit({ from }, 'from')}
      />
    </section>
  )
}

interface DayFieldProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly hint: string
  readonly onChange: (day: string) => void
}

const DayField = ({ id, label, value, hint, onChange }: DayFieldProps) => (
  <Field label={label} id={id} hint={hint}>
    <input
      id={id}
      className={s.day}
      type="date"
      min={CALENDAR_DAYS.first}
      max={CALENDAR_DAYS.last}
      value={value}
      onChange={({ target }) => target.value && onChange(target.value)}
    />
  </Field>
)
