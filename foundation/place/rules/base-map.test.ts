import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MapData, Tags } from '#core/geo/map-data.ts'
import { baseMapOf } from './base-map.ts'
import { joinLines } from './chains.ts'
import type { NewMapFeature } from './places.ts'

/** A map of ways over a grid of nodes 111 m apart: node 10 × y + x. */
const mapOf = (...ways: [tags: Tags, nodes: number[]][]): MapData => ({
  lon: Float64Array.from({ length: 100 }, (_, n) => (n % 10) / 1000),
  lat: Float64Array.from({ length: 100 }, (_, n) => Math.floor(n / 10) / 1000),
  nodeTags: new Map(),
  wayFirst: Uint32Array.from([
    0,
    ...ways.map((_, w) => ways.slice(0, w + 1).reduce((sum, way) => sum + way[1].length, 0)),
  ]),
  wayNode: Uint32Array.from(ways.flatMap(([, nodes]) => nodes)),
  wayTags: ways.map(([tags]) => tags),
  relations: [],
})
const draw = (tags: Tags, nodes: number[]) => {
  const [found] = baseMapOf(mapOf([tags, nodes]), { source: 's', generated: false })
  return found && `${found.layer} ${found.class} ${found.minZoom} ${found.shape.type}`
}
const ring = [0, 9, 99, 90, 0]

describe('the base map draws', () => {
  test.each<[Tags, number[], string | undefined]>([
    [{ highway: 'primary_link' }, [0, 1], 'street primary 9 LineString'],
    [{ highway: 'residential' }, ring, 'street residential 13 LineString'],
    [{ highway: 'proposed' }, [0, 1], undefined],
    [{ railway: 'subway' }, [0, 1], 'rail subway 12 LineString'],
    [{ waterway: 'canal' }, [0, 1], 'water canal 11 LineString'],
    [{ natural: 'water' }, ring, 'water water 10 Polygon'],
    [{ natural: 'water', water: 'pond' }, [0, 1, 11, 10, 0], 'water pond 13 Polygon'],
    [{ leisure: 'park' }, ring, 'green park 10 Polygon'],
    [{ leisure: 'park' }, [0, 1], undefined],
    [{ landuse: 'retail' }, ring, 'land commercial 10 Polygon'],
    [{ barrier: 'wall' }, ring, 'wall wall 15 LineString'],
    [{ building: 'yes' }, ring, undefined],
    [{ highway: 'path' }, [0], undefined],
  ])('%o over %o as %s', (tags, nodes, expected) => expect(draw(tags, nodes)).toBe(expected))

  test('names in both languages, and bridges', () => {
    const tags = { highway: 'primary', name: '中山路', 'name:en': 'Zhongshan Road', bridge: 'yes' }
    const [found] = baseMapOf(mapOf([tags, [0, 1]]), { source: 's', generated: true })
    expect(found).toMatchObject({
      name: { zh: '中山路', en: 'Zhongshan Road' },
      bridge: true,
      generated: true,
    })
  })
})

const lineOf = (points: readonly number[], name = 'a'): NewMapFeature => ({
  ...{
    layer: 'street',
    class: 'primary',
    minZoom: 9,
    name: { zh: name, en: name },
    source: 's',
    generated: true,
  },
  shape: { type: 'LineString', coordinates: points.map((x) => [x, 0]) },
})
const joined = (...lines: NewMapFeature[]) =>
  joinLines(lines).map(({ shape }) => (shape.coordinates as [number, number][]).map(([x]) => x).join(' '))

test('lines that continue one another become one, whatever way they run', () => {
  expect(joined(lineOf([1, 2]), lineOf([3, 2]), lineOf([3, 4, 5]))).toEqual(['5 4 3 2 1'])
})

test('lines are not joined across a junction, nor with another name; a ring stays a ring', () => {
  expect(joined(lineOf([1, 2]), lineOf([2, 3]), lineOf([2, 4])).length).toBe(3)
  expect(joined(lineOf([1, 2]), lineOf([2, 3], 'b')).length).toBe(2)
  expect(joined(lineOf([1, 2]), lineOf([2, 3]), lineOf([3, 1]))[0]!.split(' ').length).toBe(4)
})

test('joining keeps every piece of every line exactly once', () => {
  const segments = fc.array(
    fc.tuple(fc.nat(8), fc.nat(8)).filter(([a, b]) => a !== b),
    { maxLength: 14 },
  )
  const piecesOf = (features: readonly NewMapFeature[]) =>
    features
      .flatMap(({ shape }) => {
        const xs = (shape.coordinates as [number, number][]).map(([x]) => x)
        return xs.slice(1).map((x, i) => [x, xs[i]!].sort().join('-'))
      })
      .sort()
  fc.assert(
    fc.property(segments, (pairs) => {
      const lines = pairs.map((pair) => lineOf(pair))
      expect(piecesOf(joinLines(lines))).toEqual(piecesOf(lines))
    }),
  )
})
