import { useEffect, useRef, useState } from 'react'
import type { Calling } from '#platform/workers/calls.ts'
import type { Ended } from './engine-jobs.ts'

/** A search in the worker: what was asked, the latest step, and whether that is the end of it. */
export interface Seeking<Q, S> {
  readonly asked: Q | undefined
  readonly step: S | undefined
  readonly isRunning: boolean
  readonly stopped: boolean
  readonly error: unknown
}

const NOTHING = { asked: undefined, step: undefined, isRunning: false, stopped: false, error: undefined }

/** `start` asks the worker; leaving the page ends what is under way. */
export function useSeeking<Q, S>(start: (question: Q, onProgress: (step: S) => void) => Calling<Ended<S>>) {
  const [seeking, setSeeking] = useState<Seeking<Q, S>>(NOTHING)
  const cancel = useRef<() => void>(undefined)
  const stop = () => cancel.current?.()
  useEffect(() => stop, [])
  async function seek(asked: Q): Promise<void> {
    stop()
    setSeeking({ ...NOTHING, asked, isRunning: true })
    const ours = (before: Seeking<Q, S>, after: Partial<Seeking<Q, S>>) =>
      before.asked === asked ? { ...before, ...after } : before
    const calling = start(asked, (step) => setSeeking((before) => ours(before, { step })))
    cancel.current = calling.cancel
    try {
      const ended = await calling.result
      setSeeking((before) => ours(before, { ...ended, isRunning: false }))
    } catch (error) {
      setSeeking((before) => ours(before, { error, isRunning: false }))
    }
  }
  return { seeking, seek, stop }
}
