import type { FastifyInstance } from 'fastify'

/** How many ports above the wanted one are tried. */
const TRIES = 20

/**
 * Listen on `port` or, where it is taken, on the next free one.
 *
 * @returns the port, and whether the wanted one was taken.
 */
export async function listen(app: FastifyInstance, port: number, host: string) {
  for (let candidate = port; ; candidate++) {
    try {
      await app.listen({ port: candidate, host })
      const address = app.server.address()
      return {
        port: typeof address === 'object' && address ? address.port : candidate,
        taken: candidate !== port,
      }
    } catch (error) {
      if ((error as { code?: string }).code !== 'EADDRINUSE' || candidate >= port + TRIES) throw error
    }
  }
}
