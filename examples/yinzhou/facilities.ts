import { readFileSync } from 'node:fs'
import type { Facility, MetroStation, Name } from './district.ts'
import { FACILITY_RULES, type FacilityRule } from './facility-rules.ts'
import { isStreet } from './lines.ts'
import { COMMUNITIES, TOWNS, townOf } from './names.ts'
import type { Parcel } from './parcel.ts'
import { along, contains, distance, type Point, toLonLat, toPlane } from './plane.ts'
import { type Random, random } from './random.ts'
import type { Draft, EstateDraft, Stock } from './stock.ts'

interface Kind {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly capacityUnit?: string
}

const KINDS: ReadonlyMap<string, Kind> = new Map(
  JSON.parse(readFileSync(new URL('../../packs/facilities/kinds.json', import.meta.url), 'utf8')).kinds.map(
    (kind: Kind) => [kind.id, kind],
  ),
)

/** One community as a place to put things. */
interface Place {
  readonly index: number
  readonly rural: boolean
  readonly quality: number
  readonly people: number
  readonly shops: readonly Draft[]
  readonly homes: readonly Draft[]
  readonly estates: readonly EstateDraft[]
  /** Middle of its homes. */
  readonly middle: Point
}

interface Placed {
  readonly kind: string
  readonly at: Point
  readonly community: number
  readonly name: Name
  readonly rule?: FacilityRule
  readonly parcel?: Parcel
  readonly area_m2?: number
  readonly capacity?: number
}

/** Puts about 20,000 facilities on the ground, by the rules of `facility-rules.ts` and the uses of blocks. */
export function placeFacilities(
  stock: Stock,
  people: Uint16Array,
  quality: readonly number[],
  stations: readonly MetroStation[],
  seed: number,
): Facility[] {
  const places = placesOf(stock, people, quality)
  const placed: Placed[] = []
  for (const place of places) {
    const draw = random(seed, `facilities ${COMMUNITIES[place.index]!.areaId}`)
    const anchor = nearestSpot(place)
    for (const rule of FACILITY_RULES) {
      for (const { at, parcel } of spotsFor(stock, rule, place, anchor, draw)) {
        placed.push({
          kind: rule.kind,
          at,
          community: place.index,
          name: nameOf(rule, place, draw),
          rule,
          ...(parcel && { parcel }),
        })
      }
    }
  }
  placed.push(...onBlocks(stock, seed), ...townFacilities(places, seed), ...busStops(stock, places, seed))
  placed.push(...metro(stock, stations))
  const draw = random(seed, 'facility details')
  return placed.map((p, i) => facility(stock, p, i, draw, p.kind === 'metro_station' ? stations : undefined))
}

function placesOf(stock: Stock, people: Uint16Array, quality: readonly number[]): Place[] {
  const shops: Draft[][] = COMMUNITIES.map(() => [])
  const homes: Draft[][] = COMMUNITIES.map(() => [])
  const count = COMMUNITIES.map(() => 0)
  stock.buildings.forEach((d, b) => {
    if (d.use === 'commercial') shops[d.community]!.push(d)
    if (d.households > 0) homes[d.community]!.push(d)
    for (let a = 0; a < 7; a++) count[d.community]! += people[b * 7 + a]!
  })
  const estates: EstateDraft[][] = COMMUNITIES.map(() => [])
  for (const e of stock.estates) estates[e.community]!.push(e)
  return COMMUNITIES.flatMap(({ settlement }, index) => {
    const lived = homes[index]!
    if (lived.length === 0) return []
    const middle = {
      x: lived.reduce((sum, d) => sum + d.middle.x, 0) / lived.length,
      y: lived.reduce((sum, d) => sum + d.middle.y, 0) / lived.length,
    }
    const rural = settlement === 'rural'
    const open = shops[index]!.length > 0 ? shops[index]! : lived
    return {
      index,
      rural,
      quality: quality[index]!,
      people: count[index]!,
      shops: open,
      homes: lived,
      estates: estates[index]!,
      middle,
    }
  })
}

const nearestSpot = ({ shops, middle }: Place): Draft =>
  shops.reduce((a, b) => (distance(b.middle, middle) < distance(a.middle, middle) ? b : a))

interface Spot {
  readonly at: Point
  readonly parcel?: Parcel
}

function spotsFor(stock: Stock, rule: FacilityRule, place: Place, anchor: Draft, draw: Random): Spot[] {
  if (rule.where === 'each-estate') {
    const mean = place.rural ? rule.rural / Math.max(1, place.estates.length) : (rule.urban as number)
    return place.estates.flatMap((estate) => {
      const size =
        place.rural || rule.kind === 'property_office'
          ? 1
          : Math.min(2.5, estate.parcel.area_m2 / 40_000 + 0.4)
      return Array.from({ length: draw.round(mean * size) }, () => inside(stock, estate, draw))
    })
  }
  const whole = place.rural
    ? rule.rural
    : typeof rule.urban === 'number'
      ? rule.urban
      : place.people / rule.urban.onePer
  const mean = rule.uneven ? whole * Math.min(1.15, 0.15 + 1.05 * place.quality) : whole
  return Array.from({ length: draw.round(mean) }, () => {
    if (rule.where === 'inside') return inside(stock, draw.pick(place.estates), draw)
    const shop = rule.where === 'civic' && draw.chance(0.62) ? anchor : draw.pick(place.shops)
    const parcel = stock.estates[shop.estate]?.parcel
    return { at: within(shop, draw), ...(parcel && { parcel }) }
  })
}

