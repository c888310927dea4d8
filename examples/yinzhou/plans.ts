import type { BuildingUse } from './district.ts'
import type { Use } from './parcel.ts'
import type { Random } from './random.ts'
import type { RowPlan } from './rows.ts'

/** What stands on a block: how its rows are laid, and how high and how full its buildings are. */
export interface BlockPlan {
  readonly rows: RowPlan
  readonly use: BuildingUse
  readonly storeys: () => number
  /** Metres per storey, and on top of the last. */
  readonly storey_m: number
  /** Homes on one storey of a building of this length. */
  readonly homesPerStorey: (length_m: number) => number
}

const rows = (plan: Partial<RowPlan> & Pick<RowPlan, 'depth' | 'pitch' | 'length' | 'gap'>): RowPlan => ({
  spacing: 2 * (plan.length[1] + plan.gap) + 6,
  empty: 0.03,
  garden: 0,
  jitter: 0,
  turn: 0,
  broken: 0,
  ...plan,
})

/** A stair serves two homes and takes this many metres of a slab. */
const STAIR_M = 13.5
const slabHomes = (length: number) => 2 * Math.max(1, Math.round(length / STAIR_M))

/** Homes as they were built in a period: walk-ups to the 1990s, slabs with lifts, then towers round a garden. */
export function homePlan(year: number, area_m2: number, draw: Random): BlockPlan {
  const home = { use: 'residential' as const, storey_m: 2.9, homesPerStorey: slabHomes }
  const garden = area_m2 > 30_000 ? 0.16 : 0
  if (year < 1990) {
    const storeys = draw.weighted([5, 1])
    return {
      ...home,
      rows: rows({ depth: 10, pitch: 20.5, length: [36, 54], gap: 6 }),
      storeys: () => 6 - storeys,
    }
  }
  if (year < 2000) {
    const plan = rows({ depth: 11, pitch: 24, length: [38, 58], gap: 8, garden: garden * 0.7 })
    return { ...home, rows: plan, storeys: () => 6 + draw.weighted([5, 1]) }
  }
  if (year < 2010) {
    const low = draw.chance(0.35)
    const plan = low
      ? rows({ depth: 12, pitch: 28, length: [40, 60], gap: 9, garden })
      : rows({ depth: 14, pitch: 45, length: [34, 54], gap: 13, garden })
    const tall = draw.pick([11, 11, 15, 17, 18])
    return { ...home, rows: plan, storeys: () => (low ? 6 : tall - draw.weighted([4, 1, 1])) }
  }
  const tall = draw.whole(24, 33)
  const plan = rows({
    depth: 17,
    pitch: 60,
    length: [29, 36],
    gap: 26,
    garden: garden * 1.25,
    spacing: 130,
    empty: 0.05,
  })
  return {
    ...home,
    rows: plan,
    storeys: () => Math.min(33, Math.max(24, tall + draw.whole(-4, 2))),
    homesPerStorey: () => 4,
  }
}

/** Low houses along alleys, as left in the oldest blocks. */
export const alleyPlan = (draw: Random): BlockPlan => ({
  use: 'residential',
  rows: rows({
    depth: 9,
    pitch: 14.5,
    length: [12, 30],
    gap: 2.2,
    spacing: 62,
    empty: 0.08,
    jitter: 0.8,
    turn: 0.03,
  }),
  storeys: () => 2 + draw.weighted([3, 2]),
  storey_m: 3,
  homesPerStorey: (length) => Math.max(1, Math.round(length / 11)),
})

const none = () => 0
const plain = (
  use: BuildingUse,
  plan: Parameters<typeof rows>[0],
  storeys: () => number,
  storey_m: number,
): BlockPlan => ({ use, rows: rows(plan), storeys, storey_m, homesPerStorey: none })

/** Blocks that are no homes; `undefined` where nothing is built. */
export function workPlan(use: Use, draw: Random): BlockPlan | undefined {
  const tall = draw.whole(12, 30)
  switch (use) {
    case 'industrial':
      return draw.chance(0.5)
        ? plain(
            'industrial',
            { depth: 42, pitch: 60, length: [60, 120], gap: 18 },
            () => draw.whole(1, 2),
            7.5,
          )
        : plain(
            'industrial',
            { depth: 22, pitch: 38, length: [45, 80], gap: 14 },
            () => draw.whole(3, 5),
            4.5,
          )
    case 'commercial':
      return plain(
        'commercial',
        { depth: 34, pitch: 58, length: [45, 80], gap: 20, empty: 0.1 },
        () => draw.whole(3, 7),
        5,
      )
    case 'office':
      return plain(
        'office',
        { depth: 28, pitch: 62, length: [30, 46], gap: 32, garden: 0.14, empty: 0.1 },
        () => Math.max(5, tall + draw.whole(-6, 4)),
        3.8,
      )
    case 'school':
      return plain(
        'school',
        { depth: 15, pitch: 36, length: [48, 72], gap: 18, empty: 0.1 },
        () => draw.whole(4, 5),
        3.8,
      )
    case 'hospital':
      return plain(
        'medical',
        { depth: 22, pitch: 48, length: [50, 80], gap: 18, empty: 0.1 },
        () => draw.whole(5, 14),
        3.9,
      )
    default:
      return undefined
  }
}

/** Village houses: joined in twos to fours, two or three storeys, in crooked rows. */
export const villagePlan = (draw: Random): BlockPlan => ({
  use: 'rural-house',
  rows: rows({
    depth: 10.5,
    pitch: 18.5,
    length: [10, 23],
    gap: 3.6,
    spacing: draw.between(50, 70),
    empty: 0.1,
    garden: draw.chance(0.6) ? 0.1 : 0,
    jitter: 1.6,
    turn: 0.07,
    broken: 0.14,
  }),
  storeys: () => 2 + draw.weighted([1, 1.4]),
  storey_m: 3.3,
  // Joined houses: one household per eleven metres of front, counted once for the whole house.
  homesPerStorey: (length) => Math.max(1, Math.round(length / 11)),
})
