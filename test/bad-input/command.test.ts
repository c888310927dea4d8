import { mkdtempSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import {
  area,
  diagnoseHere,
  townCommunities,
  townOsm,
  townPopulation,
  townTimetable,
  writeFiles,
} from '#district/diagnosis/files/test-city.ts'
import { zipOf } from '#platform/input/zip-fixture.ts'
import { pbfBlob, pbfFile, pbfHeader, proto, stringTable, zlibBlob } from '#platform/osm/osm-fixture.ts'
import { bowTie, csv, EMPTY, gbk, geojson, NOISE, OLD_EXCEL, PDF, xlsx } from './files.ts'

const folder = mkdtempSync(join(tmpdir(), 'jiujing-bad-'))
afterAll(() => rmSync(folder, { recursive: true }))

const good = writeFiles(folder, {
  'town.osm': townOsm(),
  'communities.geojson': townCommunities(),
  'population.csv': townPopulation(),
})

/** The command with one of its files replaced. */
const diagnoseWith = (option: string, path: string) =>
  diagnoseHere(
    Object.entries({
      '--network': good['town.osm'],
      '--communities': good['communities.geojson'],
      '--population': good['population.csv'],
      '--pack': 'gb50180-circles',
      '--out': join(folder, 'out'),
      [option]: path,
    }).flat(),
  )

type Bad = readonly [what: string, name: string, content: string | Uint8Array, zh: RegExp, en: RegExp]

/** Each file ends in exit code 1, no result, and a message in both languages that names it. */
const refuses = (option: string, files: readonly Bad[]) =>
  test.each(files)(`${option}: %s`, async (_, name, content, zh, en) => {
    const { [name]: path } = writeFiles(folder, { [name]: content })
    const { code, stdout, stderr } = await diagnoseWith(option, path!)
    expect([code, stdout], stderr).toEqual([1, ''])
    expect(stderr).toContain(name)
    expect(stderr).toMatch(zh)
    expect(stderr).toMatch(en)
  })

const osm = (body: string) => `<?xml version="1.0"?>\n<osm version="0.6">\n${body}\n</osm>`
const point = '<node id="1" lon="121.5" lat="29.8"/>'
const pbf = pbfFile(proto([1, stringTable('')], [2, proto([2, proto()])]))
const town = Buffer.from(townOsm())

describe('a street map', () => {
  refuses('--network', [
    ['empty', 'n.osm', EMPTY, /文件是空的/, /the file is empty/],
    ['broken XML', 'n.osm', osm(`${point}</way>`), /n\.osm，第 3 行.*格式错误/, /line 3: not well formed/],
    ['XML cut off', 'n.osm', town.subarray(0, 5000), /文件不完整/, /ends too early/],
    ['gzip cut off', 'n.osm.gz', gzipSync(town).subarray(0, 900), /文件不完整/, /ends too early/],
    ['damaged gzip', 'n.osm.gz', Buffer.concat([gzipSync(town).subarray(0, 90), NOISE]), /已损坏/, /damaged/],
    ['a zip', 'n.osm.pbf', zipOf({ 'a.txt': 'a' }), /实际像是 zip/, /looks like zip/],
    ['GeoJSON', 'n.osm', townCommunities(), /需要 \.osm\.pbf/, /\.osm\.pbf .* is needed/],
    ['a web page', 'n.osm', '<!DOCTYPE html><html></html>', /类型不对/, /wrong kind of file/],
    ['GBK text', 'n.osm', Buffer.concat([town.subarray(0, 400), gbk('东柳')]), /编码无法识别/, /encoding/],
    [
      'a longitude of 221',
      'n.osm',
      osm(point.replace('121.5', '221.5')),
      /node 1.*“lon”.*221\.5 超出范围/,
      /221\.5 is outside/,
    ],
    ['a way without nodes', 'n.osm', osm(`${point}<way id="7"/>`), /way 7.*没有任何节点/, /way 7.*no nodes/],
    ['no node', 'n.osm', osm(''), /没有.*节点|没有/, /contains no/],
    ['no street', 'n.osm', osm(point), /没有可以步行的街道/, /no street to walk on/],
    ['pbf cut off', 'n.pbf', pbf.subarray(0, -9), /文件不完整/, /ends too early/],
    [
      'damaged pbf',
      'n.pbf',
      Buffer.concat([pbfHeader, pbfBlob('OSMData', proto([3, NOISE]))]),
      /已损坏|格式/,
      /damaged|not/,
    ],
    [
      'pbf with unknown features',
      'n.pbf',
      pbfBlob('OSMHeader', zlibBlob(proto([4, 'HistoricalInformation']))),
      /不支持的功能：HistoricalInformation/,
      /not supported: HistoricalInformation/,
    ],
  ])
})

const box = (properties: object) => area({ id: 'a', ...properties }, [-50, -50], [1050, 1050])
const shaped = (type: string, coordinates: unknown) =>
  geojson({ properties: { id: 'a' }, geometry: { type, coordinates } })

describe('a table of communities', () => {
  refuses('--communities', [
    [
      'crossing itself',
      'c.geojson',
      shaped('Polygon', [bowTie(121.55, 29.85, 0.01)]),
      /第 1 行.*处相交/,
      /row 1.*crosses itself at/,
    ],
    [
      'with an open ring',
      'c.geojson',
      shaped('Polygon', [bowTie(121.55, 29.85, 0.01).slice(0, 4)]),
      /没有闭合/,
      /not closed/,
    ],
    [
      'with swapped coordinates',
      'c.geojson',
      shaped('Point', [29.85, 121.55]),
      /经纬度顺序似乎颠倒/,
      /seem to be swapped/,
    ],
    [
      'in metres of a projection',
      'c.geojson',
      shaped('Point', [550123, 3300456]),
      /超出范围/,
      /outside the range/,
    ],
    [
      'in Web Mercator',
      'c.geojson',
      JSON.stringify({
        type: 'FeatureCollection',
        crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3857' } },
        features: [box({})],
      }),
      /不支持的功能.*3857/,
      /not supported.*3857/,
    ],
    [
      'of lines',
      'c.geojson',
      shaped('LineString', [
        [121.55, 29.85],
        [121.56, 29.86],
      ]),
      /第 1 行，lon, lat：必填内容为空/,
      /row 1, lon, lat: a required value is missing/,
    ],
    [
      'nested too deep',
      'c.geojson',
      shaped('Polygon', [[[[121.55, 29.85]]]]),
      /几何图形/,
      /structure of its coordinates/,
    ],
    [
      'with an id twice',
      'c.geojson',
      geojson(box({}), box({})),
      /第 2 行，id：“a”与第 1 行重复/,
      /row 2, id: "a" is already in row 1/,
    ],
    [
      'with the same code in full-width digits',
      'c.csv',
      csv('编号,经度,纬度', '12,121.55,29.85', '１２,121.56,29.85'),
      /第 3 行，编号：“12”与第 2 行重复/,
      /already in row 2/,
    ],
    [
      'without a column of ids',
      'c.csv',
      csv('社区名,经度,纬度', '东柳,121.55,29.85'),
      /缺少列“编号/,
      /the column "id" is missing/,
    ],
    [
      'with a row without id',
      'c.csv',
      csv('编号,经度,纬度', ',121.55,29.85'),
      /第 2 行，编号：必填内容为空/,
      /row 2, 编号: a required value is missing/,
    ],
    ['without coordinates', 'c.csv', csv('编号,名称', '1,东柳'), /第 2 行，lon, lat/, /row 2, lon, lat/],
    [
      'of an unknown profile',
      'c.csv',
      csv('编号,经度,纬度,类型口径', '1,121.55,29.85,豪华型'),
      /“豪华型”不在可选值中/,
      /"豪华型" is not one of/,
    ],
    [
      'of broken JSON',
      'c.geojson',
      '{"type":"FeatureCollection",\n"features":[{]}',
      /第 2 行.*格式错误/,
      /line 2: not well formed/,
    ],
    ['of JSON cut off', 'c.geojson', townCommunities().slice(0, 300), /文件不完整/, /ends too early/],
    [
      'of JSON that is no GeoJSON',
      'c.geojson',
      '{"rows":[]}',
      /GeoJSON FeatureCollection/,
      /FeatureCollection is needed/,
    ],
    ['of no feature', 'c.geojson', geojson(), /没有/, /contains no/],
  ])
})

const people = townPopulation().split('\n')
const [head, ...rows] = people as [string, ...string[]]
const withRow = (row: string) => csv(head, row, ...rows)
const [lon, lat] = rows[0]!.split(',') as [string, string]
const cells = people.map((line, i) => line.split(',').map((cell) => (i === 0 ? cell : Number(cell))))

describe('a table of people', async () => {
  refuses('--population', [
    ['empty', 'p.csv', EMPTY, /文件是空的/, /the file is empty/],
    ['of a header alone', 'p.csv', csv(head), /缺少列“人口/, /the column ".*population/],
    ['without a column of people', 'p.csv', csv('lon,lat', `${lon},${lat}`), /缺少列“人口/, /is missing/],
    [
      'of an unknown unit',
      'p.csv',
      withRow(`${lon},${lat},30 打,1`),
      /第 2 行，人口：单位“打”无法识别/,
      /the unit "打" is not known/,
    ],
    [
      'of a wrong unit',
      'p.csv',
      withRow(`${lon},${lat},30 亩,1`),
      /不能换算为“人”/,
      /cannot be converted to "persons"/,
    ],
    ['of words', 'p.csv', withRow(`${lon},${lat},约三百,1`), /“约三百”不是数字/, /"约三百" is not a number/],
    [
      'of less than nobody',
      'p.csv',
      withRow(`${lon},${lat},-3,1`),
      /-3 超出范围 0/,
      /-3 is outside the range 0/,
    ],
    ['of more than fit in a row', 'p.csv', withRow(`${lon},${lat},1e9,1`), /超出范围/, /outside the range/],
    [
      'with a row that does not say',
      'p.csv',
      withRow(`${lon},${lat},,1`),
      /第 2 行，人口 population：必填内容为空/,
      /row 2.*a required value is missing/,
    ],
    ['with a row that is nowhere', 'p.csv', withRow(',,10,1'), /第 2 行，lon, lat/, /row 2, lon, lat/],
    [
      'in another datum',
      'p.csv',
      townPopulation('GCJ-02'),
      /按 GCJ-02 读取时.*更吻合/,
      /read as GCJ-02, the homes fit/,
    ],
    [
      'in Baidu coordinates',
      'p.csv',
      townPopulation('BD-09'),
      /没有任何人口|按 BD-09 读取时/,
      /nobody lives|read as BD-09/,
    ],
    [
      'with swapped coordinates',
      'p.csv',
      csv('lat,lon,人口,户数', ...rows),
      /“lat”|lat：121.* 超出范围 -90 至 90/,
      /outside the range -90 to 90/,
    ],
    [
      'of another city',
      'p.csv',
      csv(head, '104.06,30.66,500,100'),
      /没有任何人口位于社区内/,
      /nobody lives in any of the communities/,
    ],
    [
      'with quotes that do not pair',
      'p.csv',
      csv(head, `"${lon},${lat},10,4`, ...rows),
      /引号没有成对/,
      /quotation marks/,
    ],
    ['of no encoding', 'p.csv', NOISE, /编码无法识别/, /encoding is not recognised/],
    [
      'with a column twice',
      'p.csv',
      csv(`${head},人口`, `${lon},${lat},1,1,2`),
      /列“人口”出现了两次/,
      /appears twice/,
    ],
    ['that is a PDF', 'p.csv', PDF, /p\.csv/, /p\.csv/],
    ['of the old Excel', 'p.xls', OLD_EXCEL, /类型不对/, /wrong kind of file/],
    [
      'of Excel cut off',
      'p.xlsx',
      (await xlsx(cells)).subarray(0, -300),
      /p\.xlsx.*(已损坏|不完整)/,
      /damaged|too early/,
    ],
    ['of a zip that is no Excel', 'p.xlsx', zipOf({ 'a.txt': 'a' }), /需要 \.xlsx/, /\.xlsx is needed/],
    [
      'of Excel with one number merged over rows',
      'p.xlsx',
      await xlsx(cells, (sheet) => sheet.mergeCells('C2:C3')),
      /第 2 行，人口：一个数字合并在第 2 至 3 行/,
      /row 3, 人口: one number is merged over rows 2 to 3/,
    ],
    [
      'of Excel with merged cells',
      'p.xlsx',
      await xlsx(cells, (sheet) => sheet.mergeCells('A3:D3')),
      /第 3 行，人口 population：必填内容为空/,
      /row 3.*missing/,
    ],
    [
      'of Excel with a formula never computed',
      'p.xlsx',
      await xlsx(cells, (sheet) => {
        sheet.getCell('C2').value = { formula: 'D2*3' }
      }),
      /第 2 行，人口：公式没有保存结果/,
      /formula has no stored result/,
    ],
    [
      'of Excel with a failed formula',
      'p.xlsx',
      await xlsx(cells, (sheet) => {
        sheet.getCell('C2').value = { formula: '1/0', result: { error: '#DIV/0!' } }
      }),
      /公式的结果是错误 #DIV\/0!/,
      /results in the error #DIV\/0!/,
    ],
    [
      'of Excel with a date for a number',
      'p.xlsx',
      await xlsx(cells, (sheet) => {
        sheet.getCell('C2').value = new Date('2024-05-06')
      }),
      /“2024-05-06”不是数字/,
      /"2024-05-06" is not a number/,
    ],
    ['of Excel without rows', 'p.xlsx', await xlsx([]), /没有/, /contains no/],
  ])

  test('--population: larger than a table may be', async () => {
    const { 'p.csv': path } = writeFiles(folder, { 'p.csv': 'x' })
    truncateSync(path, (64 << 20) + 1)
    const { code, stderr } = await diagnoseWith('--population', path)
    expect(code).toBe(1)
    expect(stderr).toMatch(/文件过大：字节超过上限 67108864\n.*too large: bytes exceed/)
  })
})

describe('a table of facilities', () => {
  const table = (row: string) => csv('编号,类别,经度,纬度,容量,面积', row)
  refuses('--facilities', [
    [
      'of an unknown kind',
      'f.csv',
      table(`1,宫殿,${lon},${lat},,`),
      /第 2 行，类别：“宫殿”不在可选值中/,
      /"宫殿" is not one of/,
    ],
    [
      'of an area in persons',
      'f.csv',
      table(`1,药店,${lon},${lat},,30人`),
      /不能换算/,
      /cannot be converted/,
    ],
    [
      'of an unknown unit',
      'f.csv',
      table(`1,药店,${lon},${lat},,30坪`),
      /单位“坪”无法识别/,
      /the unit "坪" is not known/,
    ],
    [
      'with an id twice',
      'f.csv',
      csv('编号,类别,经度,纬度', `1,药店,${lon},${lat}`, `1,药店,${lon},${lat}`),
      /第 3 行，编号：“1”与第 2 行重复/,
      /already in row 2/,
    ],
    ['with one that is nowhere', 'f.csv', table('1,药店,,,,'), /第 2 行，lon, lat/, /row 2, lon, lat/],
  ])
})

describe('a timetable', () => {
  const feed = townTimetable()
  const changed = (table: keyof typeof feed, from: string | RegExp, to: string) =>
    zipOf({ ...feed, [table]: feed[table].replace(from, to) })
  refuses('--gtfs', [
    ['that is text', 'g.zip', feed['stops.txt'], /GTFS/, /GTFS .zip is needed/],
    ['cut off', 'g.zip', zipOf(feed).subarray(0, -40), /已损坏|不完整/, /damaged|too early/],
    [
      'without stop times',
      'g.zip',
      zipOf({
        'stops.txt': feed['stops.txt'],
        'routes.txt': feed['routes.txt'],
        'trips.txt': feed['trips.txt'],
        'calendar.txt': feed['calendar.txt'],
      }),
      /没有.*stop_times\.txt/,
      /no stop_times\.txt/,
    ],
    [
      'with a time of 7:5',
      'g.zip',
      changed('stop_times.txt', '7:00:00', '7:5'),
      /g\.zip，stop_times\.txt，第 2 行，字段“arrival_time”：“7:5”不是时间/,
      /"7:5" is not a time/,
    ],
    [
      'with an unknown stop',
      'g.zip',
      changed('stop_times.txt', 'S0', 'S9'),
      /“S9”没有对应的/,
      /there is no stop "S9"/,
    ],
    [
      'with a stop off the earth',
      'g.zip',
      changed('stops.txt', /,29[.\d]+/, ',129.8'),
      /stops\.txt.*129\.8 超出范围/,
      /129\.8 is outside/,
    ],
    [
      'of the 30th of February',
      'g.zip',
      changed('calendar.txt', '20241231', '20240230'),
      /“20240230”不是日期/,
      /is not a date/,
    ],
    [
      'of nights alone',
      'g.zip',
      zipOf({ ...feed, 'stop_times.txt': feed['stop_times.txt'].replaceAll(/\b\d+:(\d\d:\d\d)/g, '2:$1') }),
      /7 点到 19 点之间没有任何班次/,
      /nothing departs between 7 and 19/,
    ],
  ])
})

describe('a pack', () => {
  refuses('--pack', [
    ['of broken JSON', 'pack.json', '{"pack":', /格式错误/, /not well formed/],
    ['in GBK', 'pack.json', gbk('{"pack":"东柳"}'), /编码无法识别/, /UTF-8 is needed/],
    [
      'that is another JSON',
      'pack.json',
      '{"pack":"x"}',
      /pack\.json，.*：\p{Script=Han}/u,
      /pack\.json, .*: \w+/,
    ],
  ])
})

describe('a good table is read', () => {
  const accepts = (what: string, name: string, content: () => Uint8Array | Promise<Uint8Array>) =>
    test(what, async () => {
      const { [name]: path } = writeFiles(folder, { [name]: await content() })
      const { code, stderr } = await diagnoseWith('--population', path!)
      expect(code, stderr).toBe(0)
    })
  accepts('from CSV in GBK', 'p.csv', () => gbk(['经度,纬度,人口,户数', ...rows].join('\n')))
  accepts('with digits of full width and units', 'p.csv', () => withRow(`${lon},${lat},１２３人,４０ 户`))
  accepts('with formulas whose results are stored', 'p.xlsx', () =>
    xlsx(cells, (sheet) => {
      sheet.getCell('C2').value = { formula: 'D2*3', result: 12 }
    }),
  )
  accepts('with a merged title above its header', 'p.xlsx', () =>
    xlsx([['常住人口统计表'], ...cells], (sheet) => sheet.mergeCells('A1:D1')),
  )
})
