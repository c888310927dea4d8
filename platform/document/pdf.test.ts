import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { type PrintedDocument, writePdf } from './pdf.ts'

const SOME: PrintedDocument = {
  ...{ title: '项目清单', page: 'A4', foot: '鄞州区未来社区', at: new Date('2026-03-01T00:00:00Z') },
  content: [
    { text: '项目清单', style: 'title' },
    '潘火街道托育点，总投资 123.40 万元',
    { svg: '<svg width="60" height="20"><rect width="60" height="20" fill="#1d5fa8"/></svg>' },
  ],
}

/** The text of each page, without the spaces between runs of glyphs. */
async function read(pdf: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(pdf))
  return text.map((page) => page.replace(/\s+/g, ''))
}

test('Chinese text is read back from the document', async () => {
  const [page] = await read(await writePdf(SOME))
  expect(page).toContain('项目清单')
  expect(page).toContain('潘火街道托育点，总投资123.40万元')
  expect(page).toContain('鄞州区未来社区1/1')
})

test('a long text wraps, and pages are numbered', async () => {
  const content = Array.from({ length: 60 }, (_, i) => `第${i}项：${'缺什么补什么弱什么强什么'.repeat(8)}`)
  const pages = await read(await writePdf({ ...SOME, content }))
  expect(pages.length).toBeGreaterThan(1)
  expect(pages.join('')).toContain('第59项')
  expect(pages.at(-1)).toContain(`${pages.length}/${pages.length}`)
})

test('the glyphs that are used are embedded, not the font', async () => {
  expect((await writePdf(SOME)).length).toBeLessThan(200_000)
})

test('the same document of the same moment is the same bytes', async () => {
  expect(await writePdf(SOME)).toEqual(await writePdf(SOME))
})

test.each([
  ['https://example.org/a.png', /denied|policy/i],
  ['/etc/passwd', /denied|policy/i],
])('%s is not read', async (image, reason) => {
  await expect(writePdf({ ...SOME, content: [{ image }] })).rejects.toThrow(reason)
})
