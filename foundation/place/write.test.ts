import { expect, test } from 'vitest'
import { inScope, publicScope } from '#platform/store/db.ts'
import { inRollback, testDb } from '#platform/store/test-db.ts'
import {
  areaShapes,
  areas,
  barriers,
  communities,
  dataCounts,
  facilitiesForDiagnosis,
  levelOf,
  placeMark,
  residences,
  streetNetwork,
  within,
} from './read.ts'
import { COMMUNITIES, testBuilding, testDistrict, testFacility } from './test-places.ts'
import { loadPlaces } from './write.ts'

const { db, owner } = await testDb()
const loaded = (body: Parameters<typeof inRollback>[1]) =>
  inRollback(db, async (tx) => {
    await loadPlaces(tx, 'test', testDistrict)
    return await body(tx)
  })

test('a loaded district is read back: areas with their path and a point inside, homes, facilities, counts', () =>
  loaded(async (tx) => {
    const all = await areas(tx)
    expect(all.map((area) => area.path)[0]).toBe('330299')
    expect((await communities(tx)).map((c) => c.path)).toEqual(
      COMMUNITIES.map((id) => `330299/${id.slice(0, 9)}/${id}`),
    )
    const { box, centre } = all.find((area) => area.areaId === COMMUNITIES[0])!
    expect(box[0]! < centre[0]! && centre[0]! < box[2]! && box[1]! < centre[1]! && centre[1]! < box[3]!).toBe(
      true,
    )
    expect((await areaShapes(tx, 'community')).get(COMMUNITIES[0])).toMatchObject({ type: 'Polygon' })
    const homes = await residences(tx)
    expect([homes.count, [...homes.people.slice(0, 7)]]).toEqual([3, [1, 2, 3, 4, 30, 8, 2]])
    expect(await dataCounts(tx)).toEqual({
      areas: 7,
      communities: 4,
      buildings: 3,
      people: 150,
      facilities: 2,
      streetNodes: 0,
    })
  }))

test('loading the same places again changes no row', () =>
  loaded(async (tx) => {
    expect(await loadPlaces(tx, 'again', testDistrict)).toEqual({
      areas: 0,
      buildings: 0,
      population: 0,
      facilities: 0,
    })
  }))

test('a facility with a new value is updated, and nothing is doubled', () =>
  loaded(async (tx) => {
    const written = await loadPlaces(tx, 'again', { facilities: [{ ...testFacility(0, 1), capacity: 200 }] })
    expect(written).toEqual({ facilities: 1 })
    expect((await facilitiesForDiagnosis(tx)).map((f) => f.capacity)).toEqual([200, 180])
  }))

test('a shared facility is split evenly unless shares are given, and never beyond the whole', () =>
  loaded(async (tx) => {
    expect((await facilitiesForDiagnosis(tx))[1]).toMatchObject({
      sharedWith: [COMMUNITIES[0]],
      sharePermille: [500],
    })
    const over = {
      ...testFacility(2, 9),
      sharedWith: [COMMUNITIES[0], COMMUNITIES[1]],
      sharePermille: [600, 500],
    }
    await expect(loadPlaces(tx, 'over', { facilities: [over] })).rejects.toMatchObject({
      code: 'SHARES_WRONG',
    })
  }))

test('the table itself refuses shares of more than the whole', async () => {
  await inScope(db, { role: 'system', accountId: null, read: '*', write: '*' }, (tx) =>
    loadPlaces(tx, 'test', testDistrict),
  )
  await expect(
    owner
      .updateTable('facility')
      .set({ share_permille: [1001] })
      .where('facility_id', '=', 'f2')
      .execute(),
  ).rejects.toMatchObject({ code: '23514' })
})

test('an unknown kind of facility and an unknown parent are refused', () =>
  loaded(async (tx) => {
    await expect(loadPlaces(tx, 'x', { facilities: [testFacility(0, 3, 'palace')] })).rejects.toMatchObject({
      code: 'FACILITY_KIND_UNKNOWN',
    })
    const orphan = { ...testDistrict.areas![1]!, areaId: '77', parentId: '7' }
    await expect(loadPlaces(tx, 'x', { areas: [orphan] })).rejects.toMatchObject({ code: 'AREA_UNKNOWN' })
  }))

test('everybody sees buildings and facilities; who lives there is seen within the scope only', async () => {
  const counted = (read: string[]) =>
    inScope(db, { ...publicScope, read }, async (tx) => [
      (await dataCounts(tx)).buildings,
      (await residences(tx)).count,
    ])
  expect(await counted([])).toEqual([3, 0])
  expect(await counted([COMMUNITIES[3]])).toEqual([3, 1])
})

test('a town writes its own communities and no other', async () => {
  const town = { role: 'town', accountId: 'a', read: [COMMUNITIES[0]], write: [COMMUNITIES[0]] }
  const write = (community: number) =>
    inScope(db, town, (tx) => loadPlaces(tx, 'town', { buildings: [testBuilding(community, 7)] }))
  await expect(write(1)).rejects.toMatchObject({ code: '42501' })
  expect(await write(0)).toEqual({ buildings: 1 })
})

test('the newest street network is the one in use, with what one does not walk across', () =>
  loaded(async (tx) => {
    expect(await streetNetwork(tx)).toBeUndefined()
    const network = {
      bytes: new Uint8Array([1, 2, 3]),
      barriers: [
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        [
          [7, 8],
          [9, 10],
        ],
      ] as const,
      nodeCount: 7,
      edgeCount: 9,
      source: 'test',
      generated: true,
    }
    await loadPlaces(tx, 'network', { network })
    const found = await streetNetwork(tx)
    const lines = await barriers(tx)
    expect([[...lines.first], [...lines.lon], [...lines.lat]]).toEqual([
      [0, 3, 5],
      [1, 3, 5, 7, 9],
      [2, 4, 6, 8, 10],
    ])
    expect([found?.nodeCount, [...found!.bytes], found?.checksum]).toEqual([
      7,
      [1, 2, 3],
      '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81',
    ])
  }))

test('the mark changes with every load that changed a place, and with no other', () =>
  loaded(async (tx) => {
    const mark = await placeMark(tx)
    await loadPlaces(tx, 'again', testDistrict)
    expect(await placeMark(tx)).toBe(mark)
    await loadPlaces(tx, 'grown', { facilities: [{ ...testFacility(0, 1), capacity: 200 }] })
    expect(await placeMark(tx)).not.toBe(mark)
    const grown = await placeMark(tx)
    await loadPlaces(tx, 'wiped', { mapFeatures: [] })
    expect(await placeMark(tx)).not.toBe(grown)
  }))

test('an area knows its level and what lies within it', () =>
  loaded(async (tx) => {
    expect(await within(tx, '330299002')).toEqual(['330299002', COMMUNITIES[2], COMMUNITIES[3]])
    expect((await within(tx, '330299')).length).toBe(7)
    expect([await within(tx, '33'), await levelOf(tx, '33'), await levelOf(tx, COMMUNITIES[1])]).toEqual([
      [],
      undefined,
      'community',
    ])
  }))
