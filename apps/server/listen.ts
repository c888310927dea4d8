import type { FastifyInstance } from 'fastify'

/** How many ports above the wanted one are tried. */
const TRIES = 20

const HERE = ['127.0.0.1', '::1', '0.0.0.0', '::']

/** How a browser reaches a server that listens there. */
export function urlOf(host: string, port: number): string {
  const name = HERE.includes(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

/**
 * Listen on `port` or, where it is taken, on the next free one.
 *
 * @returns the address for a browser, and whether the wanted port was taken.
 * @throws Error with `zh` and `en` where there is no such port or host here, or no permission.
 */
export async function listen(app: FastifyInstance, { port, host }: { port: number; host: string }) {
  for (let candidate = port; ; candidate++) {
    try {
      await app.listen({ port: candidate, host })
      const address = app.server.address()
      const given = typeof address === 'object' && address ? address.port : candidate
      return { url: urlOf(host, given), taken: candidate !== port }
    } catch (error) {
      if ((error as { code?: string }).code === 'EADDRINUSE' && candidate < port + TRIES) continue
      throw refusal(error, { port: candidate, host })
    }
  }
}

function refusal(error: unknown, { port, host }: { port: number; host: string }): unknown {
  const said = {
    EADDRINUSE: [
      `端口 ${port - TRIES} 至 ${port} 都被占用`,
      `The ports ${port - TRIES} to ${port} are all taken`,
    ],
    EACCES: [`没有权限使用端口 ${port}`, `There is no permission to use port ${port}`],
    ERR_SOCKET_BAD_PORT: [`没有端口 ${port}`, `There is no port ${port}`],
    EADDRNOTAVAIL: [`本机没有地址 ${host}`, `This machine does not have the address ${host}`],
    ENOTFOUND: [`找不到主机 ${host}`, `There is no host ${host}`],
    EAI_AGAIN: [`找不到主机 ${host}`, `There is no host ${host}`],
  }[(error as { code: string }).code]
  if (!said) return error
  const [zh, en] = [`${said[0]},请修改 PORT 或 HOST。`, `${said[1]}: set PORT or HOST.`]
  return Object.assign(new Error(en, { cause: error }), { zh, en })
}

/** How long requests under way have to finish. */
const GRACE_MS = 5_000

/** Stop listening, let requests finish, and cut off the callers that are stuck. */
export async function closeSoon(app: FastifyInstance): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), GRACE_MS)
  await app.close()
  clearTimeout(timer)
}
