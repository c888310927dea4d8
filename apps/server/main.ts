/** `npm start`: the store, the demo district on the first start, the diagnosis, the console, and the address. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildConsole } from '#apps/console/build.ts'
import { type DiagnosisService, openDiagnosis } from '#district/diagnosis/server.ts'
import { startProcedures } from '#mechanisms/application/server.ts'
import { headsFile, keepHead, keptHeads } from '#platform/audit/heads.ts'
import { startSealing } from '#platform/audit/seal.ts'
import { createServer } from '#platform/http/server.ts'
import { openStore, type Store } from '#platform/store/open.ts'
import { ensureDemoCases, ensureDemoDistrict, ensureDemoWorks } from './demo.ts'
import { closeSoon, listen } from './listen.ts'
import { consolePages, serveAssets } from './pages.ts'
import { explain, greet, say } from './report.ts'
import { allRoutes, callers } from './routes.ts'

const PROJECT = join(import.meta.dirname, '../..')
const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { version: string }

/** Set by the environment; docs/operate.md explains each. */
const settings = {
  port: Number(process.env.PORT ?? 8080),
  host: process.env.HOST ?? '127.0.0.1',
  // A store of one's own is in earnest unless it is said to be a demo.
  demo: process.env.JIUJING_DEMO ? process.env.JIUJING_DEMO === '1' : !process.env.DATABASE_URL,
  demoTowns: process.env.JIUJING_DEMO_TOWNS?.split(','),
  log: process.env.JIUJING_LOG === '1',
  trustProxy: process.env.JIUJING_TRUST_PROXY === '1',
  requestsPerMinute: Number(process.env.JIUJING_REQUESTS_PER_MINUTE ?? 1200),
}

/**
 * Everything up and listening; returns what takes it down again.
 *
 * @throws the reason of `asked` where it is aborted on the way, at the next step that is told to people.
 */
async function start(asked: AbortSignal): Promise<() => Promise<void>> {
  const progress = (line: Parameters<typeof say>[0]) => {
    asked.throwIfAborted()
    say(line)
  }
  const store = await openStore({ progress })
  const closing: (() => Promise<unknown>)[] = [() => store.close()]
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close().catch(console.error)
  }
  try {
    const claim = await store.claimServer()
    if (settings.demo) await ensureDemoDistrict(store, progress, settings.demoTowns)
    await startProcedures(store.db)
    if (settings.demo) await ensureDemoCases(store)
    const diagnosis = openDiagnosis(store.db)
    progress({ zh: '正在诊断…', en: 'Diagnosing …' })
    await diagnosis.warmUp()
    if (settings.demo) await ensureDemoWorks(store, diagnosis.district)
    const folder = await buildConsole({ onProgress: progress })
    const app = await serve(store, diagnosis, folder)
    closing.push(() => closeSoon(app))
    const heads = headsFile(store.dataDir)
    const onError = (err: unknown) => app.log.error({ err }, 'sealing the audit log')
    closing.push(startSealing(store.db, { keep: (head) => keepHead(heads, head), onError }))
    const found = await diagnosis.summary()
    asked.throwIfAborted()
    const { url, taken } = await listen(app, settings)
    await claim.announce(url)
    const { port: wanted, demo } = settings
    greet(found, { url, taken, wanted, dataDir: store.dataDir, demo })
    return stop
  } catch (error) {
    await stop()
    throw error
  }
}

async function serve(store: Store, diagnosis: DiagnosisService, folder: string) {
  const app = await createServer({
    db: store.db,
    version,
    routes: allRoutes(diagnosis, {
      version,
      store: store.version,
      demo: settings.demo,
      heads: () => keptHeads(headsFile(store.dataDir)),
    }),
    authenticate: callers(store.db, settings.demo),
    fallback: consolePages(folder),
    // Errors are always written down, away from what the start prints; JIUJING_LOG=1 adds every request.
    log: settings.log || { level: 'error', stream: process.stderr },
    requestsPerMinute: settings.requestsPerMinute,
    trustProxy: settings.trustProxy,
  })
  await serveAssets(app, folder)
  return app
}

/** Aborted by Ctrl-C, by a service manager, and by the end of the program that started this one. */
function whenToStop(): AbortSignal {
  const asked = new AbortController()
  const ask = () => asked.abort()
  asked.signal.addEventListener('abort', () => say({ zh: '正在停止…', en: 'Stopping …' }))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, ask)
  process.once('disconnect', ask)
  // The one who started this was gone before it could be listened to.
  if (process.send && !process.connected) ask()
  return asked.signal
}

const asked = whenToStop()
try {
  const stop = await start(asked)
  if (!asked.aborted) await once(asked, 'abort')
  await stop()
  process.exit(0)
} catch (error) {
  if (asked.aborted) process.exit(0)
  console.error(explain(error))
  process.exit(1)
}
