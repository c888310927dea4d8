import { build, openGates, plotOf } from './fill-blocks.ts'
import { isStreet, isWater, makeLine } from './lines.ts'
import { COMMUNITIES } from './names.ts'
import type { Parcel } from './parcel.ts'
import { along, centroid, contains, distance, type Point } from './plane.ts'
import { villagePlan } from './plans.ts'
import { noise, type Random, random } from './random.ts'
import { layRows, type Rows } from './rows.ts'
import type { Stock } from './stock.ts'
import { faceLoop } from './subdivision.ts'

/** m² of a settlement per person, lanes and yards included. */
const PERSON_M2 = 84

/** Makes sure that every village has land on a road, before streets are drawn. */
export function roadToEveryVillage(ground: Stock['ground']): void {
  COMMUNITIES.forEach((c, community) => {
    if (c.settlement !== 'rural') return
    const mine = ground.parcels.filter((p) => p?.community === community)
    const flat = mine.filter((p) => p.terrain !== 'hill' && p.use !== 'industrial')
    if (flat.some((p) => roadSides(ground, p).length > 0)) return
    const best = (flat.length > 0 ? flat : mine).reduce((a, b) => (b.area_m2 > a.area_m2 ? b : a))
    const loop = faceLoop(ground.s, best.face)
    const along = (kind: string) => loop.filter((h) => ground.s.lines[h >> 1]!.kind === kind)
    for (const h of [...along('border'), ...along('brook')].slice(0, 3))
      ground.s.lines[h >> 1] = makeLine('road')
  })
}

const roadSides = ({ s }: Stock['ground'], p: Parcel): number[] =>
  faceLoop(s, p.face).filter((h) => {
    const length = distance(s.vertices[s.origin[h]!]!, s.vertices[s.origin[h ^ 1]!]!)
    return isStreet(s.lines[h >> 1]!) && length > 60
  })

/** Builds the villages: one main settlement by a road, often by a stream, and up to two hamlets. */
export function fillVillages(stock: Stock, seed: number, wanted: (p: Parcel) => boolean): void {
  const rural = new Map<number, Parcel[]>()
  for (const p of stock.ground.parcels) {
    if (p === undefined || p.community < 0 || !wanted(p)) continue
    if (COMMUNITIES[p.community]!.settlement !== 'rural') continue
    const mine = rural.get(p.community) ?? []
    if (mine.length === 0) rural.set(p.community, mine)
    mine.push(p)
  }
  for (const [community, mine] of rural) {
    const draw = random(seed, `village ${community}`)
    const hilly = mine.filter((p) => p.terrain === 'hill').length / mine.length
    const people = draw.between(1250, 2700) * (1 - 0.45 * hilly)
    const shares = draw.pick([[1], [0.7, 0.3], [0.55, 0.25, 0.2]])
    const taken = new Set<Parcel>()
    for (const share of shares) settle(stock, mine, taken, people * share, draw)
  }
}

/** One settlement on the best free parcel. */
function settle(
  stock: Stock,
  mine: readonly Parcel[],
  taken: Set<Parcel>,
  people: number,
  draw: Random,
): void {
  const { ground } = stock
  const middle = centroidOf(mine)
  const sites = mine
    .filter((p) => !taken.has(p) && (p.use === 'farmland' || p.use === 'wood' || p.use === 'residential'))
    .map((p) => ({ p, sides: roadSides(ground, p) }))
    .filter(({ sides }) => sides.length > 0)
  if (sites.length === 0) return
  const merit = (p: Parcel) =>
    (p.terrain === 'hill' ? -3 : 0) +
    (faceLoop(ground.s, p.face).some((h) => isWater(ground.s.lines[h >> 1]!)) ? 0.5 : 0) -
    distance(p.middle, middle) / 900
  sites.sort((a, b) => merit(b.p) - merit(a.p) || a.p.face - b.p.face)
  for (const { p, sides } of sites.slice(0, 6)) {
    const h = sides.reduce((a, b) => (toMiddle(stock, b, middle) < toMiddle(stock, a, middle) ? b : a))
    if (!settleAt(stock, p, h, people, draw)) continue
    taken.add(p)
    return
  }
}

