import fc from 'fast-check'
import { expect, test } from 'vitest'
import { containsPoint } from '#core/geo/polygon.ts'
import { boundsOfShape, decodeShape, encodeShape, innerPoint, polygonsOf, type Shape } from './shape.ts'

const degree = (limit: number) => fc.integer({ min: -limit * 1e7, max: limit * 1e7 }).map((n) => n / 1e7)
const position = fc.tuple(degree(180), degree(90))
const ring = fc.array(position, { minLength: 1, maxLength: 6 })
const rings = fc.array(ring, { minLength: 1, maxLength: 3 })
const anyShape = fc.oneof(
  fc.record({ type: fc.constant('Point'), coordinates: position }),
  fc.record({ type: fc.constant('LineString'), coordinates: ring }),
  fc.record({ type: fc.constantFrom('MultiLineString', 'Polygon'), coordinates: rings }),
  fc.record({
    type: fc.constant('MultiPolygon'),
    coordinates: fc.array(rings, { minLength: 1, maxLength: 3 }),
  }),
) as fc.Arbitrary<Shape>

test('a stored shape comes back as it was, to a centimetre', () =>
  fc.assert(
    fc.property(anyShape, (shape) => {
      expect(decodeShape(encodeShape(shape))).toEqual({ ...shape })
    }),
  ))

test('bytes of another format are refused', () => {
  expect(() => decodeShape(new Uint8Array([9, 0, 0, 0]))).toThrow(RangeError)
  expect(() => decodeShape(encodeShape({ type: 'Point', coordinates: [1, 2] }).slice(0, 9))).toThrow(
    RangeError,
  )
})

test('the inner point of a bent area lies inside it, where the middle of its box does not', () => {
  const horseshoe: Shape = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [8, 10],
        [8, 2],
        [2, 2],
        [2, 10],
        [0, 10],
        [0, 0],
      ],
    ],
  }
  expect(containsPoint(polygonsOf(horseshoe)[0]!, 5, 6)).toBe(false)
  expect(containsPoint(polygonsOf(horseshoe)[0]!, ...innerPoint(horseshoe))).toBe(true)
  expect(boundsOfShape(horseshoe)).toEqual({ west: 0, south: 0, east: 10, north: 10 })
})
