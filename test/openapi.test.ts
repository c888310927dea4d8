import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { allRoutes } from '#apps/server/routes.ts'
import { openDiagnosis } from '#district/diagnosis/server.ts'
import { createServer } from '#platform/http/server.ts'
import { testDb } from '#platform/store/test-db.ts'

const SNAPSHOT = 'test/openapi.json'
const { db } = await testDb()
const app = await createServer({
  db,
  version: '0.0.0',
  routes: allRoutes(openDiagnosis(db), { version: '0.0.0', store: '18', demo: true }),
})
const { openapi, paths } = (await app.inject({ url: '/api/openapi.json' })).json()

test('the committed OpenAPI document is what the routes give (npm run schema rewrites it)', () => {
  const document = `${JSON.stringify(paths, null, 1)}\n`
  if (process.env.JIUJING_WRITE === '1') writeFileSync(SNAPSHOT, document)
  expect(openapi).toBe('3.1.0')
  expect(document).toBe(readFileSync(SNAPSHOT, 'utf8'))
})

interface Schema {
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
}
interface Operation {
  readonly summary?: string
  readonly parameters?: readonly { readonly name: string; readonly description?: string }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> }
}
const operations = Object.entries(paths as Record<string, Record<string, Operation>>).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
)

test('every operation says what it does, and every parameter what it means', () => {
  const silent = operations.flatMap(([name, { summary, parameters = [] }]) => [
    ...(summary ? [] : [name]),
    ...parameters.filter(({ description }) => !description).map((parameter) => `${name} ${parameter.name}`),
  ])
  expect(silent).toEqual([])
})
