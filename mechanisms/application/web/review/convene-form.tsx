import { Button, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { listHolders } from '#mechanisms/application/contract.ts'
import { useReadIf } from '#platform/ui/api.ts'
import { Field } from '#platform/ui/field.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { refusalOf, refusalText } from '#platform/ui/refusal.ts'
import s from './review.module.css'
import { reviewWords } from './review-words.ts'

interface Seat {
  readonly key: number
  readonly name: string
  readonly organisation: string
  readonly accountId: string | null
}

interface ConveneFormProps {
  /** How many there are at first. */
  readonly least: number
  readonly send: string
  readonly onSend: (
    seats: { name: string; organisation: string; accountId: string | null }[],
  ) => Promise<void>
}

/** Experts to be asked: each with an account, or by name whose sheet comes on paper. */
export function ConveneForm({ least, send, onSend }: ConveneFormProps) {
  const w = useWords(reviewWords)
  const n = useNumbers()
  const id = useId()
  const { district } = useAreas()
  const areaId = district?.areaId ?? ''
  const holders = useReadIf(areaId !== '', listHolders, { query: { role: 'expert', areaId } }).data ?? []
  const [seats, setSeats] = useState<readonly Seat[]>(() => Array.from({ length: least }, (_, i) => blank(i)))
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const refused = refusalOf(failure)
  const set = (key: number, patch: Partial<Seat>) =>
    setSeats(seats.map((one) => (one.key === key ? { ...one, ...patch } : one)))
  const submit = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      await onSend(seats.map(({ name, organisation, accountId }) => ({ name, organisation, accountId })))
    } catch (error) {
      setFailure(error)
    }
    setBusy(false)
  }
  return (
    <form
      className={s.form}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {seats.map((seat, i) => (
        <fieldset key={seat.key} className={s.seat}>
          <legend {...figures('wording')}>{w.expert(n.count(i + 1))}</legend>
          <Field
            id={`${id}-account-${seat.key}`}
            label={w.account}
            error={refused?.at(`seats.${i}.accountId`)}
          >
            <Select
              id={`${id}-account-${seat.key}`}
              value={seat.accountId ?? ''}
              onChange={(accountId) => {
                const holder = holders.find((one) => one.accountId === accountId)
                set(seat.key, { accountId: accountId || null, ...(holder && { name: holder.name }) })
              }}
              options={[
                { value: '', label: w.onPaper },
                ...holders.map(({ accountId, name }) => ({ value: accountId, label: name })),
              ]}
            />
          </Field>
          <Field id={`${id}-name-${seat.key}`} label={w.name} error={refused?.at(`body.seats.${i}.name`)}>
            <Input
              id={`${id}-name-${seat.key}`}
              value={seat.name}
              maxLength={80}
              onChange={(event) => set(seat.key, { name: event.target.value })}
            />
          </Field>
          <Field id={`${id}-from-${seat.key}`} label={w.organisation}>
            <Input
              id={`${id}-from-${seat.key}`}
              value={seat.organisation}
              maxLength={120}
              onChange={(event) => set(seat.key, { organisation: event.target.value })}
            />
          </Field>
          {seats.length > 1 && (
            <Button onClick={() => setSeats(seats.filter((one) => one.key !== seat.key))}>
              {w.remove}
              <span className="visually-hidden"> {w.expert(n.count(i + 1))}</span>
            </Button>
          )}
        </fieldset>
      ))}
      {failure !== undefined && (
        <p className={s.wrong} role="alert">
          {refusalText(failure) ?? w.failed}
        </p>
      )}
      <div className={s.deeds}>
        <Button onClick={() => setSeats([...seats, blank(Math.max(...seats.map(({ key }) => key)) + 1)])}>
          {w.more}
        </Button>
        <Button
          type="primary"
          htmlType="submit"
          loading={busy}
          disabled={seats.some(({ name }) => !name.trim())}
        >
          {send}
        </Button>
      </div>
    </form>
  )
}

const blank = (key: number): Seat => ({ key, name: '', organisation: '', accountId: null })
