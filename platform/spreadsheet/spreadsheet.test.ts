import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InputError } from '#platform/input/input-error.ts'
import type { InputCode } from '#platform/input/input-errors.ts'
import { zipOf } from '#platform/input/zip-fixture.ts'
import { type Column, parseTable } from './columns.ts'
import { readTable } from './read-table.ts'
import { cellText } from './table.ts'
import { rejectedXlsx, templateXlsx } from './template.ts'
import { writeXlsx } from './write-xlsx.ts'

const columns = [
  { id: 'code', header: { zh: '编码', en: 'Code' }, type: 'code', required: true, unique: true },
  {
    id: 'name',
    header: { zh: '名称', en: 'Name' },
    aliases: ['设施名称'],
    type: 'text',
    required: true,
    maxLength: 20,
  },
  { id: 'area', header: { zh: '建筑面积', en: 'Floor area' }, type: 'number', unit: 'm2', min: 0, max: 1e6 },
  { id: 'people', header: { zh: '人数', en: 'People' }, type: 'integer', unit: 'persons', min: 0 },
  { id: 'opened', header: { zh: '启用日期', en: 'Opened' }, type: 'date' },
  {
    id: 'state',
    header: { zh: '状态', en: 'State' },
    type: 'choice',
    choices: [
      { id: 'open', names: ['在用', 'open'] },
      { id: 'shut', names: ['停用'] },
    ],
  },
  { id: 'public', header: { zh: '对外开放', en: 'Public' }, type: 'boolean' },
] as const satisfies readonly Column[]

const header = '编码,名称,建筑面积,人数,启用日期,状态,对外开放'
const csv = (...lines: string[]) => Buffer.from([header, ...lines].join('\n'))
const parse = async (file: string, bytes: Uint8Array) =>
  parseTable(await readTable(file, bytes, { columns }), columns)

/** GBK, for the characters of the tests: Node decodes it but does not encode it. */
const gbk = new Map<string, readonly number[]>()
for (let high = 0xa1; high <= 0xf7; high++) {
  for (let low = 0xa1; low <= 0xfe; low++)
    gbk.set(new TextDecoder('gbk').decode(Uint8Array.of(high, low)), [high, low])
}
const toGbk = (text: string) => Uint8Array.from([...text].flatMap((c) => gbk.get(c) ?? [c.charCodeAt(0)]))

async function workbook(
  fill: (book: ExcelJS.Workbook, sheet: ExcelJS.Worksheet) => void,
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  fill(book, book.addWorksheet('设施'))
  return new Uint8Array(await book.xlsx.writeBuffer())
}

describe('a CSV file', () => {
  const text = `${header}\r\n001,东柳学堂,120㎡,35人,2024-05-06,在用,是\r\n,,,,,,\r\n\r\n002,"白鹤, 二期",,,,,\r\n`
  const utf16 = (littleEndian: boolean) => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
    return littleEndian ? bytes : bytes.swap16()
  }
  test.each<[string, Uint8Array, string]>([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with byte order mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['GBK', toGbk(text.replace('㎡', 'm2')), 'gb18030'],
    ['UTF-16 LE', utf16(true), 'utf-16le'],
    ['UTF-16 BE', utf16(false), 'utf-16be'],
  ])('in %s is read', async (_, bytes, encoding) => {
    const table = await readTable('设施.csv', bytes)
    expect(table).toMatchObject({ file: '设施.csv', encoding, header: header.split(',') })
    const { rows, rejected } = parseTable(table, columns)
    expect(rejected).toEqual([])
    expect(rows).toEqual([
      {
        row: 2,
        values: {
          code: '001',
          name: '东柳学堂',
          area: 120,
          people: 35,
          opened: '2024-05-06',
          state: 'open',
          public: true,
        },
      },
      { row: 5, values: { code: '002', name: '白鹤, 二期' } },
    ])
  })

  test.each([';', '\t'])('may be delimited by %j', async (delimiter) => {
    const { rows } = await parse(
      'a.csv',
      Buffer.from(text.replace('"白鹤, 二期"', '白鹤').replaceAll(',', delimiter)),
    )
    expect(rows.map(({ values }) => values.name)).toEqual(['东柳学堂', '白鹤'])
  })

  test('may have a title, other columns, other names of columns, units and stars in the header', async () => {
    const other =
      '2024年设施统计表\n\n序号,*设施名称,CODE,建筑面积（亩）,备注\n1,东柳学堂,１２３,3,x\n2,白鹤,124,60㎡,y\n'
    const { rows, ignored } = await parse('a.csv', Buffer.from(other))
    expect(ignored).toEqual(['序号', '备注'])
    expect(rows.map(({ row, values }) => [row, values.code, values.area])).toEqual([
      [4, '123', 2000],
      [5, '124', 60],
    ])
  })
})

