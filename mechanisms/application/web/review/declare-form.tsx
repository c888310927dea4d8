import { Button, Input, Radio } from 'antd'
import { useId, useState } from 'react'
import { declareConflict, type Panel } from '#mechanisms/application/contract/review.ts'
import { api, useForgetReplies } from '#platform/ui/api.ts'
import { Field } from '#platform/ui/field.tsx'
import { useWords } from '#platform/ui/language.ts'
import { refusalOf, refusalText } from '#platform/ui/refusal.ts'
import s from './review.module.css'
import type { ReviewParams } from './review-params.ts'
import { reviewWords } from './review-words.ts'

/** An expert says whether they have a conflict of interest, before they see the sheet. */
export function DeclareForm({ params, seat }: { params: ReviewParams; seat: Panel['seats'][number] }) {
  const w = useWords(reviewWords)
  const id = useId()
  const forget = useForgetReplies()
  const [conflict, setConflict] = useState<boolean>()
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const send = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      await api(declareConflict, {
        params: { ...params, seatNo: seat.seatNo },
        body: { conflict: conflict === true, note },
      })
      await forget()
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  const refused = refusalOf(failure)
  return (
    <form
      className={s.form}
      aria-label={`${w.declare}: ${seat.name}`}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <h3>
        {w.declare} · {seat.name}
      </h3>
      <p className="quiet small">{w.declareWhy}</p>
      <Radio.Group
        aria-label={w.declare}
        value={conflict}
        onChange={(event) => setConflict(event.target.value)}
        options={[
          { value: false, label: w.iHaveNone },
          { value: true, label: w.iHave },
        ]}
      />
      {conflict && (
        <Field id={`${id}-note`} label={w.which} error={refused?.at('note')}>
          <Input
            id={`${id}-note`}
            value={note}
            maxLength={400}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
      )}
      {failure !== undefined && !refused?.hasFields && (
        <p className={s.wrong} role="alert">
          {refusalText(failure) ?? w.failed}
        </p>
      )}
      <div>
        <Button type="primary" htmlType="submit" loading={busy} disabled={conflict === undefined}>
          {w.sendDeclaration}
        </Button>
      </div>
    </form>
  )
}
