import { AGE_BANDS } from '#foundation/place/contract.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import type { Column } from '#platform/spreadsheet/columns.ts'
import type { Pack } from '../rules/pack-schema.ts'

const id: Column = {
  id: 'id',
  header: { zh: '编号', en: 'id' },
  aliases: ['代码', 'code', 'areaId'],
  type: 'code',
}
const lon: Column = {
  id: 'lon',
  header: { zh: '经度', en: 'lon' },
  aliases: ['lng', 'longitude', 'x'],
  type: 'number',
  min: -180,
  max: 180,
}
const lat: Column = {
  id: 'lat',
  header: { zh: '纬度', en: 'lat' },
  aliases: ['latitude', 'y'],
  type: 'number',
  min: -90,
  max: 90,
}
const name: Column = { id: 'name', header: { zh: '名称', en: 'name' }, type: 'text' }

/** A community: a polygon, or a point with an id; by a profile of the pack, else its default one. */
export const communityColumns = ({ profiles }: Pack): readonly Column[] => [
  { ...id, required: true, unique: true },
  name,
  lon,
  lat,
  {
    id: 'profile',
    header: { zh: '类型口径', en: 'profile' },
    type: 'choice',
    choices: profiles.map((profile) => ({
      id: profile.id,
      names: [profile.name.zh, profile.name.en],
    })),
  },
]

/** More people than live in any place that is one row. */
const PEOPLE_MAX = 10_000_000

/** Where people live; `id` of a row may be that of a community given as a point. */
export const POPULATION_COLUMNS: readonly Column[] = [
  id,
  lon,
  lat,
  {
    id: 'people',
    header: { zh: '人口', en: 'population' },
    aliases: ['people', 'pop', '常住人口', '人数'],
    type: 'number',
    unit: 'persons',
    min: 0,
    max: PEOPLE_MAX,
  },
  {
    id: 'households',
    header: { zh: '户数', en: 'households' },
    type: 'number',
    unit: 'households',
    min: 0,
    max: PEOPLE_MAX,
  },
  ...AGE_BANDS.map(
    (band): Column => ({
      id: band,
      header: { zh: `${band} 岁`, en: `age ${band}` },
      aliases: [band, `age_${band.replace('-', '_').replace('+', '_plus')}`],
      type: 'number',
      unit: 'persons',
      min: 0,
      max: PEOPLE_MAX,
    }),
  ),
]

/** Facilities; one without an id is called by its row. */
export const FACILITY_COLUMNS: readonly Column[] = [
  { ...id, unique: true },
  {
    id: 'kind',
    header: { zh: '设施类别', en: 'kind' },
    aliases: ['类别', 'type'],
    type: 'choice',
    required: true,
    choices: [...facilityKinds.values()].map((kind) => ({
      id: kind.id,
      names: [kind.name.zh, kind.name.en],
    })),
  },
  name,
  lon,
  lat,
  { id: 'capacity', header: { zh: '容量', en: 'capacity' }, type: 'number', min: 0 },
  {
    id: 'area_m2',
    header: { zh: '面积', en: 'area' },
    aliases: ['area_m2', '建筑面积', '面积(㎡)'],
    type: 'number',
    unit: 'm2',
    min: 0,
  },
]
