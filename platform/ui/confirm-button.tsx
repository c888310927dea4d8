import { Button, Input, Modal } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import s from './confirm-button.module.css'
import { useWords } from './language.ts'
import { refusalText } from './refusal.ts'
import { words } from './words.ts'

interface ConfirmButtonProps {
  readonly label: string
  /** The question, and what follows from a yes. */
  readonly title: string
  readonly why: ReactNode
  /** Given, a reason has to be written. */
  readonly reason?: string
  /** More to fill in. */
  readonly children?: ReactNode
  readonly danger?: boolean
  /** It is what the page is for. */
  readonly primary?: boolean
  readonly disabled?: boolean
  readonly small?: boolean
  readonly onConfirm: (reason: string) => Promise<unknown>
}

/** A button whose deed is asked about first; a refusal is said where the question was. */
export function ConfirmButton({
  label,
  title,
  why,
  reason,
  children,
  danger = false,
  primary = false,
  disabled = false,
  small = false,
  onConfirm,
}: ConfirmButtonProps) {
  const w = useWords(words)
  const id = useId()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [text, setText] = useState('')
  const [refused, setRefused] = useState<string>()
  const close = () => {
    setOpen(false)
    setText('')
    setRefused(undefined)
  }
  const confirm = async () => {
    setBusy(true)
    setRefused(undefined)
    try {
      await onConfirm(text.trim())
      close()
    } catch (error) {
      setRefused(refusalText(error) ?? w.failed)
    }
    setBusy(false)
  }
  return (
    <>
      <Button
        danger={danger}
        type={primary ? 'primary' : 'default'}
        disabled={disabled}
        size={small ? 'small' : 'middle'}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      <Modal
        open={open}
        title={title}
        okText={label}
        cancelText={w.cancel}
        okButtonProps={{ danger, disabled: reason !== undefined && !text.trim() }}
        confirmLoading={busy}
        onOk={confirm}
        onCancel={close}
        closable={{ 'aria-label': w.cancel }}
        destroyOnHidden
        width={460}
      >
        <div className={s.body}>
          <p>{why}</p>
          {children}
          {reason && (
            <div>
              <label htmlFor={id}>{reason}</label>
              <Input id={id} value={text} maxLength={200} onChange={(event) => setText(event.target.value)} />
            </div>
          )}
          {refused && (
            <p className={s.wrong} role="alert">
              {refused}
            </p>
          )}
        </div>
      </Modal>
    </>
  )
}
