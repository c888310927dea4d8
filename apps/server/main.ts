/** `npm start`: the store, the demo district on the first start, the diagnosis, the console, and the address. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildConsole } from '#apps/console/build.ts'
import { type DiagnosisService, openDiagnosis } from '#district/diagnosis/server.ts'
import { headsFile, keepHead } from '#platform/audit/heads.ts'
import { startSealing } from '#platform/audit/seal.ts'
import { createServer } from '#platform/http/server.ts'
import { openStore, type Store } from '#platform/store/open.ts'
import { ensureDemoDistrict } from './demo.ts'
import { listen } from './listen.ts'
import { consolePages, serveAssets } from './pages.ts'
import { greet, say } from './report.ts'
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

async function start(): Promise<() => Promise<void>> {
  const store = await openStore({ progress: say })
  const closing: (() => Promise<unknown>)[] = [() => store.close()]
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close().catch(console.error)
  }
  try {
    const claim = await store.claimServer()
    if (settings.demo) await ensureDemoDistrict(store, say, settings.demoTowns)
    const diagnosis = openDiagnosis(store.db)
    say({ zh: '正在诊断…', en: 'Diagnosing …' })
    await diagnosis.warmUp()
    const folder = await buildConsole({ onProgress: say })
    const app = await serve(store, diagnosis, folder)
    closing.push(() => app.close())
    const heads = headsFile(store.dataDir)
    const onError = (err: unknown) => app.log.error({ err }, 'sealing the audit log')
    closing.push(startSealing(store.db, { keep: (head) => keepHead(heads, head), onError }))
    const { port, taken } = await listen(app, settings.port, settings.host)
    const url = `http://localhost:${port}`
    await claim.announce(url)
    greet(await diagnosis.summary(), {
      url,
      taken,
      wanted: settings.port,
      dataDir: store.dataDir,
      demo: settings.demo,
    })
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
    routes: allRoutes(diagnosis, { version, store: store.version, demo: settings.demo }),
    authenticate: callers(store.db, settings.demo),
    fallback: consolePages(folder),
    log: settings.log,
    requestsPerMinute: settings.requestsPerMinute,
    trustProxy: settings.trustProxy,
  })
  await serveAssets(app, folder)
  return app
}

/** Ctrl-C, a service manager or the end of the program that started this one: finish what is under way and go. */
function stopWhenAsked(stop: () => Promise<void>): void {
  let asked = false
  const leave = async () => {
    if (asked) return
    asked = true
    say({ zh: '正在停止…', en: 'Stopping …' })
    await stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave())
  if (process.connected) process.once('disconnect', () => void leave())
}

try {
  stopWhenAsked(await start())
} catch (error) {
  const { zh, en, stack } = error as { zh?: string; en?: string; stack?: string }
  console.error(zh && en ? `${zh}\n${en}` : stack)
  process.exit(1)
}