describe('a row is rejected with all that is wrong in it', () => {
  test.each<[string, [field: string, code: InputCode][]]>([
    ['1,,,,,,', [['名称', 'VALUE_MISSING']]],
    ['1,a,三十,,,,', [['建筑面积', 'NOT_A_NUMBER']]],
    ['1,a,30人,,,,', [['建筑面积', 'UNIT_WRONG']]],
    ['1,a,30 furlong,,,,', [['建筑面积', 'UNIT_UNKNOWN']]],
    ['1,a,-1,,,,', [['建筑面积', 'OUT_OF_RANGE']]],
    ['1,a,9999999,,,,', [['建筑面积', 'OUT_OF_RANGE']]],
    ['1,a,,2.5,,,', [['人数', 'NOT_AN_INTEGER']]],
    ['1,a,,,5/6/2024,,', [['启用日期', 'NOT_A_DATE']]],
    ['1,a,,,,拆了,', [['状态', 'NOT_A_CHOICE']]],
    ['1,a,,,,,也许', [['对外开放', 'NOT_A_CHOICE']]],
    [`1,${'长'.repeat(21)},,,,,`, [['名称', 'TOO_LONG']]],
    [
      ',,x,y,z,,',
      [
        ['编码', 'VALUE_MISSING'],
        ['名称', 'VALUE_MISSING'],
        ['建筑面积', 'NOT_A_NUMBER'],
        ['人数', 'NOT_A_NUMBER'],
        ['启用日期', 'NOT_A_DATE'],
      ],
    ],
  ])('%s', async (line, problems) => {
    const { rows, rejected } = await parse('设施.csv', csv('0,好,,,,,', line))
    expect(rows.length).toBe(1)
    expect(rejected.length).toBe(1)
    expect(rejected[0]!.problems.map(({ field, code }) => [field, code])).toEqual(problems)
    expect(rejected[0]!.problems[0]).toMatchObject({
      file: '设施.csv',
      row: 3,
      reason: { zh: expect.any(String), en: expect.any(String) },
    })
    expect(rejected[0]!.cells.map(cellText).join(',')).toBe(line)
  })

  test('a second row with the same code names the first, full-width digits being the same code', async () => {
    const { rejected } = await parse('a.csv', csv('１,a,,,,,', '2,b,,,,,', '1,c,,,,,'))
    expect(rejected.map(({ row, problems }) => [row, problems[0]!.reason.en])).toEqual([
      [4, '"1" is already in row 2'],
    ])
  })
})

