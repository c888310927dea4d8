import { createHash } from 'node:crypto'
import { append, type Hash, type Head, type Link } from '#core/chain/chain.ts'
import { type Db, inScope, wholeScope } from '#platform/store/db.ts'
import { seal, selectHead, selectUnsealed, takeSealing } from './queries.ts'

export const sha256: Hash = (text) => createHash('sha256').update(text).digest('hex')

/** Entries sealed in one transaction. */
const BATCH = 1000

/**
 * The head of the chain after every committed entry was put behind it; `undefined` if another process is sealing at
 * this moment.
 */
export async function sealAudit(db: Db): Promise<Head | undefined> {
  for (;;) {
    const sealed = await sealBatch(db)
    if (!sealed || sealed.count < BATCH) return sealed?.head
  }
}

async function sealBatch(db: Db): Promise<{ head: Head; count: number } | undefined> {
  return await inScope(db, wholeScope, async (tx) => {
    if (!(await takeSealing(tx))) return undefined
    const start = await selectHead(tx)
    const entries = await selectUnsealed(tx, BATCH)
    const links: Link[] = []
    for (const { content } of entries) links.push(await append(links.at(-1) ?? start, content, sha256))
    if (links.length > 0) {
      await seal(
        tx,
        entries.map(({ entryId }) => entryId),
        links,
      )
    }
    const { sequence, hash } = links.at(-1) ?? start
    return { head: { sequence, hash }, count: links.length }
  })
}

export interface SealingOptions {
  /** Pause between two sealings. */
  readonly everyMs?: number
  /** Pause between two heads given to `keep`, if the chain grew. */
  readonly keepEveryMs?: number
  /** Takes a head to a place that whoever could alter the database cannot reach: a file, the server's log. */
  readonly keep?: (head: Head) => void | Promise<void>
  readonly onError?: (error: unknown) => void
}

/** Seals while the server runs. The function returned seals what is left, keeps the last head and stops. */
export function startSealing(db: Db, options: SealingOptions = {}): () => Promise<void> {
  const { everyMs = 1000, keepEveryMs = 3_600_000, keep, onError = () => {} } = options
  let kept: Head | undefined
  let keptAt = Number.NEGATIVE_INFINITY
  const turn = async (isLast: boolean) => {
    try {
      const head = await sealAudit(db)
      if (!keep || !head || head.sequence === (kept?.sequence ?? 0)) return
      if (!isLast && performance.now() - keptAt < keepEveryMs) return
      await keep(head)
      kept = head
      keptAt = performance.now()
    } catch (error) {
      onError(error)
    }
  }
  let running = turn(false)
  const timer = setInterval(() => {
    running = running.then(() => turn(false))
  }, everyMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
    await turn(true)
  }
}
