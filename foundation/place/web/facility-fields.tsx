import { Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { capacityUnits, facilityKinds } from '#foundation/place/rules/kinds.ts'
import { Field } from '#platform/ui/field.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import type { Draft } from './draft.ts'
import s from './edit.module.css'
import { words } from './edit-words.ts'

/** Why each field is refused, by its name in the contract; `form` for what belongs to none. */
export type Errors = Readonly<Partial<Record<string, string>>>

export interface PartProps {
  readonly draft: Draft
  readonly errors: Errors
  readonly set: (patch: Partial<Draft>) => void
}

export const statusOf = (error: string | undefined) => (error ? { status: 'error' as const } : {})

/** A part of the form under a heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={s.part} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** What it is and how it is called. */
export function WhatFields({ draft, errors, set }: PartProps) {
  const w = useWords(words)
  const name = useName()
  const rename = (patch: Partial<Draft['name']>) => set({ name: { ...draft.name, ...patch } })
  return (
    <Part title={w.what}>
      <Field id="kind" label={w.kind} error={errors.kind}>
        <Select
          id="kind"
          aria-label={w.kind}
          {...statusOf(errors.kind)}
          showSearch={{ optionFilterProp: 'search' }}
          placeholder={w.chooseKind}
          value={draft.kind || null}
          onChange={(kind) => set({ kind: kind ?? '' })}
          options={[...facilityKinds.values()].map((kind) => ({
            value: kind.id,
            label: name(kind.name),
            search: `${kind.name.zh} ${kind.name.en}`,
          }))}
        />
      </Field>
      <div className={s.two}>
        <Field id="name-zh" label={w.nameZh} error={errors['name.zh']}>
          <Input
            id="name-zh"
            maxLength={120}
            {...statusOf(errors['name.zh'])}
            value={draft.name.zh}
            onChange={(event) => rename({ zh: event.target.value })}
          />
        </Field>
        <Field id="name-en" label={w.nameEn} hint={w.nameEnHint} error={errors['name.en']}>
          <Input
            id="name-en"
            maxLength={120}
            value={draft.name.en}
            onChange={(event) => rename({ en: event.target.value })}
          />
        </Field>
      </div>
    </Part>
  )
}

interface NumberFieldProps {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly unit?: string
  readonly max: number
  readonly min?: number
  readonly error: string | undefined
  readonly value: number | null
  readonly onChange: (value: number | null) => void
}

/** A number that may be unknown: empty is null. */
export function NumberField({
  id,
  label,
  hint,
  unit,
  min = 0,
  max,
  error,
  value,
  onChange,
}: NumberFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <InputNumber
        id={id}
        className={s.number!}
        controls={false}
        keyboard={false}
        inputMode="decimal"
        {...{ min, max, value, onChange }}
        {...statusOf(error)}
        {...(unit && { suffix: unit })}
      />
    </Field>
  )
}

/** How large it is, where in the building and when it is open. */
export function SizeFields({ draft, errors, set }: PartProps) {
  const w = useWords(words)
  const name = useName()
  const usual = facilityKinds.get(draft.kind)?.capacityUnit
  return (
    <Part title={w.size}>
      <div className={s.three}>
        <NumberField
          {...{ id: 'area', label: w.area, unit: 'm²', max: 1e7, error: errors.areaM2 }}
          value={draft.areaM2}
          onChange={(areaM2) => set({ areaM2 })}
        />
        <NumberField
          {...{ id: 'capacity', label: w.capacity, hint: w.capacityHint, max: 1e6, error: errors.capacity }}
          value={draft.capacity}
          onChange={(capacity) => set({ capacity })}
        />
        <Field id="unit" label={w.unit} error={errors.capacityUnit}>
          <Select
            id="unit"
            aria-label={w.unit}
            disabled={draft.capacity === null}
            popupMatchSelectWidth={false}
            value={draft.capacityUnit ?? ''}
            onChange={(unit) => set({ capacityUnit: unit || null })}
            options={[
              {
                value: '',
                label: !draft.kind
                  ? w.needKind
                  : w.unitOfKind(usual ? name(capacityUnits[usual]!) : w.unitNone),
              },
              ...Object.entries(capacityUnits).map(([value, unit]) => ({ value, label: name(unit) })),
            ]}
          />
        </Field>
      </div>
      <div className={s.two}>
        <Field id="hours" label={w.hours} hint={w.hoursHint} error={errors.hours}>
          <Input
            id="hours"
            maxLength={200}
            value={draft.hours ?? ''}
            onChange={(event) => set({ hours: event.target.value || null })}
          />
        </Field>
        <Field id="floor" label={w.floor} hint={w.floorHint} error={errors.floor}>
          <Input
            id="floor"
            maxLength={20}
            value={draft.floor ?? ''}
            onChange={(event) => set({ floor: event.target.value || null })}
          />
        </Field>
      </div>
    </Part>
  )
}
