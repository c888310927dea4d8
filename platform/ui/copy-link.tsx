import { LinkOutlined } from '@ant-design/icons'
import { App, Button, Input, type InputRef, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useWords } from './language.ts'
import { words } from './words.ts'

/**
 * Copies an address, that of the page unless another is given. Browsers give the clipboard to pages from https and localhost only, and may refuse it
 * there too: then the address is shown, selected, to copy by hand.
 */
export function CopyLink({ href }: { href?: string }) {
  const w = useWords(words)
  const { message } = App.useApp()
  const [shown, setShown] = useState<string>()
  const field = useRef<InputRef>(null)
  const copy = async () => {
    const address = href ?? window.location.href
    try {
      await navigator.clipboard.writeText(address)
      void message.success(w.linkCopied)
    } catch {
      setShown(address)
    }
  }
  return (
    <>
      <Button icon={<LinkOutlined />} onClick={() => void copy()}>
        {w.copyLink}
      </Button>
      <Modal
        open={shown !== undefined}
        title={w.copyLink}
        onCancel={() => setShown(undefined)}
        afterOpenChange={(open) => open && field.current?.focus({ cursor: 'all' })}
        closable={{ 'aria-label': w.close }}
        footer={null}
      >
        <p>{w.copyByHand}</p>
        <Input
          ref={field}
          readOnly
          aria-label={w.copyLink}
          value={shown}
          onFocus={(event) => event.target.select()}
        />
      </Modal>
    </>
  )
}
