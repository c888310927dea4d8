import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface Server {
  readonly url: string
  /** Its data folder. */
  readonly data: string
  readonly stop: () => Promise<void>
}

/**
 * Starts the real server on a demo district.
 *
 * @param towns comma-separated ids of the towns that are filled; all unless given
 */
export const startDemoServer = (towns?: string): Promise<Server> =>
  startServer({ JIUJING_DEMO: '1', ...(towns && { JIUJING_DEMO_TOWNS: towns }), PORT: '18080' })

/** Starts the real server in a data folder of its own; `stop` ends it and removes the folder. */
export async function startServer(settings: Readonly<Record<string, string>>): Promise<Server> {
  const data = await mkdtemp(join(tmpdir(), 'jj-browser-'))
  await chmod(data, 0o711) // PostgreSQL, running as somebody else than root, must get in
  const server = spawn(process.execPath, ['apps/server/main.ts'], {
    // The fourth channel tells the server when this run is gone, even if it was killed.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, JIUJING_DATA: data, JIUJING_REQUESTS_PER_MINUTE: '0', ...settings },
  })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  const stop = async () => {
    server.kill('SIGTERM')
    await ended
    await rm(data, { recursive: true, force: true })
  }
  try {
    return { url: await addressOf(server), data, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The address that the server prints once it is ready. */
function addressOf(server: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said += chunk
      const address = said.match(/http:\/\/localhost:\d+/)?.[0]
      if (address) resolve(address)
    }
    server.stdout?.on('data', listen)
    server.stderr?.on('data', listen)
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)))
  })
}
