import { Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { recordAttribute, withdrawAttribute } from '#district/programme/contract/attributes.ts'
import type { Attribute } from '#district/programme/contract.ts'
import { ATTRIBUTE_NAMES, ATTRIBUTE_VALUES, valueName } from '#district/programme/rules/names.ts'
import { api, useForgetReplies } from '#platform/ui/api.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { Field } from '#platform/ui/field.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { today } from '#platform/ui/today.ts'
import { words } from './attribute-words.ts'
import s from './attributes.module.css'

interface ChangeProps {
  readonly projectId: string
  readonly attribute: Attribute
  /** What it is on the day; of creation lists, the last. */
  readonly held: string | undefined
  readonly disabled: boolean
}

const GRADES = ['O', 'N', 'D', 'P'] as const
interface Entry {
  readonly value: string
  readonly holdsFrom: string
  readonly source: string
  readonly grade: (typeof GRADES)[number]
}

/** Says what an attribute is from a day on, in a dialog. */
export function ChangeButton({ projectId, attribute, held, disabled }: ChangeProps) {
  const w = useWords(words)
  const name = useName()
  const forget = useForgetReplies()
  const empty = (): Entry => ({
    value: held ?? firstOf(attribute),
    ...{ holdsFrom: today(), source: '', grade: 'D' },
  })
  const [entry, setEntry] = useState(empty)
  const set = (patch: Partial<Entry>) => setEntry({ ...entry, ...patch })
  const id = (field: string) => `${attribute}-${field}`
  const send = async () => {
    await api(recordAttribute, { params: { projectId }, body: { attribute, ...entry } })
    await forget()
    setEntry({ ...entry, source: '' })
  }
  return (
    <ConfirmButton
      small
      label={w.change}
      title={w.changeOf(name(ATTRIBUTE_NAMES[attribute]))}
      why={w.changeWhy(held ? name(valueName(attribute, held)) : w.nothingHeld)}
      disabled={disabled}
      onConfirm={send}
    >
      <ValueField attribute={attribute} value={entry.value} onChange={(value) => set({ value })} />
      <Field id={id('from')} label={w.holdsFrom}>
        <input
          id={id('from')}
          className={s.day}
          type="date"
          value={entry.holdsFrom}
          onChange={(event) => set({ holdsFrom: event.target.value })}
        />
      </Field>
      <Field id={id('source')} label={w.source}>
        <Input
          id={id('source')}
          value={entry.source}
          maxLength={200}
          onChange={(event) => set({ source: event.target.value })}
        />
      </Field>
      <Field id={id('grade')} label={w.gradeOf}>
        <Select
          id={id('grade')}
          value={entry.grade}
          onChange={(grade) => set({ grade })}
          options={GRADES.map((grade) => ({ value: grade, label: w[`grade${grade}`] }))}
        />
      </Field>
    </ConfirmButton>
  )
}

const firstOf = (attribute: Attribute): string =>
  attribute === 'list' ? `city-${today().slice(0, 4)}` : ATTRIBUTE_VALUES[attribute][0]!

interface ValueFieldProps {
  readonly attribute: Attribute
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Few values side by side, many in a list; a creation list is a level and a year. */
function ValueField({ attribute, value, onChange }: ValueFieldProps) {
  const w = useWords(words)
  const name = useName()
  if (attribute === 'list') return <ListField value={value} onChange={onChange} />
  const options = ATTRIBUTE_VALUES[attribute].map((one) => ({
    value: one,
    label: name(valueName(attribute, one)),
  }))
  const id = `${attribute}-value`
  return options.length > 4 ? (
    <Field id={id} label={w.value}>
      <Select id={id} value={value} onChange={onChange} options={options} />
    </Field>
  ) : (
    <Field label={w.value}>
      <Segmented aria-label={w.value} value={value} onChange={onChange} options={options} />
    </Field>
  )
}

function ListField({ value, onChange }: Omit<ValueFieldProps, 'attribute'>) {
  const w = useWords(words)
  const name = useName()
  const [level = 'city', year = ''] = value.split('-')
  return (
    <>
      <Field label={w.value}>
        <Segmented
          aria-label={w.value}
          value={level}
          onChange={(one) => onChange(`${one}-${year}`)}
          options={ATTRIBUTE_VALUES.level.map((one) => ({
            value: one,
            label: name(valueName('level', one)),
          }))}
        />
      </Field>
      <Field id="list-year" label={w.year}>
        <Input
          id="list-year"
          inputMode="numeric"
          maxLength={4}
          value={year}
          onChange={(event) => onChange(`${level}-${event.target.value}`)}
        />
      </Field>
    </>
  )
}

interface WithdrawProps {
  readonly projectId: string
  readonly row: { readonly attribute: Attribute; readonly holdsFrom: string; readonly entry: number }
  /** The row in words. */
  readonly what: string
}

/** Withdraws a row, once that is confirmed and the reason is given. */
export function WithdrawButton({ projectId, row: { attribute, holdsFrom, entry }, what }: WithdrawProps) {
  const w = useWords(words)
  const forget = useForgetReplies()
  return (
    <ConfirmButton
      small
      danger
      label={w.withdraw}
      title={w.withdrawOf(what)}
      why={w.withdrawWhy}
      reason={w.reason}
      onConfirm={async (reason) => {
        const body = { attribute, holdsFrom, entry, reason }
        await api(withdrawAttribute, { params: { projectId }, body })
        await forget()
      }}
    />
  )
}
