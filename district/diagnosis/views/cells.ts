import { FAR } from '#core/reach/positions.ts'
import { SQUARE_DEGREES } from '../contract.ts'
import { cellsOf, type Square, tellApart } from '../rules/cells.ts'
import type { ReachQuestion } from '../rules/compile.ts'
import type { Diagnosis } from '../rules/engine.ts'
import { K_ANONYMITY, suppress } from '../rules/suppress.ts'
import { kindsWithin, peopleAt, walkFrom } from './walk.ts'

/** A square with the numbers of its homes. */
interface HomeSquare extends Square {
  readonly homes: readonly number[]
}

/** Homes shown together: squares beside one another. */
export interface HomeGroup {
  /** Id of its most populous square. */
  readonly cell: string
  readonly lon: number
  readonly lat: number
  /** Middle of each square. */
  readonly squares: [lon: number, lat: number][]
  /** Numbers of the homes, of the most populous square first. */
  readonly homes: readonly number[]
}

/**
 * The homes of a community in cells of which every part may be shown; none where even its sums may not.
 *
 * @param partsOf people of a home, as the view tells them apart
 */
export function groupHomes(
  diagnosis: Diagnosis,
  c: number,
  partsOf: (home: number) => readonly number[],
): HomeGroup[] {
  return cellsOf(squaresOf(diagnosis, c, partsOf)).map((cell) => {
    const squares = cell.toSorted((a, b) => b.people - a.people || a.x - b.x || a.y - b.y)
    const { x, y } = squares[0]!
    const [lon, lat] = middleOf(x, y)
    return {
      ...{ cell: `${x}_${y}`, lon, lat },
      squares: squares.map((square) => middleOf(square.x, square.y)),
      homes: squares.flatMap(({ homes }) => homes),
    }
  })
}

function squaresOf(
  diagnosis: Diagnosis,
  c: number,
  partsOf: (home: number) => readonly number[],
): HomeSquare[] {
  const { lon, lat } = diagnosis.district.homes
  const squares = new Map<
    string,
    { x: number; y: number; people: number; parts: number[]; homes: number[] }
  >()
  for (const home of diagnosis.members[c]!) {
    const people = peopleAt(diagnosis, home)
    if (people === 0) continue
    const [x, y] = [squareAt(lon[home]!), squareAt(lat[home]!)]
    const square = squares.get(`${x}_${y}`) ?? { x, y, people: 0, parts: [], homes: [] }
    squares.set(`${x}_${y}`, square)
    square.people += people
    square.homes.push(home)
    partsOf(home).forEach((count, part) => {
      square.parts[part] = (square.parts[part] ?? 0) + count
    })
  }
  return [...squares.values()]
}

const squareAt = (degrees: number) => Math.floor(degrees / SQUARE_DEGREES)

/** Longitude and latitude of the middle of a square, to a metre. */
const middleOf = (x: number, y: number): [number, number] => [toDegrees(x), toDegrees(y)]
const toDegrees = (index: number) => Number(((index + 0.5) * SQUARE_DEGREES).toFixed(5))

/** How the ages of a home are told apart in a community, those of the question from the others. */
export function agesOf(
  { inputs }: Diagnosis,
  c: number,
  ages: readonly number[],
): readonly (readonly number[])[] {
  const byAge = inputs[c]!.people?.byAge
  if (!byAge || ages.length === 0) return []
  return tellApart(suppress([...byAge]).shown)
    .flatMap((bands) => [
      bands.filter((band) => ages.includes(band)),
      bands.filter((band) => !ages.includes(band)),
    ])
    .filter((bands) => bands.length > 0)
}

/** What a test asks of the network, with the value that it takes as met. */
export interface Asked extends ReachQuestion {
  /** Decimetres, or for `count` a number of kinds. */
  readonly bound: number
}

