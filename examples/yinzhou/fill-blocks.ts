import { inset } from './inset.ts'
import { isStreet } from './lines.ts'
import type { Ground, Parcel } from './parcel.ts'
import { centroid, crossing, distance, type Point } from './plane.ts'
import { alleyPlan, type BlockPlan, homePlan, workPlan } from './plans.ts'
import { type Random, random } from './random.ts'
import { layRows, type Rows, SOUTH } from './rows.ts'
import { lineWithShops, SHOP_STRIP_M } from './shops.ts'
import type { Stock } from './stock.ts'
import { faceLoop } from './subdivision.ts'

/** A second way out is not led farther than this. */
const LONG_M = 110

/** Metres between what a street keeps free and the wall of a block. */
const VERGE_M = 4

/** Builds on every block of the city and the town cores. */
export function fillBlocks(stock: Stock, seed: number, wanted: (p: Parcel) => boolean): void {
  for (const p of stock.ground.parcels) {
    if (p === undefined || !wanted(p) || p.terrain === 'hill' || p.terrain === 'lake') continue
    const draw = random(seed, `block ${p.face}`)
    if (p.use === 'residential' && !fillHomes(stock, p, draw)) p.use = 'park'
    if (p.use === 'park') layPark(stock, p, draw)
    else if (p.terrain === 'city' || p.use === 'industrial') fillWorks(stock, p, draw)
  }
}

/** Outline of what may be built on: the block less streets, waters and verges. */
export function plotOf({ s }: Ground, p: Parcel, more = 0): Point[] | undefined {
  return inset(
    p.ring,
    faceLoop(s, p.face).map((h) => s.lines[h >> 1]!.reserve + VERGE_M + more),
  )
}

/** An estate with its wall, gates, paths, garden and shops; answers false where the block has no room or street. */
function fillHomes(stock: Stock, p: Parcel, draw: Random): boolean {
  const alleys = p.zone.oldTown && p.builtYear < 1988 && draw.chance(0.4)
  const plan = alleys ? alleyPlan(draw) : homePlan(p.builtYear, p.area_m2, draw)
  const shops = !alleys && p.area_m2 > 14_000 && draw.chance(0.72)
  const wall = (shops ? plotOf(stock.ground, p, SHOP_STRIP_M) : undefined) ?? plotOf(stock.ground, p)
  if (wall === undefined) return false
  const rows = layRows([wall], southFacing(wall), plan.rows, draw)
  const reached = faceLoop(stock.ground.s, p.face).some((h) => isStreet(stock.ground.s.lines[h >> 1]!))
  if (rows.houses.length < 2 || rows.nodes.length === 0 || !reached) return false
  const nodes = drawPaths(stock, rows, alleys ? 'living_street' : 'service')
  const most = alleys ? 9 : p.area_m2 < 30_000 ? draw.whole(2, 3) : draw.whole(3, 4)
  const gates = openGates(stock, p, wall, rows, nodes, most, draw)
  const kind = alleys || gates.length < 2 ? 'open' : 'gated'
  if (kind === 'gated') drawWall(stock, wall, gates)
  const garden = rows.garden && !alleys ? centroid(rows.garden) : undefined
  if (garden) stock.map.area(rows.garden!, { leisure: 'garden' })
  stock.estates.push({
    ring: wall,
    gates: kind === 'gated' ? gates : [],
    kind,
    builtYear: p.builtYear,
    community: p.community,
    parcel: p,
    inside: nodes,
    ...(garden && { garden }),
  })
  const estate = stock.estates.length - 1
  build(stock, p, rows, plan, estate)
  if (shops) lineWithShops(stock, p, wall, gates, estate, draw)
  return true
}

function fillWorks(stock: Stock, p: Parcel, draw: Random): void {
  const plan = workPlan(p.use, draw)
  const wall = plotOf(stock.ground, p)
  if (plan === undefined || wall === undefined) return
  const room =
    p.use === 'school'
      ? [northOf(wall), wall]
      : p.terrain === 'plain'
        ? [yardBy(p, wall, draw), wall]
        : [wall]
  const rows = layRows(room, southFacing(wall), plan.rows, draw)
  if (rows.houses.length === 0) return
  if (p.use === 'school') layPitch(stock, wall)
  const nodes = drawPaths(stock, rows, 'service')
  // No way in leads over the sports ground of a school.
  const exits = p.use === 'school' ? rows.exits.filter((exit) => exit.side !== SOUTH) : rows.exits
  openGates(stock, p, wall, { ...rows, exits }, nodes, 2, draw)
  build(stock, p, rows, plan, -1)
}

