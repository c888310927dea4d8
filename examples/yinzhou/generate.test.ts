import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { DemoDistrict } from './district.ts'
import { generateDistrict } from './generate.ts'
import { isSimple } from './inset.ts'
import { contains, crossing, type Point, toPlane } from './plane.ts'

const district = generateDistrict()
const { areas, buildings, estates, facilities, map, projects } = district
const communities = areas.filter((a) => a.level === 'community')

const ringOf = (points: readonly (readonly [number, number])[]): Point[] =>
  points.slice(0, -1).map(([lon, lat]) => toPlane(lon, lat))

/** Every typed array and every value, in one digest. */
function digest(d: DemoDistrict): string {
  const hash = createHash('sha256')
  const text = JSON.stringify(d, (_, value) => {
    if (value instanceof Map) return [...value]
    if (!ArrayBuffer.isView(value)) return value
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
    return value.byteLength
  })
  return hash.update(text).digest('hex')
}

interface Segment {
  readonly a: Point
  readonly b: Point
  readonly way: number
}

const nodes = Array.from(map.lon, (lon, n) => toPlane(lon, map.lat[n]!))

function segments(wanted: (tags: Readonly<Record<string, string>>) => boolean): Segment[] {
  return map.wayTags.flatMap((tags, way) => {
    if (!wanted(tags)) return []
    const at = map.wayNode.subarray(map.wayFirst[way]!, map.wayFirst[way + 1]!)
    return Array.from(at.subarray(1), (n, i) => ({ a: nodes[at[i]!]!, b: nodes[n]!, way }))
  })
}

const CELL_M = 150

/** Finds the segments whose box comes near a box. */
function finder(of: readonly Segment[]) {
  const cells = new Map<string, Segment[]>()
  const span = (u: number, v: number) => {
    const [from, to] = [Math.floor(Math.min(u, v) / CELL_M), Math.floor(Math.max(u, v) / CELL_M)]
    return Array.from({ length: to - from + 1 }, (_, i) => from + i)
  }
  for (const s of of) {
    for (const i of span(s.a.x, s.b.x)) {
      for (const j of span(s.a.y, s.b.y)) {
        const key = `${i},${j}`
        cells.set(key, [...(cells.get(key) ?? []), s])
      }
    }
  }
  return (a: Point, b: Point) =>
    new Set(span(a.x, b.x).flatMap((i) => span(a.y, b.y).flatMap((j) => cells.get(`${i},${j}`) ?? [])))
}

const walkable = (tags: Readonly<Record<string, string>>) => !!tags.highway && tags.foot !== 'no'
const footprint = (b: number): Point[] =>
  Array.from({ length: buildings.ringFirst[b + 1]! - buildings.ringFirst[b]! - 1 }, (_, i) => {
    const p = 2 * (buildings.ringFirst[b]! + i)
    return toPlane(buildings.ring[p]!, buildings.ring[p + 1]!)
  })

const sides = (ring: readonly Point[]) => ring.map((a, i) => [a, ring[(i + 1) % ring.length]!] as const)

/** Nodes of the walking network that lie at a junction or a dead end, and its connected pieces. */
function network() {
  const beside = new Map<number, Set<number>>()
  map.wayTags.forEach((tags, way) => {
    if (!walkable(tags)) return
    for (let k = map.wayFirst[way]! + 1; k < map.wayFirst[way + 1]!; k++) {
      const [a, b] = [map.wayNode[k - 1]!, map.wayNode[k]!]
      if (a === b) continue
      for (const [u, v] of [
        [a, b],
        [b, a],
      ] as const)
        beside.set(u, (beside.get(u) ?? new Set()).add(v))
    }
  })
  const pieces: number[] = []
  const seen = new Set<number>()
  for (const start of beside.keys()) {
    if (seen.has(start)) continue
    const work = [start]
    seen.add(start)
    let size = 0
    for (let n = work.pop(); n !== undefined; n = work.pop()) {
      size++
      for (const m of beside.get(n)!) if (!seen.has(m)) work.push(m) && seen.add(m)
    }
    pieces.push(size)
  }
  const corners = [...beside.values()].filter((other) => other.size !== 2).length
  return { corners, nodes: beside.size, largest: Math.max(...pieces) }
}

