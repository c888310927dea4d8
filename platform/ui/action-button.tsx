import { Button, type ButtonProps } from 'antd'
import { useId } from 'react'

interface ActionButtonProps extends ButtonProps {
  /** Why it may not be used; it is then disabled and says so. */
  readonly why?: string | undefined
}

/** A button that says why, where it may not be used. */
export function ActionButton({ why, ...button }: ActionButtonProps) {
  const id = useId()
  if (!why) return <Button {...button} />
  return (
    <span>
      <Button {...button} disabled aria-describedby={id} />{' '}
      <span id={id} className="quiet small">
        {why}
      </span>
    </span>
  )
}
