import { type Datum, guessDatum } from '#core/geo/datum.ts'
import type { Position } from '#core/geo/polygon.ts'
import type { Network } from '#core/reach/network.ts'
import { FAR, type Positions } from '#core/reach/positions.ts'
import { snap } from '#core/reach/snap.ts'
import { refuse } from './refusal.ts'
import type { Residents } from './residents.ts'

/** Homes looked at to tell the datum. */
const SAMPLE = 500

/**
 * Refuses homes that cannot be where they say: most people off the map's streets (500 m), or, unless the datum was
 * stated, homes that stand at the streets better in another one.
 *
 * @throws Refusal
 */
export function checkPlaces(
  file: string,
  network: Network,
  homes: Residents,
  positions: Positions,
  stated: boolean,
): void {
  const share = offStreetPeople(homes, positions) / homes.assignment.people
  if (share > 0.5) {
    const percent = `${Math.round(share * 100)} %`
    throw refuse(
      file,
      `${percent} 的人口离地图上任何街道都超过 500 米：请核对地图范围、经纬度先后和坐标系（--datum）`,
      `${percent} of the people are farther than 500 m from any street of the map: check what the map covers, whether longitude comes first, and the datum (--datum)`,
    )
  }
  const datum = stated ? 'WGS84' : fittingDatum(network, homes)
  if (datum !== 'WGS84') {
    throw refuse(
      file,
      `按 ${datum} 读取时，住处与地图上的街道更吻合：请用 --datum 说明坐标系（${datum} 或 WGS84）`,
      `read as ${datum}, the homes fit the streets of the map better: state the datum with --datum (${datum} or WGS84)`,
    )
  }
}

/** People farther than 500 m from any street. */
export function offStreetPeople({ people, bands }: Residents, { edge }: Positions): number {
  let sum = 0
  people.forEach((count, i) => {
    if (edge[Math.floor(i / bands)] === -1) sum += count
  })
  return sum
}

/** The datum in which homes are nearest to streets; WGS84 unless another is surely better. */
function fittingDatum(network: Network, { lon, lat }: Residents): Datum {
  const step = Math.ceil(lon.length / SAMPLE)
  const points: Position[] = []
  for (let home = 0; home < lon.length; home += step) points.push([lon[home]!, lat[home]!])
  // Outside China the datums are one, but for Baidu's shift, which nobody uses there.
  if (!points.every(([x, y]) => x > 73 && x < 135.1 && y > 3.8 && y < 53.6)) return 'WGS84'
  // Streets are found for many points at once: a first round collects the places, the second looks up the answers.
  const asked: Position[] = []
  guessDatum(points, (x, y) => asked.push([x, y]))
  const { edge, access } = snap(
    network,
    Float64Array.from(asked, ([x]) => x),
    Float64Array.from(asked, ([, y]) => y),
  )
  const distances = access.map((metres, i) => (edge[i] === -1 ? FAR : metres)).values()
  const { datum, sure } = guessDatum(points, () => distances.next().value!)
  return sure ? datum : 'WGS84'
}
