import ExcelJS from 'exceljs'
import type { Column, RejectedRow } from './columns.ts'
import { shownUnit } from './quantity.ts'
import type { Table } from './table.ts'
import { addSheet, writeXlsx } from './write-xlsx.ts'

/** Rows of the template that offer their choices as a list. */
const LIST_ROWS = 1000
/** A list of choices inside the sheet may be no longer. */
const LIST_CHARACTERS_MAX = 255

const typeNames: Readonly<Record<Column['type'], readonly [zh: string, en: string]>> = {
  text: ['文字', 'text'],
  code: ['编码（文本）', 'code (text)'],
  number: ['数字', 'number'],
  integer: ['整数', 'whole number'],
  date: ['日期（年-月-日）', 'date (YYYY-MM-DD)'],
  choice: ['选项', 'choice'],
  boolean: ['是 / 否', 'yes / no'],
}

const formats: Readonly<Partial<Record<Column['type'], string>>> = {
  text: '@',
  code: '@',
  date: 'yyyy-mm-dd',
}

/** An empty XLSX table to fill in and read with `parseTable`, with a second sheet that explains each column. */
export async function templateXlsx(columns: readonly Column[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const sheet = addSheet(workbook, { name: '数据 Data', columns: columns.map(dataColumn), rows: [] })
  for (const [i, column] of columns.entries()) offerChoices(sheet, i + 1, column)
  addSheet(workbook, {
    name: '说明 Explanation',
    columns: [
      '列 Column',
      '英文名 English',
      '必填 Required',
      '类型 Type',
      '单位 Unit',
      '可选值 Choices',
      '说明 Explanation',
    ].map((header) => ({ header })),
    rows: columns.map(explain),
  })
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

function dataColumn({ header, required, unit, type }: Column) {
  const format = formats[type]
  const unitName = unit === undefined ? '' : `（${shownUnit(unit).zh}）`
  const name = `${required ? '*' : ''}${header.zh}${unitName}`
  return { header: name, ...(format === undefined ? {} : { format }) }
}

function offerChoices(sheet: ExcelJS.Worksheet, column: number, { choices, required }: Column): void {
  const list = choices?.map(({ id, names }) => names[0] ?? id).join(',') ?? ''
  if (list === '' || list.length > LIST_CHARACTERS_MAX) return
  for (let row = 2; row <= LIST_ROWS; row++) {
    sheet.getCell(row, column).dataValidation = {
      type: 'list',
      allowBlank: !required,
      formulae: [`"${list}"`],
    }
  }
}

function explain({ header, required, type, unit, choices, explanation }: Column): string[] {
  return [
    header.zh,
    header.en,
    required ? '是 yes' : '',
    typeNames[type].join(' '),
    unit === undefined ? '' : shownUnit(unit).zh,
    choices?.map(({ id, names }) => names[0] ?? id).join('、') ?? '',
    explanation ? `${explanation.zh} ${explanation.en}` : '',
  ]
}

/** The rejected rows as an XLSX table: file, row, field and reason, one line for each problem, before the original cells. */
export function rejectedXlsx(table: Table, rejected: readonly RejectedRow[]): Promise<Uint8Array> {
  const added = ['文件 File', '行 Row', '字段 Field', '原因', 'Reason']
  return writeXlsx([
    {
      name: '退回 Rejected',
      columns: [...added, ...table.header].map((header) => ({ header })),
      rows: rejected.flatMap(({ cells, problems }) =>
        problems.map(({ file, row, field, reason }) => [file, row, field, reason.zh, reason.en, ...cells]),
      ),
    },
  ])
}
