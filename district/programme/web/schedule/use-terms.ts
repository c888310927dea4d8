import { useEffect, useState } from 'react'
import { TERMS, type Terms } from '#district/programme/rules/schedule-terms.ts'
import { useUrlState } from '#platform/ui/url-state.ts'

export interface Editing {
  /** One step to undo; edits one after the other with the same `of` are one step. */
  readonly edit: (patch: Partial<Terms>, of?: string) => void
  readonly undo: (() => void) | undefined
  readonly redo: (() => void) | undefined
}

/** What the address asks, and its changes with undo and redo. */
export function useTerms(): readonly [Terms, Editing] {
  const [terms, change] = useUrlState(TERMS)
  const [past, setPast] = useState<readonly Terms[]>([])
  const [future, setFuture] = useState<readonly Terms[]>([])
  const [lastOf, setLastOf] = useState<string>()
  const edit: Editing['edit'] = (patch, of) => {
    if (Object.entries(patch).every(([key, value]) => terms[key as keyof Terms] === value)) return
    if (of === undefined || of !== lastOf) setPast([...past, terms])
    setFuture([])
    setLastOf(of)
    change(patch)
  }
  const step = (from: readonly Terms[], move: (before: Terms) => void) => {
    const to = from.at(-1)
    if (!to) return undefined
    return () => {
      move(to)
      setLastOf(undefined)
      change(to)
    }
  }
  const undo = step(past, () => {
    setPast(past.slice(0, -1))
    setFuture([...future, terms])
  })
  const redo = step(future, () => {
    setFuture(future.slice(0, -1))
    setPast([...past, terms])
  })
  useUndoKeys(undo, redo)
  return [terms, { edit, undo, redo }]
}

/** Ctrl+Z and Ctrl+Shift+Z, or with the Command key; not while a text is being typed. */
function useUndoKeys(undo: Editing['undo'], redo: Editing['redo']): void {
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea')
      if (isTyping || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
      event.preventDefault()
      if (event.shiftKey) redo?.()
      else undo?.()
    }
    window.addEventListener('keydown', key)
    return () => window.removeEventListener('keydown', key)
  }, [undo, redo])
}
