import type { Generated } from 'kysely'

declare module '#platform/store/db.ts' {
  interface Database {
    area: AreaTable
    place_change: PlaceChangeTable
    estate: EstateTable
    building: BuildingTable
    population: PopulationTable
    dwelling: DwellingTable
    facility: FacilityTable
    map_feature: MapFeatureTable
    street_network: StreetNetworkTable
    import_run: ImportRunTable
  }
}

/** Bounding box in degrees, of a row that has a shape. */
interface Bounded {
  /** As rules/shape.ts writes it. */
  shape: Buffer
  west: number
  south: number
  east: number
  north: number
}

interface Provenance {
  source: string
  generated: boolean
}

interface AreaTable extends Bounded, Provenance {
  area_id: string
  level: 'district' | 'town' | 'community'
  settlement: 'urban' | 'rural' | null
  parent_id: string | null
  path: string
  name_zh: string
  name_en: string
  centre_lon: number
  centre_lat: number
  managed: boolean
}

interface PlaceChangeTable {
  place_change_id: string
  changed_at: Generated<Date>
  what: string
}

interface EstateTable extends Bounded, Provenance {
  community_id: string
  estate_id: string
  name_zh: string
  name_en: string
  kind: 'gated' | 'open' | 'village'
  built_year: number | null
}

interface BuildingTable extends Bounded, Provenance {
  community_id: string
  building_id: string
  estate_id: string | null
  use: string
  height_m: number | null
  storeys: number | null
  built_year: number | null
  house_code: string | null
  lon: number
  lat: number
}

interface PopulationTable extends Provenance {
  community_id: string
  building_id: string
  households: number
  people: number[]
}

interface DwellingTable extends Provenance {
  community_id: string
  dwelling_id: string
  building_id: string
  unit: string
  floor: number | null
  floor_area_m2: number | null
  house_code: string | null
}

export interface FacilityTable extends Provenance {
  community_id: string
  facility_id: string
  kind: string
  name_zh: string
  name_en: string
  lon: number
  lat: number
  area_m2: number | null
  capacity: number | null
  capacity_unit: string | null
  hours: string | null
  floor: string | null
  age_bands: string[] | null
  shared_with: string[]
  share_permille: number[]
  external_id: string
  opened_on: string | null
  closed_on: string | null
  revision: Generated<number>
}

interface MapFeatureTable extends Bounded, Provenance {
  map_feature_id: Generated<number>
  layer: 'water' | 'green' | 'land' | 'street' | 'rail' | 'wall' | 'label'
  class: string
  min_zoom: number
  name_zh: string | null
  name_en: string | null
  bridge: boolean
}

interface StreetNetworkTable extends Provenance {
  checksum: string
  bytes: Buffer
  barriers: Buffer
  node_count: number
  edge_count: number
  prepared_at: Generated<Date>
}

interface ImportRunTable {
  import_id: string
  kind: string
  filename: string
  sha256: string
  source: string
  datum: string | null
  datum_stated: boolean | null
  inserted: number
  updated: number
  unchanged: number
  rejected: number
  rejected_rows: unknown
  account_id: string | null
  role: string | null
  imported_at: Generated<Date>
}
