import { Type } from 'typebox'
import { projectCount } from '#district/programme/read.ts'
import { dataCounts, placeMark } from '#foundation/place/read.ts'
import { route } from '#platform/http/route.ts'
import { handleAlone, type Routes } from '#platform/http/server.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'

const Count = (description: string) => Type.Integer({ minimum: 0, description })

export const health = route({
  method: 'GET',
  path: '/api/health',
  summary: 'Whether the server lives and can answer, its versions, and how much data it holds',
  reply: Type.Object({
    live: Type.Boolean({ description: 'The process answers' }),
    ready: Type.Boolean({ description: 'The store answers too' }),
    version: Type.String(),
    node: Type.String(),
    store: Type.String({ description: 'PostgreSQL version' }),
    data: Type.Object({
      areas: Count('District, towns and communities'),
      communities: Count('Communities and villages'),
      projects: Count('Projects of the programme'),
      buildings: Count('Buildings'),
      people: Count('Residents'),
      facilities: Count('Facilities'),
      streetNodes: Count('Nodes of the walking network'),
    }),
  }),
})

/** Counts take a scan of the population; monitors ask often. */
const KEEP_MS = 10_000

export function healthRoutes(version: string, store: string): Routes {
  let kept:
    | { at: number; data: Promise<Awaited<ReturnType<typeof dataCounts>> & { projects: number }> }
    | undefined
  return [
    handleAlone(health, async (_, { db }) => {
      // Asked each time: kept counts must not call a store ready that is gone.
      await placeMark(db)
      if (!kept || performance.now() - kept.at > KEEP_MS) {
        const data = inScope(db, wholeScope, async (tx) => ({
          ...(await dataCounts(tx)),
          projects: await projectCount(tx),
        }))
        kept = { at: performance.now(), data }
        data.catch(() => {
          kept = undefined
        })
      }
      return { live: true, ready: true, version, node: process.version, store, data: await kept.data }
    }),
  ]
}
