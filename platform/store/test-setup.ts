import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { placeIn } from './place.ts'
import { stopPostmaster } from './postmaster.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testStores: string
  }
}

const PREFIX = 'jj-test-'

/**
 * Gives the run a temporary folder for its databases and empties it at the end. The servers in it are started by the
 * first test that wants one, so a run without database tests pays nothing.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await clearAbandoned()
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  project.provide('testStores', folder)
  return () => clear(folder)
}

async function clear(folder: string): Promise<void> {
  for (const version of readdirSync(folder)) {
    await stopPostmaster(await placeIn(join(folder, version)), 'SIGQUIT')
  }
  await rm(folder, { recursive: true, force: true })
}

/** A run that was killed leaves its servers behind: the next one stops them. */
async function clearAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) await clear(join(tmpdir(), name))
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
