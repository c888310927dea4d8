import { COMMUNITIES } from './names.ts'
import { random } from './random.ts'
import type { Draft } from './stock.ts'

/** Persons per home and per rural household, empty homes counted in. P, so that the district has its 1.6 million. */
const PER_HOME = 2.2
const PER_RURAL = 4.3
/** An urban community has no fewer and no more people than this. */
const URBAN_RANGE = [3300, 14_500] as const

/** Shares of the seven age bands, 15–59 left out: it takes the rest. Old estates are older, new ones have children. */
function shares(use: Draft['use'], builtYear: number): readonly number[] {
  if (use === 'rural-house') return [0.018, 0.022, 0.048, 0.024, 0, 0.225, 0.045]
  const t = Math.min(1, Math.max(0, (builtYear - 1980) / 40))
  const up = (from: number, to: number) => from + (to - from) * t
  return [
    up(0.016, 0.031),
    up(0.02, 0.04),
    up(0.042, 0.076),
    up(0.021, 0.032),
    0,
    up(0.25, 0.105),
    up(0.052, 0.013),
  ]
}

const ADULTS = 4

/** People of every building, seven age bands each; sums keep urban communities within their range. */
export function settlePeople(drafts: readonly Draft[], seed: number): Uint16Array {
  const draw = random(seed, 'people')
  const raw = COMMUNITIES.map(() => 0)
  const homes = (d: Draft) => d.households * (d.use === 'rural-house' ? PER_RURAL : PER_HOME)
  for (const d of drafts) raw[d.community]! += homes(d)
  const scale = COMMUNITIES.map(({ settlement }, c) => {
    if (settlement === 'rural' || raw[c] === 0) return 1
    return Math.min(URBAN_RANGE[1], Math.max(URBAN_RANGE[0], raw[c]!)) / raw[c]!
  })
  const people = new Uint16Array(drafts.length * 7)
  drafts.forEach((d, b) => {
    if (d.households === 0) return
    const all = draw.round(homes(d) * scale[d.community]! * draw.between(0.86, 1.14))
    let others = 0
    shares(d.use, d.builtYear).forEach((share, band) => {
      if (band === ADULTS) return
      const n = Math.min(all - others, draw.round(all * share))
      people[b * 7 + band] = n
      others += n
    })
    people[b * 7 + ADULTS] = all - others
  })
  return people
}
