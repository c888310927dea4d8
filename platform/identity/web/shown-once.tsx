import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useWords } from '#platform/ui/language.ts'
import s from './page.module.css'
import { words } from './words.ts'

/** A password to hand over. Only its button closes it: a stray click must not lose it. */
export function ShownOnce({
  who,
  password,
  onClose,
}: {
  who: string
  password: string
  onClose: () => void
}) {
  const w = useWords(words)
  const [copied, setCopied] = useState(false)
  return (
    <Modal
      open
      title={w.passwordFor(who)}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {w.handedOver}
        </Button>
      }
    >
      <div className={s.form}>
        <p>{w.passwordOnce}</p>
        <p className={s.secret}>
          <code>{password}</code>
          {/* Browsers give the clipboard to pages from https and localhost only. */}
          {window.isSecureContext && (
            <Button onClick={() => navigator.clipboard.writeText(password).then(() => setCopied(true))}>
              {copied ? w.copied : w.copy}
            </Button>
          )}
        </p>
      </div>
    </Modal>
  )
}
