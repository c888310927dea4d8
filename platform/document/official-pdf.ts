import {
  COLUMNS,
  chineseOrdinal,
  MARGINS,
  type OfficialDocument,
  type OfficialSection,
  SIZES,
} from './official.ts'
import { type Content, writePdf } from './pdf.ts'

const MM = 72 / 25.4

/** The official document as PDF, in Noto Sans SC. */
export const writeOfficialPdf = ({ title, under, sections, signed, foot, at }: OfficialDocument) =>
  writePdf({
    ...{ title, foot, at, page: 'A4' },
    margins: [MARGINS.left * MM, MARGINS.top * MM, MARGINS.right * MM, MARGINS.bottom * MM],
    content: [
      { text: title, fontSize: SIZES.title, bold: true, alignment: 'center', margin: [0, 0, 0, 10] },
      ...under.map(
        (text): Content => ({ text, fontSize: SIZES.under, alignment: 'center', margin: [0, 0, 0, 3] }),
      ),
      ...sections.flatMap(sectionOf),
      {
        stack: [signed.body, signed.day],
        fontSize: SIZES.under,
        alignment: 'right',
        margin: [0, 24, 0, 0],
        unbreakable: true,
      },
    ],
  })

const sectionOf = ({ heading, columns, rows }: OfficialSection, i: number): Content[] => [
  {
    text: `${chineseOrdinal(i + 1)}、${heading}`,
    ...{ fontSize: SIZES.heading, bold: true, margin: [0, 16, 0, 6], headlineLevel: 1 },
  },
  {
    fontSize: SIZES.cell,
    layout: {
      hLineWidth: () => 0.5,
      vLineWidth: () => 0.5,
      hLineColor: () => '#8a94a0',
      vLineColor: () => '#8a94a0',
    },
    table: {
      headerRows: 1,
      dontBreakRows: false,
      widths: COLUMNS.map((share) => `${share * 100 - 1.5}%`),
      body: [columns.map((text) => ({ text, bold: true })), ...rows.map((row) => [...row])],
    },
  },
]
