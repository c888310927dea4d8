import { expect, test } from 'vitest'
import { allRoutes } from '#apps/server/routes.ts'
import { openDiagnosis } from '#district/diagnosis/server.ts'
import roles from '#packs/roles/roles.json' with { type: 'json' }
import { testDb } from '#platform/store/test-db.ts'

const { db } = await testDb()
const routes = allRoutes(openDiagnosis(db), { version: '0', store: '18', demo: true })
const rights = new Set(roles.rights.map(({ id }) => id))

test('every right that a route asks for is one that packs/roles gives to somebody', () => {
  const given = new Set(roles.roles.flatMap((role) => role.rights))
  const asked = routes.flatMap(({ contract }) => (contract.right ? [contract.right as string] : []))
  expect([...new Set(asked)].filter((right) => !rights.has(right) || !given.has(right))).toEqual([])
})

test('every right of a role has a name', () => {
  expect(roles.roles.flatMap((role) => role.rights).filter((right) => !rights.has(right))).toEqual([])
})

test('no two routes answer the same address', () => {
  const addresses = routes.map(({ contract: { method, path } }) => `${method} ${path.replace(/:\w+/g, ':')}`)
  expect(addresses.filter((address, i) => addresses.indexOf(address) !== i)).toEqual([])
})