function layPark(stock: Stock, p: Parcel, draw: Random): void {
  const edge = plotOf(stock.ground, p)
  if (edge === undefined) return
  stock.map.area(edge, { leisure: 'park' })
  const path = plotOf(stock.ground, p, 12)
  if (path === undefined || p.area_m2 < 10_000) return
  const nodes = path.map(stock.map.node)
  stock.map.way([...nodes, nodes[0]!], { highway: 'footway' })
  const loop = faceLoop(stock.ground.s, p.face)
  const corners = draw.shuffled(nodes).slice(0, 4)
  for (const node of corners) {
    const near = loop.map((h) => ({ h, d: toEdge(stock, h, stock.map.at(node)) })).sort((a, b) => a.d - b.d)
    stock.streets.tie(near[0]!.h, node)
  }
}

const toEdge = ({ ground: { s } }: Stock, h: number, p: Point): number => {
  const [a, b] = [s.vertices[s.origin[h]!]!, s.vertices[s.origin[h ^ 1]!]!]
  const t = ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / (distance(a, b) ** 2 || 1)
  const u = Math.min(1, Math.max(0, t))
  return distance(p, { x: a.x + (b.x - a.x) * u, y: a.y + (b.y - a.y) * u })
}

/** Rows run along the block if it lies within 24° of east–west, else due east. */
function southFacing(ring: readonly Point[]): number {
  let [c, s] = [0, 0]
  ring.forEach((p, i) => {
    const q = ring[(i + 1) % ring.length]!
    const angle = 4 * Math.atan2(q.y - p.y, q.x - p.x)
    c += distance(p, q) * Math.cos(angle)
    s += distance(p, q) * Math.sin(angle)
  })
  const lean = Math.atan2(s, c) / 4
  return Math.abs(lean) < 0.42 ? lean : 0
}

/** Draws lanes and paths; answers their nodes on the map. */
function drawPaths({ map }: Stock, rows: Rows, highway: string): number[] {
  const nodes = rows.nodes.map(map.node)
  for (const path of rows.paths) {
    map.way(
      path.map((n) => nodes[n]!),
      { highway },
    )
  }
  return nodes
}

interface Opening {
  readonly node: number
  readonly side: number
  readonly gate: Point
  readonly h: number
}

/** Leads up to `most` paths through the wall to a street, on as many sides as can be; answers the gates. */
export function openGates(
  stock: Stock,
  p: Parcel,
  wall: readonly Point[],
  rows: Rows,
  nodes: readonly number[],
  most: number,
  draw: Random,
): number[] {
  const found = draw.shuffled(rows.exits).flatMap((exit) => opening(stock, p, wall, rows, exit))
  const sides = new Map<number, number>()
  const chosen: number[] = []
  for (let round = 0; round < 3; round++) {
    for (const { node, side, gate, h } of found) {
      if (chosen.length >= most || (sides.get(side) ?? 0) !== round) continue
      if (chosen.some((g) => distance(stock.map.at(g), gate) < 25)) continue
      if (chosen.length > 0 && distance(stock.map.at(nodes[node]!), gate) > LONG_M) continue
      const at = stock.map.node(gate)
      if (!stock.streets.tie(h, at)) continue
      stock.map.way([nodes[node]!, at], { highway: 'service' })
      sides.set(side, round + 1)
      chosen.push(at)
    }
  }
  return chosen
}

