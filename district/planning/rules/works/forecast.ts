import type { Change, Outcome } from '../../contract.ts'
import type { Engine } from '../engine.ts'

type Range = readonly number[]

/** What is forecast of one community and item, as shares from 0 to 1. */
export interface ForecastItem {
  readonly affects: string
  /** `score`, or an indicator of the community's pack. */
  readonly item: string
  /** Number of the part of the model, and so of the run, that measures it. */
  readonly part: number
  readonly before: Range
  readonly alone: Range
  readonly whole: Range
}

/** Residents of the district within the walk of a test; null where the number would tell of fewer than ten people. */
export interface ServedItem {
  readonly test: string
  readonly part: number
  readonly before: number | null
  readonly alone: number | null
  readonly whole: number | null
}

export interface WorkForecast {
  readonly items: readonly ForecastItem[]
  readonly served: readonly ServedItem[]
}

/**
 * What each works project changes, alone and with the whole scheme: every community and item that it moves by itself.
 *
 * @param engine of the district as it is; it is so again afterwards
 * @param works the changes of each
 */
export function forecastWorks(
  engine: Engine,
  scheme: readonly Change[],
  works: readonly (readonly Change[])[],
): WorkForecast[] {
  const kinds = new Set(works.flat().map((change) => kindOf(engine, change)))
  const state = (changes: readonly Change[]) => {
    engine.apply(changes)
    return { outcomes: [...engine.outcomes], served: new Map(engine.served(kinds)) }
  }
  const before = state([])
  const whole = state(scheme)
  const forecasts = works.map((changes): WorkForecast => {
    const alone = state(changes)
    return {
      items: alone.outcomes.flatMap((outcome, c) =>
        itemsOf(engine, c, [before.outcomes[c]!, outcome, whole.outcomes[c]!]),
      ),
      served: [...alone.served].flatMap(([test, people]) => {
        const was = before.served.get(test)!
        if (people === was) return []
        const [told, by, together] = shown([was, people, whole.served.get(test)!])
        return [{ test, part: partOf(engine, test), before: told!, alone: by!, whole: together! }]
      }),
    }
  })
  engine.apply([])
  return forecasts
}

function kindOf(engine: Engine, change: Change): string {
  if (change.kind === 'add') return change.facilityKind
  return engine.model.facilities.find(({ facilityId }) => facilityId === change.facilityId)?.kind ?? ''
}

const partOf = ({ packs }: Engine, test: string) =>
  packs.findIndex(({ tests }) => tests.some((one) => one.test.id === test))

function itemsOf(engine: Engine, c: number, [before, alone, whole]: readonly Outcome[]): ForecastItem[] {
  const part = engine.owner[c]!
  const { indicators } = engine.packs[part]!.pack
  const all = (outcome: Outcome): Range[] => [outcome.score, ...outcome.indicators]
  const [was, by, together] = [all(before!), all(alone!), all(whole!)]
  return was.flatMap((range, i) =>
    isSame(range, by[i]!)
      ? []
      : [
          {
            affects: before!.communityId,
            item: i === 0 ? SCORE : indicators[i - 1]!.id,
            part,
            before: range,
            alone: by[i]!,
            whole: together[i]!,
          },
        ],
  )
}

/** The item that is a community's score in all. */
export const SCORE = 'score'

const isSame = (a: Range, b: Range) => a[0] === b[0] && a[1] === b[1]

const FEWEST = 10

/**
 * Counts of people as they may be shown, in their order: without those of one to nine, and without one whose difference
 * to a count that is shown already would tell of so few.
 */
export function shown(counts: readonly number[]): (number | null)[] {
  const tells = (people: number) => people > 0 && people < FEWEST
  const told: number[] = []
  return counts.map((people) => {
    if (tells(people) || told.some((other) => tells(Math.abs(other - people)))) return null
    told.push(people)
    return people
  })
}

/** Runs keep shares in single precision: less than this is no difference. */
const SAME = 1e-6

/** measured - forecast, of both ends; null where it was not measured. */
export const errorOf = (forecast: Range, measured: Range | null): number[] | null =>
  measured &&
  forecast.map((end, i) => {
    const error = measured[i]! - end
    return Math.abs(error) < SAME ? 0 : error
  })
