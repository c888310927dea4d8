import type { LineKind } from './skeleton.ts'

/** What runs along an edge of the subdivision. */
export interface Line {
  readonly kind: LineKind
  readonly name?: { readonly zh: string; readonly en?: string; readonly generated: boolean }
  /** Metres kept free on each side: carriageway or water, with pavement or bank. */
  readonly reserve: number
  /** Metres of water, of waters. */
  readonly water?: number
}

const RESERVE: Readonly<Record<LineKind, number>> = {
  outline: 4,
  river: 130,
  coast: 60,
  lake: 22,
  motorway: 30,
  rail: 22,
  arterial: 24,
  secondary: 16,
  street: 11,
  alley: 4.5,
  road: 9,
  canal: 24,
  brook: 13,
  stream: 10,
  border: 1.5,
}

const WATER: Partial<Record<LineKind, number>> = { river: 190, canal: 26, brook: 12, stream: 6 }

export function makeLine(kind: LineKind, name?: Line['name']): Line {
  const water = WATER[kind]
  return { kind, reserve: RESERVE[kind], ...(name && { name }), ...(water && { water }) }
}

const WALKABLE = new Set<LineKind>(['arterial', 'secondary', 'street', 'alley', 'road'])
const WATERS = new Set<LineKind>(['river', 'canal', 'brook', 'stream', 'lake', 'coast'])

/** Whether people walk along it. */
export const isStreet = (line: Line): boolean => WALKABLE.has(line.kind)
/** Whether it is water, which only a bridge crosses. */
export const isWater = (line: Line): boolean => WATERS.has(line.kind)
/** Whether a street that crosses it needs a bridge or an underpass. */
export const isBarrier = (line: Line): boolean =>
  isWater(line) || line.kind === 'motorway' || line.kind === 'rail'