describe('a workbook', () => {
  test('has merged cells, formulas, dates, percentages, rich text and hidden sheets', async () => {
    const bytes = await workbook((book, sheet) => {
      book.addWorksheet('秘密', { state: 'hidden' }).addRow(['x'])
      sheet.mergeCells('A1:G1')
      sheet.getCell('A1').value = '设施统计表'
      sheet.addRow(header.split(','))
      sheet.addRow([
        330212008006,
        { richText: [{ text: '东柳' }, { text: '学堂' }] },
        { formula: '60*2', result: 120 },
        '３５',
        new Date(Date.UTC(2024, 4, 6)),
        '在用',
        true,
      ])
      sheet.addRow(['2', '白鹤', 50, null, 45418])
      sheet.addRow(['3'])
      sheet.addRow([])
      sheet.addRow(['4', '朱雀', { formula: '1/0', result: { error: '#DIV/0!' } as ExcelJS.CellErrorValue }])
      sheet.addRow(['5', '史家', { formula: 'A1' } as ExcelJS.CellFormulaValue])
      sheet.mergeCells('B4:B5')
    })
    const table = await readTable('设施.xlsx', bytes, { columns })
    expect(table).toMatchObject({ sheet: '设施', otherSheets: ['秘密'] })
    const { rows, rejected } = parseTable(table, columns)
    expect(rows).toEqual([
      {
        row: 3,
        values: {
          code: '330212008006',
          name: '东柳学堂',
          area: 120,
          people: 35,
          opened: '2024-05-06',
          state: 'open',
          public: true,
        },
      },
      { row: 4, values: { code: '2', name: '白鹤', area: 50, opened: '2024-05-06' } },
      { row: 5, values: { code: '3', name: '白鹤' } },
    ])
    expect(
      rejected.map(({ row, problems }) => [row, problems[0]!.sheet, problems[0]!.field, problems[0]!.code]),
    ).toEqual([
      [7, '设施', '建筑面积', 'FORMULA_ERROR'],
      [8, '设施', '建筑面积', 'FORMULA_EMPTY'],
    ])
  })

  test('has a number that is merged over rows refused in each of them, not counted for each', async () => {
    const bytes = await workbook((_, sheet) => {
      sheet.addRows([
        header.split(','),
        ['1', '甲', 40, '300人'],
        ['2', '乙', 50],
        ['3', '丙', '无'],
        ['4', '丁', 60],
      ])
      sheet.mergeCells('D2:D4')
      sheet.mergeCells('C4:C5')
    })
    const { rows, rejected } = await parse('楼栋.xlsx', bytes)
    expect(rows).toEqual([])
    expect(
      rejected.flatMap(({ row, problems }) => problems.map(({ field, code }) => [row, field, code])),
    ).toEqual([
      [2, '人数', 'CELLS_MERGED'],
      [3, '人数', 'CELLS_MERGED'],
      [4, '建筑面积', 'NOT_A_NUMBER'],
      [4, '人数', 'CELLS_MERGED'],
      [5, '建筑面积', 'NOT_A_NUMBER'],
    ])
    expect(rejected[1]!.problems[0]).toMatchObject({
      ...{ file: '楼栋.xlsx', sheet: '设施', row: 3, field: '人数' },
      reason: {
        zh: '一个数字合并在第 2 至 4 行，无法判断各行是多少；请取消合并，逐行填写',
        en: 'one number is merged over rows 2 to 4 and says nothing about each of them; unmerge it and fill in every row',
      },
    })
  })

  test('has a measured value that is merged over rows refused even where the column is text', async () => {
    const bytes = await workbook((_, sheet) => {
      sheet.addRows([['社区', '数值'], ['a', 300], ['b']])
      sheet.mergeCells('B2:B3')
    })
    const column = (id: string, zh: string, measured = false): Column => ({
      ...{ id, header: { zh, en: id }, type: 'text' },
      measured,
    })
    const table = await readTable('a.xlsx', bytes)
    const codes = (columns: readonly Column[]) =>
      parseTable(table, columns).rejected.map(({ problems }) => problems[0]!.code)
    expect(codes([column('place', '社区'), column('value', '数值', true)])).toEqual([
      'CELLS_MERGED',
      'CELLS_MERGED',
    ])
    expect(codes([column('place', '社区'), column('value', '数值')])).toEqual([])
  })

  test('shows percentages as percentages, and what is merged sideways once', async () => {
    const bytes = await workbook((_, sheet) => {
      sheet.addRow(['名称', '比例', '备注'])
      sheet.addRow(['a', 0.07, 'x']).getCell(2).numFmt = '0.0%'
      sheet.addRow(['合计', null, null])
      sheet.mergeCells('A3:C3')
    })
    const { rows } = await readTable('a.xlsx', bytes)
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['a', '7%', 'x'],
      ['合计', null, null],
    ])
  })

  test('can be asked for a sheet by name, hidden or not', async () => {
    const bytes = await workbook((book, sheet) => {
      sheet.addRow(['名称'])
      book.addWorksheet('二', { state: 'veryHidden' }).addRows([
        ['编码', '名称'],
        [1, 'b'],
      ])
    })
    expect((await readTable('a.xlsx', bytes, { sheet: '二' })).rows.length).toBe(1)
    await expect(readTable('a.xlsx', bytes, { sheet: '三' })).rejects.toMatchObject({
      code: 'NOTHING_INSIDE',
    })
  })

  /** The least a workbook needs, for what exceljs would not write. */
  const bare = (
    sheetXml: string,
    more: Record<string, string | Uint8Array> = {},
    sizeOf?: Parameters<typeof zipOf>[1],
  ) =>
    zipOf(
      {
        'xl/workbook.xml':
          '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        'xl/worksheets/sheet1.xml': `<x:worksheet xmlns:x="x">${sheetXml}</x:worksheet>`,
        ...more,
      },
      sizeOf,
    )
  const row = (...cells: string[]) => `<x:row>${cells.join('')}</x:row>`
  const text = (value: string) =>
    `<x:c t="inlineStr"><x:is><x:t>${value}</x:t><x:rPh><x:t>ping</x:t></x:rPh></x:is></x:c>`

  test('may be written with prefixes, without addresses, with inline strings and dates from 1904', async () => {
    const bytes = bare(
      `<x:sheetData>${row(text('名称'), text('日'))}${row(text('a'), '<x:c s="1"><x:v>43956</x:v></x:c>')}</x:sheetData>`,
    )
    const { rows } = await readTable('a.xlsx', bytes)
    expect(rows).toEqual([{ row: 2, cells: ['a', new Date(Date.UTC(2024, 4, 6))] }])
  })

  test.each<[string, string]>([
    ['all rows', '<x:mergeCell ref="A1:A1048576"/>'],
    ['the whole sheet', '<x:mergeCell ref="A1:XFD1048576"/>'],
  ])('that merges %s is read at once', async (_, merge) => {
    const bytes = bare(
      `<x:sheetData>${row(text('a'), text('b'))}${row(text('c'))}</x:sheetData><x:mergeCells>${merge}</x:mergeCells>`,
    )
    expect((await readTable('a.xlsx', bytes)).rows.length).toBe(1)
  })

  test.each<[string, Uint8Array, InputCode]>([
    [
      'merges that overlap a hundred times',
      bare(`<x:sheetData>${row(text('a'))}</x:sheetData>${'<x:mergeCell ref="A1:A1048576"/>'.repeat(100)}`),
      'FILE_TOO_LARGE',
    ],
    [
      'a cell in column XFD',
      bare('<x:sheetData><x:row r="1"><x:c r="XFD1"><x:v>1</x:v></x:c></x:row></x:sheetData>'),
      'FILE_TOO_LARGE',
    ],
    ['broken XML', bare('<x:sheetData></x:row>'), 'SYNTAX'],
    ['a cell of 3 MB', bare(`<x:sheetData><x:row><x:c><x:v>${'9'.repeat(3 << 20)}`), 'LINE_TOO_LONG'],
    ['no rows', bare('<x:sheetData/>'), 'NOTHING_INSIDE'],
    [
      'a sheet that is not there',
      bare('', { 'xl/_rels/workbook.xml.rels': '<Relationships/>' }),
      'NOTHING_INSIDE',
    ],
    ['another kind of zip', zipOf({ 'word/document.xml': '<w/>' }), 'FILE_KIND'],
    ['members of 4 GB', zipOf({ 'xl/workbook.xml': '<w/>' }, () => 2 ** 32 - 2), 'FILE_TOO_LARGE'],
  ])('with %s is refused', async (_, bytes, code) => {
    await expect(readTable('a.xlsx', bytes)).rejects.toMatchObject({ name: 'InputError', code })
  })

  test.each<[InputCode, Uint8Array]>([
    ['SYNTAX', bare('<x:sheetData></x:row>')],
    ['ENCODING', bare('', { 'xl/worksheets/sheet1.xml': Buffer.from([0xb6, 0xab]) })],
    [
      'FILE_DAMAGED',
      bare('', {}, (part) => part.length + (Buffer.from(part).includes('<x:worksheet') ? 1 : 0)),
    ],
  ])('with a bad part (%s) has the name that its owner knows, the part beside it', async (code, bytes) => {
    const error: InputError = await readTable('设施.xlsx', bytes).catch((caught) => caught)
    expect(error.toProblem()).toMatchObject({ code, file: '设施.xlsx', part: 'xl/worksheets/sheet1.xml' })
    expect(error.message).toMatch(/^设施\.xlsx, xl\/worksheets\/sheet1\.xml(, line 1)?: /)
  })

  test('with any changed bytes ends in a table or an InputError', async () => {
    const good = await writeXlsx([{ name: 'S', columns: [{ header: '名称' }], rows: [['a'], [1]] }])
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), async (at, byte) => {
        const bad = Uint8Array.from(good)
        bad[at] = byte
        await readTable('a.xlsx', bad).catch((error) => expect(error).toBeInstanceOf(InputError))
      }),
      { numRuns: 200 },
    )
  })
})