describe('the demo district', () => {
  test('has the size the product promises', () => {
    expect(areas.filter((a) => a.level === 'town')).toHaveLength(25)
    expect(communities).toHaveLength(407)
    expect(buildings.count).toBeGreaterThan(55_000)
    expect(buildings.count).toBeLessThan(66_000)
    const people = buildings.people.reduce((a, b) => a + b, 0)
    expect(people).toBeGreaterThan(1_500_000)
    expect(people).toBeLessThan(1_700_000)
    expect(areas[0]!.people).toBe(people)
    expect(facilities.length).toBeGreaterThan(18_000)
    expect(facilities.length).toBeLessThan(25_000)
  })

  test('has towns of 3,000 to 15,000 people per community and smaller villages', () => {
    for (const c of communities.filter((a) => a.settlement === 'urban')) {
      expect(c.people, c.name.zh).toBeGreaterThan(3000)
      expect(c.people, c.name.zh).toBeLessThan(15_000)
    }
    const villages = communities.filter((a) => a.settlement === 'rural')
    for (const v of villages) expect(v.people, v.name.zh).toBeGreaterThan(100)
    expect(villages.reduce((sum, v) => sum + v.people, 0) / villages.length).toBeLessThan(3000)
  })

  test('has a connected street network of 60,000 to 80,000 junctions and dead ends', () => {
    const { corners, nodes, largest } = network()
    expect(corners).toBeGreaterThan(60_000)
    expect(corners).toBeLessThan(80_000)
    expect(largest / nodes).toBeGreaterThan(0.99)
  })

  test('is tiled by its communities: rings are simple and share every inner border exactly once', () => {
    const directed = new Set<string>()
    for (const { rings, name } of communities) {
      for (const ring of rings) {
        expect(isSimple(ringOf(ring)), name.zh).toBe(true)
        ring.slice(1).forEach((q, i) => {
          const key = `${ring[i]}>${q}`
          expect(directed.has(key)).toBe(false)
          directed.add(key)
        })
      }
    }
    const covered = communities.reduce((sum, c) => sum + c.area_m2, 0)
    // What is left is the lake, some 18 km².
    expect(areas[0]!.area_m2 - covered).toBeGreaterThan(15e6)
    expect(areas[0]!.area_m2 - covered).toBeLessThan(21e6)
  })

  test('lets walkers cross canals at bridges alone', () => {
    const near = finder(segments((t) => t.waterway !== undefined))
    const wet = segments(walkable).filter(({ a, b, way }) => {
      if (map.wayTags[way]!.bridge === 'yes') return false
      return [...near(a, b)].some((w) => crossing(a, b, w.a, w.b) !== undefined)
    })
    expect(wet.map((s) => map.wayTags[s.way])).toEqual([])
  })

  test('gives every gated estate two to four gates that are gates of the map', () => {
    const gated = estates.filter((e) => e.kind === 'gated')
    expect(gated.length).toBeGreaterThan(500)
    for (const { gates } of gated) {
      expect(gates.length).toBeGreaterThanOrEqual(2)
      expect(gates.length).toBeLessThanOrEqual(4)
      for (const g of gates) expect(map.nodeTags.get(g.node)).toEqual({ barrier: 'gate', foot: 'yes' })
    }
  })

  test('puts every building inside its community, off the water and off the streets', () => {
    const rings = communities.map((c) => c.rings.map(ringOf))
    const streets = finder(segments((t) => t.highway !== undefined))
    const water = map.wayTags.flatMap((t, way) => {
      if (t.natural !== 'water') return []
      return [
        Array.from(map.wayNode.subarray(map.wayFirst[way]!, map.wayFirst[way + 1]! - 1), (n) => nodes[n]!),
      ]
    })
    const shores = finder(water.flatMap((ring, way) => sides(ring).map(([a, b]) => ({ a, b, way }))))
    const lakes = water.filter(
      (ring) => Math.max(...ring.map((p) => p.x)) - Math.min(...ring.map((p) => p.x)) > 1000,
    )
    let [astray, flooded, blocked] = [0, 0, 0]
    for (let b = 0; b < buildings.count; b++) {
      const ring = footprint(b)
      const [outer, ...holes] = rings[buildings.community[b]! - 26]!
      const home = ring.every((p) => contains(outer!, p) && !holes.some((hole) => contains(hole, p)))
      if (!home) astray++
      const touches = (find: ReturnType<typeof finder>) =>
        sides(ring).some(([p, q]) => [...find(p, q)].some((s) => crossing(p, q, s.a, s.b) !== undefined))
      if (touches(shores) || lakes.some((lake) => contains(lake, ring[0]!))) flooded++
      if (touches(streets)) blocked++
    }
    expect({ astray, flooded, blocked }).toEqual({ astray: 0, flooded: 0, blocked: 0 })
  })

  test('has the 48 projects of the plan, none in 咸祥, and 龙汇 as a drawn area', () => {
    const size = (group: string) => projects.filter((p) => p.group === group).length
    expect([size('early-provincial'), size('city-demo'), size('first-and-next'), size('later')]).toEqual([
      4, 2, 17, 25,
    ])
    expect(projects.some((p) => p.townId === '330212101')).toBe(false)
    const ids = new Set(communities.map((c) => c.areaId))
    for (const p of projects) for (const id of p.communityIds) expect(ids.has(id)).toBe(true)
    const longhui = projects.find((p) => p.name.zh === '龙汇')!
    expect(longhui.communityIds).toEqual([])
    expect(isSimple(ringOf(longhui.rings![0]!))).toBe(true)
  })

  test('puts facilities inside their communities, and reports leave gaps', () => {
    const ids = new Set(communities.map((c) => c.areaId))
    for (const f of facilities) {
      expect(ids.has(f.communityId)).toBe(true)
      for (const other of f.sharedWith ?? []) expect(ids.has(other) && other !== f.communityId).toBe(true)
    }
    const rings = new Map(communities.map((c) => [c.areaId, ringOf(c.rings[0]!)]))
    const astray = facilities.filter((f) => !contains(rings.get(f.communityId)!, toPlane(f.lon, f.lat)))
    expect(astray.map((f) => `${f.kind} ${f.name.zh}`)).toEqual([])
    const terms = new Set(district.facts.map((f) => f.term)).size
    const reported = new Set(district.facts.map((f) => `${f.subjectId} ${f.term}`)).size
    expect(terms).toBeGreaterThan(40)
    expect(reported / (terms * communities.length)).toBeLessThan(0.9)
  })
})

test('the same options give the same bytes, another seed others', () => {
  const towns = ['330212008', '330212101']
  const once = digest(generateDistrict({ towns }))
  expect(digest(generateDistrict({ towns }))).toBe(once)
  expect(digest(generateDistrict({ towns, seed: 7 }))).not.toBe(once)
})
