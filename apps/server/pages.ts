import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { sendNotFound } from '#platform/http/problem.ts'
import type { ServerOptions } from '#platform/http/server.ts'

/** Serve the built files of the console; their names carry a hash, so a browser may keep them for a year. */
export async function serveAssets(app: FastifyInstance, folder: string): Promise<void> {
  const root = join(folder, 'assets')
  await app.register(fastifyStatic, { root, prefix: '/assets/', immutable: true, maxAge: '365d' })
}

/** Every address that is not a route's or a file's is a page of the console, which finds its way by the address. */
export function consolePages(folder: string): NonNullable<ServerOptions['fallback']> {
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  return (request, reply) => {
    const wantsPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !/^\/(?:api|ogc|assets)(?:\/|$)/.test(request.url)
    if (!wantsPage) return sendNotFound(request, reply)
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
  }
}
