import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface DemoServer {
  readonly url: string
  readonly stop: () => Promise<void>
}

/**
 * Starts the real server on a demo district in a data folder of its own; `stop` ends it and removes the folder.
 *
 * @param towns comma-separated ids of the towns that are filled; all unless given
 */
export async function startDemoServer(towns?: string): Promise<DemoServer> {
  const data = await mkdtemp(join(tmpdir(), 'jj-browser-'))
  await chmod(data, 0o711) // PostgreSQL, running as somebody else than root, must get in
  const server = spawn(process.execPath, ['apps/server/main.ts'], {
    // The fourth channel tells the server when this run is gone, even if it was killed.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      JIUJING_DATA: data,
      JIUJING_DEMO: '1',
      ...(towns && { JIUJING_DEMO_TOWNS: towns }),
      JIUJING_REQUESTS_PER_MINUTE: '0',
      PORT: '18080',
    },
  })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  const stop = async () => {
    server.kill('SIGTERM')
    await ended
    await rm(data, { recursive: true, force: true })
  }
  try {
    return { url: await addressOf(server), stop }
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
