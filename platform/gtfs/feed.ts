/** A public transport timetable as typed arrays. Stops, routes, trips and services are numbered from 0 in file order. */
export interface GtfsFeed {
  /** Ids are text, also where they look like numbers. */
  readonly stopIds: readonly string[]
  readonly stopNames: readonly string[]
  /** Float64: degrees, WGS84; `NaN` where the feed gives none, which it may for entrances and the like. */
  readonly stopLon: Float64Array
  readonly stopLat: Float64Array
  /** Uint8: `location_type`; 0 is a stop or platform, 1 a station, 2 an entrance. */
  readonly stopType: Uint8Array

  readonly routeIds: readonly string[]
  readonly routeNames: readonly string[]
  /** Uint16: `route_type`; 0 tram, 1 metro, 2 rail, 3 bus, 4 ferry … */
  readonly routeType: Uint16Array

  readonly tripIds: readonly string[]
  /** Uint32, one entry per trip. */
  readonly tripRoute: Uint32Array
  readonly tripService: Uint32Array
  /** Uint32, trip count + 1 entries: trip `t` calls at `tripFirst[t]` to `tripFirst[t + 1] - 1`, in order. */
  readonly tripFirst: Uint32Array
  /** Uint32, one entry per call: number of the stop. */
  readonly callStop: Uint32Array
  /** Uint32, one entry per call: seconds after midnight of the service day, may exceed 24 hours. */
  readonly callArrival: Uint32Array
  readonly callDeparture: Uint32Array
  /** Uint8, one entry per call: 1 where passengers may board, which they may not at a trip's last call. */
  readonly callBoards: Uint8Array

  readonly services: readonly Service[]
  readonly frequencies: readonly Frequency[]
}

/** On which days a trip runs. Days are counted from 1970-01-01. */
export interface Service {
  readonly id: string
  /** Monday first. */
  readonly weekdays: readonly boolean[]
  readonly firstDay: number
  /** Included; less than `firstDay` if the service has only added days. */
  readonly lastDay: number
  readonly added: ReadonlySet<number>
  readonly removed: ReadonlySet<number>
}

/** A trip that starts every `headwaySeconds` from `start` until before `end`; its calls then only give the running times. */
export interface Frequency {
  readonly trip: number
  readonly start: number
  readonly end: number
  readonly headwaySeconds: number
}
