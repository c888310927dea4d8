import { inScope, wholeScope } from '#platform/store/db.ts'
import { openStore } from '#platform/store/open.ts'
import { packNames } from '../packs.ts'
import { selectLatestRun } from '../queries.ts'
import { verifyRun } from '../runs.ts'

/**
 * `npm run diagnosis:verify`: recomputes the latest stored run of every pack from its own pack and inputs.
 *
 * @returns 0 only if every result has the bits that were stored.
 */
export async function verifyRunsCommand(): Promise<number> {
  const store = await openStore()
  try {
    const verdicts = await inScope(store.db, wholeScope, async (tx) => {
      const found: { pack: string; runId: string; same: boolean }[] = []
      for (const pack of packNames()) {
        const run = await selectLatestRun(tx, pack)
        if (run)
          found.push({ pack, runId: run.runId, same: (await verifyRun(tx, run.runId)) === 'identical' })
      }
      return found
    })
    for (const { pack, runId, same } of verdicts) {
      console.log(`${pack} ${runId} ${same ? '一致 identical' : '不一致 DIFFERENT'}`)
    }
    if (verdicts.length === 0) console.log('还没有诊断结果。  No run has been stored yet.')
    return verdicts.every(({ same }) => same) ? 0 : 1
  } finally {
    await store.close()
  }
}
