/** `npm run check`: every check that needs no running program, each named, timed and printed. */
import { spawnSync } from 'node:child_process'

export const CHECKS: readonly (readonly [name: string, command: string])[] = [
  ['format and lint', 'biome check --error-on-warnings .'],
  ['types of pure code', 'tsc -p tsconfig.pure.json'],
  ['types of server code', 'tsc -p tsconfig.node.json'],
  ['types of pages', 'tsc -p tsconfig.web.json'],
  [
    'layout rules',
    'depcruise --config .dependency-cruiser.cjs core platform foundation mechanisms district apps examples test',
  ],
  ['unused code', 'knip --no-progress'],
]

/** Run all checks, even after a failure, so that one run shows everything. @returns names of those that failed. */
export function runChecks(): string[] {
  return CHECKS.filter(([name, command]) => {
    const started = performance.now()
    const run = spawnSync('sh', ['-c', command], { encoding: 'utf8' })
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`${run.status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
    if (run.status !== 0) console.log(run.stdout + run.stderr)
    return run.status !== 0
  }).map(([name]) => name)
}

if (import.meta.main) process.exit(runChecks().length > 0 ? 1 : 0)
