import type { CostLine, FundingLine, WorkSummary } from '../../contract/works.ts'

/** Fen in 万元, in which costs are planned. */
export const FEN_PER_WAN = 1_000_000

/** What is known of costs, and of how many lines it is not; a project without a line has one that is not known. */
export function costOfLines(lines: readonly Pick<CostLine, 'fen'>[]): { fen: number; unknown: number } {
  const fen = lines.reduce((sum, line) => sum + (line.fen ?? 0), 0)
  return { fen, unknown: lines.length === 0 ? 1 : lines.filter((line) => line.fen === null).length }
}

/** What is there or promised, and what is only sought. */
export function moneyOfLines(lines: readonly Pick<FundingLine, 'fen' | 'state'>[]) {
  const sum = (sought: boolean) =>
    lines.reduce((all, { fen, state }) => ((state === 'sought') === sought ? all + fen : all), 0)
  return { funded: sum(false), sought: sum(true) }
}

type Money = Pick<WorkSummary, 'costFen' | 'costUnknown' | 'fundedFen' | 'soughtFen'>

/** Costs that no committed or received money covers; money that one project has too much of helps no other. */
export const unfundedFen = ({ costFen, fundedFen }: Pick<Money, 'costFen' | 'fundedFen'>): number =>
  Math.max(0, costFen - fundedFen)

/** The sums over a list; costs are at least so much while some are not known. */
export function totalsOf(works: readonly Money[]) {
  const sum = (of: (work: Money) => number) => works.reduce((all, work) => all + of(work), 0)
  return {
    costFen: sum(({ costFen }) => costFen),
    costUnknown: sum(({ costUnknown }) => costUnknown),
    fundedFen: sum(({ fundedFen }) => fundedFen),
    soughtFen: sum(({ soughtFen }) => soughtFen),
    unfundedFen: sum(unfundedFen),
  }
}
