import { createRequire } from 'node:module'
import pdfmake from 'pdfmake'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'

export type { Content } from 'pdfmake/interfaces.js'

/** A document to print; lengths are points (1/72 inch), texts may be Chinese. */
export interface PrintedDocument {
  readonly title: string
  readonly page: 'A4' | 'A3' | 'A0'
  readonly landscape?: boolean
  /** Left, top, right and bottom; the same on all sides unless given. */
  readonly margins?: readonly [number, number, number, number]
  readonly content: readonly Content[]
  /** Said at the foot of every page, left of the page number. */
  readonly foot: string
  /** Moment it is of; the same content of the same moment is written to the same bytes. */
  readonly at: Date
}

/** The one font of documents; drawings (SVG) have to name it. */
export const PRINT_FONT = 'Noto Sans SC'
const files = createRequire(import.meta.url)
const fontFile = (weight: string) => files.resolve(`@expo-google-fonts/noto-sans-sc/${weight}`)
const [REGULAR, BOLD] = [
  fontFile('400Regular/NotoSansSC_400Regular.ttf'),
  fontFile('700Bold/NotoSansSC_700Bold.ttf'),
]

pdfmake.setFonts({ [PRINT_FONT]: { normal: REGULAR, bold: BOLD, italics: REGULAR, bolditalics: BOLD } })
// A document is made of what it is given: nothing is fetched, and no file but the fonts is read.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => path === REGULAR || path === BOLD)

const MARGIN = 42
const FOOT_SIZE = 8

/** The document as PDF, with the glyphs it uses embedded. */
export async function writePdf(printed: PrintedDocument): Promise<Uint8Array> {
  const [left, top, right, bottom] = printed.margins ?? [MARGIN, MARGIN, MARGIN, MARGIN]
  const definition: TDocumentDefinitions = {
    info: { title: printed.title, creationDate: printed.at, modDate: printed.at, producer: 'Jiujing' },
    pageSize: printed.page,
    pageOrientation: printed.landscape ? 'landscape' : 'portrait',
    pageMargins: [left, top, right, bottom],
    defaultStyle: { font: PRINT_FONT, fontSize: 9, lineHeight: 1.25 },
    styles: {
      title: { fontSize: 16, bold: true },
      heading: { fontSize: 11, bold: true },
      quiet: { color: '#5b6775' },
    },
    content: [...printed.content],
    footer: (page, pages) => ({
      margin: [left, bottom / 3, right, 0],
      fontSize: FOOT_SIZE,
      color: '#5b6775',
      columns: [printed.foot, { text: `${page} / ${pages}`, alignment: 'right', width: 60 }],
    }),
  }
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer())
}
