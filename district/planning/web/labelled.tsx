import { type ReactNode, useId } from 'react'
import { figures } from '#platform/ui/figure.tsx'
import s from './siting-panel.module.css'

interface LabelledProps {
  readonly label: string
  readonly hint?: string
  readonly children: (id: string) => ReactNode
}

/** A labelled control of a tool, with what it means. */
export function Labelled({ label, hint, children }: LabelledProps) {
  const id = useId()
  return (
    <div className={s.field} {...figures('wording')}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint && <p className="quiet small">{hint}</p>}
    </div>
  )
}
