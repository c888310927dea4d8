import { crossing, type Point } from './plane.ts'

export type Segment = readonly [a: Point, b: Point]

const CELL_M = 120

/** Answers whether a segment crosses or touches any of the given ones. */
export function crossesAny(of: Iterable<Segment>): (a: Point, b: Point) => boolean {
  const cells = new Map<number, Segment[]>()
  for (const segment of of) {
    for (const key of cellsOf(...segment)) {
      const known = cells.get(key)
      if (known) known.push(segment)
      else cells.set(key, [segment])
    }
  }
  return (a, b) => {
    for (const key of cellsOf(a, b)) {
      for (const [c, d] of cells.get(key) ?? []) if (crossing(a, b, c, d) !== undefined) return true
    }
    return false
  }
}

/** Numbers of the cells that the box of a segment touches. */
function cellsOf(a: Point, b: Point): number[] {
  const cell = (u: number) => Math.floor(u / CELL_M)
  const keys: number[] = []
  for (let i = cell(Math.min(a.x, b.x)); i <= cell(Math.max(a.x, b.x)); i++) {
    for (let j = cell(Math.min(a.y, b.y)); j <= cell(Math.max(a.y, b.y)); j++) keys.push(i * 10_000 + j)
  }
  return keys
}

/** Sides of a ring without repeated end. */
export const sidesOf = (ring: readonly Point[]): Segment[] =>
  ring.map((a, i) => [a, ring[(i + 1) % ring.length]!])
