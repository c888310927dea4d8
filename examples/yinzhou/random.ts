/** A stream of pseudo-random numbers, the same on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform in [low, high). */
  between(low: number, high: number): number
  /** Whole number in [low, high]. */
  whole(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** The items in random order. */
  shuffled<T>(items: readonly T[]): T[]
  /** Index drawn in proportion to the weights. */
  weighted(weights: readonly number[]): number
  /** `x` rounded up or down so that the mean is `x`. */
  round(x: number): number
}

/** The stream of `seed` for one purpose: streams of different labels do not disturb each other. */
export function random(seed: number, label: string): Random {
  let state = hash(label, seed)
  // mulberry32: 32-bit integer arithmetic only, so the sequence is exact everywhere.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    whole: (low, high) => low + Math.floor((high - low + 1) * next()),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)]!,
    shuffled(items) {
      const out = [...items]
      for (let i = out.length - 1; i > 0; i--) {
        const j = Math.floor(next() * (i + 1))
        ;[out[i], out[j]] = [out[j]!, out[i]!]
      }
      return out
    },
    weighted(weights) {
      let left = next() * weights.reduce((a, b) => a + b, 0)
      for (let i = 0; i + 1 < weights.length; i++) {
        left -= weights[i]!
        if (left < 0) return i
      }
      return weights.length - 1
    },
    round: (x) => Math.floor(x) + (next() < x - Math.floor(x) ? 1 : 0),
  }
}

function hash(text: string, seed: number): number {
  let h = 0x811c9dc5 ^ seed
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  return h ^ (h >>> 13)
}

/** Smooth noise in [-1, 1] at `x, y` of a lattice of 1; `salt` chooses the pattern. */
export function noise(x: number, y: number, salt: number): number {
  const i = Math.floor(x)
  const j = Math.floor(y)
  const u = smooth(x - i)
  const v = smooth(y - j)
  const top = mix(corner(i, j, salt), corner(i + 1, j, salt), u)
  return mix(top, mix(corner(i, j + 1, salt), corner(i + 1, j + 1, salt), u), v)
}

const smooth = (t: number) => t * t * (3 - 2 * t)
const mix = (a: number, b: number, t: number) => a + (b - a) * t

function corner(i: number, j: number, salt: number): number {
  let h = Math.imul(i, 0x27d4eb2d) ^ Math.imul(j, 0x165667b1) ^ Math.imul(salt + 1, 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / 2147483648 - 1
}
