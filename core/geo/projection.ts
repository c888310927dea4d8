/** WGS84 ellipsoid. Source: NIMA TR8350.2. CGCS2000 differs by 0.1 mm in the polar axis. */
const EQUATOR_RADIUS_M = 6_378_137
const FLATTENING = 1 / 298.257_223_563
const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING)

/** Mean radius of the earth, IUGG. */
const MEAN_RADIUS_M = 6_371_008.8
const RADIANS = Math.PI / 180

/** Metres east (x) and north (y) of an origin, and back. */
export interface LocalProjection {
  toXY(lon: number, lat: number): [x: number, y: number]
  toLonLat(x: number, y: number): [lon: number, lat: number]
}

/**
 * A plane in metres around an origin, for a city and its surroundings up to 65° of latitude.
 *
 * Distances between any two points within 30 km of the origin (a place 60 km across) are within 0.01 % of those on the
 * WGS84 ellipsoid, within 60 km 0.02 %; there and back moves a point by less than 1 mm. It is the transverse Mercator
 * projection, cut off behind the terms of third order: polynomials, so that a point costs a dozen multiplications and
 * no trigonometry. The plain equirectangular projection is 0.3 % off 30 km north of an origin at 30°.
 */
export function localProjection(originLon: number, originLat: number): LocalProjection {
  const { east, eastNorth, eastNorth2, east3, north, north2, northEast2, northEast2North } =
    coefficients(originLat)

  const toXY = (lon: number, lat: number): [number, number] => {
    const u = (lon - originLon) * RADIANS
    const v = (lat - originLat) * RADIANS
    const x = u * (east + v * (eastNorth + v * eastNorth2) + u * u * east3)
    const y = v * (north + v * north2) + u * u * (northEast2 + v * northEast2North)
    return [x, y]
  }

  // Fixed point: every step shrinks the error by about distance / earth radius, so five leave nothing.
  const toLonLat = (x: number, y: number): [number, number] => {
    let u = x / east
    let v = y / north
    for (let step = 0; step < 6; step++) {
      v = (y - u * u * (northEast2 + v * northEast2North)) / (north + v * north2)
      u = x / (east + v * (eastNorth + v * eastNorth2) + u * u * east3)
    }
    return [originLon + u / RADIANS, originLat + v / RADIANS]
  }

  return { toXY, toLonLat }
}

/** Taylor coefficients at the origin: metres per radian and its powers, named by the differences they multiply. */
function coefficients(originLat: number) {
  const sin = Math.sin(originLat * RADIANS)
  const cos = Math.cos(originLat * RADIANS)
  const w = 1 - ECCENTRICITY_SQUARED * sin * sin
  /** Radii of curvature across and along the meridian. */
  const across = EQUATOR_RADIUS_M / Math.sqrt(w)
  const along = (across * (1 - ECCENTRICITY_SQUARED)) / w
  const tan2 = (sin / cos) ** 2
  return {
    east: across * cos,
    eastNorth: -along * sin,
    eastNorth2: (-along * cos) / 2,
    east3: (across * cos ** 3 * (across / along - tan2)) / 6,
    north: along,
    north2: (3 * along * ECCENTRICITY_SQUARED * sin * cos) / (2 * w),
    northEast2: (across * sin * cos) / 2,
    northEast2North: (along * (cos * cos - sin * sin)) / 2,
  }
}

/**
 * Distance in metres along a great circle of the sphere with the earth's mean radius: at most 0.6 % from the ellipsoid,
 * for any two points. Within a city `localProjection` is closer.
 */
export function haversineM(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const north = Math.sin(((lat2 - lat1) * RADIANS) / 2)
  const east = Math.sin(((lon2 - lon1) * RADIANS) / 2)
  const chord = north * north + Math.cos(lat1 * RADIANS) * Math.cos(lat2 * RADIANS) * east * east
  return 2 * MEAN_RADIUS_M * Math.asin(Math.sqrt(Math.min(1, chord)))
}