/** Houses, lanes and pond by the road `h`; answers whether there was room. */
function settleAt(stock: Stock, p: Parcel, h: number, people: number, draw: Random): boolean {
  const yard = plotOf(stock.ground, p, -1)
  if (yard === undefined) return false
  const radius = Math.sqrt((people * PERSON_M2) / Math.PI)
  const road = edgeMiddle(stock, h)
  const inward = along(road, p.middle, Math.min(1, (radius * 0.66) / distance(road, p.middle)))
  const plan = villagePlan(draw)
  const straight = layRows([yard, blob(inward, radius, draw)], draw.between(-0.2, 0.2), plan.rows, draw)
  const rows = crooked(straight)
  if (rows.houses.length < 12 || rows.nodes.length < 2) return false
  const pond = rows.garden?.every((q) => contains(yard, q)) ? rows.garden : undefined
  if (pond) stock.map.area(pond, { natural: 'water', water: 'pond' })
  const nodes = drawLanes(stock, straight, rows)
  if (openGates(stock, p, yard, rows, nodes, 5, draw).length === 0) linkToRoad(stock, p, nodes)
  const builtYear = draw.whole(1985, 2008)
  stock.estates.push({
    ring: hull(rows.houses.flatMap((house) => house.ring)),
    gates: [],
    kind: 'village',
    builtYear,
    community: p.community,
    parcel: p,
    inside: nodes,
  })
  build(stock, { ...p, builtYear }, rows, plan, stock.estates.length - 1)
  return true
}

/** How far a village's lanes and houses swing off the straight, and over which length. */
const SWING_M = 9
const SWING_OVER_M = 95

const bend = (p: Point): Point => ({
  x: p.x + SWING_M * noise(p.x / SWING_OVER_M, p.y / SWING_OVER_M, 51),
  y: p.y + SWING_M * noise(p.x / SWING_OVER_M, p.y / SWING_OVER_M, 52),
})

/** The rows as an old village has them: houses and lanes swing together. */
function crooked(rows: Rows): Rows {
  const houses = rows.houses.map((house) => {
    const [middle, q] = [centroid(house.ring), bend(centroid(house.ring))]
    const ring = house.ring.map((p) => ({ x: p.x + q.x - middle.x, y: p.y + q.y - middle.y }))
    return { ...house, ring }
  })
  return { ...rows, houses, nodes: rows.nodes.map(bend) }
}

/** Draws lanes with a bend about every 18 m; answers their nodes on the map. */
function drawLanes({ map }: Stock, straight: Rows, bent: Rows): number[] {
  const nodes = bent.nodes.map(map.node)
  for (const path of straight.paths) {
    const way = [nodes[path[0]!]!]
    path.slice(1).forEach((n, i) => {
      const [a, b] = [straight.nodes[path[i]!]!, straight.nodes[n]!]
      const parts = Math.ceil(distance(a, b) / 18)
      for (let k = 1; k < parts; k++) way.push(map.node(bend(along(a, b, k / parts))))
      way.push(nodes[n]!)
    })
    map.way(way, { highway: 'residential' })
  }
  return nodes
}

/** Straight from the nearest lane to a road, where no lane runs into one. */
function linkToRoad(stock: Stock, p: Parcel, nodes: readonly number[]): void {
  const ways = roadSides(stock.ground, p).flatMap((h) => {
    const road = edgeMiddle(stock, h)
    return nodes.map((node) => ({ h, node, d: distance(stock.map.at(node), road) }))
  })
  ways.sort((a, b) => a.d - b.d || a.node - b.node)
  ways.some(({ h, node }) => stock.streets.tie(h, node))
}

const edgeMiddle = ({ ground: { s } }: Stock, h: number): Point =>
  along(s.vertices[s.origin[h]!]!, s.vertices[s.origin[h ^ 1]!]!, 0.5)

const toMiddle = (stock: Stock, h: number, middle: Point) => distance(edgeMiddle(stock, h), middle)

function centroidOf(parcels: readonly Parcel[]): Point {
  const flat = parcels.filter((p) => p.terrain !== 'hill')
  const of = flat.length > 0 ? flat : parcels
  const area = of.reduce((sum, p) => sum + p.area_m2, 0)
  return {
    x: of.reduce((sum, p) => sum + p.middle.x * p.area_m2, 0) / area,
    y: of.reduce((sum, p) => sum + p.middle.y * p.area_m2, 0) / area,
  }
}

/** An uneven round. */
function blob(at: Point, radius: number, draw: Random): Point[] {
  const [a, b, stretch] = [draw.between(0, 6.3), draw.between(0, 6.3), draw.between(0.8, 1.3)]
  return Array.from({ length: 28 }, (_, i) => {
    const turn = (i * Math.PI) / 14
    const r = radius * (1 + 0.16 * Math.sin(2 * turn + a) + 0.11 * Math.sin(3 * turn + b))
    return { x: at.x + r * stretch * Math.cos(turn), y: at.y + (r / stretch) * Math.sin(turn) }
  })
}

/** Convex outline of points, counter-clockwise. */
function hull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y)
  const half = (of: readonly Point[]) => {
    const out: Point[] = []
    for (const p of of) {
      while (out.length > 1 && cross(out.at(-2)!, out.at(-1)!, p) <= 0) out.pop()
      out.push(p)
    }
    return out.slice(0, -1)
  }
  return [...half(sorted), ...half(sorted.reverse())]
}

const cross = (a: Point, b: Point, c: Point) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