/** Somewhere in a building, along its length. */
function within({ ring, middle }: Draft, draw: Random): Point {
  const [a, b, c] = [ring[0]!, ring[1]!, ring[2]!]
  const [from, to] = distance(a, b) > distance(b, c) ? [a, b] : [b, c]
  const t = draw.between(-0.45, 0.45)
  return { x: middle.x + (to.x - from.x) * t, y: middle.y + (to.y - from.y) * t }
}

/** Beside a path of the estate. */
function inside(stock: Stock, estate: EstateDraft, draw: Random): Spot {
  const at = stock.map.at(draw.pick(estate.inside))
  return { at: { x: at.x + draw.between(-2, 2), y: at.y + draw.between(-2, 2) }, parcel: estate.parcel }
}

const SHOP_ROOTS: readonly (readonly [string, string])[] = [
  ['甬润', 'Yongrun'],
  ['好邻', 'Haolin'],
  ['万家', 'Wanjia'],
  ['老江东', 'Lao Jiangdong'],
  ['东海', 'Donghai'],
  ['三江', 'Sanjiang'],
  ['鄞味', 'Yinwei'],
  ['阿拉', 'Ala'],
  ['康源', 'Kangyuan'],
  ['百姓', 'Baixing'],
  ['新世', 'Xinshi'],
  ['便民', 'Bianmin'],
  ['乐邻', 'Lelin'],
  ['四季', 'Siji'],
  ['明州', 'Mingzhou'],
]

function nameOf(rule: FacilityRule, place: Place, draw: Random): Name {
  const kind = KINDS.get(rule.kind)!.name
  if (rule.where === 'shop' && !rule.shared) {
    const [zh, en] = draw.pick(SHOP_ROOTS)
    return { zh: zh + kind.zh, en: `${en} ${kind.en}` }
  }
  return named(COMMUNITIES[place.index]!, kind)
}

const named = (area: { zh: string; en: string }, kind: Kind['name']): Name => ({
  zh: area.zh.replace(/(社区|居委会|街道|镇)$/, '') + kind.zh,
  en: `${area.en.replace(/ (Community|Village|Subdistrict|Town)$/, '')} ${kind.en.toLowerCase()}`,
})

/** Schools, hospitals and parks stand on blocks of their own. */
function onBlocks(stock: Stock, seed: number): Placed[] {
  const draw = random(seed, 'block facilities')
  const first = new Map<Parcel, Draft>()
  const byFace = stock.ground.parcels.filter((p) => p && ['school', 'hospital'].includes(p.use))
  for (const d of stock.buildings) {
    if (d.use !== 'school' && d.use !== 'medical') continue
    const parcel = byFace.find(
      (p) => p.community === d.community && !first.has(p) && contains(p.ring, d.middle),
    )
    if (parcel) first.set(parcel, d)
  }
  const placed: Placed[] = []
  for (const [parcel, d] of first) {
    const junior = draw.chance(parcel.area_m2 > 42_000 ? 0.5 : 0.22)
    const kind =
      parcel.use === 'hospital'
        ? 'hospital'
        : parcel.area_m2 < 13_000
          ? 'kindergarten'
          : junior
            ? 'junior_high'
            : 'primary_school'
    const places = { hospital: 320, kindergarten: 330, junior_high: 1300, primary_school: 1350 }[kind]
    const name = named(COMMUNITIES[parcel.community]!, KINDS.get(kind)!.name)
    const capacity = Math.round((places * draw.between(0.6, 1.3)) / 10) * 10
    placed.push({
      kind,
      at: d.middle,
      community: parcel.community,
      name,
      parcel,
      area_m2: Math.round(parcel.area_m2 * 0.5),
      capacity,
    })
  }
  for (const parcel of stock.ground.parcels) {
    if (parcel?.use !== 'park' || parcel.community < 0 || parcel.area_m2 < 3000) continue
    const at = along(parcel.ring[0]!, parcel.middle, 0.55)
    if (!contains(parcel.ring, at)) continue
    const name = named(COMMUNITIES[parcel.community]!, { zh: '公园', en: 'park' })
    placed.push({
      kind: 'park',
      at,
      community: parcel.community,
      name,
      parcel,
      area_m2: Math.round(parcel.area_m2 * 0.8),
    })
  }
  return placed
}

