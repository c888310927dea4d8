import { isWater } from './lines.ts'
import { COMMUNITIES, TOWNS, townOf } from './names.ts'
import type { Ground, Parcel, Use } from './parcel.ts'
import { distance, toPlane } from './plane.ts'
import { noise, type Random, random } from './random.ts'
import { TOWN_CENTRES } from './skeleton.ts'
import { faceLoop } from './subdivision.ts'

/** People per hectare of a residential block, by the year it was built. P: walk-ups stand closest. */
export const peoplePerHa = (year: number): number =>
  year < 1990 ? 560 : year < 2000 ? 500 : year < 2010 ? 400 : 420

/** Land that streets and walls leave to a block, as a share. */
const NET = 0.64
const SLIVER_M2 = 7000

/** Says what every block is used for: homes first, until the town's people have a place; then the rest. */
export function assignUses(ground: Ground, seed: number): void {
  TOWNS.forEach((town, index) => {
    const mine = ground.parcels.filter((p) => p.town === index)
    useTown(ground, mine, town.areaId, random(seed, `uses ${town.areaId}`))
  })
}

function useTown(ground: Ground, mine: readonly Parcel[], townId: string, draw: Random): void {
  const city = mine.filter((p) => p.terrain === 'city')
  const centre = toPlane(...(TOWN_CENTRES[townId] as [number, number]))
  for (const p of mine) p.builtYear = yearOf(p, draw)
  const far = Math.max(1, ...city.map((p) => distance(p.middle, centre)))
  const score = new Map(
    city.map((p) => {
      const wet = touchesWater(ground, p.face) && draw.chance(0.3) ? 0.5 : 0
      return [p, 0.5 * noise(p.middle.x / 800, p.middle.y / 800, 21) + distance(p.middle, centre) / far + wet]
    }),
  )
  const inOrder = [...city].sort((a, b) => score.get(a)! - score.get(b)! || a.face - b.face)
  const wanted = peopleWanted(townId, city[0])
  let housed = 0
  let sinceSchool = 0
  const rest: Parcel[] = []
  for (const p of inOrder) {
    if (p.area_m2 < SLIVER_M2) p.use = 'park'
    else if (housed >= wanted || draw.chance(0.11)) rest.push(p)
    else if (sinceSchool > 10_500 && p.area_m2 < 75_000) {
      p.use = 'school'
      sinceSchool = 0
    } else {
      p.use = 'residential'
      const people = (p.area_m2 / 10_000) * NET * peoplePerHa(p.builtYear)
      housed += people
      sinceSchool += people
    }
  }
  for (const p of rest) p.use = otherUse(ground, p, distance(p.middle, centre) / far, draw)
  hospital(city, centre)
  for (const p of mine) if (p.terrain === 'plain' && draw.chance(0.07)) p.use = 'industrial'
}

function peopleWanted(townId: string, block: Parcel | undefined): number {
  const urban = COMMUNITIES.filter((c) => townOf(c.areaId) === townId && c.settlement === 'urban').length
  return block === undefined ? 0 : Math.max(1500, urban * block.zone.communityPeople)
}

/** Old towards the centre of the zone's span, newer outwards in patches. */
function yearOf(p: Parcel, draw: Random): number {
  const [first, last] = p.zone.built
  const share = 0.5 + 0.55 * noise(p.middle.x / 1100, p.middle.y / 1100, 31) + draw.between(-0.18, 0.18)
  return Math.round(first + (last - first) * Math.min(1, Math.max(0, share)))
}

function otherUse(ground: Ground, p: Parcel, out: number, draw: Random): Use {
  const works = p.zone.industry * (0.4 + out) * (1 + 0.6 * noise(p.middle.x / 1300, p.middle.y / 1300, 41))
  if (draw.chance(works)) return 'industrial'
  if (touchesWater(ground, p.face) && draw.chance(0.4)) return 'park'
  if (out > 0.75 && draw.chance(0.35)) return 'reserve'
  return (['commercial', 'office', 'park', 'school'] as const)[
    draw.weighted([1.1, 1.3 - out * 0.6, 0.8, 0.12])
  ]!
}

/** One block near the centre becomes the town's hospital or health centre. */
function hospital(city: readonly Parcel[], centre: { x: number; y: number }): void {
  const fit = city.filter((p) => p.use !== 'residential' && p.area_m2 > 12_000 && p.area_m2 < 60_000)
  if (fit.length === 0) return
  fit.reduce((a, b) => (distance(b.middle, centre) < distance(a.middle, centre) ? b : a)).use = 'hospital'
}

const touchesWater = (ground: Ground, face: number): boolean =>
  faceLoop(ground.s, face).some((h) => isWater(ground.s.lines[h >> 1]!))
