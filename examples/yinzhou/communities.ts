import { peoplePerHa } from './landuse.ts'
import { COMMUNITIES, TOWNS, townOf } from './names.ts'
import type { Ground, Parcel } from './parcel.ts'
import { partition } from './partition.ts'
import { distance, type Point, toPlane } from './plane.ts'
import { random } from './random.ts'

/** Where the communities of the named projects lie. M-l: within about a kilometre, domain facts §6.1. */
const KNOWN: Readonly<Record<string, readonly [lon: number, lat: number]>> = {
  '330212008006': [121.567, 29.866],
  '330212011004': [121.564, 29.856],
  '330212011001': [121.568, 29.858],
  '330212110001': [121.545, 29.757],
  '330212010011': [121.572, 29.888],
  '330212106007': [121.634, 29.86],
  '330212001015': [121.584, 29.813],
}

/** What land without homes weighs against people, so that works and offices are shared out too. P. */
const OTHERS_PER_HA = 30

/** Puts every face but the lake into one community: unions of blocks, so borders follow streets and canals. */
export function assignCommunities(ground: Ground, seed: number): void {
  TOWNS.forEach((town, index) => {
    const mine = ground.parcels.filter((p) => p.town === index && p.terrain !== 'lake')
    const all = COMMUNITIES.flatMap((c, i) => (townOf(c.areaId) === town.areaId ? [i] : []))
    const urban = all.filter((i) => COMMUNITIES[i]!.settlement === 'urban')
    const rural = all.filter((i) => COMMUNITIES[i]!.settlement === 'rural')
    const city = urban.length === 0 ? [] : mine.filter((p) => p.terrain === 'city')
    const country = mine.filter((p) => !city.includes(p))
    assign(ground, city, urban, seed, (p) =>
      p.use === 'residential' ? p.area_m2 * peoplePerHa(p.builtYear) : p.area_m2 * OTHERS_PER_HA,
    )
    assign(ground, country, rural, seed, (p) => (p.terrain === 'hill' ? 0.2 : 1) * p.area_m2)
  })
  adoptTheRest(ground)
}

function assign(
  ground: Ground,
  parcels: readonly Parcel[],
  ids: readonly number[],
  seed: number,
  load: (p: Parcel) => number,
): void {
  if (ids.length === 0 || parcels.length === 0) return
  const draw = random(seed, `communities ${ids[0]}`)
  const mean = parcels.reduce((sum, p) => sum + load(p), 0) / ids.length
  const faces = parcels.map((p) => p.face)
  const groups = partition(ground.net, faces, (f) => load(ground.parcels[f]!) / mean, ids.length, draw)
  const middles = ids.map((_, g) => middleOf(parcels.filter((p) => groups.get(p.face) === g)))
  const named = nameGroups(middles, ids)
  for (const p of parcels) {
    const g = groups.get(p.face)!
    if (g >= 0) p.community = named[g]!
  }
}

function middleOf(parcels: readonly Parcel[]): Point {
  const area = parcels.reduce((sum, p) => sum + p.area_m2, 0) || 1
  return {
    x: parcels.reduce((sum, p) => sum + p.middle.x * p.area_m2, 0) / area,
    y: parcels.reduce((sum, p) => sum + p.middle.y * p.area_m2, 0) / area,
  }
}

/** Known communities go where they lie; the others in code order along a walk from group to nearest group. */
function nameGroups(middles: readonly Point[], ids: readonly number[]): number[] {
  const named: number[] = middles.map(() => -1)
  const free = () => middles.flatMap((_, g) => (named[g] === -1 ? [g] : []))
  const nearest = (p: Point) =>
    free().reduce((a, b) => (distance(middles[b]!, p) < distance(middles[a]!, p) ? b : a))
  for (const id of ids) {
    const at = KNOWN[COMMUNITIES[id]!.areaId]
    if (at) named[nearest(toPlane(...at))] = id
  }
  let here: Point = { x: -1e6, y: 1e6 }
  for (const id of ids) {
    if (named.includes(id) || free().length === 0) continue
    const g = nearest(here)
    named[g] = id
    here = middles[g]!
  }
  return named
}

/** Faces that no group could reach join a neighbour: of their own town if there is one. */
function adoptTheRest({ net, parcels }: Ground): void {
  for (const strict of [true, false]) {
    for (let changed = true; changed; ) {
      changed = false
      for (const p of parcels) {
        if (p === undefined || p.community >= 0 || p.terrain === 'lake') continue
        const host = net.of[p.face]!.map((n) => parcels[n.face]!).find(
          (q) => q.community >= 0 && (!strict || q.town === p.town),
        )
        if (host === undefined) continue
        p.community = host.community
        p.town = host.town
        changed = true
      }
    }
  }
}
