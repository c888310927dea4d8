import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { bareFigures } from './figures.ts'
import { FILLED_TOWN, PHONE, visitor } from './visitor.ts'

const { open, go } = visitor()
const PATIENTLY = { timeout: 40_000 }

/** The page, entered as the task force, and two schemes: both close a clinic, the first one more, the second adds a childcare centre in a room that is not there. */
async function withSchemes(visit: Parameters<typeof open>[1] = {}): Promise<readonly [Page, string, string]> {
  const page = await open('/what-if/compare', visit)
  await page.getByRole('button', { name: /区专班身份|as the task force/ }).click()
  await page.getByText(/请选择要对比的方案|Choose what to compare/).waitFor(PATIENTLY)
  const [a, b] = (await page.evaluate(`(async () => {
    const { rows } = await (await fetch('/api/facilities?kind=health_station&limit=200')).json()
    const near = rows.filter(({ communityId }) => communityId.startsWith('${FILLED_TOWN}'))
    const close = ({ facilityId }) => ({ kind: 'remove', facilityId })
    const save = async (name, changes) => {
      const { areaId, schemeId } = await (await fetch('/api/schemes', { method: 'POST',
        headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name, changes }) })).json()
      return areaId + '/' + schemeId
    }
    return [
      await save('Close two', near.slice(0, 2).map(close)),
      await save('Close one', [close(near[0]), { kind: 'add', facilityId: 'new:1', facilityKind: 'childcare',
        name: 'Childcare', lon: near[0].lon, lat: near[0].lat, capacity: 60, areaM2: 400,
        interventionId: 'convert', hostId: 'nowhere/gone' }]),
    ]
  })()`)) as [string, string]
  return [page, a, b]
}

async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)
}

test('two schemes are compared by a link: on the map, in tables, as a file and on paper', async () => {
  const [page, a, b] = await withSchemes()
  await go(page, `/what-if/compare?a=${a}&b=${b}`)
  const divider = page.getByRole('slider', { name: /分隔线/ })
  await divider.waitFor(PATIENTLY)
  const pins = page.getByRole('img', { name: /^关停: / })
  await expect.poll(() => pins.count(), { timeout: 90_000 }).toBe(3) // two maps drawn in software
  expect(await violationsOf(page)).toEqual([])
  expect(await bareFigures(page)).toEqual([])

  await divider.focus()
  await page.keyboard.press('ArrowLeft')
  expect(await divider.getAttribute('aria-valuenow')).toBe('48')
  const line = (await divider.boundingBox())!
  await page.mouse.move(line.x + line.width / 2, line.y + 100)
  await page.mouse.down()
  await page.mouse.move(line.x + 200, line.y + 100)
  await page.mouse.up()
  expect(Number(await divider.getAttribute('aria-valuenow'))).toBeGreaterThan(55)

  // The clinic that both close lies in one place on both maps, wherever they are moved to.
  const places = async () =>
    (await pins.evaluateAll((all) => all.map((pin) => pin.getBoundingClientRect().x))) as number[]
  const before = await places()
  await page.getByRole('button', { name: '放大' }).click()
  await expect.poll(async () => (await places())[1], PATIENTLY).not.toBe(before[1])
  await expect.poll(async () => new Set((await places()).map(Math.round)).size, PATIENTLY).toBe(2)

  const changes = page.locator('#compare-changes')
  for (const group of ['仅甲有（1）', '仅乙有（1）', '两侧相同（1）'])
    await changes.getByText(group).waitFor()
  await changes.getByText('费用未知（所用场所已不在登记册中）').waitFor()
  const differ = page.getByRole('region', { name: /有差异的社区/ })
  const rows = differ.locator('tbody tr')
  const count = await rows.count()
  expect(count).toBeGreaterThan(0)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 CSV' }).click(),
  ])
  expect((await readFile(await download.path(), 'utf8')).trim().split('\r\n')).toHaveLength(count + 1)
  await differ.getByLabel('按社区或镇街查找').fill('没有这样的社区')
  await differ.getByText('没有符合的社区').waitFor()

  // Without a clipboard, as on plain HTTP, the link is there to be copied by hand.
  await page.evaluate(`Object.defineProperty(navigator, 'clipboard', { value: undefined })`)
  await page.getByRole('button', { name: '复制链接' }).click()
  await page.getByRole('dialog').getByRole('textbox').waitFor()
  await expect.poll(() => page.evaluate('getSelection().toString()')).toContain('/what-if/compare?a=')
  await page.keyboard.press('Escape')

  expect(
    await page.evaluate(`(() => {
    dispatchEvent(new Event('beforeprint'))
    return [...document.querySelectorAll('canvas.maplibregl-canvas')].map(({ nextElementSibling: copy }) => {
      const { data } = copy.getContext('2d').getImageData(0, 0, copy.width, copy.height)
      return new Set(new Uint32Array(data.buffer)).size > 5
    })
  })()`),
  ).toEqual([true, true])
  await page.evaluate(`dispatchEvent(new Event('afterprint'))`)
  expect(await page.locator('canvas:not(.maplibregl-canvas)').count()).toBe(0)

  await page.getByRole('button', { name: '左右互换' }).click()
  await page.waitForURL((url) => url.searchParams.get('a') === b)
  await changes.getByText('仅乙有（1）').waitFor(PATIENTLY)
})

test('on a phone, in English, a scheme beside the district as it is; and one that is not there', async () => {
  const [page, a] = await withSchemes({ language: 'en', size: PHONE, maps: false })
  await go(page, `/what-if/compare?b=${a}`)
  const divider = page.getByRole('slider', { name: /Divider/ })
  await divider.waitFor(PATIENTLY)
  await divider.focus()
  await page.keyboard.press('End')
  expect(await divider.getAttribute('aria-valuetext')).toBe('A 100%, B 0%')
  expect(await violationsOf(page)).toEqual([])
  const text = (await page.locator('main').textContent()) ?? ''
  expect(text.match(/\p{Script=Han}+/gu) ?? []).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width)
  await go(page, '/what-if/compare?b=330212/00000000-0000-4000-8000-000000000000')
  await page.getByText('There is no such scheme').waitFor(PATIENTLY)
})
