import type { FastifyInstance } from 'fastify'
import { client } from '#platform/http/client.ts'

/** A typed client with a cookie jar and an address of its own, as one browser is. */
export function browser(app: FastifyInstance, address = '10.0.0.1', jar = new Map<string, string>()) {
  /** The `set-cookie` headers of the last reply. */
  const received: { lines: string[] } = { lines: [] }
  const call = client('', async (url, init) => {
    const reply = await app.inject({
      url,
      method: init.method as 'GET',
      headers: init.headers,
      cookies: Object.fromEntries(jar),
      remoteAddress: address,
      ...(init.body !== undefined && { payload: init.body }),
    })
    received.lines = [reply.headers['set-cookie'] ?? []].flat()
    for (const { name, value } of reply.cookies) value ? jar.set(name, value) : jar.delete(name)
    return { ok: reply.statusCode < 400, status: reply.statusCode, json: async () => reply.json() }
  })
  return { call, jar, received }
}
