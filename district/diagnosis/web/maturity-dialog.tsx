import { Button, Input, InputNumber, Modal, Radio } from 'antd'
import { type FormEvent, useEffect, useId, useState } from 'react'
import {
  chooseMaturity,
  type MaturityChoices,
  type MaturityFigures,
  previewMaturity,
} from '#district/diagnosis/contract/choices.ts'
import type { Pack } from '#district/diagnosis/rules/pack-schema.ts'
import { api, useForgetReplies, useReadIf } from '#platform/ui/api.ts'
import { Field } from '#platform/ui/field.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { refusalOf } from '#platform/ui/refusal.ts'
import { choiceWords } from './choice-words.ts'
import s from './choices.module.css'
import { ClassFlips } from './class-flips.tsx'

interface MaturityDialogProps {
  readonly pack: Pack
  readonly choices: MaturityChoices
  readonly open: boolean
  readonly onClose: () => void
}

/** Set the figures of the classes, or go back to the pack's own; who would change class is shown before it is saved. */
export function MaturityDialog({ pack, choices, open, onClose }: MaturityDialogProps) {
  const w = useWords(choiceWords)
  const formId = useId()
  const [saving, setSaving] = useState(false)
  return (
    <Modal
      open={open}
      title={w.editTitle}
      okText={w.saveClasses}
      cancelText={w.cancel}
      confirmLoading={saving}
      okButtonProps={{ htmlType: 'submit', form: formId }}
      onCancel={onClose}
      destroyOnHidden
      width={720}
    >
      <MaturityForm {...{ formId, pack, choices, setSaving }} onDone={onClose} />
    </Modal>
  )
}

interface MaturityFormProps extends Pick<MaturityDialogProps, 'pack' | 'choices'> {
  readonly formId: string
  readonly setSaving: (saving: boolean) => void
  readonly onDone: () => void
}

function MaturityForm({ formId, pack, choices: { own, inForce }, setSaving, onDone }: MaturityFormProps) {
  const w = useWords(choiceWords)
  const forget = useForgetReplies()
  const [figures, setFigures] = useState(inForce)
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<unknown>()
  // The pack's own figures are no choice of the district, and follow the pack to its next version.
  const choice = JSON.stringify(figures) === JSON.stringify(own) ? null : figures
  const settled = useSettled(choice)
  const params = { pack: pack.pack }
  const preview = useReadIf(true, previewMaturity, { params, body: { choice: settled } })
  const unfit = refusalOf(preview.error)
  const refused = refusalOf(wrong)

  const save = async (event: FormEvent) => {
    event.preventDefault()
    setSaving(true)
    setWrong(undefined)
    try {
      await api(chooseMaturity, { params, body: { choice, reason } })
      await forget()
      onDone()
    } catch (error) {
      setWrong(error)
    }
    setSaving(false)
  }

  return (
    <form id={formId} className={s.form} onSubmit={save} noValidate>
      <Field label={w.method}>
        <Radio.Group
          value={figures.method}
          onChange={({ target }) => setFigures({ ...figures, method: target.value })}
          options={[
            { value: 'cutoffs', label: w.byScore },
            { value: 'rank', label: w.byRank },
          ]}
        />
      </Field>
      <FigureFields
        {...{ formId, pack, figures }}
        onChange={setFigures}
        errorAt={(field) => unfit?.at(field)}
      />
      {choice && (
        <div>
          <Button onClick={() => setFigures(own)}>{w.backToOwn}</Button>
        </div>
      )}
      <Field label={w.reason} id={`${formId}-reason`} error={refused?.at('reason')}>
        <Input.TextArea
          id={`${formId}-reason`}
          rows={2}
          maxLength={400}
          value={reason}
          placeholder={w.classReasonHint}
          onChange={({ target }) => setReason(target.value)}
        />
      </Field>
      {refused && !refused.at('reason') && (
        <p className={s.wrong} role="alert">
          {refused.sentence ?? w.lost}
        </p>
      )}
      <ClassFlips preview={preview.data} pending={preview.isFetching} unfit={unfit !== undefined} />
    </form>
  )
}

interface FigureFieldsProps {
  readonly formId: string
  readonly pack: Pack
  readonly figures: MaturityFigures
  readonly onChange: (figures: MaturityFigures) => void
  readonly errorAt: (field: string) => string | undefined
}

/** One number a class: its lowest score, or its places; the last class takes all others. And the floor. */
function FigureFields({ formId, pack, figures, onChange, errorAt }: FigureFieldsProps) {
  const w = useWords(choiceWords)
  const name = useName()
  const byRank = figures.method === 'rank'
  const field = byRank ? 'quota' : 'atLeast'
  const set = (i: number, patch: Partial<MaturityFigures['classes'][number]>) =>
    onChange({ ...figures, classes: figures.classes.with(i, { ...figures.classes[i]!, ...patch }) })
  return (
    <div className={s.numbers}>
      {pack.maturity.classes.slice(0, -1).map((cls, i) => {
        const id = `${formId}-${cls.id}`
        const { atLeast, quota } = figures.classes[i]!
        const label = (byRank ? w.quotaOf : w.lowestOf)(name(cls.name))
        return (
          <Field key={cls.id} label={label} id={id} error={errorAt(`choice.classes.${i}.${field}`)}>
            {byRank ? (
              <InputNumber
                id={id}
                min={0}
                precision={0}
                value={quota}
                onChange={(value) => set(i, { quota: value })}
              />
            ) : (
              <Points id={id} value={atLeast} onChange={(value) => set(i, { atLeast: value })} />
            )}
          </Field>
        )
      })}
      <Field label={w.floorOf} id={`${formId}-floor`} error={errorAt('choice.scenarioFloor')}>
        <Points
          id={`${formId}-floor`}
          value={figures.scenarioFloor}
          onChange={(value) => onChange({ ...figures, scenarioFloor: value })}
        />
      </Field>
    </div>
  )
}

interface PointsProps {
  readonly id: string
  /** 0 to 1. */
  readonly value: number
  readonly onChange: (value: number) => void
}

/** A score, typed in points of 100 with at most one digit after the point. */
function Points({ id, value, onChange }: PointsProps) {
  return (
    <InputNumber
      id={id}
      min={0}
      max={100}
      precision={Number.isInteger(Math.round(value * 1000) / 10) ? 0 : 1}
      value={Math.round(value * 1000) / 10}
      onChange={(points) => points !== null && onChange(Math.round(points * 10) / 1000)}
    />
  )
}

const SETTLED_MS = 300

/** A value once it has not changed for a moment, so that not every key asks the server. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
