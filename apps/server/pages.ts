import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { sendNotFound } from '#platform/http/problem.ts'

/** Serve the built console from `folder`: hashed files may be kept for a year, the page itself must be asked for. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  if (existsSync(join(folder, 'assets')))
    await app.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      immutable: true,
      maxAge: '365d',
      decorateReply: false,
    })
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && !/^\/(?:api|ogc|assets)(?:\/|$)/.test(request.url)
    if (!wantsPage) return sendNotFound(request, reply)
    // Every other address is a page of the console, which finds its way by the address itself.
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
  })
}
