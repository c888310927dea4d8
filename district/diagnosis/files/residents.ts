import type { Position } from '#core/geo/polygon.ts'
import { AGE_BANDS } from '#foundation/place/contract.ts'
import { reasonOf } from '#platform/input/input-error.ts'
import type { ResidentHomes } from '../rules/engine.ts'
import type { Belonging, Communities } from './communities.ts'
import { Refusal, refuse } from './refusal.ts'
import { type TableRow, withoutPlace } from './tables.ts'

/** How the people of a table came to their communities; numbers of people, except `rows`. */
export interface Assignment {
  readonly rows: number
  readonly people: number
  readonly byId: number
  readonly inArea: number
  readonly nearest: number
  readonly outside: number
  readonly contested: number
  readonly withoutPlace: number
}

/** The people of a table in the communities: one home per row that belongs to any. */
export interface Residents extends Omit<ResidentHomes, 'positions'> {
  /** Sums of the communities; null where a row with people does not say. */
  readonly households: readonly (number | null)[]
  readonly assignment: Assignment
}

interface Home extends Belonging {
  readonly point: Position
  /** As in the table, in fractions perhaps. */
  readonly counts: readonly number[]
  readonly households: number | undefined
}

/** @throws Refusal of rows without a place or without people, and of a table with nobody in any community. */
export function residentsOf(file: string, rows: readonly TableRow[], communities: Communities): Residents {
  const { countsOf, bands } = peopleColumns(file, rows)
  const placed = rows.map((row) => placeOf(row, communities))
  const lost = rows.filter((_, i) => placed[i] === undefined)
  if (lost.length > 0) throw new Refusal(lost.map((row) => withoutPlace(file, row)))
  const all = placed.map((place, i): Home => {
    const households = rows[i]!.values.households
    return {
      ...place!,
      counts: countsOf(rows[i]!),
      households: typeof households === 'number' ? households : undefined,
    }
  })
  const homes = all.filter(({ community }) => community !== -1)
  const people = wholePeople(homes, bands)
  if (people.every((count) => count === 0))
    throw refuse(file, '没有任何人口位于社区内', 'nobody lives in any of the communities')
  const unplaced = rows.flatMap(({ point }, i) => (point ? [] : [all[i]!]))
  return {
    lon: Float64Array.from(homes, ({ point }) => point[0]),
    lat: Float64Array.from(homes, ({ point }) => point[1]),
    community: Uint16Array.from(homes, ({ community }) => community),
    people,
    bands,
    households: householdsOf(homes, communities.rows.length),
    assignment: { ...assignmentOf(all, people), withoutPlace: peopleOf(unplaced) },
  }
}

/** Where people are counted: by age if every row is, else in all. */
function peopleColumns(file: string, rows: readonly TableRow[]) {
  const isCounted = ({ values }: TableRow, column: string) => typeof values[column] === 'number'
  const byAge = (row: TableRow) => AGE_BANDS.every((band) => isCounted(row, band))
  const known = (row: TableRow) => isCounted(row, 'people') || byAge(row)
  if (!rows.some(known)) {
    const column = { zh: '人口', en: 'population' }
    throw new Refusal([{ file, reason: reasonOf('COLUMN_MISSING', { column }) }])
  }
  const silent = rows.filter((row) => !known(row))
  if (silent.length > 0) {
    const field = '人口 population'
    throw new Refusal(silent.map(({ row }) => ({ file, row, field, reason: reasonOf('VALUE_MISSING') })))
  }
  const ages = ({ values }: TableRow) => AGE_BANDS.map((band) => Number(values[band]))
  if (rows.every(byAge)) return { bands: 7 as const, countsOf: ages }
  const total = (row: TableRow) => [isCounted(row, 'people') ? Number(row.values.people) : sumOf(ages(row))]
  return { bands: 1 as const, countsOf: total }
}

/** A row with an id alone lives where its community is drawn; one with neither is lost. */
function placeOf({ point, values }: TableRow, communities: Communities) {
  const id = values.id === undefined ? undefined : String(values.id)
  if (point) return { point, ...communities.of(point, id) }
  const community = id === undefined ? undefined : communities.withId(id)
  if (community === undefined) return undefined
  return { point: communities.rows[community]!.point, community, by: 'id' as const, contested: false }
}

/**
 * Censuses spread people over cells in fractions; a person is whole here, so that sums are exact. What rounding leaves
 * over goes to the next home of the community from west to east: sums stay within one of the table's, and the order
 * of its rows does not matter.
 */
function wholePeople(homes: readonly Home[], bands: number): Uint32Array {
  const people = new Uint32Array(homes.length * bands)
  const order = homes.map((_, home) => home)
  order.sort((a, b) => compare(homes[a]!, homes[b]!))
  let community = -1
  const owed = new Float64Array(bands)
  for (const home of order) {
    if (homes[home]!.community !== community) owed.fill(0)
    community = homes[home]!.community
    homes[home]!.counts.forEach((count, band) => {
      const whole = Math.round(count + owed[band]!)
      people[home * bands + band] = whole
      owed[band]! += count - whole
    })
  }
  return people
}

const compare = (a: Home, b: Home) =>
  a.community - b.community ||
  a.point[0] - b.point[0] ||
  a.point[1] - b.point[1] ||
  sumOf(a.counts) - sumOf(b.counts)

function householdsOf(homes: readonly Home[], communityCount: number): (number | null)[] {
  const sums = new Float64Array(communityCount)
  const silent = new Set<number>()
  for (const { community, households, counts } of homes) {
    if (households !== undefined) sums[community]! += households
    else if (sumOf(counts) > 0) silent.add(community)
  }
  const inhabited = new Set(homes.map(({ community }) => community))
  return Array.from(sums, (sum, c) => (inhabited.has(c) && !silent.has(c) ? Math.round(sum) : null))
}

function assignmentOf(all: readonly Home[], people: Uint32Array) {
  const by = (wanted: Belonging['by']) => peopleOf(all.filter((home) => home.by === wanted))
  return {
    rows: all.length,
    people: people.reduce((sum, count) => sum + count, 0),
    byId: by('id'),
    inArea: by('area'),
    nearest: by('nearest'),
    outside: by('none'),
    contested: peopleOf(all.filter(({ contested }) => contested)),
  }
}

const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)
const peopleOf = (homes: readonly Home[]) =>
  Math.round(homes.reduce((sum, { counts }) => sum + sumOf(counts), 0))
