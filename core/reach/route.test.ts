import fc from 'fast-check'
import { expect, test } from 'vitest'
import { haversineM } from '#core/geo/projection.ts'
import { createReach, LANES, nearest } from './nearest.ts'
import { prepareNetwork } from './network.ts'
import { distanceOf, facilityOf, NONE } from './pairs.ts'
import { positionAt, positionsOf } from './positions.ts'
import { routeToNearest } from './route.ts'
import { anyPlace } from './test-scene.ts'
import { anyTown } from './test-town.ts'

/** Metres along a polyline. */
const metresAlong = (lon: Float64Array, lat: Float64Array) =>
  lon.reduce((sum, x, i) => sum + (i === 0 ? 0 : haversineM(lon[i - 1]!, lat[i - 1]!, x, lat[i]!)), 0)

const anyTrip = anyTown.map(prepareNetwork).chain((network) => {
  const places = fc.array(anyPlace(network), { minLength: 1, maxLength: 5 }).map(positionsOf)
  return fc.record({ network: fc.constant(network), facilities: places, homes: places })
})

test('the way drawn is as long as the distance says, and there is one wherever there is a facility', () => {
  fc.assert(
    fc.property(anyTrip, ({ network, facilities, homes }) => {
      const field = nearest(createReach(network), [facilities], homes)
      for (const home of homes.edge.keys()) {
        const route = routeToNearest(field, home, 0)
        const pair = field.homePair[home * LANES]!
        if (pair === NONE) {
          expect(route).toBeNull()
          continue
        }
        const facility = facilityOf(pair)
        expect(route).toMatchObject({ facility, distance: distanceOf(pair) })
        const streets = route!.distance - homes.access[home]! - positionAt(facilities, facility).access
        // Every edge is rounded to decimetres: allow half of one for each, and the least length of 1.
        expect(Math.abs(metresAlong(route!.lon, route!.lat) * 10 - streets)).toBeLessThan(20)
      }
    }),
  )
})

test('a home or category that is not there is refused', () => {
  const network = prepareNetwork(fc.sample(anyTown, 1)[0]!)
  const field = nearest(createReach(network), [positionsOf([])], positionsOf([]))
  expect(() => routeToNearest(field, 0, 0)).toThrow('no home 0')
  expect(() => routeToNearest(field, 0, 1)).toThrow('no category 1')
})
