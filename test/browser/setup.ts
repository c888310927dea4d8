import type { TestProject } from 'vitest/node'
import { unpackChromium } from './chromium.ts'
import { startDemoServer } from './server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    consoleUrl: string
  }
}

/** A street of the inner town and a town of villages: both packs, both kinds of place, generated in seconds. */
const TOWNS = '330212008,330212104'

/** Starts the real server on a small demo district, and stops it at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await unpackChromium()
  const { url, stop } = await startDemoServer(TOWNS)
  project.provide('consoleUrl', url)
  return stop
}
