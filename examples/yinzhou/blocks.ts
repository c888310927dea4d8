import { isWater, type Line, makeLine } from './lines.ts'
import { centroid, type Point } from './plane.ts'
import { type Random, random } from './random.ts'
import { type Cut, refine } from './refine.ts'
import type { LineKind } from './skeleton.ts'
import { faceLoop, type Subdivision } from './subdivision.ts'
import { coreAt, isBuiltUp, isHill } from './terrain.ts'
import type { Zone } from './zones.ts'

const HA = 10_000

/** Cuts the drawn district into superblocks in the built-up parts and into fields and hillsides elsewhere. */
export function refineSuperblocks(s: Subdivision<Line>, seed: number): void {
  const draw = random(seed, 'superblocks')
  refine(s, draw, (face, ring, area) => {
    if (isLake(s, face)) return undefined
    const middle = centroid(ring)
    if (coreAt(middle) || (isBuiltUp(middle) && area < 400 * HA)) return cityCut(area, draw)
    return countryCut(middle, area, draw)
  })
}

function cityCut(area: number, draw: Random): Cut {
  const kind: LineKind = area > 75 * HA ? 'arterial' : 'secondary'
  const brook = area < 75 * HA && draw.chance(0.13)
  return {
    above: 21 * HA,
    // A branch of a canal starts from water; elsewhere the cut is a street.
    line: ([a, b]) => makeLine(brook && (isWater(a) || isWater(b)) ? 'brook' : kind),
    wiggle: brook ? 0.05 : 0.012,
  }
}

function countryCut(middle: Point, area: number, draw: Random): Cut {
  if (isHill(middle)) {
    const stream = draw.chance(0.35)
    return { above: 210 * HA, line: () => makeLine(stream ? 'stream' : 'border'), wiggle: 0.13 }
  }
  const road = draw.chance(area > 150 * HA ? 0.6 : 0.42)
  const brook = draw.chance(0.7)
  return {
    above: 46 * HA,
    line: ([a, b]) => makeLine(road ? 'road' : brook && (isWater(a) || isWater(b)) ? 'brook' : 'border'),
    wiggle: 0.06,
  }
}

/** Cuts superblocks into blocks as fine as their town is; `zone` answers nothing where nothing is built. */
export function refineBlocks(
  s: Subdivision<Line>,
  seed: number,
  zone: (face: number, middle: Point) => Zone | undefined,
  onNewFace: (face: number, parent: number) => void,
): void {
  const draw = random(seed, 'blocks')
  const cut = (face: number, ring: readonly Point[], area: number): Cut | undefined => {
    const z = zone(face, centroid(ring))
    if (z === undefined) return undefined
    const kind: LineKind = z.oldTown && area < 6 * HA ? 'alley' : 'street'
    return {
      above: z.block_m2 * draw.between(0.95, 2.1),
      line: () => makeLine(kind),
      wiggle: z.oldTown ? 0.03 : 0,
    }
  }
  refine(s, draw, cut, onNewFace)
}

/** Whether the face is the lake itself: nothing but its shore runs round it. */
export const isLake = (s: Subdivision<Line>, face: number): boolean =>
  faceLoop(s, face).every((h) => s.lines[h >> 1]!.kind === 'lake')
