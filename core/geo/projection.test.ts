import fc from 'fast-check'
import { expect, test } from 'vitest'
import { haversineM, localProjection } from './projection.ts'

/** Distance on the WGS84 ellipsoid by Vincenty's inverse formula: the slow, exact reference. */
function vincentyM(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const [a, f] = [6378137, 1 / 298.257223563]
  const b = a * (1 - f)
  const r = Math.PI / 180
  const [U1, U2, L] = [
    Math.atan((1 - f) * Math.tan(lat1 * r)),
    Math.atan((1 - f) * Math.tan(lat2 * r)),
    (lon2 - lon1) * r,
  ]
  let lambda = L
  for (let i = 0; i < 200; i++) {
    const s = Math.hypot(
      Math.cos(U2) * Math.sin(lambda),
      Math.cos(U1) * Math.sin(U2) - Math.sin(U1) * Math.cos(U2) * Math.cos(lambda),
    )
    if (s === 0) return 0
    const c = Math.sin(U1) * Math.sin(U2) + Math.cos(U1) * Math.cos(U2) * Math.cos(lambda)
    const sigma = Math.atan2(s, c)
    const sinAlpha = (Math.cos(U1) * Math.cos(U2) * Math.sin(lambda)) / s
    const cos2 = 1 - sinAlpha ** 2
    const mid = cos2 === 0 ? 0 : c - (2 * Math.sin(U1) * Math.sin(U2)) / cos2
    const C = (f / 16) * cos2 * (4 + f * (4 - 3 * cos2))
    const next = L + (1 - C) * f * sinAlpha * (sigma + C * s * (mid + C * c * (2 * mid ** 2 - 1)))
    const done = Math.abs(next - lambda) < 1e-13
    lambda = next
    if (!done) continue
    const u2 = (cos2 * (a * a - b * b)) / (b * b)
    const A = 1 + (u2 / 16384) * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)))
    const B = (u2 / 1024) * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))
    const last = (B / 6) * mid * (4 * s * s - 3) * (4 * mid ** 2 - 3)
    return b * A * (sigma - B * s * (mid + (B / 4) * (c * (2 * mid ** 2 - 1) - last)))
  }
  throw new Error('no convergence')
}

/** An origin up to 65° and two points up to `reachM` north, south, east or west of it. */
const anyPair = (reachM: number) =>
  fc.record({
    lon: fc.double({ min: -170, max: 170, noNaN: true }),
    lat: fc.double({ min: -65, max: 65, noNaN: true }),
    offsets: fc.array(fc.double({ min: -reachM / 1.5, max: reachM / 1.5, noNaN: true }), {
      minLength: 4,
      maxLength: 4,
    }),
  })

test.each([
  [30_000, 1e-4],
  [60_000, 2e-4],
])('distances within %i m of the origin are right to a share of %d', (reachM, share) => {
  fc.assert(
    fc.property(anyPair(reachM), ({ lon, lat, offsets }) => {
      const { toXY, toLonLat } = localProjection(lon, lat)
      const [p, q] = [toLonLat(offsets[0]!, offsets[1]!), toLonLat(offsets[2]!, offsets[3]!)]
      const [[px, py], [qx, qy]] = [toXY(...p), toXY(...q)]
      const exact = vincentyM(...p, ...q)
      expect(Math.abs(Math.hypot(qx - px, qy - py) - exact)).toBeLessThan(share * exact + 0.001)
    }),
    { numRuns: 2000 },
  )
})

test('there and back moves a point by less than a millimetre', () => {
  fc.assert(
    fc.property(anyPair(60_000), ({ lon, lat, offsets: [x, y] }) => {
      const { toXY, toLonLat } = localProjection(lon, lat)
      const [backX, backY] = toXY(...toLonLat(x!, y!))
      expect(Math.hypot(backX - x!, backY - y!)).toBeLessThan(0.001)
    }),
  )
})

test('the distance on the sphere is within 0.6 % of the ellipsoid', () => {
  const place = fc.tuple(
    fc.double({ min: -180, max: 180, noNaN: true }),
    fc.double({ min: -80, max: 80, noNaN: true }),
  )
  fc.assert(
    fc.property(
      place,
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      ([lon, lat], east, north) => {
        const exact = vincentyM(lon, lat, lon + east, lat + north)
        expect(Math.abs(haversineM(lon, lat, lon + east, lat + north) - exact)).toBeLessThanOrEqual(
          0.006 * exact + 0.001,
        )
      },
    ),
  )
  expect(haversineM(0, 0, 180, 0)).toBeCloseTo(Math.PI * 6371008.8, 3)
})
