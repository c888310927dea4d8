import type { Static } from 'typebox'
import { communities } from '#foundation/place/read.ts'
import keep from '#packs/runs/keep.json' with { type: 'json' }
import { recordAudit } from '#platform/audit/write.ts'
import { handleAlone, type Routes } from '#platform/http/server.ts'
import { inScope, type Tx, wholeScope } from '#platform/store/db.ts'
import { communityHistory, compareRuns, listRuns, recomputeRun, verifyStoredRun } from '../contract/runs.ts'
import { refuse } from '../contract.ts'
import { selectHistory, selectLatestRun, selectResults, selectRun, selectRuns } from '../queries.ts'
import { type Runs, verifyRun } from '../runs.ts'
import { changesView, historyRow, runRow } from '../views/runs.ts'
import { type Finder, OWN_PACKS } from './find.ts'

/** Days of a community's history that are shown. */
const HISTORY_DAYS = 120

/** The life of runs: listed, compared, verified, computed anew. Runs are of the whole district, and so read in its scope. */
export const runRoutes = (runs: Runs, { checkPack, communityIn }: Finder): Routes => [
  handleAlone(listRuns, async ({ query: { pack, limit = 20, offset = 0 } }, { db }) =>
    inScope(db, wholeScope, async (tx) => {
      if (pack) checkPack(pack)
      const { total, rows } = await selectRuns(tx, pack, { limit, offset })
      const results =
        rows.length === 0
          ? []
          : await selectResults(
              tx,
              rows.map(({ runId }) => runId),
            )
      const byRun = Map.groupBy(results, ({ runId }) => runId)
      const areas = await communities(tx)
      const { days, months } = keep.inputs
      return {
        total,
        rows: rows.map((run) => runRow(run, byRun.get(run.runId) ?? [], areas)),
        keep: { days, months, grade: keep.grade, note: keep.note },
      }
    }),
  ),
  handleAlone(compareRuns, async ({ params: { runId, laterId } }, { db }) =>
    inScope(db, wholeScope, async (tx) => {
      const [before, after] = [await knownRun(tx, runId), await knownRun(tx, laterId)]
      if (before.pack !== after.pack) throw refuse('RUNS_OF_DIFFERENT_PACKS')
      const results = Map.groupBy(await selectResults(tx, [runId, laterId]), (row) => row.runId)
      const of = (run: typeof before) => ({ run, results: results.get(run.runId) ?? [] })
      return changesView(of(before), of(after), await communities(tx))
    }),
  ),
  handleAlone(verifyStoredRun, async ({ params: { runId } }, { db, caller }) => {
    const verdict = await inScope(db, wholeScope, (tx) => verifyRun(tx, runId))
    if (!verdict) throw refuse('RUN_UNKNOWN', { runId })
    await inScope(db, caller.scope, (tx) =>
      recordAudit(tx, caller, {
        ...{ action: 'diagnosis.verify', subject: { kind: 'run', id: runId } },
        detail: { verdict },
      }),
    )
    return { verdict }
  }),
  handleAlone(recomputeRun, async ({ body: { pack } }, { db, caller }) => {
    if (pack) checkPack(pack)
    const computed: Static<typeof recomputeRun.reply>['runs'] = []
    for (const own of pack ? [pack] : Object.values(OWN_PACKS)) {
      const before = await inScope(db, wholeScope, (tx) => selectLatestRun(tx, own))
      const run = await runs.recompute(own)
      if (!run) throw refuse('DIAGNOSIS_WITHOUT_STREETS')
      const { runId, resultsSha256 } = run.stored
      computed.push({ pack: own, runId, same: before?.resultsSha256 === resultsSha256 })
    }
    await inScope(db, caller.scope, async (tx) => {
      for (const { runId, ...detail } of computed)
        await recordAudit(tx, caller, {
          action: 'diagnosis.run',
          subject: { kind: 'run', id: runId },
          detail,
        })
    })
    return { runs: computed }
  }),
  handleAlone(communityHistory, async ({ params: { communityId } }, { db, caller }) => {
    const { run } = await communityIn(communityId)
    const { pack } = run.stored
    const days = await inScope(db, caller.scope, (tx) => selectHistory(tx, communityId, pack, HISTORY_DAYS))
    return days.map(historyRow).reverse()
  }),
]

/** @throws DomainError RUN_UNKNOWN */
async function knownRun(tx: Tx, runId: string) {
  const run = await selectRun(tx, runId)
  if (!run) throw refuse('RUN_UNKNOWN', { runId })
  return run
}
