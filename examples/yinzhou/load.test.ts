import { expect, test } from 'vitest'
import { loadNetwork } from '#core/reach/saved.ts'
import { factsForDiagnosis } from '#foundation/evidence/read.ts'
import {
  barriers,
  communities,
  facilitiesForDiagnosis,
  residences,
  streetNetwork,
} from '#foundation/place/read.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import type { DemoDistrict, Rings } from './district.ts'
import { loadDistrict } from './load.ts'

const generated = { generated: true } as const
const name = { zh: '名称' }
const square = (lon: number, lat: number, side: number): Rings => [
  [
    [lon, lat],
    [lon + side, lat],
    [lon + side, lat + side],
    [lon, lat + side],
    [lon, lat],
  ],
]
const place = { name, runByDistrict: true, area_m2: 1e6, people: 20, households: 8, provenance: generated }

/** One community with a street along a wall, one building, one facility and two facts. */
const hamlet: DemoDistrict = {
  month: '2026-01',
  seed: 1,
  map: {
    lon: Float64Array.of(121.5, 121.505, 121.51, 121.501, 121.509),
    lat: Float64Array.of(29.8, 29.8, 29.8, 29.801, 29.801),
    nodeTags: new Map(),
    wayFirst: Uint32Array.of(0, 3, 5),
    wayNode: Uint32Array.of(0, 1, 2, 3, 4),
    wayTags: [{ highway: 'residential', name: '一号路' }, { barrier: 'wall' }],
    relations: [],
  },
  areas: [
    { ...place, areaId: '330299', level: 'district', settlement: 'urban', rings: square(121.5, 29.79, 0.02) },
    {
      ...place,
      areaId: '330299001',
      level: 'town',
      settlement: 'urban',
      parentId: '330299',
      rings: square(121.5, 29.79, 0.02),
    },
    {
      ...place,
      areaId: '330299001001',
      level: 'community',
      settlement: 'urban',
      parentId: '330299001',
      rings: square(121.5, 29.79, 0.02),
    },
  ],
  estates: [
    {
      estateId: 'E1',
      name,
      rings: square(121.502, 29.8, 0.002),
      gates: [],
      kind: 'gated',
      builtYear: 1999,
      communityId: '330299001001',
      generated: true,
    },
  ],
  buildings: {
    count: 1,
    lon: Float64Array.of(121.503),
    lat: Float64Array.of(29.8005),
    ringFirst: Uint32Array.of(0, 4),
    ring: Float64Array.of(121.503, 29.8004, 121.5032, 29.8004, 121.5032, 29.8006, 121.503, 29.8004),
    height_m: Float32Array.of(18),
    storeys: Uint8Array.of(6),
    builtYear: Uint16Array.of(1999),
    use: Uint8Array.of(0),
    estate: Int32Array.of(0),
    community: Uint16Array.of(2),
    households: Uint16Array.of(8),
    people: Uint16Array.of(1, 0, 1, 0, 14, 3, 1),
  },
  facilities: [
    {
      facilityId: 'F1',
      kind: 'library',
      name,
      lon: 121.508,
      lat: 29.8002,
      communityId: '330299001001',
      floor: 0,
      provenance: generated,
    },
  ],
  stations: [{ name, lines: [1], lon: 121.504, lat: 29.8, provenance: { generated: false, source: 'S1' } }],
  projects: [],
  facts: ['pact_signed', 'points_households_pct'].map((term, i) => ({
    subjectType: 'area',
    subjectId: '330299001001',
    term,
    value: i === 0 ? true : 40,
    periodFrom: '2026-01-01',
    periodTo: '2027-01-01',
    recordedAt: '2026-01-05',
    document: '演示',
    enteredByRole: 'town',
    generated: true,
  })),
}

const { db } = await testDb()

test('a load that fails near its end leaves nothing behind', async () => {
  const killed = loadDistrict(
    db,
    hamlet,
    () => {},
    async () => {
      throw new Error('killed')
    },
  )
  await expect(killed).rejects.toThrow('killed')
  expect(await inScope(db, wholeScope, communities)).toEqual([])
})

test('the loaded district has everything the diagnosis asks for, and progress is told in both languages', async () => {
  const steps: { zh: string; en: string }[] = []
  const { loaded, counts } = await loadDistrict(db, hamlet, (step) => steps.push(step))
  expect(loaded).toBe(true)
  expect(counts).toEqual({
    areas: 3,
    communities: 1,
    buildings: 1,
    people: 20,
    facilities: 1,
    streetNodes: 2,
  })
  expect(steps.every(({ zh, en }) => zh && en)).toBe(true)
  await inScope(db, wholeScope, async (tx) => {
    expect((await residences(tx)).people.reduce((sum, n) => sum + n)).toBe(20)
    expect((await facilitiesForDiagnosis(tx))[0]).toMatchObject({
      facilityId: 'F1',
      kind: 'library',
      generated: true,
    })
    expect(loadNetwork((await streetNetwork(tx))!.bytes).lon.length).toBe(2)
    expect([...(await barriers(tx)).first]).toEqual([0, 2])
    const facts = (await factsForDiagnosis(tx, { holdsOn: '2026-06-01' })).get('330299001001')!
    expect([facts.get('pact_signed')?.value, facts.get('points_households_pct')?.value]).toEqual(['yes', 40])
  })
})

test('a second load finds it there and does nothing', async () => {
  expect((await loadDistrict(db, hamlet)).loaded).toBe(false)
})
