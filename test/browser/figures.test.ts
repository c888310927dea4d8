import { expect, test } from 'vitest'
import { bareFigures } from './figures.ts'
import { FILLED_TOWN, visitor } from './visitor.ts'

const { open, ask } = visitor()

test('a number that leads nowhere is found', async () => {
  const page = await open('/packs')
  const plant = (html: string) =>
    page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend', ${JSON.stringify(html)})`)
  await plant('<p id="planted">17 people</p>')
  await plant('<p data-figures="opens">18 without a link</p>')
  await plant('<a href="#not-there">19</a>')
  await plant('<p data-figures="record">20</p><a href="#planted">21</a>')
  const found = await bareFigures(page)
  expect(found).toHaveLength(3)
  expect(found.map((line) => line.match(/«(\d+)/)?.[1])).toEqual(['17', '18', '19'])
})

test('the cells of an age add up to its bar', async () => {
  const { communities } = await ask('/api/diagnosis')
  const { communityId } = communities.find((c: { townId: string }) => c.townId === FILLED_TOWN)
  const page = await open(`/communities/${communityId}`)
  const bar = page.getByRole('link', { name: /^60-79 岁: / })
  const said = (await bar.getAttribute('aria-label'))!.match(/: ([\d,]+)/)![1]!.replaceAll(',', '')
  await bar.click()
  await page.waitForURL(/\/people\?age=60-79/)
  const cells = page.getByRole('table', { name: '居民住处网格' }).locator('tbody td')
  await cells.first().waitFor()
  const counts = (await cells.allTextContents()).map((text) => Number(text.replaceAll(',', '')))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(Number(said))
})

test('residents served by a facility are those of the communities listed', async () => {
  const { communities } = await ask('/api/diagnosis')
  const { communityId } = communities.find((c: { townId: string }) => c.townId === FILLED_TOWN)
  const page = await open(`/communities/${communityId}`)
  const served = page.locator('#facilities tbody tr td:last-child a', { hasText: /[1-9]/ }).first()
  const said = (await served.textContent())!.replace(/\D/g, '')
  await served.click()
  await page.getByRole('heading', { level: 1, name: /就近服务的居民/ }).waitFor()
  const { name } = communities.find((c: { communityId: string }) => c.communityId === communityId)
  const row = page.getByRole('table', { name: '按社区' }).getByRole('row', { name: name.zh })
  expect((await row.textContent())!.replace(/\D/g, '')).toContain(said)
})

test('what nothing is known of is listed like what is not met', async () => {
  const { deficits } = await ask('/api/diagnosis')
  const open_ = deficits.slice(0, 15).find((d: { unknown: number }) => d.unknown > 0)
  const page = await open('/')
  const missing = page.getByRole('region', { name: '最缺什么' })
  await missing.getByRole('button', { name: new RegExp(`^${open_.name.zh}: `) }).click()
  await page.waitForURL(/evidence=none/)
  await expect.poll(() => page.locator('tbody tr').count(), { timeout: 20_000 }).toBe(open_.unknown)
})
