import type { Frequency, GtfsFeed, Service } from './feed.ts'
import { dayOf } from './gtfs-table.ts'

const DAY_SECONDS = 86_400
/** No timetable is read farther than ten years, whatever its calendar says. */
const PERIOD_DAYS_MAX = 3660

/** Whether the service runs on a day, counted from 1970-01-01. */
export function runsOn(service: Service, day: number): boolean {
  if (service.removed.has(day)) return false
  if (service.added.has(day)) return true
  return day >= service.firstDay && day <= service.lastDay && service.weekdays[weekdayOf(day)]!
}

/** 0 is Monday: 1970-01-01 was a Thursday. */
const weekdayOf = (day: number) => (day + 3) % 7

/**
 * The typical weekday of the timetable, as `YYYY-MM-DD`: of all Mondays to Fridays on which anything runs, the one whose
 * number of trips is the median. Holidays and the thin ends of the calendar therefore do not count.
 * `undefined` if nothing runs on any weekday.
 */
export function typicalWeekday(feed: GtfsFeed): string | undefined {
  const days = weekdaysOf(feed)
    .map((day) => ({ day, trips: tripCountOn(feed, day) }))
    .filter(({ trips }) => trips > 0)
    .sort((a, b) => a.trips - b.trips || a.day - b.day)
  const middle = days[(days.length - 1) >> 1]
  const first = days.find(({ trips }) => trips === middle?.trips)
  return first && new Date(first.day * DAY_SECONDS * 1000).toISOString().slice(0, 10)
}

function weekdaysOf({ services }: GtfsFeed): number[] {
  const ends = services.flatMap((s) => [
    ...s.added,
    ...(s.firstDay <= s.lastDay ? [s.firstDay, s.lastDay] : []),
  ])
  const first = ends.reduce((least, day) => Math.min(least, day), Infinity)
  const last = ends.reduce((most, day) => Math.max(most, day), -Infinity)
  const length = Math.max(0, Math.min(last - first + 1, PERIOD_DAYS_MAX))
  return Array.from({ length }, (_, i) => first + i).filter((day) => weekdayOf(day) < 5)
}

function tripCountOn({ services, tripService }: GtfsFeed, day: number): number {
  const runs = services.map((service) => runsOn(service, day))
  return tripService.reduce((count, service) => count + (runs[service] ? 1 : 0), 0)
}

export interface DepartureOptions {
  /** `YYYY-MM-DD`; default is the typical weekday. */
  readonly date?: string
  /** Hours of the day, 0 ≤ from < to ≤ 24. */
  readonly fromHour: number
  readonly toHour: number
}

/**
 * How many departures per hour passengers can board at each stop, on average over the hours asked for.
 *
 * @returns Float64, one entry per stop of the feed. Trips of the days before that run past midnight count where they are;
 *   the last call of a trip is no departure.
 * @throws RangeError if the hours or the date make no sense
 */
export function departuresPerHour(
  feed: GtfsFeed,
  { date, fromHour, toHour }: DepartureOptions,
): Float64Array {
  if (!(fromHour >= 0 && fromHour < toHour && toHour <= 24))
    throw new RangeError(`hours ${fromHour} to ${toHour}`)
  const perHour = new Float64Array(feed.stopIds.length)
  const wanted = date ?? typicalWeekday(feed)
  if (wanted === undefined) return perHour
  const today = dayOf(wanted)
  if (today === undefined) throw new RangeError(`date ${date}`)
  const frequencies = Map.groupBy(feed.frequencies, ({ trip }) => trip)
  // A service day lasts up to three days: night trains are timed 30:00 and later.
  for (let back = 0; back < 3; back++) {
    const runs = feed.services.map((service) => runsOn(service, today - back))
    const from = fromHour * 3600 + back * DAY_SECONDS
    const to = toHour * 3600 + back * DAY_SECONDS
    for (let trip = 0; trip < feed.tripService.length; trip++) {
      if (runs[feed.tripService[trip]!]) countTrip(feed, trip, frequencies.get(trip), from, to, perHour)
    }
  }
  return perHour.map((count) => count / (toHour - fromHour))
}

/** Adds a trip's departures from `from` until before `to`, seconds of its service day. */
function countTrip(
  { tripFirst, callStop, callDeparture, callBoards }: GtfsFeed,
  trip: number,
  frequencies: readonly Frequency[] | undefined,
  from: number,
  to: number,
  counts: Float64Array,
): void {
  const [first, end] = [tripFirst[trip]!, tripFirst[trip + 1]!]
  for (let call = first; call < end; call++) {
    if (!callBoards[call]) continue
    const departure = callDeparture[call]!
    const stop = callStop[call]!
    if (!frequencies) counts[stop]! += departure >= from && departure < to ? 1 : 0
    else
      for (const f of frequencies)
        counts[stop]! += startsBetween(f, departure - callDeparture[first]!, from, to)
  }
}

/** How many starts of the frequency, `offset` seconds later, fall from `from` until before `to`. */
function startsBetween(
  { start, end, headwaySeconds }: Frequency,
  offset: number,
  from: number,
  to: number,
): number {
  const startsBefore = (time: number) =>
    Math.max(0, Math.ceil((Math.min(time - offset, end) - start) / headwaySeconds))
  return startsBefore(to) - startsBefore(from)
}
