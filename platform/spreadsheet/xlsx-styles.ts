import type { Zip } from '#platform/input/zip.ts'
import { readPart, type StyleKind } from './xlsx-part.ts'

/** Built-in formats that show dates (ECMA-376 part 1, 18.8.30, with the East Asian ones) and times of day. */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** The kind of each cell style of the workbook, by its number. */
export async function readStyles(zip: Zip): Promise<StyleKind[]> {
  const formats = new Map<number, string>()
  const styles: StyleKind[] = []
  let inCellStyles = false
  await readPart(zip, 'xl/styles.xml', {
    open: (name, attributes) => {
      if (name === 'numFmt') formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (name === 'cellXfs') inCellStyles = true
      if (name === 'xf' && inCellStyles) styles.push(kindOf(Number(attributes.numFmtId), formats))
    },
    close: (name) => {
      if (name === 'cellXfs') inCellStyles = false
    },
  })
  return styles
}

function kindOf(id: number, formats: ReadonlyMap<number, string>): StyleKind {
  if (isBuiltInDate(id)) return 'date'
  if (id === 9 || id === 10) return 'percent'
  // Quoted and escaped text and bracketed conditions are no format letters.
  const code = (formats.get(id) ?? '').replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
  if (code.includes('%')) return 'percent'
  return /[ymdhs]/i.test(code) ? 'date' : 'number'
}
