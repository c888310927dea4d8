import type { FastifyInstance } from 'fastify'
import { expect } from 'vitest'
import { client } from './client.ts'

/** A typed client that calls `app` in-process, with no port opened. `headers` carry a session or a language. */
export function testClient(app: FastifyInstance, headers: Record<string, string> = {}) {
  return client(
    '',
    async (url, init) => {
      const reply = await app.inject({
        url,
        method: init.method as 'GET',
        headers: init.headers,
        ...(init.body !== undefined && { payload: init.body }),
      })
      return { ok: reply.statusCode < 400, status: reply.statusCode, json: async () => reply.json() }
    },
    () => headers,
  )
}

/** What a call is rejected with where the server refuses: the code, and a fault at each of these fields. */
export const refusal = (code: string, ...fields: string[]) =>
  expect.objectContaining({
    problem: expect.objectContaining({
      code,
      ...(fields.length > 0 && { faults: fields.map((field) => expect.objectContaining({ field })) }),
    }),
  })
