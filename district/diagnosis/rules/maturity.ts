import type { Maturity } from './pack-schema.ts'
import type { Gate, Range } from './score.ts'

/** What a class depends on. */
export interface Standing {
  readonly communityId: string
  readonly score: Range
  readonly gates: readonly Gate[]
}

export interface MaturityResult {
  /** Class id; `undetermined` unless the whole score range, and every gate that is open, leads to the same class. */
  readonly class: string
  /** The classes it may turn out to be, best first. */
  readonly candidates: readonly string[]
  /** What the next better class still asks for, at the lower end of the range; null in the best class. */
  readonly next: {
    readonly class: string
    readonly lacking: number
    readonly gates: readonly string[]
  } | null
}

/**
 * Class of every community, by cut-offs or by rank as the pack says; places of a rank quota are for those who take part,
 * by their number in `standings`.
 */
export const classesOf = (
  maturity: Maturity,
  standings: readonly Standing[],
  takesPart?: (i: number) => boolean,
): MaturityResult[] =>
  maturity.method === 'rank'
    ? classifyByRank(maturity, standings, takesPart)
    : standings.map((standing) => classify(maturity, standing))

/** Class by cut-offs: the best class whose lowest score and gates are reached. */
export function classify({ classes }: Maturity, { score, gates }: Standing): MaturityResult {
  const classAt = (value: number, passes: (gate: Gate) => boolean) =>
    classes.findIndex(
      (entry) =>
        value >= entry.atLeast.value &&
        gates.every((gate) => !entry.gates.includes(gate.kind) || passes(gate)),
    )
  const worst = classAt(score[0], ({ state }) => state === 'passes')
  const best = classAt(score[1], ({ state }) => state !== 'fails')
  return between(classes, best, worst, score, gates)
}

/**
 * Class by quotas: the best-ranked take the first class, and so on; the last class takes all that remain. Equal scores
 * rank by community id. Results stand in the order of `standings`. Who does not take part gets the class of the place
 * it would rank at, and takes no place from the others.
 */
export function classifyByRank(
  { classes }: Maturity,
  standings: readonly Standing[],
  takesPart: (i: number) => boolean = () => true,
): MaturityResult[] {
  const lastPlace: number[] = []
  let places = 0
  for (const { quota } of classes) {
    places += quota?.value ?? 0
    lastPlace.push(places)
  }
  lastPlace[classes.length - 1] = Infinity
  const classOf = (place: number) => lastPlace.findIndex((last) => place <= last)
  const rankAmong = (end: 0 | 1) => {
    const sorted = standings
      .filter((_, i) => takesPart(i))
      .map(({ score, communityId }) => [score[end], communityId] as const)
      .sort(byRank)
    return (value: number, id: string) => countBefore(sorted, [value, id])
  }
  const surelyBetter = rankAmong(0)
  const possiblyBetter = rankAmong(1)
  return standings.map(({ score, gates, communityId }, i) => {
    const bestPlace = 1 + surelyBetter(score[1], communityId)
    // Where its own range is open, its own upper end stands before its lower end and is not a rival.
    const self = takesPart(i) && score[1] > score[0] ? 1 : 0
    const worstPlace = 1 + possiblyBetter(score[0], communityId) - self
    return between(classes, classOf(bestPlace), classOf(worstPlace), score, gates)
  })
}

type Ranked = readonly [score: number, id: string]
const byRank = (a: Ranked, b: Ranked) => b[0] - a[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0)

function countBefore(sorted: readonly Ranked[], entry: Ranked): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (byRank(sorted[middle]!, entry) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function between(
  classes: Maturity['classes'],
  best: number,
  worst: number,
  score: Range,
  gates: readonly Gate[],
): MaturityResult {
  const candidates = classes.slice(best, worst + 1).map(({ id }) => id)
  const above = classes[worst - 1]
  const next = above && {
    class: above.id,
    lacking: Math.max(0, above.atLeast.value - score[0]),
    gates: gates
      .filter(({ kind, state }) => above.gates.includes(kind) && state !== 'passes')
      .map(({ id }) => id),
  }
  return { class: best === worst ? candidates[0]! : 'undetermined', candidates, next: next ?? null }
}