describe('a GeoJSON file', () => {
  const feature = (properties: object, coordinates: unknown, type = 'Polygon') => ({
    type: 'Feature',
    properties,
    geometry: { type, coordinates },
  })
  const geojson = (...features: object[]) =>
    Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }))
  const square = [
    [
      [121, 29],
      [121.1, 29],
      [121.1, 29.1],
      [121, 29],
    ],
  ]

  test('has properties as cells and keeps its geometry', async () => {
    const bytes = geojson(
      feature({ code: '1', 名称: 'a', more: { x: [1] } }, square),
      feature({ code: 2, name: null, 名称: 'b' }, [121, 29], 'Point'),
    )
    const table = await readTable('a.geojson', bytes)
    expect(table.header).toEqual(['code', '名称', 'more', 'name'])
    expect(table.rows[0]!.cells).toEqual(['1', 'a', '{"x":[1]}', null])
    const onlyCode = columns.slice(0, 1)
    expect(parseTable(table, onlyCode).rows.map(({ row, geometry }) => [row, geometry?.type])).toEqual([
      [1, 'Polygon'],
      [2, 'Point'],
    ])
  })

  test.each<[string, object, InputCode]>([
    [
      'a bow tie',
      feature({ code: 1 }, [
        [
          [0, 0],
          [2, 2],
          [2, 0],
          [0, 2],
          [0, 0],
        ],
      ]),
      'SELF_CROSSING',
    ],
    [
      'an open ring',
      feature({ code: 1 }, [
        [
          [0, 0],
          [2, 2],
          [2, 0],
          [0, 2],
        ],
      ]),
      'RING_OPEN',
    ],
    [
      'two corners',
      feature({ code: 1 }, [
        [
          [0, 0],
          [2, 2],
          [0, 0],
        ],
      ]),
      'RING_OPEN',
    ],
    ['latitude first', feature({ code: 1 }, [29.8, 121.5], 'Point'), 'COORDINATES_SWAPPED'],
    ['metres', feature({ code: 1 }, [500000, 3300000], 'Point'), 'OUT_OF_RANGE'],
    ['texts for numbers', feature({ code: 1 }, ['121.5', '29.8'], 'Point'), 'GEOMETRY_INVALID'],
    ['a point as polygon', feature({ code: 1 }, [121.5, 29.8]), 'GEOMETRY_INVALID'],
    ['a collection', feature({ code: 1 }, [121.5, 29.8], 'GeometryCollection'), 'GEOMETRY_INVALID'],
  ])('with %s has that feature rejected', async (_, wrong, code) => {
    const table = await readTable('a.geojson', geojson(feature({ code: 0 }, square), wrong))
    const { rows, rejected } = parseTable(table, columns.slice(0, 1))
    expect(rows.length).toBe(1)
    expect(rejected.map(({ row, problems }) => [row, problems[0]!.field, problems[0]!.code])).toEqual([
      [2, 'geometry', code],
    ])
  })

  test('a crossing is named in the reason', async () => {
    const table = await readTable(
      'a.geojson',
      geojson(
        feature({ code: 1 }, [
          [
            [0, 0],
            [2, 2],
            [2, 0],
            [0, 2],
            [0, 0],
          ],
        ]),
      ),
    )
    const [rejected] = parseTable(table, columns.slice(0, 1)).rejected
    expect(rejected!.problems[0]!.reason.en).toBe(
      'the polygon crosses itself at (1.000000, 1.000000): side 1 and side 3',
    )
  })
})

