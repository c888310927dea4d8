import { FAR } from '#core/reach/positions.ts'
import type { ReachQuestion } from '../rules/compile.ts'
import type { Diagnosis } from '../rules/engine.ts'
import { suppress } from '../rules/suppress.ts'
import { peopleAt, walkFrom } from './walk.ts'

/** Side of a cell on the map, in degrees of latitude: about 110 m, so that an estate is several cells. [product default] */
export const CELL_DEGREES = 0.001

/** The cell that a place lies in. */
export const cellId = (lon: number, lat: number) =>
  `${Math.floor(lon / CELL_DEGREES)}_${Math.floor(lat / CELL_DEGREES)}`

/** Longitude and latitude of the middle of a cell, to a metre. */
export function cellCentre(cell: string): [number, number] {
  const [x = 0, y = 0] = cell.split('_').map(Number)
  const middle = (index: number) => Number(((index + 0.5) * CELL_DEGREES).toFixed(5))
  return [middle(x), middle(y)]
}

/** What a test asks of the network, with the walk that it takes as met. */
export type Asked = ReachQuestion & { readonly limit_dm: number }

/** Homes shown together, with at least ten residents. */
export interface Cell {
  readonly cell: string
  readonly lon: number
  readonly lat: number
  readonly people: number
  /** Mean walk in decimetres; `FAR` where most of them reach nothing. */
  readonly distance: number
  readonly within: boolean
  /** Facility number of the district; -1 for none. */
  readonly facility: number
}

interface Group {
  /** The home with most residents stands for the cell. */
  home: number
  most: number
  people: number
  weighted: number
  far: number
  within: number
}

/** Where residents of a community live and how far they walk, in cells of at least ten people; the rest as a sum. */
export function cellsOf(diagnosis: Diagnosis, c: number, question: Asked): { shown: Cell[]; hidden: number } {
  const groups = [...groupHomes(diagnosis, c, question)]
  const { shown } = suppress(groups.map(([, { people }]) => people))
  let hidden = 0
  const cells = groups.flatMap(([cell, group], i): Cell[] => {
    if (shown[i] !== null) return [cellOf(diagnosis, cell, group, question)]
    hidden += group.people
    return []
  })
  return { shown: cells, hidden }
}

/** The home that stands for a cell; undefined where the cell does not exist or is hidden. */
export function homeOfCell(
  diagnosis: Diagnosis,
  c: number,
  question: Asked,
  cell: string,
): number | undefined {
  const { shown } = cellsOf(diagnosis, c, question)
  if (!shown.some((known) => known.cell === cell)) return undefined
  return groupHomes(diagnosis, c, question).get(cell)?.home
}

function groupHomes(diagnosis: Diagnosis, c: number, question: Asked): Map<string, Group> {
  const { homes } = diagnosis.district
  const groups = new Map<string, Group>()
  for (const home of diagnosis.members[c]!) {
    // Everybody counts here, whatever ages the test is about: the walk is the same, and few small children in a cell
    // would hide it.
    const people = peopleAt(diagnosis, home)
    if (people === 0 || homes.positions.edge[home] === -1) continue
    const cell = cellId(homes.lon[home]!, homes.lat[home]!)
    const group = groups.get(cell) ?? { home, most: 0, people: 0, weighted: 0, far: 0, within: 0 }
    const { distance } = walkFrom(diagnosis, home, question.kinds, question.match === 'each' ? 'each' : 'any')
    if (people > group.most) Object.assign(group, { home, most: people })
    group.people += people
    if (distance >= FAR) group.far += people
    else group.weighted += people * distance
    if (distance <= question.limit_dm) group.within += people
    groups.set(cell, group)
  }
  return groups
}

function cellOf(diagnosis: Diagnosis, cell: string, group: Group, question: Asked): Cell {
  const [lon, lat] = cellCentre(cell)
  const near = group.people - group.far
  const match = question.match === 'each' ? 'each' : 'any'
  return {
    cell,
    lon,
    lat,
    people: group.people,
    distance: near > group.far ? Math.round(group.weighted / near) : FAR,
    within: 2 * group.within >= group.people,
    facility: walkFrom(diagnosis, group.home, question.kinds, match).facility,
  }
}
