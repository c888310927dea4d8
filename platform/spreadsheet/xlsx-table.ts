import { InputError } from '#platform/input/input-error.ts'
import { things } from '#platform/input/input-errors.ts'
import { openZip, type Zip, type ZipLimits } from '#platform/input/zip.ts'
import type { RawRow, TableLimits } from './raw-table.ts'
import { readPart, type Workbook } from './xlsx-part.ts'
import { readSheet } from './xlsx-sheet.ts'
import { readStyles } from './xlsx-styles.ts'

// Own reader, not exceljs: that builds the whole workbook in memory, and a merge, name or validation over whole columns,
// which Excel writes gladly, makes it loop over millions of cells. exceljs writes (write-xlsx.ts).

/** A sheet of 200,000 rows and 20 columns has some 200 MB of XML. */
const zipLimits: ZipLimits = { entries: 2000, bytes: 1 << 29 }

export interface XlsxTable {
  readonly sheet: string
  readonly rows: RawRow[]
  readonly otherSheets: readonly string[]
}

/**
 * The rows of one sheet: the one named, else the first visible one that has any.
 *
 * @throws InputError
 */
export async function readXlsx(
  file: string,
  bytes: Uint8Array,
  limits: TableLimits,
  wanted: string | undefined,
): Promise<XlsxTable> {
  const zip = await openZip(bytes, zipLimits, { name: file, expected: '.xlsx / .csv / .geojson' })
  try {
    const { sheets, from1904 } = await readWorkbook(zip)
    const [strings, styles] = [await readSharedStrings(zip), await readStyles(zip)]
    const workbook: Workbook = { file, strings, styles, from1904 }
    const candidates = sheets.filter(({ name, isVisible }) =>
      wanted === undefined ? isVisible : name === wanted,
    )
    for (const { name, path } of candidates) {
      const rows = await readSheet(zip, path, name, workbook, limits)
      const otherSheets = sheets.map((sheet) => sheet.name).filter((other) => other !== name)
      if (rows.length > 0) return { sheet: name, rows, otherSheets }
    }
    throw new InputError(
      'NOTHING_INSIDE',
      { file, ...(wanted === undefined ? {} : { sheet: wanted }) },
      { what: things.rows },
    )
  } finally {
    zip.close()
  }
}

interface SheetEntry {
  readonly name: string
  readonly path: string
  readonly isVisible: boolean
}

async function readWorkbook(zip: Zip): Promise<{ sheets: SheetEntry[]; from1904: boolean }> {
  if (!zip.names.includes('xl/workbook.xml')) {
    throw new InputError('FILE_KIND', { file: zip.file }, { expected: '.xlsx', found: 'zip' })
  }
  const targets = new Map<string, string>()
  await readPart(zip, 'xl/_rels/workbook.xml.rels', {
    open: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  const sheets: SheetEntry[] = []
  let from1904 = false
  await readPart(zip, 'xl/workbook.xml', {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') from1904 = isTrue(attributes.date1904)
      if (tag !== 'sheet') return
      const { name = '', state = 'visible' } = attributes
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      sheets.push({ name, path: targets.get(id) ?? '', isVisible: state === 'visible' })
    },
  })
  return { sheets, from1904 }
}

const isTrue = (flag: string | undefined) => flag === '1' || flag === 'true'

/** Texts that cells refer to by number; phonetic readings are left out. */
async function readSharedStrings(zip: Zip): Promise<string[]> {
  const strings: string[] = []
  let [text, inText, inPhonetic] = ['', false, false]
  await readPart(zip, 'xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') text = ''
      inText = name === 't'
      inPhonetic ||= name === 'rPh'
    },
    close: (name) => {
      if (name === 'si') strings.push(text)
      if (name === 'rPh') inPhonetic = false
      inText = false
    },
    text: (piece) => {
      if (inText && !inPhonetic) text += piece
    },
  })
  return strings
}
