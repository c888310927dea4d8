import type { OfficialDocument } from '#platform/document/official.ts'
import { writeOfficialDocx } from '#platform/document/official-docx.ts'
import { writeOfficialPdf } from '#platform/document/official-pdf.ts'
import type { Bytes } from '#platform/http/route.ts'
import type { PACKAGE_FORMATS } from '../contract/forms.ts'

export type Format = (typeof PACKAGE_FORMATS)[number]

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** What was frozen, byte for byte as its checksum is counted, or drawn as an official document. */
export async function officialFile(
  name: string,
  format: Format,
  frozen: string,
  official: () => OfficialDocument,
): Promise<Bytes> {
  const filename = `${name}.${format}`
  if (format === 'json') return { bytes: frozen, type: 'application/json; charset=utf-8', filename }
  if (format === 'pdf')
    return { bytes: await writeOfficialPdf(official()), type: 'application/pdf', filename }
  return { bytes: await writeOfficialDocx(official()), type: DOCX, filename }
}
