import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import actions from '#packs/audit/actions.json' with { type: 'json' }

/** Every action that a call of recordAudit names, and every kind of thing that recordRead tells of. */
const recorded = globSync('{platform,foundation,mechanisms,district,apps,examples}/**/*.ts', {
  exclude: ['**/node_modules/**', '**/*.test.ts', '**/web/**'],
}).flatMap((file) => {
  const text = readFileSync(file, 'utf8')
  const deeds = [...text.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, action]) => action!)
  const reads = [...text.matchAll(/recordRead\([^;]*?kind: '([a-z]+)'/g)].map(([, kind]) => `${kind}.read`)
  return /recordAudit|recordRead/.test(text) ? [...deeds, ...reads] : []
})
/** Rights are named alike, and so are files to download. */
const notActions = /\.(?:manage|read|act|run|optout|edit|record|confirm|import|xlsx)$/

test('every recorded action has a sentence in packs/audit, and no sentence is left over', () => {
  const known = new Set(Object.keys(actions))
  expect(recorded.filter((action) => !known.has(action) && !notActions.test(action))).toEqual([])
  const said = new Set([...recorded, 'audit.read'])
  expect([...known].filter((action) => !said.has(action))).toEqual([])
})
