import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AGE_BANDS } from '#foundation/place/contract.ts'
import { Communities } from './communities.ts'
import { Refusal } from './refusal.ts'
import { residentsOf } from './residents.ts'
import type { PlacedRow, TableRow } from './tables.ts'
import { area, placeAt } from './test-city.ts'

const polygon = (id: string, from: readonly [number, number], to: readonly [number, number]): PlacedRow => {
  const { coordinates } = area({}, from, to).geometry
  const middle = placeAt((from[0] + to[0]) / 2, (from[1] + to[1]) / 2)
  return { row: 0, values: { id }, area: [coordinates as [number, number][][]], point: middle }
}
const point = (id: string, x: number, y: number): PlacedRow => ({
  row: 0,
  values: { id },
  area: undefined,
  point: placeAt(x, y),
})
const row = (at: readonly [number, number] | undefined, values: TableRow['values']): TableRow => ({
  row: 2,
  values,
  area: undefined,
  point: at && placeAt(...at),
})
const communities = (...rows: PlacedRow[]) => new Communities('c.csv', rows)
const refusal = (body: () => unknown): Refusal => {
  try {
    body()
  } catch (error) {
    if (error instanceof Refusal) return error
  }
  throw new Error('nothing was refused')
}

describe('people belong to', () => {
  const mixed = communities(
    polygon('square', [0, 0], [100, 100]),
    polygon('overlap', [50, 0], [150, 100]),
    point('near', 300, 50),
    point('far', 900, 50),
  )
  const communityOf = (at: readonly [number, number], id?: string) => mixed.of(placeAt(...at), id)

  test('the point whose id their row has, wherever they are', () => {
    expect(communityOf([10, 10], 'far')).toEqual({ community: 3, by: 'id', contested: false })
  })
  test('the polygon around them, whatever id their row has', () => {
    expect(communityOf([10, 10], 'overlap')).toMatchObject({ community: 0, by: 'area' })
    expect(communityOf([120, 10], '17')).toMatchObject({ community: 1, by: 'area', contested: false })
  })
  test('the first of several polygons, and that is counted', () => {
    expect(communityOf([70, 10])).toEqual({ community: 0, by: 'area', contested: true })
  })
  test('the nearest point if no polygon is around them', () => {
    expect(communityOf([590, 50])).toMatchObject({ community: 2, by: 'nearest' })
    expect(communityOf([610, 50])).toMatchObject({ community: 3, by: 'nearest' })
  })
  test('nobody where there are polygons alone', () => {
    const { assignment } = residentsOf(
      'p.csv',
      [row([10, 10], { people: 20 }), row([500, 500], { people: 7 })],
      communities(polygon('square', [0, 0], [100, 100])),
    )
    expect(assignment).toMatchObject({ rows: 2, people: 20, inArea: 20, outside: 7 })
  })
  test('the community their row names where it has no coordinates', () => {
    const { lon, community, assignment } = residentsOf(
      'p.csv',
      [row(undefined, { id: 'far', people: 9 })],
      mixed,
    )
    expect([lon[0], community[0]]).toEqual([placeAt(900, 50)[0], 3])
    expect(assignment).toMatchObject({ byId: 9, withoutPlace: 9 })
  })
})

describe('a table of people', () => {
  const one = communities(point('a', 0, 0), point('b', 5000, 0))

  test('counts by age if every row does, else in all', () => {
    const ages = Object.fromEntries(AGE_BANDS.map((band, i) => [band, i]))
    const byAge = residentsOf('p.csv', [row([0, 0], ages)], one)
    expect([byAge.bands, Array.from(byAge.people)]).toEqual([7, [0, 1, 2, 3, 4, 5, 6]])
    const inAll = residentsOf('p.csv', [row([0, 0], ages), row([0, 0], { people: 4 })], one)
    expect([inAll.bands, Array.from(inAll.people)]).toEqual([1, [21, 4]])
  })

  test('of fractions keeps its sums in any order of rows', () => {
    const cell = fc.record({
      x: fc.nat(9),
      y: fc.nat(9),
      people: fc.double({ min: 0.1, max: 9, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(cell, { minLength: 9, maxLength: 60 }), (cells) => {
        const rows = cells.map(({ x, y, people }) => row([x, y], { people }))
        const sum = cells.reduce((total, { people }) => total + people, 0)
        const kept = (order: TableRow[]) => {
          const { lon, lat, people } = residentsOf('p.csv', order, one)
          return Array.from(people, (count, home) => `${lon[home]} ${lat[home]} ${count}`).sort()
        }
        expect(Math.abs(residentsOf('p.csv', rows, one).assignment.people - sum)).toBeLessThan(1)
        expect(kept(rows.toReversed())).toEqual(kept(rows))
      }),
    )
  })

  test('says households of a community only where all its people have some', () => {
    const rows = [
      row([0, 0], { people: 5, households: 2 }),
      row([1, 0], { people: 0 }),
      row([5000, 0], { people: 5, households: 2 }),
      row([5001, 0], { people: 3 }),
    ]
    expect(residentsOf('p.csv', rows, one).households).toEqual([2, null])
  })

  test.each<[string, TableRow[], string, string]>([
    ['without a column of people', [row([0, 0], {})], 'p.csv', 'the column'],
    [
      'with a row that does not say',
      [row([0, 0], { people: 1 }), row([0, 0], {})],
      '人口 population',
      'missing',
    ],
    ['with a row that is nowhere', [row(undefined, { people: 1 })], 'lon, lat', 'missing'],
    ['with nobody in it', [row([0, 0], { people: 0 })], 'p.csv', 'nobody lives in any'],
  ])('%s is refused', (_, rows, place, reason) => {
    const { faults } = refusal(() => residentsOf('p.csv', rows, one))
    expect(faults[0]!.field ?? faults[0]!.file).toBe(place)
    expect(faults[0]!.reason.en).toContain(reason)
  })
})

test('more communities than can be numbered are refused', () => {
  const rows = Array.from({ length: 65_537 }, (_, i) => point(String(i), i, 0))
  expect(refusal(() => new Communities('c.csv', rows)).message).toBe(
    'c.csv: 65537 communities; at most 65,536 at once',
  )
})
