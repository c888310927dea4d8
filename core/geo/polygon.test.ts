import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { selfCrossing } from './crossing.ts'
import { AreaIndex } from './locate.ts'
import {
  areaM2,
  boundsOf,
  centroid,
  containsPoint,
  isCounterClockwise,
  type Polygon,
  type Position,
  type Ring,
  representativePoint,
  rewind,
} from './polygon.ts'

const data = '../shared/data'
const noData = !existsSync(data)
if (noData) console.log(`${data} is missing: no real polygons are tested`)

const square = (west: number, south: number, size: number): Ring => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
]
/** A square of 10 with a hole of 4 in its middle. */
const frame: Polygon = [square(0, 0, 10), square(3, 3, 4).toReversed()]
/** An open ring in the shape of a U. */
const u: Polygon = [
  [
    [0, 0],
    [9, 0],
    [9, 9],
    [6, 9],
    [6, 1],
    [3, 1],
    [3, 9],
    [0, 9],
  ],
]

describe('a point', () => {
  test.each([
    ['in the frame', 1, 5, true],
    ['in the hole', 5, 5, false],
    ['outside', 11, 5, false],
    ['outside, level with a corner', -1, 0, false],
    ['on the outer side', 0, 5, true],
    ['on the top side', 5, 10, true],
    ['on an outer corner', 10, 10, true],
    ['on the hole’s side', 3, 5, true],
    ['on the hole’s corner', 7, 7, true],
    ['in line with the hole’s bottom side', 1, 3, true],
  ])('%s', (_, lon, lat, inside) => {
    expect(containsPoint(frame, lon, lat)).toBe(inside)
    expect(
      containsPoint(
        frame.map((ring) => ring.toReversed()),
        lon,
        lat,
      ),
    ).toBe(inside)
  })

  /** A ring around (0, 0): corners at growing angles, so it is simple and each triangle with the centre is inside. */
  const anyStar = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 3, maxLength: 12 }).map((radii) =>
    radii.map((radius, i): Position => {
      const angle = (i / radii.length) * 2 * Math.PI + 0.1
      return [Math.round(radius * 100 * Math.cos(angle)), Math.round(radius * 100 * Math.sin(angle))]
    }),
  )
  const cross = (a: Position, b: Position, x: number, y: number) =>
    BigInt((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]))

  test('lies in a star-shaped ring exactly when it lies in one of its triangles', () => {
    fc.assert(
      fc.property(
        anyStar,
        fc.integer({ min: -5000, max: 5000 }),
        fc.integer({ min: -5000, max: 5000 }),
        (ring, x, y) => {
          const inTriangle = ring.some((b, i) => {
            const a = ring.at(i - 1)!
            const turns = [cross([0, 0], a, x, y), cross(a, b, x, y), cross(b, [0, 0], x, y)]
            return turns.every((turn) => turn >= 0n)
          })
          expect(containsPoint([ring], x, y)).toBe(inTriangle)
        },
      ),
      { numRuns: 3000 },
    )
  })

  test('between areas that share borders is never lost and in one only, unless on the border', () => {
    const jitter = fc.array(fc.double({ min: 0.05, max: 0.45, noNaN: true }), {
      minLength: 50,
      maxLength: 50,
    })
    const inside = fc.double({ min: 0.5, max: 3.9, noNaN: true })
    fc.assert(
      fc.property(jitter, inside, inside, (offsets, lon, lat) => {
        const corner = (x: number, y: number): Position => [
          x + offsets[10 * y + 2 * x]!,
          y + offsets[10 * y + 2 * x + 1]!,
        ]
        const cells = Array.from({ length: 16 }, (_, i): Polygon => {
          const [x, y] = [i % 4, i >> 2]
          return [[corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1)]]
        })
        const holding = cells.filter((cell) => containsPoint(cell, lon, lat))
        expect(holding.length).toBe(1)
        expect(new AreaIndex(cells.map((cell) => [cell])).find(lon, lat)).toBe(cells.indexOf(holding[0]!))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('measures', () => {
  test('the area of a box in degrees equals the integral over the ellipsoid', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -60, max: 60 }),
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        (lat, size) => {
          const exact = areaOfBoxM2(lat, lat + size, size)
          expect(Math.abs(areaM2([square(121, lat, size)]) / exact - 1)).toBeLessThan(1e-4)
        },
      ),
    )
  })

  test('holes are taken off, whichever way rings run and whether closed or not', () => {
    const [outer, hole] = [square(121, 30, 0.01), square(121.002, 30.002, 0.004)]
    const exact = areaM2([outer]) - areaM2([hole])
    expect(areaM2([outer, hole])).toBeCloseTo(exact, 1)
    expect(areaM2([outer.toReversed(), hole])).toBeCloseTo(exact, 1)
    expect(areaM2([outer.slice(1), hole.slice(1)])).toBeCloseTo(exact, 1)
    expect(areaM2([])).toBe(0)
  })

  test('the centroid balances holes; without area it is the middle of the box', () => {
    expect(centroid(frame)).toEqual([5, 5])
    expect(centroid([square(0, 0, 4), square(2, 0, 2)])).toEqual(
      [5 / 3, 7 / 3].map((v) => expect.closeTo(v, 9)),
    )
    expect(
      centroid([
        [
          [0, 0],
          [2, 2],
          [0, 0],
        ],
      ]),
    ).toEqual([1, 1])
  })

  test('the representative point lies inside, also of a U, a frame and a crescent', () => {
    expect(representativePoint([square(0, 0, 2)])).toEqual([1, 1])
    for (const polygon of [u, frame]) {
      expect(containsPoint(polygon, ...centroid(polygon))).toBe(false)
      expect(containsPoint(polygon, ...representativePoint(polygon))).toBe(true)
    }
  })

  test('orientation and box', () => {
    expect(isCounterClockwise(square(0, 0, 1))).toBe(true)
    expect(rewind([square(0, 0, 9).toReversed(), square(1, 1, 1)]).map(isCounterClockwise)).toEqual([
      true,
      false,
    ])
    expect(boundsOf(u[0]!)).toEqual({ west: 0, south: 0, east: 9, north: 9 })
  })
})