/** Where a path that goes on straight passes the wall, and the street it meets behind it. */
function opening(
  { ground: { s } }: Stock,
  p: Parcel,
  wall: readonly Point[],
  rows: Rows,
  exit: Rows['exits'][number],
): Opening[] {
  const from = rows.nodes[exit.node]!
  const far = { x: from.x + exit.toward.x * 4000, y: from.y + exit.toward.y * 4000 }
  let gate = 2
  wall.forEach((a, i) => {
    gate = Math.min(gate, crossing(from, far, a, wall[(i + 1) % wall.length]!)?.t ?? 2)
  })
  let street = { t: 2, h: -1 }
  for (const h of faceLoop(s, p.face)) {
    const hit = crossing(from, far, s.vertices[s.origin[h]!]!, s.vertices[s.origin[h ^ 1]!]!)
    if (hit !== undefined && hit.t < street.t) street = { t: hit.t, h }
  }
  if (gate > 1 || street.h < 0 || street.t < gate || !isStreet(s.lines[street.h >> 1]!)) return []
  const at = { x: from.x + (far.x - from.x) * gate, y: from.y + (far.y - from.y) * gate }
  return [{ node: exit.node, side: exit.side, gate: at, h: street.h }]
}

/** The wall as a closed way through its gates. */
function drawWall({ map }: Stock, wall: readonly Point[], gates: readonly number[]): void {
  const nodes: number[] = []
  wall.forEach((a, i) => {
    const b = wall[(i + 1) % wall.length]!
    nodes.push(map.node(a))
    const on = gates.filter((g) => distance(a, map.at(g)) + distance(map.at(g), b) - distance(a, b) < 0.001)
    on.sort((g, h) => distance(a, map.at(g)) - distance(a, map.at(h)))
    nodes.push(...on.filter((g) => !nodes.includes(g)))
  })
  map.way([...nodes, nodes[0]!], { barrier: 'wall' })
  for (const g of gates) map.tag(g, { barrier: 'gate', foot: 'yes' })
}

/** The north of a school, for its buildings; the south is left for sports. */
function northOf(wall: readonly Point[]): Point[] {
  const [x0, x1] = [Math.min(...wall.map((p) => p.x)), Math.max(...wall.map((p) => p.x))]
  const [y0, y1] = [Math.min(...wall.map((p) => p.y)), Math.max(...wall.map((p) => p.y))]
  return rectangle(x0 - 99, y0 + 0.46 * (y1 - y0), x1 + 99, y1 + 99)
}

/** A works yard in open country: a part of the field at one of its corners. */
function yardBy(p: Parcel, wall: readonly Point[], draw: Random): Point[] {
  const corner = draw.pick(wall)
  const size = draw.between(160, 330)
  const at = {
    x: corner.x + Math.sign(p.middle.x - corner.x) * size,
    y: corner.y + Math.sign(p.middle.y - corner.y) * size,
  }
  return rectangle(at.x - size, at.y - size * 0.8, at.x + size, at.y + size * 0.8)
}

const rectangle = (x0: number, y0: number, x1: number, y1: number): Point[] => [
  { x: x0, y: y0 },
  { x: x1, y: y0 },
  { x: x1, y: y1 },
  { x: x0, y: y1 },
]

/** A running track in the south of the school. */
function layPitch({ map }: Stock, wall: readonly Point[]): void {
  const middle = centroid(wall)
  const low = Math.min(...wall.map((p) => p.y))
  const room = middle.y - low
  const [u, v] = [Math.min(70, room * 0.75), Math.min(38, room * 0.34)]
  const at = { x: middle.x, y: low + room * 0.52 }
  const ring = Array.from({ length: 20 }, (_, i) => {
    const turn = ((i + 0.5) * Math.PI) / 10
    return {
      x: at.x + Math.sign(Math.cos(turn)) * Math.max(0, u - v) + v * Math.cos(turn),
      y: at.y + v * Math.sin(turn),
    }
  })
  map.area(ring, { leisure: 'pitch', sport: 'running' })
}

/** Puts up the buildings of the rows. */
export function build(stock: Stock, p: Parcel, rows: Rows, plan: BlockPlan, estate: number): void {
  for (const { ring, length } of rows.houses) {
    const storeys = plan.storeys()
    const perStorey = plan.homesPerStorey(length)
    stock.buildings.push({
      ring,
      middle: centroid(ring),
      storeys,
      height_m: Math.round((storeys * plan.storey_m + 1.2) * 10) / 10,
      builtYear: p.builtYear,
      use: plan.use,
      estate,
      community: p.community,
      households: plan.use === 'rural-house' ? perStorey : perStorey * storeys,
    })
  }
}
