/** For how long inputs of runs are kept, from packs/runs. */
export interface Keeping {
  /** The last run of each day. */
  readonly days: number
  /** The last run of each month. */
  readonly months: number
}

/** A run that still has its inputs. */
export interface DatedRun {
  readonly runId: string
  /** ISO day. */
  readonly asOf: string
}

/**
 * The runs of one pack whose inputs are no longer kept on `today`, of `runs`, newest first. The first is the latest and
 * always stays.
 */
export function runsToDrop(runs: readonly DatedRun[], today: string, { days, months }: Keeping): string[] {
  const seen = new Set<string>()
  const isFirst = (period: string) => !seen.has(period) && seen.add(period).size > 0
  return runs
    .filter(({ asOf }, i) => {
      const month = asOf.slice(0, 7)
      const lastOfDay = isFirst(asOf)
      const lastOfMonth = isFirst(month)
      const isRecent = daysBetween(asOf, today) < days
      const isThisLongAgo = monthsBetween(month, today.slice(0, 7)) < months
      return i > 0 && !(lastOfDay && isRecent) && !(lastOfMonth && isThisLongAgo)
    })
    .map(({ runId }) => runId)
}

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000

function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number)
  return (toYear - fromYear) * 12 + toMonth - fromMonth
}