/** Once per town, in its most central community: health centre, culture centre, sports centre. */
function townFacilities(places: readonly Place[], seed: number): Placed[] {
  const draw = random(seed, 'town facilities')
  return TOWNS.flatMap((town) => {
    const mine = places.filter((p) => townOf(COMMUNITIES[p.index]!.areaId) === town.areaId)
    if (mine.length === 0) return []
    const by = [...mine].sort((a, b) => b.people - a.people)
    const put = (kind: string, place: Place, area_m2: number, capacity?: number): Placed => ({
      kind,
      at: within(draw.pick(place.shops), draw),
      community: place.index,
      name: named(town, KINDS.get(kind)!.name),
      area_m2,
      ...(capacity && { capacity }),
    })
    return [
      put('health_centre', by[0]!, draw.whole(1700, 4200), draw.whole(20, 90)),
      put('culture_centre', by[Math.min(1, by.length - 1)]!, draw.whole(2800, 6200), draw.whole(150, 500)),
      ...(draw.chance(0.6)
        ? [put('sports_centre', by[Math.min(2, by.length - 1)]!, draw.whole(2000, 5200))]
        : []),
    ]
  })
}

/** Along main streets and roads, some 450 m apart, on both sides. */
function busStops(stock: Stock, places: readonly Place[], seed: number): Placed[] {
  const { s, parcels } = stock.ground
  const filled = new Set(places.map((p) => p.index))
  const draw = random(seed, 'bus stops')
  const placed: Placed[] = []
  for (let h = 0; h < s.origin.length; h++) {
    const line = s.lines[h >> 1]!
    const parcel = parcels[s.face[h]!]
    if (!isStreet(line) || !['arterial', 'secondary', 'road'].includes(line.kind)) continue
    if (parcel === undefined || !filled.has(parcel.community)) continue
    const [a, b] = [s.vertices[s.origin[h]!]!, s.vertices[s.origin[h ^ 1]!]!]
    const length = distance(a, b)
    if (length < 90 || !draw.chance(length / (line.kind === 'road' ? 2600 : 1050))) continue
    const off = line.reserve * 0.7
    const mid = along(a, b, draw.between(0.3, 0.7))
    const at = { x: mid.x - ((b.y - a.y) / length) * off, y: mid.y + ((b.x - a.x) / length) * off }
    const name = { zh: `${line.name?.zh ?? ''}站`, en: `${line.name?.en ?? ''} stop`.trim() }
    placed.push({ kind: 'bus_stop', at, community: parcel.community, name, parcel })
  }
  return placed
}

function metro({ ground }: Stock, stations: readonly MetroStation[]): Placed[] {
  return stations.flatMap(({ name, lon, lat }) => {
    const at = toPlane(lon, lat)
    const parcel = ground.parcels.find((p) => p !== undefined && contains(p.ring, at))
    if (parcel === undefined || parcel.community < 0) return []
    return [{ kind: 'metro_station', at, community: parcel.community, name, parcel }]
  })
}

function facility(
  stock: Stock,
  p: Placed,
  i: number,
  draw: Random,
  stations?: readonly MetroStation[],
): Facility {
  const { rule } = p
  const [lon, lat] = toLonLat(p.at)
  const unit = KINDS.get(p.kind)!.capacityUnit
  const area = p.area_m2 ?? (rule && size(rule.area_m2, draw))
  const capacity = p.capacity ?? (rule?.capacity && size(rule.capacity, draw))
  const mayShare = rule?.shared || SHARED_BLOCKS.has(p.kind)
  const shared = mayShare && draw.chance(0.5) ? acrossBorder(stock, p) : []
  return {
    facilityId: `F${String(i + 1).padStart(6, '0')}`,
    kind: p.kind,
    name: p.name,
    lon,
    lat,
    ...(area !== undefined && { area_m2: area }),
    ...(capacity !== undefined && unit && { capacity, capacityUnit: unit }),
    ...(rule?.hours && { hours: rule.hours }),
    ...(rule && { floor: rule.upstairs && draw.chance(0.3) ? draw.whole(1, 2) : 0 }),
    communityId: COMMUNITIES[p.community]!.areaId,
    ...(shared.length > 0 && { sharedWith: shared }),
    provenance: stations ? stations.find((s) => s.name.zh === p.name.zh)!.provenance : { generated: true },
  }
}

/** Skewed to the small side, rounded to what people would write down. */
function size([least, most]: readonly [number, number], draw: Random): number {
  const x = least + (most - least) * draw.next() ** 1.7
  const step = x > 1000 ? 50 : x > 200 ? 10 : x > 60 ? 5 : 1
  return Math.max(1, Math.round(x / step) * step)
}

const SHARED_BLOCKS = new Set(['primary_school', 'junior_high', 'park', 'hospital'])

/** Communities next door to the block the facility stands on. */
function acrossBorder({ ground }: Stock, { parcel, community }: Placed): string[] {
  if (parcel === undefined) return []
  const others = ground.net.of[parcel.face]!.map((n) => ground.parcels[n.face]!.community)
  const ids = [...new Set(others)].filter((c) => c >= 0 && c !== community).map((c) => COMMUNITIES[c]!.areaId)
  return ids.sort().slice(0, 2)
}
