import { MessageChannel } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { connect, type Port, serve, type Task } from './calls.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

const jobs = {
  double: (n: number) => 2 * n,
  refuse: () => {
    throw new RangeError('not that')
  },
  /** Counts until it is told to stop. */
  count: async (most: number, { progress, isCancelled }: Task) => {
    let n = 0
    while (n < most && !isCancelled()) {
      progress(++n)
      await turn()
    }
    return n
  },
}

function open() {
  const { port1, port2 } = new MessageChannel()
  const port = (end: typeof port1): Port => ({
    post: (message) => end.postMessage(message),
    listen: (take) => end.on('message', take as (message: unknown) => void),
  })
  serve(port(port1), jobs)
  return { ...connect<typeof jobs>(port(port2)), close: () => port1.close() }
}

test('calls get their own results, in whatever order they end', async () => {
  const { call, close } = open()
  const slow = call('count', 20).result
  expect(await call('double', 21).result).toBe(42)
  expect(await slow).toBe(20)
  close()
})

test('a job that throws fails its call alone', async () => {
  const { call, close } = open()
  await expect(call('refuse', undefined).result).rejects.toThrow('not that')
  expect(await call('double', 1).result).toBe(2)
  close()
})

test('progress is told while a job runs, and a cancelled one returns what it has', async () => {
  const { call, close } = open()
  const seen: number[] = []
  const counting = call('count', 1e9, {
    onProgress: (n: number) => {
      seen.push(n)
      if (n === 5) counting.cancel()
    },
  })
  const result = await counting.result
  expect(result).toBeGreaterThanOrEqual(5)
  expect(seen.slice(0, 5)).toEqual([1, 2, 3, 4, 5])
  expect(seen).toHaveLength(result)
  close()
})

test('when a worker dies, whoever waits is told', async () => {
  const { call, fail, close } = open()
  const waiting = call('count', 1e9)
  fail(new Error('gone'))
  await expect(waiting.result).rejects.toThrow('gone')
  waiting.cancel()
  await turn()
  close()
})
