import { area2, type Point } from './plane.ts'
import type { Subdivision } from './subdivision.ts'

/**
 * Outline of the faces that `belongs` accepts: the outer ring counter-clockwise, then holes clockwise. Where the
 * outline touches itself in a point, the loop is taken apart there, so every ring is simple.
 *
 * @throws RangeError if the faces do not hang together.
 */
export function outlineOf(s: Subdivision<unknown>, belongs: (face: number) => boolean): Point[][] {
  const border = new Map<number, true>()
  for (let h = 0; h < s.origin.length; h++) {
    if (belongs(s.face[h]!) && !belongs(s.face[h ^ 1]!)) border.set(h, true)
  }
  const rings: Point[][] = []
  for (const start of border.keys()) {
    if (!border.has(start)) continue
    const loop: number[] = []
    for (let h = start; border.delete(h); h = nextOnBorder(s, h, belongs)) loop.push(s.origin[h]!)
    for (const simple of takenApart(loop)) rings.push(simple.map((v) => s.vertices[v]!))
  }
  rings.sort((a, b) => area2(b) - area2(a))
  if (rings.filter((r) => area2(r) > 0).length !== 1) throw new RangeError('the faces do not hang together')
  return rings
}

/** The next border half-edge, turning through the faces that belong round the head of `h`. */
function nextOnBorder(s: Subdivision<unknown>, h: number, belongs: (face: number) => boolean): number {
  let g = s.next[h]!
  while (belongs(s.face[g ^ 1]!)) g = s.next[g ^ 1]!
  return g
}

/** Loops without a repeated vertex. */
function takenApart(loop: readonly number[]): number[][] {
  const done: number[][] = []
  const open: number[] = []
  const place = new Map<number, number>()
  for (const v of loop) {
    const at = place.get(v)
    if (at !== undefined) {
      const part = open.splice(at)
      for (const u of part) place.delete(u)
      done.push(part)
    }
    place.set(v, open.length)
    open.push(v)
  }
  done.push(open)
  return done.filter((part) => part.length > 2)
}
