import { Radio, Select } from 'antd'
import { Field } from '#platform/ui/field.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { actWords } from './act-words.ts'
import s from './application.module.css'
import type { PartProps } from './entry.ts'

/** To which step it goes back, and how it goes on from there. */
export function ReturnFields({ found, entry, set, errorAt }: PartProps) {
  const w = useWords(actWords)
  const name = useName()
  const targets = found.steps.filter(({ node }) => found.returnTo.includes(node))
  return (
    <>
      <Field id="return-to" label={w.returnTo} error={errorAt('returnTo')}>
        <Select
          id="return-to"
          placeholder={w.chooseStep}
          value={entry.returnTo ?? null}
          onChange={(node) => node && set({ returnTo: node })}
          options={targets.map((step) => ({ value: step.node, label: name(step.name) }))}
        />
      </Field>
      <Field label={w.wayBack}>
        <Radio.Group
          aria-label={w.wayBack}
          className={s.ways!}
          value={entry.comesBack}
          onChange={(event) => set({ comesBack: event.target.value })}
        >
          <Radio value={true}>
            {w.comesBack}
            <span className="quiet small">{w.comesBackWhy}</span>
          </Radio>
          <Radio value={false}>
            {w.walksAgain}
            <span className="quiet small">{w.walksAgainWhy}</span>
          </Radio>
        </Radio.Group>
      </Field>
    </>
  )
}
