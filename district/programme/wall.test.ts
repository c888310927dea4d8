import { extractText, getDocumentProxy } from 'unpdf'
import { beforeAll, expect, test } from 'vitest'
import { generateDistrict } from '#examples/yinzhou/generate.ts'
import { loadDistrict } from '#examples/yinzhou/load.ts'
import { loadProgramme } from '#examples/yinzhou/load-programme.ts'
import { STRANGER } from '#platform/http/caller.ts'
import { createServer } from '#platform/http/server.ts'
import { wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { programmeRoutes } from './server.ts'

const { db } = await testDb()
const district = generateDistrict({ towns: ['330212104'] })
const app = await createServer({
  ...{ db, version: '0', requestsPerMinute: 0, routes: programmeRoutes(() => '2026-11-27') },
  authenticate: async () => ({ ...STRANGER, rights: new Set(['diagnosis.read']), scope: wholeScope }),
})
beforeAll(() =>
  loadDistrict(
    db,
    district,
    () => {},
    (tx) => loadProgramme(tx, district),
  ),
)

/** The text of each page without white space, and the size of the first in mm. */
async function sheet(query: string) {
  const { rawPayload, statusCode } = await app.inject({ url: `/api/programme/wall.pdf?${query}` })
  expect(statusCode).toBe(200)
  const pdf = await getDocumentProxy(new Uint8Array(rawPayload))
  const [, , width = 0, height = 0] = (await pdf.getPage(1)).view
  const { text } = await extractText(pdf)
  return {
    size: [width, height].map((pt) => Math.round((pt / 72) * 25.4)),
    pages: text.map((page) => page.replace(/\s+/g, '')),
  }
}

test.each([
  ['A3', [420, 297]],
  ['A0', [1189, 841]],
])(
  'the wall on %s is one sheet with towns, milestones and how they stand, in Chinese',
  async (paper, size) => {
    const { size: found, pages } = await sheet(`asOf=2023-12-31&paper=${paper}`)
    expect(found).toEqual(size)
    expect(pages).toHaveLength(1)
    const words = [
      '未来社区挂图作战',
      '2023-12-31',
      '含演示数据',
      '东钱湖镇',
      '白鹤·启动签约',
      '红名单',
      '鄞政办发〔2021〕95号',
    ]
    for (const word of words) expect(pages[0]).toContain(word)
  },
)

test('without generated data it does not say that there is any', async () => {
  const { pages } = await sheet('asOf=2023-12-31&demo=no&language=en')
  expect(pages[0]).toContain('scheduleonthewall')
  expect(pages[0]).not.toContain('demodata')
})
