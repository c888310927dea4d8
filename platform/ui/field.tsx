import type { ReactNode } from 'react'
import s from './field.module.css'
import { figures } from './figure.tsx'

interface FieldProps {
  readonly label: string
  /** Id of the control; a group of controls has none and is labelled as a group. */
  readonly id?: string
  readonly hint?: ReactNode
  /** Why what was given is refused. */
  readonly error?: string | undefined
  readonly children: ReactNode
}

/** A labelled control of a form, with what helps to fill it in and why it was refused. */
export function Field({ label, id, hint, error, children }: FieldProps) {
  const below = (
    <>
      {hint && (
        <p className="quiet small" {...figures('wording')}>
          {hint}
        </p>
      )}
      {error && (
        <p className={s.error} role="alert">
          {error}
        </p>
      )}
    </>
  )
  if (id === undefined)
    return (
      <fieldset className={s.field}>
        <legend>{label}</legend>
        {children}
        {below}
      </fieldset>
    )
  return (
    <div className={s.field}>
      <label htmlFor={id}>{label}</label>
      {children}
      {below}
    </div>
  )
}
