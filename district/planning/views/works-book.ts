import ExcelJS from 'exceljs'
import { capacityUnits, facilityKinds } from '#foundation/place/rules/kinds.ts'
import type { Cell } from '#platform/spreadsheet/table.ts'
import { addSheet, type Sheet, type SheetColumn } from '#platform/spreadsheet/write-xlsx.ts'
import type { Work } from '../contract/works.ts'
import { interventions } from '../rules/candidates.ts'
import { costCategories, fundingSources, programmes } from '../rules/works/kinds.ts'
import { unfundedFen } from '../rules/works/money.ts'
import {
  areaName,
  isDemo,
  kindName,
  named,
  type PrintedList,
  siteNames,
  townName,
  unitOf,
  wan,
} from './printed-list.ts'
import {
  ABOUT,
  BASIS_NAMES,
  FUNDING_STATE_NAMES,
  PRINTED,
  RELATION_NAMES,
  STATE_NAMES,
} from './works-words.ts'

const MONEY = '#,##0.00'
const SHARE = '0.0%'
/** ECMA-376, 18.3.1.63; exceljs writes it but has no name for it. */
const PAPER_A3 = 8 as number as ExcelJS.PaperSize

/** The 规划表: every works project with its place, means, dates, money and unit, and sheets of what stands behind them. */
export async function worksBook(list: PrintedList): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  // The moment that is stated in it, so that the same list gives the same file.
  workbook.created = workbook.modified = list.at
  addListSheet(workbook, list)
  for (const sheet of [costs, funding, sites, forecast, served, about]) addSheet(workbook, sheet(list))
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

const says =
  ({ language }: PrintedList) =>
  (id: keyof typeof PRINTED) =>
    PRINTED[id][language]
const means = new Map(interventions.map((one) => [one.id, one]))

/** Columns of the first sheet: heading, width, and the cell of a works project. */
function listColumns(list: PrintedList): (SheetColumn & { cell: (work: Work, i: number) => Cell })[] {
  const say = says(list)
  const money = (id: keyof typeof PRINTED, cell: (work: Work) => Cell) => ({
    ...{ header: say(id), width: 14, format: MONEY, cell },
  })
  return [
    { header: say('no'), width: 6, cell: (_, i) => i + 1 },
    { header: say('name'), width: 30, cell: ({ name }) => name },
    { header: say('town'), width: 14, cell: ({ communityId }) => townName(list, communityId) },
    { header: say('community'), width: 16, cell: ({ communityId }) => areaName(list, communityId) },
    {
      ...{ header: say('means'), width: 18 },
      cell: ({ interventionId: id }) => (id === null ? say('closes') : named(means, id, list)),
    },
    { header: say('kind'), width: 18, cell: ({ facilityKind }) => kindName(facilityKind, list) },
    { header: say('content'), width: 18, cell: (work) => contentOf(work, list) },
    { header: say('unit'), width: 20, cell: (work) => unitOf(work, list) },
    { header: say('from'), width: 12, cell: ({ plannedFrom }) => plannedFrom },
    { header: say('to'), width: 12, cell: ({ plannedTo }) => plannedTo },
    { header: say('state'), width: 10, cell: ({ state }) => STATE_NAMES[state][list.language] },
    money('cost', (work) => (work.costs.some(({ fen }) => fen !== null) ? wan(work.costFen) : null)),
    { header: say('unknown'), width: 10, cell: ({ costUnknown }) => costUnknown },
    money('funded', ({ fundedFen }) => wan(fundedFen)),
    money('sought', ({ soughtFen }) => wan(soughtFen)),
    money('unfunded', (work) => wan(unfundedFen(work))),
    { header: say('sites'), width: 26, cell: (work) => siteNames(work, list) },
    { header: say('note'), width: 30, cell: ({ note }) => note },
  ]
}

