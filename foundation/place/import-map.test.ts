import { expect, test } from 'vitest'
import { loadNetwork } from '#core/reach/saved.ts'
import { type Caller, STRANGER } from '#platform/http/caller.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { importMap } from './import-map.ts'
import { barriers, facilitiesForDiagnosis, placeMark, streetNetwork } from './read.ts'
import { corner, STEP, testAreas } from './test-places.ts'
import { loadPlaces } from './write.ts'

const { db } = await testDb()
const caller: Caller = {
  ...STRANGER,
  accountId: 'a',
  role: 'task-force',
  scope: { ...wholeScope, accountId: 'a' },
}
await inScope(db, wholeScope, (tx) => loadPlaces(tx, 'test', { areas: testAreas }))

const [lon, lat] = corner(0)
const node = (id: number, east: number, north: number, tags = '') =>
  `<node id="${id}" lon="${(lon + east * STEP).toFixed(6)}" lat="${(lat + north * STEP).toFixed(6)}">${tags}</node>`
const way = (id: number, nodes: readonly number[], ...tags: string[]) =>
  `<way id="${id}">${nodes.map((ref) => `<nd ref="${ref}"/>`).join('')}${tags.join('')}</way>`
const tag = (key: string, value: string) => `<tag k="${key}" v="${value}"/>`

/** A street through the first community, a canal beside it, a kindergarten, and a pharmacy far outside. */
const osm = (kindergarten: string) => `<osm version="0.6">
${node(1, 0.1, 0.5)}${node(2, 0.5, 0.5)}${node(3, 0.9, 0.5)}${node(4, 0.1, 0.7)}${node(5, 0.9, 0.7)}
${node(6, 0.5, 0.6, tag('amenity', 'kindergarten') + tag('name', kindergarten))}
${node(7, 40, 40, tag('amenity', 'pharmacy') + tag('name', '远处药店'))}
${way(10, [1, 2, 3], tag('highway', 'residential'), tag('name', '一号路'))}
${way(11, [4, 5], tag('waterway', 'canal'))}
</osm>`
const upload = (text: string) => ({ filename: 'city.osm', bytes: new TextEncoder().encode(text) })

test('a map brings streets, what is not walked across, and the facilities that lie in communities', async () => {
  const report = await importMap(db, caller, upload(osm('花儿幼儿园')))
  expect(report).toMatchObject({
    streetNodes: 2,
    streetEdges: 1,
    inserted: 1,
    rejected: 1,
    filename: 'city.osm',
  })
  expect(report.rejectedRows[0]).toMatchObject({
    row: 2,
    reason: { zh: expect.any(String), en: expect.any(String) },
  })
  await inScope(db, wholeScope, async (tx) => {
    const network = (await streetNetwork(tx))!
    expect(loadNetwork(network.bytes).edgeLength).toHaveLength(1)
    expect(network.generated).toBe(false)
    expect((await barriers(tx)).first).toHaveLength(2)
    expect(await facilitiesForDiagnosis(tx)).toMatchObject([
      { kind: 'kindergarten', name: { zh: '花儿幼儿园' } },
    ])
  })
})

test('a second import updates facilities by their id in the map', async () => {
  expect(await importMap(db, caller, upload(osm('草儿幼儿园')))).toMatchObject({ inserted: 0, updated: 1 })
  await inScope(db, wholeScope, async (tx) => {
    expect(await facilitiesForDiagnosis(tx)).toMatchObject([{ name: { zh: '草儿幼儿园' } }])
  })
})

test('a broken map, or a caller of one town, changes nothing', async () => {
  const mark = await placeMark(db)
  await expect(importMap(db, caller, upload('<osm><node id="1"'))).rejects.toMatchObject({
    name: 'InputError',
  })
  const elsewhere = osm('x').replaceAll(/lon="[\d.]+"/g, (lon) => lon.replace('121', '7'))
  await expect(importMap(db, caller, upload(elsewhere))).rejects.toMatchObject({ code: 'MAP_ELSEWHERE' })
  const town = { ...caller, scope: { ...caller.scope, write: ['330212001'] } }
  await expect(importMap(db, town, upload(osm('x')))).rejects.toMatchObject({ code: 'MAP_IS_DISTRICTS' })
  expect(await placeMark(db)).toBe(mark)
})