describe('a file that is no table is refused', () => {
  const cases: [string, Uint8Array, InputCode, object?][] = [
    ['empty', Buffer.alloc(0), 'FILE_EMPTY'],
    ['blank', Buffer.from('\n\n  \n'), 'NOTHING_INSIDE'],
    ['an old .xls or a protected workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'FILE_KIND'],
    ['PDF', Buffer.from('%PDF-1.7'), 'FILE_KIND'],
    ['a web page saved as .xls', Buffer.from('<html><table></table></html>'), 'FILE_KIND'],
    ['binary', Buffer.from([1, 0, 2, 0, 0, 255, 254, 3]), 'ENCODING'],
    [
      'mixed encodings',
      Buffer.concat([Buffer.from('名称,'), toGbk('东柳'), Buffer.from([0xff, 0x0a])]),
      'ENCODING',
    ],
    ['an unclosed quote', csv('1,"a,,,,,', '2,b,,,,,'), 'QUOTE', { line: 3 }],
    ['no code column', Buffer.from('名称,人数\na,1\n'), 'COLUMN_MISSING', { field: 'code' }],
    ['two name columns', Buffer.from('编码,名称,Name\n1,a,b\n'), 'COLUMN_TWICE', { field: 'Name' }],
    ['broken JSON', Buffer.from('{"type":"FeatureCollection",\n"features":[}'), 'SYNTAX'],
    ['JSON cut off', Buffer.from('{"type":"FeatureCollection",\n"features":['), 'FILE_TRUNCATED'],
    [
      'lists nested without end',
      Buffer.from(`{"type":"Feature","properties":{"a":${'['.repeat(1e6)}${']'.repeat(1e6)}}}`),
      'SYNTAX',
      { row: 1 },
    ],
    ['JSON that is no GeoJSON', Buffer.from('[1,2]'), 'FILE_KIND'],
    ['GeoJSON without features', Buffer.from('{"type":"FeatureCollection","features":[]}'), 'NOTHING_INSIDE'],
    [
      'GeoJSON in Web Mercator',
      Buffer.from(
        '{"type":"FeatureCollection","crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::3857"}},"features":[]}',
      ),
      'FEATURE',
    ],
    ['65 MB', Buffer.alloc(65 << 20, 'a,b\n'), 'FILE_TOO_LARGE'],
  ]
  test.each(cases)('%s', async (_, bytes, code, place = {}) => {
    const error = await parse('表.csv', bytes).then(
      () => undefined,
      (caught) => caught,
    )
    expect(error).toBeInstanceOf(InputError)
    expect(error.toProblem()).toMatchObject({ code, file: '表.csv', ...place })
  })

  test('a missing column has its own name in each language', async () => {
    const error: InputError = await parse('表.csv', Buffer.from('名称,人数\na,1\n')).catch((caught) => caught)
    expect(error.describe('zh')).toBe('表.csv，字段“code”：缺少列“编码”')
    expect(error.describe('en')).toBe('表.csv, field "code": the column "Code" is missing')
  })

  test('too many rows', async () => {
    const lines = Array.from({ length: 20 }, (_, i) => `${i},a,,,,,`)
    await expect(readTable('a.csv', csv(...lines), { maxRows: 10 })).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
    })
  })

  test('a line of 200 MB, without holding it again', async () => {
    const long = Buffer.alloc(200 << 20, '九')
    const before = process.memoryUsage().rss
    await expect(readTable('a.csv', long, { maxBytes: 1 << 30 })).rejects.toMatchObject({
      code: 'LINE_TOO_LONG',
      file: 'a.csv',
    })
    expect(process.memoryUsage().rss - before).toBeLessThan(150 << 20)
  }, 30_000)
})

