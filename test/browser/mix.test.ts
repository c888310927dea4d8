import { expect, test } from 'vitest'
import { PHONE, visitor } from './visitor.ts'

const { open, go } = visitor()
const PATIENTLY = { timeout: 60_000 }
const signIn = { data: { role: 'task-force' } }

/** The number in a text such as “396.5 万元”. */
const numberIn = (text: string) => Number(text.replaceAll(',', '').match(/[\d.]+/)?.[0])

test('several gaps become a curve, a point of it its measures, and these a scheme that costs the same', async () => {
  const page = await open('/packs')
  await page.request.post(new URL('/api/demo/session', page.url()).href, signIn)
  await go(page, '/what-if?tool=mix')
  await page.getByRole('button', { name: '干预方式目录' }).click(PATIENTLY)
  await page.getByRole('row', { name: /插花式改建.*镇街.*产品默认 · P/ }).waitFor()
  await page.getByRole('button', { name: '关闭' }).click()
  await page.getByRole('button', { name: '求组合' }).click(PATIENTLY)
  const result = page.getByRole('region', { name: '投入与覆盖' })
  const points = result.getByRole('figure').getByRole('link')
  await page.getByRole('button', { name: '求组合' }).waitFor(PATIENTLY) // it is done
  expect(await points.count()).toBeGreaterThan(3)

  // Each point is both dearer and better than the one before.
  const said = await Promise.all((await points.all()).map((point) => point.getAttribute('aria-label')))
  const [costs, served] = [
    said.map((text) => numberIn(text!)),
    said.map((text) => numberIn(text!.split('覆盖')[1]!)),
  ]
  for (const list of [costs, served]) expect(list).toEqual([...new Set(list)].sort((a, b) => a - b))

  // By keyboard to the second point: what it consists of adds up to what it says.
  await points.nth(1).focus()
  const chosen = result.getByRole('region', { name: '此点的组合' })
  await chosen.getByText(said[1]!).waitFor()
  for (const button of await chosen.getByRole('button', { name: /^显示全部/ }).all()) await button.click()
  const cells = await chosen.getByRole('table').getByRole('cell').allTextContents()
  const sum = (from: number) =>
    cells.filter((_, i) => i % 2 === from).reduce((all, text) => all + numberIn(text), 0)
  expect(sum(0)).toBe(served[1])
  expect(sum(1)).toBeCloseTo(costs[1]!, 1)

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    (async () => {
      await result.getByText('以表格查看').click()
      await result.getByRole('button', { name: '导出 CSV' }).click()
    })(),
  ])
  expect(file.suggestedFilename()).toBe('投入与覆盖.csv')

  await chosen.getByRole('button', { name: '加入方案' }).click()
  const total = page.getByText('费用合计').locator('xpath=following-sibling::b')
  await total.waitFor(PATIENTLY)
  expect(numberIn((await total.textContent())!)).toBeCloseTo(costs[1]!, 1)
  await page.getByRole('button', { name: '撤销' }).click()
  await page.getByText('还没有改动').waitFor()
})

test('without a gap or a way there is no search, and it says so; on a phone, in English', async () => {
  const page = await open('/packs', { language: 'en', size: PHONE })
  await page.request.post(new URL('/api/demo/session', page.url()).href, signIn)
  await go(page, '/what-if?tool=mix&view=changes&mend=none')
  await page.getByText('Choose a gap at least.').waitFor(PATIENTLY)
  expect(await page.getByRole('button', { name: 'Seek the mix' }).isDisabled()).toBe(true)
  await go(page, '/what-if?tool=mix&view=changes&not=build,convert,extend,retrofit,mobile')
  await page.getByRole('button', { name: 'Seek the mix' }).click(PATIENTLY)
  await page.getByText('No candidate or existing facility can close these gaps').waitFor(PATIENTLY)
})
