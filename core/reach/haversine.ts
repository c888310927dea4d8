/** Mean radius of the earth in metres (IUGG, R1). */
const EARTH_RADIUS_M = 6371008.8
const RADIANS = Math.PI / 180

/** Great-circle distance of two points in degrees, in metres (haversine formula on the mean sphere). */
export function metresBetween(lonA: number, latA: number, lonB: number, latB: number): number {
  const halfLat = Math.sin(((latB - latA) * RADIANS) / 2)
  const halfLon = Math.sin(((lonB - lonA) * RADIANS) / 2)
  const h = halfLat * halfLat + Math.cos(latA * RADIANS) * Math.cos(latB * RADIANS) * halfLon * halfLon
  return 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(h))
}
