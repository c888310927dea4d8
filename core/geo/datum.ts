import type { LonLat, Position } from './polygon.ts'

/**
 * Datums that Chinese map data comes in. WGS84 and CGCS2000 are one here: they differ by centimetres.
 * GCJ-02 is that of AutoNavi, Tencent and official web maps, 100 to 700 m off; BD-09 is Baidu's, on top of it.
 */
export const DATUMS = ['WGS84', 'CGCS2000', 'GCJ-02', 'BD-09'] as const
export type Datum = (typeof DATUMS)[number]

/**
 * The same place in another datum.
 *
 * There and back ends within 0.01 mm of the start (the inverses are iterated; the worst of 400,000 was
 * 12 nm). The offsets are the published reverse-engineered ones; official converters may differ from them slightly.
 * Outside the box 72.004° to 137.8347°, 0.8293° to 55.8271° GCJ-02 equals WGS84; within some 700 m of its edge the way
 * back is ambiguous.
 */
export function convertDatum(lon: number, lat: number, from: Datum, to: Datum): LonLat {
  if (from === to) return [lon, lat]
  const [wgsLon, wgsLat] = toWgs84[from](lon, lat)
  return fromWgs84[to](wgsLon, wgsLat)
}

type Conversion = (lon: number, lat: number) => [lon: number, lat: number]

const unchanged: Conversion = (lon, lat) => [lon, lat]

const fromWgs84: Record<Datum, Conversion> = {
  WGS84: unchanged,
  CGCS2000: unchanged,
  'GCJ-02': (lon, lat) => (isInChinaBox(lon, lat) ? gcjOf(lon, lat) : [lon, lat]),
  'BD-09': (lon, lat) => bdOf(...fromWgs84['GCJ-02'](lon, lat)),
}

const toWgs84: Record<Datum, Conversion> = {
  WGS84: unchanged,
  CGCS2000: unchanged,
  'GCJ-02': (lon, lat) => {
    const plain = invert(gcjOf, lon, lat)
    return isInChinaBox(...plain) ? plain : [lon, lat]
  },
  'BD-09': (lon, lat) => toWgs84['GCJ-02'](...invert(bdOf, lon, lat)),
}

const isInChinaBox = (lon: number, lat: number) =>
  lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271

/**
 * The point that `convert` moves to (lon, lat): guess, see how far the guess lands off, correct by that. The offsets
 * change by less than 1 % of a step, so each round gains two digits; 1e-11° is a micrometre.
 */
function invert(convert: Conversion, lon: number, lat: number): [number, number] {
  let [guessLon, guessLat] = [lon, lat]
  for (let round = 0; round < 20; round++) {
    const [landedLon, landedLat] = convert(guessLon, guessLat)
    guessLon += lon - landedLon
    guessLat += lat - landedLat
    if (Math.abs(lon - landedLon) + Math.abs(lat - landedLat) < 1e-11) break
  }
  return [guessLon, guessLat]
}

// Krasovsky 1940 ellipsoid, as the published offset uses it.
const KRASOVSKY_AXIS_M = 6_378_245
const KRASOVSKY_ECCENTRICITY_SQUARED = 0.006693421622965943

/** WGS84 to GCJ-02 as in the published `eviltransform`: a sum of sines in degrees east of 105° and north of 35°. */
function gcjOf(lon: number, lat: number): [number, number] {
  const [x, y] = [lon - 105, lat - 35]
  const ripple = wave(20, 6 * x) + wave(20, 2 * x)
  const root = Math.sqrt(Math.abs(x))
  const northM =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    (2 / 3) * (ripple + wave(20, y) + wave(40, y / 3) + wave(160, y / 12) + wave(320, y / 30))
  const eastM =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    (2 / 3) * (ripple + wave(20, x) + wave(40, x / 3) + wave(150, x / 12) + wave(300, x / 30))
  const radians = (lat / 180) * Math.PI
  const w = 1 - KRASOVSKY_ECCENTRICITY_SQUARED * Math.sin(radians) ** 2
  const across = KRASOVSKY_AXIS_M / Math.sqrt(w)
  const along = (across * (1 - KRASOVSKY_ECCENTRICITY_SQUARED)) / w
  const degrees = 180 / Math.PI
  return [lon + (eastM / (across * Math.cos(radians))) * degrees, lat + (northM / along) * degrees]
}

const wave = (metres: number, halfTurns: number) => metres * Math.sin(halfTurns * Math.PI)

/** GCJ-02 to BD-09, as published: a ripple in polar coordinates around (0°, 0°), then a shift. */
function bdOf(lon: number, lat: number): [number, number] {
  const ripple = (Math.PI * 3000) / 180
  const radius = Math.hypot(lon, lat) + 0.00002 * Math.sin(lat * ripple)
  const angle = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * ripple)
  return [radius * Math.cos(angle) + 0.0065, radius * Math.sin(angle) + 0.006]
}

/** Which datum points are in, and how sure that is. */
export interface DatumGuess {
  readonly datum: Datum
  /** False when another datum fits nearly as well: say that the datum is assumed, and ask. */
  readonly sure: boolean
  /** Mean misfit of each candidate, in the unit of `misfit`. */
  readonly misfits: Readonly<Record<'WGS84' | 'GCJ-02' | 'BD-09', number>>
}

const candidates = ['WGS84', 'GCJ-02', 'BD-09'] as const

/**
 * The datum in which `points` fit a reference best, WGS84 if they fit equally well.
 *
 * `misfit` says how badly a WGS84 point fits: 1 outside a boundary and 0 inside, or metres to the nearest street, say.
 * The guess is sure when, point by point, it beats every other candidate by more than three standard errors.
 */
export function guessDatum(
  points: readonly Position[],
  misfit: (lon: number, lat: number) => number,
): DatumGuess {
  const rows = candidates.map((datum) => points.map(([lon, lat]) => misfit(...toWgs84[datum](lon, lat))))
  const means = rows.map(mean)
  const best = means.reduce((least, value, i) => (value < means[least]! ? i : least), 0)
  const sure = rows.every((row, i) => i === best || isClearlyLess(rows[best]!, row))
  const misfits = { WGS84: means[0]!, 'GCJ-02': means[1]!, 'BD-09': means[2]! }
  return { datum: candidates[best]!, sure, misfits }
}

const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

/** Paired comparison: the mean difference against its standard error. */
function isClearlyLess(less: readonly number[], more: readonly number[]): boolean {
  const differences = more.map((value, i) => value - less[i]!)
  const difference = mean(differences)
  const variance = mean(differences.map((value) => (value - difference) ** 2))
  return difference > 3 * Math.sqrt(variance / differences.length) && differences.length >= 5
}
