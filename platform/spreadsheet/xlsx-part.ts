import { readXml, type XmlHandlers } from '#platform/input/xml.ts'
import type { Zip } from '#platform/input/zip.ts'

/** What a number format makes of a number. */
export type StyleKind = 'number' | 'date' | 'percent'

/** What the sheets of a workbook share. */
export interface Workbook {
  readonly file: string
  readonly strings: readonly string[]
  readonly styles: readonly StyleKind[]
  /** Day numbers count from 1904, as old Macs had it. */
  readonly from1904: boolean
}

/** Reads a part of the workbook; a missing one is passed over. */
export async function readPart(zip: Zip, path: string, handlers: XmlHandlers): Promise<void> {
  const chunks = zip.names.includes(path) ? zip.read(path) : undefined
  if (chunks) await readXml(chunks, { file: zip.file, part: path }, handlers)
}
