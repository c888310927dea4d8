import type { Column } from '#platform/spreadsheet/columns.ts'
import { AGE_BANDS, type ImportKind } from './contract.ts'
import { capacityUnits, facilityKinds } from './rules/kinds.ts'

type Names = Readonly<Record<string, { readonly zh: string; readonly en: string }>>
type Words = readonly [zh: string, en: string]
type Options = Partial<Pick<Column, 'required' | 'min' | 'max' | 'unit' | 'choices'>>

const column = (
  id: string,
  type: Column['type'],
  [zh, en]: Words,
  note: Words,
  options: Options = {},
): Column => ({
  ...{ id, type, header: { zh, en } },
  explanation: { zh: note[0], en: note[1] },
  ...options,
})
/** Choices are understood by id and by their name in either language. */
const choices = (names: Names): Options => ({
  choices: Object.entries(names).map(([id, { zh, en }]) => ({ id, names: [zh, en] })),
})
const required: Options = { required: true }
const span = (min: number, max: number): Options => ({ min, max })

const lon = column('lon', 'number', ['经度', 'longitude'], ['十进制度', 'decimal degrees'])
const lat = column('lat', 'number', ['纬度', 'latitude'], ['十进制度', 'decimal degrees'])
const wkt = column(
  'wkt',
  'text',
  ['边界', 'outline'],
  ['WKT 面；GeoJSON 不用填', 'a polygon as WKT; not in GeoJSON'],
)
const nameZh = column('name_zh', 'text', ['名称', 'name'], ['中文名称', 'name in Chinese'], required)
const nameEn = column(
  'name_en',
  'text',
  ['英文名称', 'English name'],
  ['空则同中文', 'the Chinese one if empty'],
)
const builtYear = column(
  'built_year',
  'integer',
  ['建成年份', 'year built'],
  ['四位', 'four digits'],
  span(1000, 2200),
)
const houseCode = column(
  'house_code',
  'code',
  ['房屋编码', 'house code'],
  ['城乡房屋编码', 'national house code'],
)

const levels = choices({
  district: { zh: '区', en: 'district' },
  town: { zh: '镇街', en: 'town' },
  community: { zh: '社区', en: 'community' },
})
const settlements = choices({ urban: { zh: '社区', en: 'urban' }, rural: { zh: '村', en: 'rural' } })
const estateKinds = choices({
  gated: { zh: '封闭小区', en: 'gated' },
  open: { zh: '开放街坊', en: 'open' },
  village: { zh: '村落', en: 'village' },
})
const buildingUses = choices({
  residential: { zh: '住宅', en: 'residential' },
  'rural-house': { zh: '农房', en: 'rural house' },
  commercial: { zh: '商业', en: 'commercial' },
  office: { zh: '办公', en: 'office' },
  industrial: { zh: '工业', en: 'industrial' },
  school: { zh: '学校', en: 'school' },
  medical: { zh: '医疗', en: 'medical' },
  public: { zh: '公共', en: 'public' },
})
const kinds = choices(Object.fromEntries([...facilityKinds.values()].map(({ id, name }) => [id, name])))

/** Columns of each kind of import, in the order of its template. */
export const importColumns: Readonly<Record<ImportKind, readonly Column[]>> = {
  areas: [
    column('area_id', 'code', ['区划代码', 'code'], ['官方代码', 'official code'], required),
    column('level', 'choice', ['层级', 'level'], ['区、镇街或社区', 'district, town or community'], {
      ...required,
      ...levels,
    }),
    column('parent_id', 'code', ['上级代码', 'parent code'], ['区没有上级', 'none for the district']),
    column('settlement', 'choice', ['社区或村', 'settlement'], ['仅社区', 'of communities'], settlements),
    nameZh,
    nameEn,
    column('managed', 'boolean', ['区属管理', 'managed'], ['空为是', 'yes if empty']),
    wkt,
  ],
  estates: [
    column('estate_id', 'code', ['小区编号', 'id'], ['来源中的编号', 'its id in the source'], required),
    nameZh,
    nameEn,
    column('kind', 'choice', ['类型', 'kind'], ['空为封闭小区', 'gated if empty'], estateKinds),
    builtYear,
    wkt,
  ],
  buildings: [
    column('building_id', 'code', ['楼栋编号', 'id'], ['空则用房屋编码', 'the house code if empty']),
    houseCode,
    column('use', 'choice', ['用途', 'use'], ['空为住宅', 'residential if empty'], buildingUses),
    column('height_m', 'number', ['高度', 'height'], ['米', 'metres'], { ...span(0.1, 1000), unit: 'm' }),
    column('storeys', 'integer', ['层数', 'storeys'], ['地上层数', 'above ground'], span(1, 200)),
    builtYear,
    lon,
    lat,
    wkt,
    column(
      'households',
      'integer',
      ['户数', 'households'],
      ['与人口同填', 'with the people'],
      span(0, 100_000),
    ),
    ...AGE_BANDS.map((band) =>
      column(
        `people_${band}`,
        'integer',
        [`${band}岁人数`, `people ${band}`],
        ['七个年龄段全填或全空', 'all seven bands or none'],
        span(0, 100_000),
      ),
    ),
  ],
  dwellings: [
    column('dwelling_id', 'code', ['户室编号', 'id'], ['空则用房屋编码', 'the house code if empty']),
    houseCode,
    column(
      'building_id',
      'code',
      ['楼栋编号', 'building id'],
      ['先导入楼栋', 'import buildings first'],
      required,
    ),
    column('unit', 'text', ['室号', 'unit'], ['如 1单元101', 'such as 1-101'], required),
    column('floor', 'integer', ['楼层', 'floor'], ['地下为负', 'negative below ground'], span(-10, 200)),
    column('floor_area_m2', 'number', ['建筑面积', 'floor area'], ['平方米', 'square metres'], {
      ...span(0.1, 100_000),
      unit: 'm2',
    }),
  ],
  facilities: [
    column(
      'external_id',
      'code',
      ['设施编号', 'id'],
      [
        '来源中的编号；空则按类别、名称和位置识别',
        'its id in the source; else known by kind, name and place',
      ],
    ),
    column('kind', 'choice', ['类别', 'kind'], ['设施类别', 'kind of facility'], { ...required, ...kinds }),
    nameZh,
    nameEn,
    lon,
    lat,
    column('area_m2', 'number', ['面积', 'area'], ['平方米', 'square metres'], {
      ...span(0, 1e7),
      unit: 'm2',
    }),
    column('capacity', 'number', ['容量', 'capacity'], ['同时服务数量', 'how many at once'], span(0, 1e6)),
    column(
      'capacity_unit',
      'choice',
      ['容量单位', 'capacity unit'],
      ['空则按类别', 'that of the kind if empty'],
      choices(capacityUnits),
    ),
    column('hours', 'text', ['开放时间', 'hours'], ['opening_hours 格式', 'in the form of opening_hours']),
    column('floor', 'text', ['楼层', 'floor'], ['所在楼层', 'floor it is on']),
    column(
      'shared_with',
      'text',
      ['共享社区', 'shared with'],
      ['社区代码，分号隔开', 'community codes, by semicolons'],
    ),
  ],
}
