import type { MapData } from '#core/geo/map-data.ts'

/** Degrees, WGS84/CGCS2000: longitude first. */
export type LonLat = readonly [lon: number, lat: number]

/** Rings of one polygon, GeoJSON order: outer ring counter-clockwise, then holes clockwise; each ring closed. */
export type Rings = readonly (readonly LonLat[])[]

/** A name in Chinese, and in pinyin where the Chinese is a real or readable name. */
export interface Name {
  readonly zh: string
  readonly en?: string
}

/**
 * Where a statement comes from. `generated` is true for everything made from the seed; real names and facts
 * carry their source and its evidence grade (O official, N news, D open data, M-* memory, P product default).
 */
export interface Provenance {
  readonly generated: boolean
  readonly source?: string
  readonly grade?: 'O' | 'N' | 'D' | 'M-h' | 'M-m' | 'M-l' | 'P'
}

/** District, town or community. Code and name are real; the shape is generated. */
export interface Area {
  /** Official code: 6, 9 or 12 digits. */
  readonly areaId: string
  readonly level: 'district' | 'town' | 'community'
  /** Of communities: 社区 or 村. Of towns: 街道 or 镇. */
  readonly settlement: 'urban' | 'rural'
  readonly name: Name
  readonly parentId?: string
  readonly rings: Rings
  readonly area_m2: number
  /** Sum over its buildings. */
  readonly people: number
  readonly households: number
  /** False for the four towns that trusteeship zones run: they do not count in the district's quotas. */
  readonly runByDistrict: boolean
  /** Provenance of name and code; the shape is always generated. */
  readonly provenance: Provenance
}

/** A gated residential estate (小区), or a village's settlement when `gates` is empty. */
export interface Estate {
  readonly estateId: string
  readonly name: Name
  /** Wall, or outline of the settlement. */
  readonly rings: Rings
  /** Nodes of `map` that are gates in the wall: 2 to 4; empty for villages and open old-town blocks. */
  readonly gates: readonly { readonly node: number; readonly lon: number; readonly lat: number }[]
  readonly kind: 'gated' | 'open' | 'village'
  readonly builtYear: number
  readonly communityId: string
  readonly generated: true
}

export const BUILDING_USES = [
  'residential',
  'rural-house',
  'commercial',
  'office',
  'industrial',
  'school',
  'medical',
  'public',
] as const
export type BuildingUse = (typeof BUILDING_USES)[number]

/** Buildings as columns: entry `b` of each array is building `b`. All generated. */
export interface Buildings {
  readonly count: number
  /** Float64: centre, degrees. */
  readonly lon: Float64Array
  readonly lat: Float64Array
  /** Uint32, count + 1: ring of `b` is points `ringFirst[b]` to `ringFirst[b + 1] - 1`, first point repeated last. */
  readonly ringFirst: Uint32Array
  /** Float64, two per point: lon, lat. Counter-clockwise. */
  readonly ring: Float64Array
  readonly height_m: Float32Array
  readonly storeys: Uint8Array
  readonly builtYear: Uint16Array
  /** Index into BUILDING_USES. */
  readonly use: Uint8Array
  /** Index into `estates`, -1 where the building belongs to none. */
  readonly estate: Int32Array
  /** Index into `areas`. */
  readonly community: Uint16Array
  readonly households: Uint16Array
  /** Uint16, count × 7: persons of age band `a` in building `b` at `b * 7 + a`. */
  readonly people: Uint16Array
}

/** Something people go to. All generated, except the names of real stations. */
export interface Facility {
  readonly facilityId: string
  /** Id of `packs/facilities/kinds.json`. */
  readonly kind: string
  readonly name: Name
  readonly lon: number
  readonly lat: number
  readonly area_m2?: number
  readonly capacity?: number
  /** Unit of `packs/facilities/kinds.json`. */
  readonly capacityUnit?: string
  /** OpenStreetMap opening_hours syntax. */
  readonly hours?: string
  /** 0 is the ground floor. */
  readonly floor?: number
  readonly communityId: string
  /** Other communities that may count it, across their border. */
  readonly sharedWith?: readonly string[]
  readonly provenance: Provenance
}

export interface MetroStation {
  readonly name: Name
  readonly lines: readonly number[]
  readonly lon: number
  readonly lat: number
  readonly provenance: Provenance
}

/** One of the 48 future communities of the plan. */
export interface Project {
  readonly projectId: string
  readonly name: Name
  readonly townId: string
  /** Communities it covers, lead first; empty where it is a drawn area only. */
  readonly communityIds: readonly string[]
  /** The drawn area, where the project has its own outline. */
  readonly rings?: Rings
  readonly programmeLevel: 'leading' | 'inclusive'
  /** Administrative level and batch of the list it is on; `undefined` where none is known. */
  readonly list?: { readonly level: 'province' | 'city'; readonly batch: number }
  readonly renewalType: 'renewal' | 'new-build'
  readonly buildType?: 'rebuild' | 'mixed' | 'renovate'
  readonly maturity?: 'mature' | 'near-mature' | 'to-be-created'
  /** Which number of the plan's 4 + 2 + 17 + 25 it is counted in. */
  readonly group: 'early-provincial' | 'city-demo' | 'first-and-next' | 'later'
  readonly rural: boolean
  /** State of the procedure (domain §5.1, 1 to 16). */
  readonly stage: number
  readonly plannedFrom: string
  readonly plannedTo: string
  readonly statements: readonly {
    readonly zh: string
    readonly en: string
    readonly provenance: Provenance
  }[]
  readonly provenance: Provenance
}

/** A reported fact: what somebody stated about a subject for a period. All generated, and gaps are on purpose. */
export interface ReportedFact {
  readonly subjectType: 'area' | 'project' | 'facility'
  readonly subjectId: string
  /** Id of a term in `packs/facts`. */
  readonly term: string
  readonly value: number | string | boolean
  /** ISO days, half open: [from, to); null is until the next report. */
  readonly periodFrom: string
  readonly periodTo: string | null
  /** ISO moment. */
  readonly recordedAt: string
  readonly document: string
  readonly enteredByRole: string
  readonly generated: true
}

export interface DemoDistrict {
  /** Month in which it is told. */
  readonly month: string
  readonly seed: number
  readonly map: MapData
  readonly areas: readonly Area[]
  readonly estates: readonly Estate[]
  readonly buildings: Buildings
  readonly facilities: readonly Facility[]
  readonly stations: readonly MetroStation[]
  readonly projects: readonly Project[]
  readonly facts: readonly ReportedFact[]
}

export interface GenerateOptions {
  /** Same seed, same bytes. Default 330212. */
  /** Month in which it is told, as `2025-08`: reports are of the time before it. */
  readonly month?: string
  readonly seed?: number
  /** Codes of the towns to fill with buildings, people and facilities; all 25 by default. */
  readonly towns?: readonly string[]
  /** `done` is a share of 1. */
  readonly onProgress?: (done: number, step: { readonly zh: string; readonly en: string }) => void
}
