import type { LonLat } from '#core/geo/polygon.ts'
import type { Sentence } from '#core/language/language.ts'
import type { Shape } from './shape.ts'

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

/** Where a row is from; `generated` marks invented rows, which every page labels 演示数据. */
interface Provenance {
  readonly source: string
  readonly generated: boolean
}

export interface NewArea extends Provenance {
  readonly areaId: string
  readonly level: 'district' | 'town' | 'community'
  /** Of communities only. */
  readonly settlement: 'urban' | 'rural' | null
  /** `null` for the district only. */
  readonly parentId: string | null
  readonly name: Sentence
  readonly shape: Shape
  /** Run by the district and counted in its quotas. */
  readonly managed: boolean
}

export interface NewEstate extends Provenance {
  readonly communityId: string
  readonly estateId: string
  readonly name: Sentence
  readonly kind: 'gated' | 'open' | 'village'
  readonly builtYear: number | null
  readonly shape: Shape
}

export interface NewBuilding extends Provenance {
  readonly communityId: string
  readonly buildingId: string
  readonly estateId: string | null
  readonly use: (typeof BUILDING_USES)[number]
  readonly heightM: number | null
  readonly storeys: number | null
  readonly builtYear: number | null
  /** 城乡房屋编码. */
  readonly houseCode: string | null
  /** Where people leave from: degrees. */
  readonly lon: number
  readonly lat: number
  readonly shape: Shape
}

export interface NewPopulation extends Provenance {
  readonly communityId: string
  readonly buildingId: string
  readonly households: number
  /** Seven counts in the order of AGE_BANDS. */
  readonly people: ArrayLike<number>
}

export interface NewDwelling extends Provenance {
  readonly communityId: string
  readonly dwellingId: string
  readonly buildingId: string
  readonly unit: string
  readonly floor: number | null
  readonly floorAreaM2: number | null
  readonly houseCode: string | null
}

export interface NewFacility extends Provenance {
  readonly communityId: string
  readonly facilityId: string
  /** Id of packs/facilities/kinds.json. */
  readonly kind: string
  readonly name: Sentence
  readonly lon: number
  readonly lat: number
  readonly areaM2: number | null
  readonly capacity: number | null
  readonly capacityUnit: string | null
  readonly hours: string | null
  readonly floor: string | null
  /** Age bands it serves, where they are not those of its kind. */
  readonly ageBands: readonly string[] | null
  readonly sharedWith: readonly string[]
  /** Thousandths of its capacity for each of `sharedWith`; the rest is its own community's. Even if not given. */
  readonly sharePermille?: readonly number[]
  /** ISO days, of a facility that is not on record yet: one that is keeps its own. */
  readonly openedOn?: string | null
  readonly closedOn?: string | null
  /** Its id in `source`; with it a second import finds the row again. */
  readonly externalId: string
}

export interface NewMapFeature extends Provenance {
  readonly layer: 'water' | 'green' | 'land' | 'street' | 'rail' | 'wall' | 'label'
  readonly class: string
  /** Zoom level of the map from which it is drawn. */
  readonly minZoom: number
  readonly name?: Sentence
  readonly bridge?: boolean
  readonly shape: Shape
}

export interface NewNetwork extends Provenance {
  /** As core/reach saves it. */
  readonly bytes: Uint8Array
  /** Lines one does not walk across: waters, railways, walls. */
  readonly barriers: readonly (readonly LonLat[])[]
  readonly nodeCount: number
  readonly edgeCount: number
}

/** What `loadPlaces` takes: everything optional, every list read once. */
export interface Places {
  readonly areas?: readonly NewArea[]
  readonly estates?: Iterable<NewEstate>
  readonly buildings?: Iterable<NewBuilding>
  readonly population?: Iterable<NewPopulation>
  readonly dwellings?: Iterable<NewDwelling>
  readonly facilities?: Iterable<NewFacility>
  /** The base map; it replaces the one there is. */
  readonly mapFeatures?: Iterable<NewMapFeature>
  readonly network?: NewNetwork
}
