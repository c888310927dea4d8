import type { Sentence } from '#core/language/language.ts'
/** Values for the `{slots}` of a sentence. */
export type InputValues = Readonly<Record<string, string | number | Sentence>>

/** What files consist of, for the slots of sentences. */
export const things = {
  bytes: { zh: '字节', en: 'bytes' },
  unpackedBytes: { zh: '解压后的字节', en: 'bytes unpacked' },
  members: { zh: '压缩包内的文件数', en: 'members' },
  rows: { zh: '数据行', en: 'rows' },
  columns: { zh: '列数', en: 'columns' },
  mergedRows: { zh: '合并单元格的行数', en: 'merged rows' },
  features: { zh: '要素', en: 'features' },
  nodes: { zh: '节点', en: 'nodes' },
  trip: { zh: '车次', en: 'trip' },
  stop: { zh: '站点', en: 'stop' },
  route: { zh: '线路', en: 'route' },
  service: { zh: '运行日历', en: 'service' },
  elementType: { zh: '要素类型', en: 'type of element' },
} as const satisfies Record<string, Sentence>

/** Every way in which an imported file can be refused, with its sentence; `{slots}` are filled by the importer. */
export const inputErrors = {
  // The file as a whole
  FILE_UNREADABLE: { zh: '文件无法读取（{cause}）', en: 'the file cannot be read ({cause})' },
  FILE_EMPTY: { zh: '文件是空的', en: 'the file is empty' },
  FILE_KIND: {
    zh: '文件类型不对：需要 {expected}，实际像是 {found}',
    en: 'wrong kind of file: {expected} is needed, this looks like {found}',
  },
  FILE_TOO_LARGE: {
    zh: '文件过大：{what}超过上限 {limit}',
    en: 'the file is too large: {what} exceed the limit of {limit}',
  },
  FILE_TRUNCATED: {
    zh: '文件不完整，后面的内容缺失，请重新下载或导出',
    en: 'the file ends too early; download or export it again',
  },
  FILE_DAMAGED: { zh: '文件已损坏（{cause}）', en: 'the file is damaged ({cause})' },
  ENCODING: {
    zh: '文字编码无法识别：需要 {expected}',
    en: 'the text encoding is not recognised: {expected} is needed',
  },
  COMPRESSION: {
    zh: '不支持 {found} 压缩，请用 {expected} 重新导出',
    en: '{found} compression is not supported; export again with {expected}',
  },
  FEATURE: {
    zh: '文件要求本程序不支持的功能：{feature}',
    en: 'the file requires a feature that is not supported: {feature}',
  },
  NOTHING_INSIDE: { zh: '文件里没有{what}', en: 'the file contains no {what}' },
  // Text formats
  SYNTAX: { zh: '格式错误（{cause}）', en: 'not well formed ({cause})' },
  QUOTE: { zh: '到此行为止引号没有成对出现', en: 'up to this line quotation marks do not pair up' },
  LINE_TOO_LONG: {
    zh: '一行或一个值超过 {limit} 个字符，文件可能已损坏',
    en: 'one line or value is longer than {limit} characters; the file is probably damaged',
  },
  // Values
  VALUE_MISSING: { zh: '必填内容为空', en: 'a required value is missing' },
  NOT_A_NUMBER: { zh: '“{value}”不是数字', en: '"{value}" is not a number' },
  NOT_A_DATE: { zh: '“{value}”不是日期', en: '"{value}" is not a date' },
  NOT_A_TIME: { zh: '“{value}”不是时间（时:分:秒）', en: '"{value}" is not a time (h:mm:ss)' },
  OUT_OF_RANGE: {
    zh: '{value} 超出范围 {min} 至 {max}',
    en: '{value} is outside the range {min} to {max}',
  },
  REFERENCE: { zh: '“{value}”没有对应的{target}', en: 'there is no {target} "{value}"' },
  NOT_AN_INTEGER: { zh: '“{value}”不是整数', en: '"{value}" is not a whole number' },
  NOT_A_CHOICE: {
    zh: '“{value}”不在可选值中（{choices}）',
    en: '"{value}" is not one of the choices ({choices})',
  },
  TOO_LONG: { zh: '内容超过 {limit} 个字符', en: 'the text is longer than {limit} characters' },
  DUPLICATE: { zh: '“{value}”与第 {row} 行重复', en: '"{value}" is already in row {row}' },
  UNIT_UNKNOWN: { zh: '单位“{value}”无法识别', en: 'the unit "{value}" is not known' },
  UNIT_WRONG: {
    zh: '单位“{value}”不能换算为“{unit}”',
    en: 'the unit "{value}" cannot be converted to "{unit}"',
  },
  FORMULA_ERROR: { zh: '公式的结果是错误 {value}', en: 'the formula results in the error {value}' },
  FORMULA_EMPTY: {
    zh: '公式没有保存结果，请在表格软件中打开并保存一次',
    en: 'the formula has no stored result; open and save the file in a spreadsheet program',
  },
  CELLS_MERGED: {
    zh: '一个数字合并在第 {first} 至 {last} 行，无法判断各行是多少；请取消合并，逐行填写',
    en: 'one number is merged over rows {first} to {last} and says nothing about each of them; unmerge it and fill in every row',
  },
  // Tables
  COLUMN_MISSING: { zh: '缺少列“{column}”', en: 'the column "{column}" is missing' },
  COLUMN_TWICE: { zh: '列“{column}”出现了两次', en: 'the column "{column}" appears twice' },
  // Geometry
  GEOMETRY_INVALID: {
    zh: '几何图形的类型或坐标结构不正确',
    en: 'the type of the geometry or the structure of its coordinates is wrong',
  },
  RING_OPEN: { zh: '多边形没有闭合', en: 'the polygon is not closed' },
  SELF_CROSSING: {
    zh: '多边形的边在（{at}）处相交：第 {first} 条边与第 {second} 条边',
    en: 'the polygon crosses itself at ({at}): side {first} and side {second}',
  },
  COORDINATES_SWAPPED: {
    zh: '坐标（{value}）的经纬度顺序似乎颠倒，应为经度在前',
    en: 'longitude and latitude seem to be swapped in ({value}); longitude comes first',
  },
  // Maps
  WAY_WITHOUT_NODES: { zh: '线要素没有任何节点', en: 'the way has no nodes' },
} as const satisfies Record<string, Sentence>

export type InputCode = keyof typeof inputErrors
