import {
  AlignmentType,
  convertMillimetersToTwip,
  Document,
  Footer,
  type IRunOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import {
  COLUMNS,
  chineseOrdinal,
  MARGINS,
  type OfficialDocument,
  type OfficialSection,
  SIZES,
} from './official.ts'

/** Fonts that Chinese offices have; Word takes another one where they are missing. */
const FONTS = { title: '方正小标宋简体', heading: '黑体', text: '仿宋_GB2312' } as const
const font = (name: string) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: name })
/** Word counts half points. */
const size = (points: number) => points * 2
const TEXT_WIDTH = convertMillimetersToTwip(210 - MARGINS.left - MARGINS.right)

/** The official document for Word (Office Open XML). */
export async function writeOfficialDocx(official: OfficialDocument): Promise<Uint8Array> {
  const { title, under, sections, signed, foot } = official
  const document = new Document({
    title,
    creator: 'Jiujing',
    styles: { default: { document: { run: { font: font(FONTS.text), size: size(SIZES.under) } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
            margin: {
              ...{ top: mm('top'), bottom: mm('bottom'), left: mm('left'), right: mm('right') },
            },
          },
        },
        footers: { default: new Footer({ children: [footOf(foot)] }) },
        children: [
          line(
            title,
            { font: font(FONTS.title), size: size(SIZES.title) },
            { alignment: AlignmentType.CENTER, after: 240 },
          ),
          ...under.map((text) => line(text, {}, { alignment: AlignmentType.CENTER, after: 60 })),
          ...sections.flatMap(sectionOf),
          line(signed.body, {}, { alignment: AlignmentType.RIGHT, before: 600 }),
          line(signed.day, {}, { alignment: AlignmentType.RIGHT }),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

const mm = (side: keyof typeof MARGINS) => convertMillimetersToTwip(MARGINS[side])

interface Spacing {
  readonly alignment?: (typeof AlignmentType)[keyof typeof AlignmentType]
  readonly before?: number
  readonly after?: number
}

/** Lines of a text stay lines. */
const line = (
  text: string,
  run: IRunOptions,
  { alignment = AlignmentType.LEFT, before = 0, after = 0 }: Spacing = {},
) =>
  new Paragraph({
    alignment,
    spacing: { before, after },
    children: text
      .split('\n')
      .map((part, i) => new TextRun({ ...run, text: part, ...(i > 0 && { break: 1 }) })),
  })

function sectionOf({ heading, columns, rows }: OfficialSection, i: number) {
  const cells = (row: readonly string[], bold: boolean) =>
    row.map(
      (text, column) =>
        new TableCell({
          width: { size: Math.round(TEXT_WIDTH * COLUMNS[column]!), type: WidthType.DXA },
          margins: { top: 40, bottom: 40, left: 80, right: 80 },
          children: [line(text, { bold, size: size(SIZES.cell) })],
        }),
    )
  return [
    line(
      `${chineseOrdinal(i + 1)}、${heading}`,
      { font: font(FONTS.heading), size: size(SIZES.heading) },
      { before: 280, after: 120 },
    ),
    new Table({
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: COLUMNS.map((share) => Math.round(TEXT_WIDTH * share)),
      rows: [
        new TableRow({ tableHeader: true, children: cells(columns, true) }),
        ...rows.map((row) => new TableRow({ cantSplit: true, children: cells(row, false) })),
      ],
    }),
  ]
}

const footOf = (foot: string) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({ text: `${foot}  — `, size: size(SIZES.foot) }),
      new TextRun({ children: [PageNumber.CURRENT], size: size(SIZES.foot) }),
      new TextRun({ text: ' —', size: size(SIZES.foot) }),
    ],
  })
