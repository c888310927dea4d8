import { useBlocker } from '@tanstack/react-router'
import { Modal } from 'antd'
import { useWords } from './language.ts'
import { words } from './words.ts'

/** Asks before a page is left, by a link or by closing it, while something on it is not saved. */
export function UnsavedGuard({ unsaved }: { readonly unsaved: boolean }) {
  const w = useWords(words)
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => unsaved,
    enableBeforeUnload: unsaved,
    withResolver: true,
  })
  return (
    <Modal
      open={status === 'blocked'}
      title={w.unsaved}
      okText={w.leave}
      okButtonProps={{ danger: true }}
      cancelText={w.stay}
      onOk={() => proceed?.()}
      onCancel={() => reset?.()}
      closable={{ 'aria-label': w.stay }}
      width={420}
    >
      <p>{w.unsavedWhy}</p>
    </Modal>
  )
}
