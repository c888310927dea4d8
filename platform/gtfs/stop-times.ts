import { InputError } from '#platform/input/input-error.ts'
import { things } from '#platform/input/input-errors.ts'
import type { Zip } from '#platform/input/zip.ts'
import type { GtfsFeed } from './feed.ts'
import { gtfsRows } from './gtfs-table.ts'

type Calls = Pick<GtfsFeed, 'tripFirst' | 'callStop' | 'callArrival' | 'callDeparture' | 'callBoards'>

const TABLE = 'stop_times.txt'

/** Rows of the table as they come: parallel lists, times -1 where blank. */
class CallColumns {
  readonly trip: number[] = []
  readonly sequence: number[] = []
  readonly stop: number[] = []
  readonly arrival: number[] = []
  readonly departure: number[] = []
  readonly boards: number[] = []
}

/** Reads `stop_times.txt`, orders the calls of each trip by their sequence and fills in blank times. */
export async function readCalls(
  zip: Zip,
  trips: ReadonlyMap<string, number>,
  stops: ReadonlyMap<string, number>,
  signal: AbortSignal | undefined,
): Promise<Calls> {
  const columns = new CallColumns()
  for await (const row of gtfsRows(zip, TABLE)) {
    signal?.throwIfAborted()
    const [arrival, departure] = [row.seconds('arrival_time'), row.seconds('departure_time')]
    columns.trip.push(row.reference('trip_id', trips, things.trip))
    columns.stop.push(row.reference('stop_id', stops, things.stop))
    columns.sequence.push(row.number('stop_sequence', 0, 2 ** 31))
    columns.arrival.push(arrival < 0 ? departure : arrival)
    columns.departure.push(departure < 0 ? arrival : departure)
    columns.boards.push(row.text('pickup_type') === '1' ? 0 : 1)
  }
  const calls = orderCalls(columns, trips.size)
  const unfinished = fillBlankTimes(calls)
  if (unfinished >= 0) {
    const id = [...trips.keys()][unfinished]
    throw new InputError('VALUE_MISSING', {
      file: zip.file,
      part: TABLE,
      element: `trip ${id}`,
      field: 'arrival_time',
    })
  }
  return calls
}

const BLANK = 2 ** 32 - 1

function orderCalls(columns: CallColumns, tripCount: number): Calls {
  const { trip, sequence } = columns
  const order = Uint32Array.from(trip, (_, i) => i)
  order.sort((a, b) => trip[a]! - trip[b]! || sequence[a]! - sequence[b]! || a - b)
  const pick = (values: readonly number[]) => Uint32Array.from(order, (i) => values[i]!)
  const tripFirst = new Uint32Array(tripCount + 1)
  for (const t of trip) tripFirst[t + 1]!++
  for (let t = 0; t < tripCount; t++) tripFirst[t + 1]! += tripFirst[t]!
  const callBoards = Uint8Array.from(order, (i) => columns.boards[i]!)
  for (let t = 0; t < tripCount; t++)
    if (tripFirst[t + 1]! > tripFirst[t]!) callBoards[tripFirst[t + 1]! - 1] = 0
  return {
    tripFirst,
    callStop: pick(columns.stop),
    callArrival: pick(columns.arrival),
    callDeparture: pick(columns.departure),
    callBoards,
  }
}

/** Interpolates blank times; gives the number of a trip whose first or last call has none, or -1. */
function fillBlankTimes({ tripFirst, callArrival, callDeparture }: Calls): number {
  for (let t = 0; t + 1 < tripFirst.length; t++) {
    const end = tripFirst[t + 1]!
    for (let known = tripFirst[t]!, call = known; call < end; call++) {
      if (callArrival[call] === BLANK) continue
      if (callArrival[known] === BLANK) return t
      const [from, to] = [callDeparture[known]!, callArrival[call]!]
      for (let i = known + 1; i < call; i++) {
        callArrival[i] = Math.round(from + ((to - from) * (i - known)) / (call - known))
        callDeparture[i] = callArrival[i]!
      }
      known = call
    }
    if (end > tripFirst[t]! && callArrival[end - 1] === BLANK) return t
  }
  return -1
}
