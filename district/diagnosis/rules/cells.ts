import { K_ANONYMITY } from './suppress.ts'

/** A square of the map with homes in it. */
export interface Square {
  /** Column and row of the square in its grid. */
  readonly x: number
  readonly y: number
  /** All who live in it; the lines of division follow them alone. */
  readonly people: number
  /** What a view tells of it: numbers of people, each by itself (within and beyond a walk, an age, …); may have holes. */
  readonly parts: readonly number[]
}

/**
 * Joins squares to cells of which every part may be shown: it holds nobody, or at least k people.
 *
 * The squares are halved along a line, and the halves again, as long as both halves may be shown. This is safe against
 * subtraction, for three reasons:
 * 1. Every square is in one cell, so the total less what is shown is nothing.
 * 2. A part is never shown with a remainder: whoever gives `within` gives `beyond` as a part too, so the difference
 *    of a cell and its part is a part of its own.
 * 3. The lines depend on where people live, not on what is asked. Cells of two views are the same, apart, or one in
 *    the other, and then the inner ones fill the outer one: a sum of one view less sums of another is made of cells.
 *
 * @returns cells as lists of squares, in the order of the grid; empty where even all together may not be shown
 */
export function cellsOf<S extends Square>(squares: readonly S[], k = K_ANONYMITY): S[][] {
  return squares.length > 0 && isShowable(squares, k) ? divide(squares, k) : []
}

function divide<S extends Square>(squares: readonly S[], k: number): S[][] {
  const halves = halve(squares)
  return halves.length > 1 && halves.every((half) => isShowable(half, k))
    ? halves.flatMap((half) => divide(half, k))
    : [[...squares]]
}

function isShowable(squares: readonly Square[], k: number): boolean {
  const sums: number[] = []
  for (const { parts } of squares)
    for (let p = 0; p < parts.length; p++) sums[p] = (sums[p] ?? 0) + (parts[p] ?? 0)
  return sums.every((sum) => sum === 0 || sum >= k)
}

/** Two halves with about as many people, by a straight line across the longer side; one where there is but one square. */
function halve<S extends Square>(squares: readonly S[]): readonly (readonly S[])[] {
  const [columns, rows] = [extent(squares.map(({ x }) => x)), extent(squares.map(({ y }) => y))]
  if (Math.max(columns, rows) === 0) return [squares]
  const along = (square: S) => (columns >= rows ? square.x : square.y)
  const lines = Map.groupBy(squares, along)
  const all = squares.reduce((sum, { people }) => sum + people, 0)
  let before = 0
  let best = { line: 0, off: Infinity }
  // A line lies before its squares; none before the first.
  for (const [i, line] of [...lines.keys()].sort((a, b) => a - b).entries()) {
    const off = Math.abs(all - 2 * before)
    if (i > 0 && off < best.off) best = { line, off }
    for (const { people } of lines.get(line)!) before += people
  }
  return [
    squares.filter((square) => along(square) < best.line),
    squares.filter((square) => along(square) >= best.line),
  ]
}

const extent = (values: readonly number[]) =>
  values.reduce((a, b) => Math.max(a, b), -Infinity) - values.reduce((a, b) => Math.min(a, b), Infinity)

/**
 * What may be told apart in a community: each age, or facility, that is shown there as a part of its own, and those
 * too small, with the ones hidden for their sake, as one.
 *
 * @param shown the community's people, null where hidden (`suppress`)
 * @returns numbers of entries, grouped; those hidden together last
 */
export function tellApart(shown: readonly (number | null)[]): number[][] {
  const pooled = shown.flatMap((count, entry) => (count === null ? [entry] : []))
  const own = shown.flatMap((count, entry) => (count === null ? [] : [[entry]]))
  return pooled.length > 0 ? [...own, pooled] : own
}