/** Homes shown together, with those residents whom a test is about. */
export interface ReachCell extends Omit<HomeGroup, 'homes'> {
  readonly people: number
  /** Those who have what the test asks for; null where that is told of no cell. */
  readonly within: number | null
  /** Mean walk in decimetres; `FAR` where most of them reach nothing. */
  readonly distance: number
  /** For `count`: mean number of the kinds within the walk. */
  readonly kinds: number | null
  /** The home that stands for the cell, and its nearest facility: number of the district, -1 for none. */
  readonly home: number
  readonly facility: number
}

export interface ReachCells {
  readonly cells: readonly ReachCell[]
  /** Residents meant, those within the walk, and those in no cell; null where fewer than ten are meant. */
  readonly counted: {
    readonly people: number
    readonly within: number | null
    readonly hidden: number
  } | null
}

/** Where the residents whom a test is about live, and how many of them are within the walk and beyond. */
export function reachCells(diagnosis: Diagnosis, c: number, asked: Asked): ReachCells {
  const meant = (home: number) => peopleAt(diagnosis, home, asked.ages)
  const isWithin = (home: number) =>
    asked.match === 'count'
      ? kindsWithin(diagnosis, home, asked.kinds, asked.within_dm) >= asked.bound
      : walkFrom(diagnosis, home, asked.kinds, matchOf(asked)).distance <= asked.bound
  const ages = agesOf(diagnosis, c, asked.ages)
  const aged = (home: number) => ages.map((bands) => peopleAt(diagnosis, home, bands))
  const split = (home: number) => (isWithin(home) ? [meant(home), 0] : [0, meant(home)])
  const sides = diagnosis.members[c]!.reduce(
    (sums, home) => {
      const [inside = 0, beyond = 0] = split(home)
      return [sums[0] + inside, sums[1] + beyond] as [number, number]
    },
    [0, 0] as [number, number],
  )
  const people = sides[0] + sides[1]
  if (people < K_ANONYMITY) return { cells: [], counted: null }
  const isSplit = sides.every((count) => count === 0 || count >= K_ANONYMITY)
  const groups = groupHomes(diagnosis, c, (home) => [
    ...aged(home),
    ...(isSplit ? split(home) : [meant(home)]),
  ])
  const cells = groups
    .map((group) => reachCell(diagnosis, asked, group, meant, isSplit ? isWithin : undefined))
    .filter((cell) => cell.people > 0)
  const shown = cells.reduce((sum, cell) => sum + cell.people, 0)
  return { cells, counted: { people, within: isSplit ? sides[0] : null, hidden: people - shown } }
}

/** Of `each`, the farthest of the nearest ones decides; else the nearest of any. */
export const matchOf = ({ match }: ReachQuestion) => (match === 'each' ? 'each' : 'any')

function reachCell(
  diagnosis: Diagnosis,
  asked: Asked,
  { homes, ...place }: HomeGroup,
  meant: (home: number) => number,
  isWithin: ((home: number) => boolean) | undefined,
): ReachCell {
  const sums = { people: 0, within: 0, far: 0, decimetres: 0, kinds: 0 }
  let [home, most] = [homes[0]!, 0]
  for (const one of homes) {
    const people = meant(one)
    const { distance } = walkFrom(diagnosis, one, asked.kinds, matchOf(asked))
    if (people > most) [home, most] = [one, people]
    sums.people += people
    if (isWithin?.(one)) sums.within += people
    if (distance >= FAR) sums.far += people
    else sums.decimetres += people * distance
    if (asked.match === 'count')
      sums.kinds += people * kindsWithin(diagnosis, one, asked.kinds, asked.within_dm)
  }
  const near = sums.people - sums.far
  return {
    ...place,
    people: sums.people,
    within: isWithin ? sums.within : null,
    distance: near > sums.far ? Math.round(sums.decimetres / near) : FAR,
    kinds: asked.match === 'count' ? sums.kinds / sums.people : null,
    home,
    facility: walkFrom(diagnosis, home, asked.kinds, matchOf(asked)).facility,
  }
}
