import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { dumpSchema, tenancyFaults } from '#platform/store/schema-dump.ts'
import { testDb } from '#platform/store/test-db.ts'

const DUMP = 'test/schema.sql'
const { owner } = await testDb()

test('the committed dump is what the migrations make (npm run schema rewrites it)', async () => {
  const schema = await dumpSchema(owner)
  if (process.env.JIUJING_WRITE === '1') writeFileSync(DUMP, schema)
  expect(schema).toBe(readFileSync(DUMP, 'utf8'))
})

test('every tenant table has its community in each key and forces row-level security', async () => {
  expect(await tenancyFaults(owner)).toEqual([])
})
