import type { Tags } from '#core/geo/map-data.ts'
import { type Crossing, decideCrossings } from './crossings.ts'
import { isBarrier, isStreet, isWater, type Line } from './lines.ts'
import type { MapBuilder } from './map-builder.ts'
import type { Ground } from './parcel.ts'
import { along, distance, type Point, toSegment } from './plane.ts'
import { random } from './random.ts'
import { crossesAny } from './segments.ts'
import { faceLoop } from './subdivision.ts'

/** The street map under construction: gates and paths are tied to its edges before it is drawn. */
export interface Streets {
  /** Ties `node` to the street of half-edge `h` at its nearest point; answers whether there is room. */
  tie(h: number, node: number): boolean
  /** Writes streets, bridges, banks, waters and rails to the map. */
  draw(): void
}

interface Tie {
  readonly t: number
  readonly node: number
}

const HIGHWAY: Partial<Record<Line['kind'], string>> = {
  arterial: 'primary',
  secondary: 'secondary',
  street: 'residential',
  alley: 'living_street',
  road: 'tertiary',
}

export function streetsOf(ground: Ground, map: MapBuilder, seed: number): Streets {
  const { s } = ground
  const crossing = decideCrossings(ground, seed)
  const corner = s.vertices.map(() => -1)
  const nodeAt = (v: number) => {
    if (corner[v] === -1) corner[v] = map.node(s.vertices[v]!)
    return corner[v]!
  }
  const banks = s.origin.map(() => -1)
  for (let h = 0; h < s.origin.length; h++) {
    if (isStreet(s.lines[h >> 1]!) && crossing[s.origin[h]!] !== 'open')
      banks[h] = map.node(bankOf(ground, h))
  }
  const ties: Tie[][] = s.lines.map(() => [])
  return {
    tie(h, node) {
      const e = h >> 1
      if (!isStreet(s.lines[e]!)) return false
      const [a, b] = [s.vertices[s.origin[2 * e]!]!, s.vertices[s.origin[2 * e + 1]!]!]
      const { t } = toSegment(map.at(node), a, b)
      const length = distance(a, b)
      const clear = (bank: number, end: Point) => (bank < 0 ? 5 : distance(map.at(bank), end) + 5)
      if (t * length < clear(banks[2 * e]!, a) || (1 - t) * length < clear(banks[2 * e + 1]!, b)) return false
      // Two ties within 6 m of each other share their node.
      const near = ties[e]!.find((other) => Math.abs(other.t - t) * length < 6)
      const tie = near ?? { t, node: map.node(along(a, b, t)) }
      if (near === undefined) ties[e]!.push(tie)
      map.way([node, tie.node], { highway: 'service' })
      return true
    },
    draw() {
      for (let e = 0; e < s.lines.length; e++) {
        if (isStreet(s.lines[e]!)) drawStreet(ground, map, e, { nodeAt, banks, crossing, ties: ties[e]! })
      }
      drawBarriers(ground, map)
      drawBanks(ground, map, banks, seed)
    },
  }
}

/** Where the street of `h` stops before the water or track at its origin. */
function bankOf({ s }: Ground, h: number): Point {
  const v = s.origin[h]!
  const [a, b] = [s.vertices[v]!, s.vertices[s.origin[h ^ 1]!]!]
  let back = 0
  for (const g of starOf(s.next, h)) {
    const line = s.lines[g >> 1]!
    if (!isBarrier(line)) continue
    const c = s.vertices[s.origin[g ^ 1]!]!
    const sine =
      Math.abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / (distance(a, b) * distance(a, c))
    back = Math.max(back, line.reserve / Math.max(0.45, sine))
  }
  return along(a, b, Math.min(0.42, back / distance(a, b)))
}

/** Half-edges that leave the origin of `h`. */
function starOf(next: readonly number[], h: number): number[] {
  const star = [h]
  for (let g = next[h ^ 1]!; g !== h; g = next[g ^ 1]!) star.push(g)
  return star
}

interface Drawing {
  readonly nodeAt: (v: number) => number
  readonly banks: readonly number[]
  readonly crossing: readonly Crossing[]
  readonly ties: readonly Tie[]
}

function drawStreet({ s }: Ground, map: MapBuilder, e: number, d: Drawing): void {
  const line = s.lines[e]!
  const tags: Record<string, string> = { highway: HIGHWAY[line.kind]!, ...nameTags(line) }
  const middle = [...new Set([...d.ties].sort((a, b) => a.t - b.t).map((tie) => tie.node))]
  const end = (h: number) => (d.banks[h]! >= 0 ? d.banks[h]! : d.nodeAt(s.origin[h]!))
  map.way([end(2 * e), ...middle, end(2 * e + 1)], tags)
  for (const h of [2 * e, 2 * e + 1]) {
    const what = d.crossing[s.origin[h]!]!
    if (what === 'open' || what === 'closed') continue
    const over = what === 'bridge' ? { bridge: 'yes', layer: '1' } : { tunnel: 'yes', layer: '-1' }
    map.way([d.banks[h]!, d.nodeAt(s.origin[h]!)], { ...tags, ...over })
  }
}

