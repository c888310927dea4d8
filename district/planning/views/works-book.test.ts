import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { someList } from './test-list.ts'
import { worksBook } from './works-book.ts'

async function read(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer)
  return workbook
}

/** The cell of a row under a heading of the first sheet, whose headings stand in row 3. */
function cell(workbook: ExcelJS.Workbook, row: number, heading: string): ExcelJS.CellValue {
  const [sheet] = workbook.worksheets
  const column = (sheet!.getRow(3).values as string[]).indexOf(heading)
  return sheet!.getRow(row).getCell(column).value
}

test('the table has a title, a row a works project, and sums that are formulas', async () => {
  const workbook = await read(await worksBook(someList()))
  expect(workbook.worksheets[0]!.getCell('A1').value).toBe('未来社区建设项目规划表')
  expect(workbook.worksheets[0]!.getCell('A2').value).toBe('2026-11-27 · 演示数据')
  expect(cell(workbook, 4, '项目名称')).toBe('划船社区托育点')
  expect(cell(workbook, 4, '镇街')).toBe('百丈街道')
  expect(cell(workbook, 4, '建设内容')).toBe('60 托位，400 m²')
  expect(cell(workbook, 4, '总投资（万元）')).toBe(123.4)
  expect(cell(workbook, 4, '资金缺口（万元）')).toBeCloseTo(23.4)
  expect(cell(workbook, 4, '同址项目')).toBe('老旧小区改造 划船新村改造')
  expect(cell(workbook, 6, '项目名称')).toBe('合计')
  expect(cell(workbook, 6, '总投资（万元）')).toMatchObject({ formula: 'SUM(L4:L5)', result: 123.4 })
})

test('a cost that is not known is blank, and a note is never a formula', async () => {
  const workbook = await read(await worksBook(someList()))
  expect(cell(workbook, 5, '总投资（万元）')).toBeNull()
  expect(cell(workbook, 5, '建设方式')).toBe('关停')
  expect(cell(workbook, 5, '责任单位')).toBe('镇街')
  expect(cell(workbook, 4, '备注')).toBe('=1+1 与老旧小区改造同步')
})

test('costs, funding, other programmes and forecasts have sheets of their own, in English too', async () => {
  const workbook = await read(await worksBook(someList('en')))
  expect(workbook.worksheets.map(({ name }) => name)).toEqual([
    ...['Works', 'Costs', 'Funding', 'Other programmes', 'Forecast and measured'],
    ...['Residents within the walk', 'About'],
  ])
  expect(workbook.getWorksheet('Forecast and measured')!.getRow(2).values).toEqual([
    ...[
      undefined,
      1,
      '划船社区托育点',
      'Huachuan Community',
      'Childcare for all',
      0.2,
      0.7,
      0.8,
      0.65,
      -0.05,
    ],
  ])
  expect(workbook.getWorksheet('Costs')!.getRow(3).getCell(4).value).toBeNull()
  expect(JSON.stringify(workbook.getWorksheet('Works')!.getRow(3).values)).not.toMatch(/\p{Script=Han}/u)
})

test('a list of nothing says so', async () => {
  const workbook = await read(await worksBook({ ...someList(), works: [], sites: [] }))
  expect(cell(workbook, 4, '项目名称')).toBe('没有建设项目')
})