/** Area between two parallels on the WGS84 ellipsoid, by summing 1000 strips. */
function areaOfBoxM2(south: number, north: number, width: number): number {
  const [a, e2, r] = [6378137, 0.00669437999014, Math.PI / 180]
  let sum = 0
  for (let i = 0; i < 1000; i++) {
    const lat = (south + ((i + 0.5) / 1000) * (north - south)) * r
    sum += (a * a * (1 - e2) * Math.cos(lat)) / (1 - e2 * Math.sin(lat) ** 2) ** 2
  }
  return (sum / 1000) * (north - south) * r * width * r
}

describe('crossing sides', () => {
  const sides = (ring: Ring, ...holes: Ring[]) => selfCrossing([ring, ...holes])
  test('a bow tie names the place and both sides', () => {
    expect(
      sides([
        [0, 0],
        [2, 2],
        [2, 0],
        [0, 2],
        [0, 0],
      ]),
    ).toEqual({
      at: [1, 1],
      sides: [
        { ring: 0, side: 0 },
        { ring: 0, side: 2 },
      ],
    })
  })
  test.each<[string, Polygon, Position | undefined]>([
    ['a square', [square(0, 0, 1)], undefined],
    ['an open ring', u, undefined],
    [
      'a repeated corner',
      [
        [
          [0, 0],
          [1, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
      undefined,
    ],
    [
      'a corner on a straight side',
      [
        [
          [0, 0],
          [1, 0],
          [2, 0],
          [2, 2],
        ],
      ],
      undefined,
    ],
    [
      'a spike',
      [
        [
          [0, 0],
          [4, 0],
          [4, 4],
          [4, 2],
          [0, 2],
        ],
      ],
      [4, 3],
    ],
    [
      'a ring there and back',
      [
        [
          [0, 0],
          [4, 4],
          [0, 0],
        ],
      ],
      [2, 2],
    ],
    [
      'a corner touching a far side',
      [
        [
          [0, 0],
          [4, 0],
          [4, 4],
          [2, 0],
          [0, 4],
        ],
      ],
      [2, 0],
    ],
    [
      'a corner visited twice',
      [
        [
          [0, 0],
          [2, 2],
          [4, 0],
          [4, 4],
          [2, 2],
          [0, 4],
        ],
      ],
      [2, 2],
    ],
    ['a hole inside', frame, undefined],
    [
      'a hole touching at a corner',
      [
        square(0, 0, 4),
        [
          [0, 0],
          [2, 1],
          [1, 2],
        ],
      ],
      undefined,
    ],
    ['a hole reaching out', [square(0, 0, 4), square(3, 1, 2)], [4, 1]],
    ['a hole along the outer side', [square(0, 0, 4), square(0, 1, 2)], [0, 2]],
    ['nothing', [], undefined],
  ])('%s', (_, polygon, at) => {
    expect(selfCrossing(polygon)?.at).toEqual(at)
  })

  test('agrees with comparing all pairs of sides, on rings in general position', () => {
    const corner = fc.tuple(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 1e6 }))
    fc.assert(
      fc.property(fc.uniqueArray(corner, { minLength: 4, maxLength: 7 }), (ring) => {
        const turn = (a: Position, b: Position, c: Position) =>
          Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))
        const at = (i: number) => ring[i % ring.length]!
        let crosses = false
        for (let i = 0; i < ring.length; i++) {
          for (let j = i + 2; j < ring.length; j++) {
            if (i === 0 && j === ring.length - 1) continue
            const [a, b, c, d] = [at(i), at(i + 1), at(j), at(j + 1)]
            if (turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b)) crosses = true
          }
        }
        expect(selfCrossing([ring]) !== undefined).toBe(crosses)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('an index of areas', () => {
  test('gives the lowest of overlapping areas, -1 outside, and has no trouble with empty ones', () => {
    const index = new AreaIndex([[], [[square(0, 0, 2)], [square(8, 8, 1)]], [[square(1, 1, 2)]]])
    expect(Array.from(index.locate([1.5, 2.5, 8.5, 5], [1.5, 2.5, 8.5, 5]))).toEqual([1, 2, 1, -1])
    expect(new AreaIndex([]).find(0, 0)).toBe(-1)
  })
})

interface Ground {
  readonly properties: { readonly centroid: [number, number] }
  readonly geometry: { readonly type: string; readonly coordinates: Polygon }
}

describe.skipIf(noData)('facilities of Ningbo', () => {
  const load = () =>
    JSON.parse(
      readFileSync(`${data}/ningbo-osm-facilities/ningbo_osm_facilities.geojson`, 'utf8'),
    ).features.filter((feature: Ground) => feature.geometry.type === 'Polygon') as Ground[]
  test('967 grounds: representative points lie inside, centroids agree, sizes are plausible', () => {
    const features = load()
    expect(features.length).toBe(967)
    let differing = 0
    for (const { geometry, properties } of features) {
      const polygon: Polygon = geometry.coordinates
      const [lon, lat] = representativePoint(polygon)
      expect(containsPoint(polygon, lon, lat)).toBe(true)
      const [x, y] = centroid(polygon)
      if (Math.hypot(x - properties.centroid[0], y - properties.centroid[1]) > 1e-6) differing++
      expect(areaM2(polygon)).toBeGreaterThan(10)
      expect(areaM2(polygon)).toBeLessThan(5e6)
    }
    // In six cases the published centroid is up to 8 m off: only one part of those grounds is published.
    expect(differing).toBe(6)
  })
  test('the index finds for each representative point a ground that contains it', () => {
    const grounds: Polygon[] = load().map((ground) => ground.geometry.coordinates)
    const index = new AreaIndex(grounds.map((ground) => [ground]))
    const points = grounds.map(representativePoint)
    const found = index.locate(
      points.map(([lon]) => lon),
      points.map(([, lat]) => lat),
    )
    for (const [i, [lon, lat]] of points.entries()) {
      expect(found[i]).toBe(grounds.findIndex((ground) => containsPoint(ground, lon, lat)))
    }
  })
})
