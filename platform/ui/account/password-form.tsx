import { Button, Input } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import { changePassword } from '#platform/identity/contract.ts'
import { api, useForgetReplies } from '../api.ts'
import { useWords } from '../language.ts'
import { refusalText } from '../refusal.ts'
import s from './account-menu.module.css'
import { words } from './words.ts'

/** A new password in place of the one there is; what it must be is said before anybody types. */
export function ChangePassword({ done }: { done?: () => void }) {
  const w = useWords(words)
  const changed = useForgetReplies()
  return (
    <PasswordForm
      submit={w.change}
      send={([current = '', password = '']) =>
        api(changePassword, { body: { current, password } }).then(changed).then(done)
      }
      fields={[
        { label: w.current, autoComplete: 'current-password', hidden: true },
        { label: w.next, autoComplete: 'new-password', hidden: true, hint: w.rules },
      ]}
    />
  )
}

interface PasswordFormProps {
  readonly fields: readonly {
    readonly label: string
    readonly autoComplete: string
    readonly hidden: boolean
    readonly hint?: string
  }[]
  readonly submit: ReactNode
  readonly send: (values: string[]) => Promise<unknown>
}

/** A short form whose refusal is the server's own sentence, said below the fields. */
export function PasswordForm({ fields, submit, send }: PasswordFormProps) {
  const w = useWords(words)
  const [values, setValues] = useState<string[]>([])
  const [refused, setRefused] = useState<string>()
  const [busy, setBusy] = useState(false)
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setRefused(undefined)
    try {
      await send(values)
    } catch (error) {
      setRefused(refusalText(error) ?? w.wrong)
    }
    setBusy(false)
  }
  return (
    <form className={s.form} onSubmit={onSubmit}>
      {fields.map(({ label, autoComplete, hidden, hint }, i) => {
        const InputField = hidden ? Input.Password : Input
        return (
          <div key={label}>
            <label htmlFor={autoComplete}>{label}</label>
            {hint && (
              <p className="quiet small" id={`${autoComplete}-hint`}>
                {hint}
              </p>
            )}
            <InputField
              id={autoComplete}
              required
              {...(hint && { 'aria-describedby': `${autoComplete}-hint` })}
              autoComplete={autoComplete}
              value={values[i] ?? ''}
              onChange={(event) => setValues(Object.assign([...values], { [i]: event.target.value }))}
            />
          </div>
        )
      })}
      {refused && (
        <p className={s.wrong} role="alert">
          {refused}
        </p>
      )}
      <Button type="primary" htmlType="submit" loading={busy}>
        {submit}
      </Button>
    </form>
  )
}