/** Above the headings stand the title and the day; below the rows their sums, which follow when a row is changed. */
function addListSheet(workbook: ExcelJS.Workbook, list: PrintedList): void {
  const say = says(list)
  const columns = listColumns(list)
  const rows = list.works.map((work, i) => columns.map(({ cell }) => cell(work, i)))
  const sheet = addSheet(workbook, { name: say('works'), columns, rows })
  const demo = isDemo(list) ? ` · ${say('demo')}` : ''
  sheet.spliceRows(1, 0, [say('title')], [`${list.at.toISOString().slice(0, 10)}${demo}`])
  sheet.mergeCells(1, 1, 1, columns.length)
  sheet.getCell(1, 1).font = { bold: true, size: 16 }
  sheet.getCell(1, 1).alignment = { horizontal: 'center' }
  sheet.views = [{ state: 'frozen', xSplit: 2, ySplit: 3 }]
  sheet.getRow(3).alignment = { wrapText: true, vertical: 'middle' }
  sheet.pageSetup = {
    ...{ paperSize: PAPER_A3, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    printTitlesRow: '1:3',
  }
  sheet.headerFooter.oddFooter = '&C&P / &N'
  const [first, last] = [4, 3 + rows.length]
  sheet.getCell(last + 1, 2).value = say(rows.length > 0 ? 'total' : 'empty')
  if (rows.length === 0) return
  columns.forEach(({ format }, i) => {
    if (format !== MONEY) return
    const letter = sheet.getColumn(i + 1).letter
    const result = rows.reduce((sum, row) => sum + Number(row[i] ?? 0), 0)
    sheet.getCell(last + 1, i + 1).value = { formula: `SUM(${letter}${first}:${letter}${last})`, result }
  })
  sheet.getRow(last + 1).font = { bold: true }
}

/** Capacity and area of what is added or enlarged, as far as they are known. */
export function contentOf({ changes, facilityKind }: Work, { language }: PrintedList): string {
  const unit = facilityKinds.get(facilityKind)?.capacityUnit
  const unitName = unit ? (capacityUnits[unit]?.[language] ?? unit) : ''
  return changes
    .flatMap((change) => {
      if (change.kind !== 'add' && change.kind !== 'resize') return []
      const { capacity, areaM2 } = change
      return [capacity !== null && `${capacity} ${unitName}`.trim(), areaM2 !== null && `${areaM2} m²`]
    })
    .filter((part) => part !== false)
    .join(language === 'zh' ? '，' : ', ')
}

const sheetOf = (
  list: PrintedList,
  name: keyof typeof PRINTED,
  heads: readonly (readonly [head: keyof typeof PRINTED, width: number, format?: string])[],
  rows: Sheet['rows'],
): Sheet => ({
  name: PRINTED[name][list.language],
  columns: heads.map(([head, width, format]) => ({
    ...{ header: PRINTED[head][list.language], width },
    ...(format !== undefined && { format }),
  })),
  rows,
})

const costs = (list: PrintedList): Sheet =>
  sheetOf(
    list,
    'costs',
    [
      ['no', 6],
      ['name', 30],
      ['category', 24],
      ['amount', 14, MONEY],
      ['basis', 20],
      ['source', 30],
      ['grade', 10],
    ],
    list.works.flatMap(({ name, costs }, i) =>
      costs.map((line) => [
        ...[i + 1, name, named(costCategories, line.category, list)],
        ...[line.fen === null ? null : wan(line.fen), BASIS_NAMES[line.basis][list.language]],
        ...[line.source, line.grade],
      ]),
    ),
  )

const funding = (list: PrintedList): Sheet =>
  sheetOf(
    list,
    'funding',
    [
      ['no', 6],
      ['name', 30],
      ['source', 24],
      ['amount', 14, MONEY],
      ['state', 12],
      ['note', 30],
    ],
    list.works.flatMap(({ name, funding }, i) =>
      funding.map((line) => [
        ...[i + 1, name, named(fundingSources, line.source, list), wan(line.fen)],
        ...[FUNDING_STATE_NAMES[line.state][list.language], line.note],
      ]),
    ),
  )

const sites = (list: PrintedList): Sheet =>
  sheetOf(
    list,
    'sites',
    [
      ['no', 6],
      ['name', 30],
      ['programme', 20],
      ['site', 26],
      ['from', 12],
      ['to', 12],
      ['digs', 8],
      ['relation', 14],
      ['holder', 20],
    ],
    list.works.flatMap(({ name, sites: own }, i) =>
      own.flatMap(({ areaId, siteId, relation }) => {
        const site = list.sites.find((one) => one.communityId === areaId && one.siteId === siteId)
        if (!site) return []
        return [
          [
            ...[i + 1, name, named(programmes, site.programme, list), site.name, site.from, site.to],
            ...[
              site.digs ? PRINTED.yes[list.language] : '',
              RELATION_NAMES[relation][list.language],
              site.holder,
            ],
          ],
        ]
      }),
    ),
  )

const forecast = (list: PrintedList): Sheet =>
  sheetOf(
    list,
    'forecast',
    [
      ...([
        ['no', 6],
        ['name', 30],
        ['community', 20],
        ['item', 30],
      ] as const),
      ...([
        ['before', 12, SHARE],
        ['alone', 14, SHARE],
        ['whole', 14, SHARE],
      ] as const),
      ...([
        ['measured', 12, SHARE],
        ['error', 12, SHARE],
      ] as const),
    ],
    list.works.flatMap(({ name, forecast: { rows } }, i) =>
      rows.map((row) => [
        ...[i + 1, name, areaName(list, row.affects), row.name[list.language]],
        ...[row.before[0], row.alone[0], row.whole[0]],
        ...[row.measured?.[0] ?? PRINTED.notMeasured[list.language], row.error?.[0] ?? null],
      ]),
    ),
  )

const served = (list: PrintedList): Sheet =>
  sheetOf(
    list,
    'served',
    [
      ['no', 6],
      ['name', 30],
      ['test', 24],
      ['before', 14],
      ['alone', 14],
      ['whole', 14],
      ['measured', 14],
    ],
    list.works.flatMap(({ name, forecast: { served: rows } }, i) =>
      rows.map((row) => [
        i + 1,
        name,
        row.name[list.language],
        row.before,
        row.alone,
        row.whole,
        row.measured,
      ]),
    ),
  )

function about(list: PrintedList): Sheet {
  const runs = new Map(
    list.works.flatMap(({ forecast: { runs, measuredBy } }) =>
      [...runs, ...measuredBy].map((run) => [run.runId, run] as const),
    ),
  )
  return {
    name: PRINTED.about[list.language],
    columns: [{ header: PRINTED.title[list.language], width: 90 }],
    rows: [
      ...ABOUT.map((sentence) => [sentence[list.language]]),
      ...[...runs.values()].map((run) => [`${run.pack} ${run.packVersion} · ${run.asOf} · ${run.runId}`]),
      [list.at.toISOString()],
    ],
  }
}