describe('what is written', () => {
  test('is read back, texts that look like formulas or numbers staying texts', async () => {
    const rows = [
      ['=1+1', '007', 1.5, true, new Date(Date.UTC(2024, 0, 31)), null],
      ['九景', '', -2, false, null, 'x'],
    ]
    const bytes = await writeXlsx([
      { name: '表[1]/2', columns: 'abcdef'.split('').map((name) => ({ header: name })), rows: rows as never },
    ])
    const table = await readTable('a.xlsx', bytes)
    expect(table.sheet).toBe('表_1__2')
    const read = table.rows.map(({ cells }) => [...cells])
    expect(read[0]!.slice(0, 4)).toEqual(['=1+1', '007', 1.5, true])
    expect(cellText(read[0]![4])).toContain('2024-01-31')
    expect(read[1]).toEqual(['九景', null, -2, false, null, 'x'])
  })

  test('has a frozen header and formats', async () => {
    const bytes = await writeXlsx([
      { name: 'a', columns: [{ header: '面积', format: '#,##0.0', width: 12 }], rows: [[1]] },
    ])
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(Buffer.from(bytes) as never)
    const sheet = book.worksheets[0]!
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    expect([sheet.getColumn(1).width, sheet.getCell('A2').numFmt]).toEqual([12, '#,##0.0'])
  })

  test('a template, filled in, is read without a word of explanation', async () => {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(Buffer.from(await templateXlsx(columns)) as never)
    expect(book.worksheets.map(({ name }) => name)).toEqual(['数据 Data', '说明 Explanation'])
    expect(book.worksheets[0]!.getRow(1).values).toContain('建筑面积（平方米）')
    book.worksheets[0]!.getRow(2).values = ['001', '东柳学堂', 120, 35, '2024-05-06', '在用', '是']
    const { rows, ignored } = await parse('a.xlsx', new Uint8Array(await book.xlsx.writeBuffer()))
    expect(ignored).toEqual([])
    expect(rows[0]!.values).toEqual({
      code: '001',
      name: '东柳学堂',
      area: 120,
      people: 35,
      opened: '2024-05-06',
      state: 'open',
      public: true,
    })
  })

  test('rejected rows come back with file, row, field, reason and their cells', async () => {
    const table = await readTable('设施.csv', csv('1,a,三十,2.5,,,'), { columns })
    const { rejected } = parseTable(table, columns)
    const back = await readTable('退回.xlsx', await rejectedXlsx(table, rejected))
    expect(back.rows.map(({ cells }) => cells.slice(0, 8))).toEqual([
      ['设施.csv', 2, '建筑面积', '“三十”不是数字', '"三十" is not a number', '1', 'a', '三十'],
      ['设施.csv', 2, '人数', '“2.5”不是整数', '"2.5" is not a whole number', '1', 'a', '三十'],
    ])
  })
})
