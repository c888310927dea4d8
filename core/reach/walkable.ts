import type { Tags } from '#core/geo/map-data.ts'

/**
 * Which ways and nodes of a map a person on foot may use.
 * Sources: OpenStreetMap wiki, "OSM tags for routing/Access restrictions" (default access of highway classes),
 * "Key:access" (meaning of the values, the more specific key wins) and "Key:barrier";
 * where the wiki leaves it to the router, the foot profiles of OSRM and GraphHopper.
 */

/** Classes open to walkers unless a tag says otherwise. */
const OPEN_CLASSES = new Set([
  ...['primary', 'primary_link', 'secondary', 'secondary_link', 'tertiary', 'tertiary_link'],
  ...['unclassified', 'residential', 'living_street', 'service', 'road', 'track'],
  ...['pedestrian', 'footway', 'path', 'steps'],
  // Indoor ways join the entrances of stations and malls.
  'corridor',
  // A bus or railway platform drawn as a line is walked along (OSRM and GraphHopper do the same).
  'platform',
  // The wiki's default is "no" for walkers, GraphHopper's is "yes": in streets without pavements people do walk
  // there, and leaving cycle ways out cuts off the paths that end on them.
  'cycleway',
])

/** Classes that carry a foot path only where the map says so, by `foot` or `sidewalk`. */
const CLASSES_WITH_A_PATH_IF_TAGGED = new Set(['trunk', 'trunk_link', 'bridleway', 'busway'])

const SIDEWALKS = new Set(['yes', 'both', 'left', 'right'])

/** Values of `foot` and `access` that let anybody through, if only on the way to a door. */
const OPEN = new Set(['yes', 'designated', 'permissive', 'destination', 'customers', 'public', 'official'])

/** Values that keep the public out but not the people who live behind them. */
const RESIDENTS_ONLY = new Set(['private', 'residents', 'permit'])

/** Values that keep walkers out; `use_sidepath` means that the foot way beside the road is mapped on its own. */
const CLOSED = new Set([
  ...['no', 'use_sidepath', 'agricultural', 'forestry', 'agricultural;forestry'],
  ...['delivery', 'emergency', 'military', 'employees', 'staff'],
])

/** Barriers on a node that leave no gap; every other kind (gate, bollard, kerb, stile …) is passed on foot. */
const SOLID_BARRIERS = new Set(['wall', 'city_wall', 'fence', 'hedge', 'retaining_wall', 'debris'])

/** Areas that people cross on foot; routers lead along their outline, which keeps the ways that end on it joined. */
const WALKED_AREAS = new Set(['pedestrian', 'footway', 'path', 'platform', 'corridor'])

/** Whether a way is walked along; `privateWays` opens what is kept for residents. */
export function mayWalkAlong(tags: Tags, privateWays: boolean): boolean {
  const pathClass = walkingClass(tags)
  if (pathClass === undefined || tags.motorroad === 'yes') return false
  if (tags.area === 'yes' && !WALKED_AREAS.has(pathClass)) return false
  const stated = statedAccess(tags, privateWays)
  if (stated !== undefined) return stated
  return OPEN_CLASSES.has(pathClass) || SIDEWALKS.has(tags.sidewalk ?? '')
}

/** Whether nobody gets past this node on foot: a solid barrier, a locked gate, a gate closed to the public. */
export function blocksWalkers(tags: Tags, privateWays: boolean): boolean {
  if (tags.barrier === undefined || tags.barrier === 'no' || tags.barrier === 'entrance') return false
  const stated = statedAccess(tags, privateWays)
  if (tags.foot !== undefined && stated === true) return false
  if (tags.locked === 'yes' && !privateWays) return true
  return stated === undefined ? SOLID_BARRIERS.has(tags.barrier) : !stated
}

/**
 * The class by which a way may be walked; `undefined` for what is no walking way at all.
 * Ferries, motorways and ways not there yet or any more (construction, proposed, razed …) are in neither list.
 */
function walkingClass(tags: Tags): string | undefined {
  const { highway } = tags
  if (highway === undefined) {
    const platform = tags.railway === 'platform' || tags.public_transport === 'platform'
    return platform || tags.man_made === 'pier' ? 'platform' : undefined
  }
  return OPEN_CLASSES.has(highway) || CLASSES_WITH_A_PATH_IF_TAGGED.has(highway) ? highway : undefined
}

/** What `foot`, else `access`, says; `undefined` where both are silent. A value nobody knows says nothing. */
function statedAccess(tags: Tags, privateWays: boolean): boolean | undefined {
  for (const value of [tags.foot, tags.access]) {
    if (value === undefined) continue
    if (RESIDENTS_ONLY.has(value)) return privateWays
    if (OPEN.has(value)) return true
    if (CLOSED.has(value)) return false
  }
  return undefined
}
