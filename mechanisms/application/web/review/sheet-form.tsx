import { Input, InputNumber, Radio } from 'antd'
import { useId, useState } from 'react'
import { handInSheet, type Panel } from '#mechanisms/application/contract/review.ts'
import {
  sheetObjections,
  VERDICT_NAMES,
  VERDICTS,
  type Verdict,
} from '#mechanisms/application/rules/review.ts'
import { api, useForgetReplies } from '#platform/ui/api.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { Field } from '#platform/ui/field.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { UnsavedGuard } from '#platform/ui/unsaved-guard.tsx'
import s from './review.module.css'
import type { ReviewParams } from './review-params.ts'
import { reviewWords } from './review-words.ts'

interface SheetFormProps {
  readonly params: ReviewParams
  readonly seat: Panel['seats'][number]
  readonly panel: Panel
}

/** The scoring sheet of an expert: points for every criterion, reasons, and what they recommend. */
export function SheetForm({ params, seat, panel }: SheetFormProps) {
  const w = useWords(reviewWords)
  const n = useNumbers()
  const name = useName()
  const id = useId()
  const forget = useForgetReplies()
  const [scores, setScores] = useState<Readonly<Record<string, number>>>({})
  const [reasons, setReasons] = useState('')
  const [verdict, setVerdict] = useState<Verdict>()
  const objections = new Map(
    sheetObjections(panel, { scores, reasons, verdict: verdict ?? 'pass' }).map(({ field, reason }) => [
      field,
      reason,
    ]),
  )
  const total = Object.values(scores).reduce((sum, one) => sum + one, 0)
  const max = panel.criteria.reduce((sum, one) => sum + one.max, 0)
  const write = (criterion: string, value: number | null) => {
    const { [criterion]: _, ...rest } = scores
    setScores(value === null ? rest : { ...rest, [criterion]: value })
  }
  return (
    <section className={s.form} aria-labelledby={`${id}-title`}>
      <UnsavedGuard unsaved={Object.keys(scores).length > 0 || reasons !== ''} />
      <h3 id={`${id}-title`}>{w.scoreFor(seat.name)}</h3>
      <div className={s.scores} {...figures('wording')}>
        {panel.criteria.map(({ id: criterion, name: label, max: most }) => {
          const field = `scores.${criterion}`
          const isWrong = scores[criterion] !== undefined && objections.has(field)
          return (
            <Field
              key={criterion}
              id={`${id}-${criterion}`}
              label={w.points(name(label), n.value(most))}
              error={isWrong ? name(objections.get(field)!) : undefined}
            >
              <InputNumber
                id={`${id}-${criterion}`}
                controls={false}
                inputMode="decimal"
                style={{ width: '100%' }}
                value={scores[criterion] ?? null}
                onChange={(value) => write(criterion, value)}
              />
            </Field>
          )
        })}
      </div>
      <p {...figures('record')}>
        {w.total} <b>{w.mean(n.value(total), n.value(max))}</b>
      </p>
      <Field id={`${id}-reasons`} label={w.reasons}>
        <Input.TextArea
          id={`${id}-reasons`}
          autoSize={{ minRows: 3, maxRows: 12 }}
          maxLength={4000}
          value={reasons}
          onChange={(event) => setReasons(event.target.value)}
        />
      </Field>
      <Field label={w.verdict}>
        <Radio.Group
          aria-label={w.verdict}
          value={verdict}
          onChange={(event) => setVerdict(event.target.value)}
          options={VERDICTS.map((one) => ({ value: one, label: name(VERDICT_NAMES[one]) }))}
        />
      </Field>
      <div>
        <ConfirmButton
          primary
          label={w.sendSheet}
          title={w.sendSheetTitle}
          why={w.sendSheetWhy}
          disabled={objections.size > 0 || verdict === undefined}
          onConfirm={async () => {
            await api(handInSheet, {
              params: { ...params, seatNo: seat.seatNo },
              body: { scores, reasons, verdict: verdict! },
            })
            setScores({})
            setReasons('')
            await forget()
          }}
        />
      </div>
    </section>
  )
}
