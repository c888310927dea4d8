import { isLake } from './blocks.ts'
import type { MapBuilder } from './map-builder.ts'
import type { Ground, Use } from './parcel.ts'
import type { Point } from './plane.ts'
import { outlineOf } from './rings.ts'

const LANDUSE: Partial<Record<Use, string>> = {
  residential: 'residential',
  commercial: 'commercial',
  office: 'commercial',
  industrial: 'industrial',
  school: 'education',
  reserve: 'grass',
  farmland: 'farmland',
}

/** Metres of sea drawn before the coast. */
const SEA_M = 5000

/** Draws what lies under streets and buildings: lake, sea, woods and the use of the land. */
export function drawLand({ s, parcels }: Ground, map: MapBuilder): void {
  for (const p of parcels) {
    if (p === undefined) continue
    if (isLake(s, p.face))
      map.area(p.ring, { natural: 'water', water: 'lake', name: '东钱湖', 'name:en': 'Dongqian Lake' })
    else if (LANDUSE[p.use]) map.area(p.ring, { landuse: LANDUSE[p.use]! })
  }
  const [district] = outlineOf(s, (face) => face !== 0)
  drawSea(district!, map, coastOf(s))
  drawWoods(parcels, map)
}

function drawWoods(parcels: Ground['parcels'], map: MapBuilder): void {
  for (const p of parcels) if (p?.use === 'wood') map.area(p.ring, { natural: 'wood' })
}

/** Vertices on the coast. */
function coastOf(s: Ground['s']): Set<Point> {
  const on = new Set<Point>()
  s.lines.forEach((line, e) => {
    if (line.kind === 'coast') for (const h of [2 * e, 2 * e + 1]) on.add(s.vertices[s.origin[h]!]!)
  })
  return on
}

function drawSea(district: readonly Point[], map: MapBuilder, coast: ReadonlySet<Point>): void {
  const start = district.findIndex((p, i) => coast.has(p) && !coast.has(district.at(i - 1)!))
  const shore: Point[] = []
  for (let i = 0; i < district.length && coast.has(district[(start + i) % district.length]!); i++) {
    shore.push(district[(start + i) % district.length]!)
  }
  // The harbour lies south-east of the coast.
  const [first, last] = [shore[0]!, shore.at(-1)!]
  const out = [
    { x: last.x + SEA_M, y: last.y },
    { x: first.x + SEA_M * 0.7, y: first.y - SEA_M * 0.7 },
  ]
  map.area([...shore, ...out], {
    natural: 'water',
    water: 'bay',
    name: '象山港',
    'name:en': 'Xiangshan Harbour',
  })
}