function nameTags(line: Line): Tags {
  if (!line.name) return {}
  const { zh, en, generated } = line.name
  return { name: zh, ...(en && { 'name:en': en }), ...(generated && { 'name:source': 'generated' }) }
}

/** Footpaths along the water, from street end to street end. */
function drawBanks(ground: Ground, map: MapBuilder, banks: readonly number[], seed: number): void {
  const { s, parcels } = ground
  const draw = random(seed, 'banks')
  const walkable = new Set(['canal', 'brook', 'river', 'lake'])
  const wet = crossesAny(map.segments((tags) => tags.waterway !== undefined))
  for (const p of parcels) {
    if (p === undefined || p.terrain === 'lake') continue
    const loop = faceLoop(s, p.face)
    const shore = loop.map((h) => walkable.has(s.lines[h >> 1]!.kind))
    if (shore.every(Boolean)) continue
    loop.forEach((_, i) => {
      const before = (i + loop.length - 1) % loop.length
      if (!shore[i] || shore[before] || !draw.chance(p.terrain === 'city' ? 0.75 : 0.25)) return
      const path = [banks[loop[before]! ^ 1]!]
      let k = i
      for (; shore[(k + 1) % loop.length]; k = (k + 1) % loop.length) {
        path.push(map.node(offInside(ground, loop[k]!, loop[(k + 1) % loop.length]!)))
      }
      path.push(banks[loop[(k + 1) % loop.length]!]!)
      if (path[0]! < 0 || path.at(-1)! < 0) return
      const dry = path.every((n, at) => at === 0 || !wet(map.at(path[at - 1]!), map.at(n)))
      if (dry) map.way(path, { highway: 'footway' })
    })
  }
}

/** The corner between two water edges, moved inside by what they keep free. */
function offInside({ s }: Ground, h: number, g: number): Point {
  const [a, v, b] = [s.vertices[s.origin[h]!]!, s.vertices[s.origin[g]!]!, s.vertices[s.origin[g ^ 1]!]!]
  const by = Math.max(s.lines[h >> 1]!.reserve, s.lines[g >> 1]!.reserve)
  const n = { x: a.y - b.y, y: b.x - a.x }
  const length = Math.sqrt(n.x * n.x + n.y * n.y) || 1
  return { x: v.x + (n.x / length) * by, y: v.y + (n.y / length) * by }
}

const BARRIER_TAGS: Partial<Record<Line['kind'], Tags>> = {
  motorway: { highway: 'motorway', foot: 'no', bridge: 'yes', layer: '2' },
  rail: { railway: 'rail', bridge: 'yes', layer: '1' },
  river: { waterway: 'river' },
  canal: { waterway: 'canal' },
  brook: { waterway: 'canal' },
  stream: { waterway: 'stream' },
  coast: { natural: 'coastline' },
}

/** Waters, railways and expressways: ways of their own that share no node with streets. */
function drawBarriers({ s }: Ground, map: MapBuilder): void {
  const nodes = new Map<number, number>()
  const nodeAt = (v: number) => {
    if (!nodes.has(v)) nodes.set(v, map.node(s.vertices[v]!))
    return nodes.get(v)!
  }
  s.lines.forEach((line, e) => {
    const tags = BARRIER_TAGS[line.kind]
    if (tags === undefined) return
    const width: Tags = line.water ? { width: String(line.water) } : {}
    map.way([nodeAt(s.origin[2 * e]!), nodeAt(s.origin[2 * e + 1]!)], {
      ...tags,
      ...width,
      ...nameTags(line),
    })
    if (isWater(line) && line.water) map.area(band(s.vertices, s, e, line.water / 2), { natural: 'water' })
  })
}

function band(vertices: readonly Point[], s: Ground['s'], e: number, half: number): Point[] {
  const [a, b] = [vertices[s.origin[2 * e]!]!, vertices[s.origin[2 * e + 1]!]!]
  const d = distance(a, b) || 1
  const n = { x: (-(b.y - a.y) / d) * half, y: ((b.x - a.x) / d) * half }
  const m = { x: n.y * 0.35, y: -n.x * 0.35 }
  // Ends run a little over the corner, so that bands of one water leave no notch.
  return [
    { x: a.x - n.x - m.x, y: a.y - n.y - m.y },
    { x: b.x - n.x + m.x, y: b.y - n.y + m.y },
    { x: b.x + n.x + m.x, y: b.y + n.y + m.y },
    { x: a.x + n.x - m.x, y: a.y + n.y - m.y },
  ]
}
