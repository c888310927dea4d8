import type { nameGiver } from './given-names.ts'
import { isStreet } from './lines.ts'
import type { Ground } from './parcel.ts'

/** Least length and sharpest turn along one street of one name. */
const TURN = 0.5

/** Gives invented names to the streets the skeleton does not name: one name as far as a street runs straight on. */
export function nameStreets({ s }: Ground, give: ReturnType<typeof nameGiver>): void {
  const star: number[][] = s.vertices.map(() => [])
  for (let h = 0; h < s.origin.length; h++) star[s.origin[h]!]!.push(h)
  const heading = (h: number) => {
    const [a, b] = [s.vertices[s.origin[h]!]!, s.vertices[s.origin[h ^ 1]!]!]
    return Math.atan2(b.y - a.y, b.x - a.x)
  }
  const onward = (h: number): number | undefined => {
    const kind = s.lines[h >> 1]!.kind
    let best: number | undefined
    let least = TURN
    for (const g of star[s.origin[h ^ 1]!]!) {
      const line = s.lines[g >> 1]!
      const turn = Math.abs(((heading(g) - heading(h) + 3 * Math.PI) % (2 * Math.PI)) - Math.PI)
      if (line.name || line.kind !== kind || turn >= least || g === (h ^ 1)) continue
      best = g
      least = turn
    }
    return best
  }
  for (let e = 0; e < s.lines.length; e++) {
    const line = s.lines[e]!
    if (line.name || !isStreet(line)) continue
    const named = { ...line, name: { ...give.street(line.kind), generated: true } }
    s.lines[e] = named
    for (const start of [2 * e, 2 * e + 1]) {
      for (let h = onward(start); h !== undefined; h = onward(h)) s.lines[h >> 1] = named
    }
  }
}
