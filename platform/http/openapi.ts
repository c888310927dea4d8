import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { docsPage } from './docs-page.ts'

/** Serve `GET /api/openapi.json` (3.1) and, for people, `GET /api/docs`. */
export async function addOpenApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Jiujing 九景',
        version,
        description:
          'Refusals are RFC 9457 problem details; `code` is stable, `title` is in the language asked for.',
      },
    },
  })
  const hide = { schema: { hide: true } as object }
  app.get('/api/openapi.json', hide, async () => app.swagger())
  app.get('/api/docs', hide, async (_, reply) =>
    reply.type('text/html; charset=utf-8').send(docsPage(app.swagger())),
  )
}
