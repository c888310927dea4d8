/** `npm test`: all checks, then all tests. Ends with one line that says how many passed. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChecks } from './check.ts'

const DATA = '../shared/data'

const failedChecks = runChecks()
const report = join(mkdtempSync(join(tmpdir(), 'jiujing-test-')), 'report.json')
const vitest = spawnSync(
  'vitest',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  {
    stdio: 'inherit',
  },
)
if (!existsSync(report)) {
  console.log('The tests did not run.')
  process.exit(1)
}
const result = JSON.parse(readFileSync(report, 'utf8'))
const skipped = result.numPendingTests + result.numTodoTests
if (failedChecks.length > 0) console.log(`Checks that failed: ${failedChecks.join(', ')}`)
if (skipped > 0 && !existsSync(DATA))
  console.log(`${skipped} tests read real data from ${DATA}, which is not here.`)
const failed = result.numFailedTests + failedChecks.length
console.log(`${result.numPassedTests} passed, ${failed} failed, ${skipped} skipped`)
process.exit(failed > 0 || vitest.status !== 0 ? 1 : 0)
