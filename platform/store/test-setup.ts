import { readdirSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { placeIn, removePlace } from './place.ts'
import { isAlive, stopPostmaster } from './postmaster.ts'

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
  await chmod(folder, 0o711)
  project.provide('testStores', folder)
  return () => clear(folder)
}

async function clear(folder: string): Promise<void> {
  for (const version of readdirSync(folder)) {
    const place = await placeIn(join(folder, version))
    await stopPostmaster(place, 'SIGQUIT')
    await removePlace(place)
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
