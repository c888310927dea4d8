import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ScoresSchema } from './scores.ts'

test('the published JSON Schema is the one in the code (WRITE_SCHEMA=1 writes it)', () => {
  const path = join(import.meta.dirname, '../../../docs/scores.schema.json')
  const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...ScoresSchema }
  const text = `${JSON.stringify(schema, null, 2)}\n`
  if (process.env.WRITE_SCHEMA) writeFileSync(path, text)
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(JSON.parse(text))
})
