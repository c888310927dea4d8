import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { bareFigures } from './figures.ts'
import { FILLED_TOWN, PHONE, visitor } from './visitor.ts'

const { open, go, ask } = visitor()
const PATIENTLY = { timeout: 30_000 }
const NAME = '浏览器测试幼儿园'

async function enterAs(page: Page, role: string, path: string): Promise<void> {
  await page.request.post(new URL('/api/demo/session', page.url()).href, { data: { role } })
  await go(page, path)
}

/** What axe finds, and numbers that open to nothing. */
async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate('scrollTo(0, 0)') // what is half beneath the bar at the top counts as too small
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return [...violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`), ...(await bareFigures(page))]
}

const choose = async (page: Page, label: string, text: string) => {
  await page.getByRole('combobox', { name: label }).fill(text)
  await page.keyboard.press('Enter')
}

/** The names in the register where it is asked for the facility of this test. */
async function listed(page: Page, standing = 'open'): Promise<string[]> {
  await go(page, `/facilities?q=${NAME}&standing=${standing}`)
  return await page.locator('tbody').getByRole('button').allTextContents()
}

test('a facility is entered where the map is clicked; what is missing is said, and not lost by a wrong click', async () => {
  const page = await open('/packs', { maps: true })
  await enterAs(page, 'task-force', '/facilities/edit')
  const form = page.getByRole('form', { name: '新增设施' })
  await form.getByRole('button', { name: '新增设施' }).click()
  const alerts = () => form.getByRole('alert').allTextContents()
  await expect
    .poll(alerts, PATIENTLY)
    .toEqual(['请选择类别', '请填写名称', '请在地图上点选位置，或填写经纬度', '有需要更正的项目'])
  expect(await page.evaluate('document.activeElement.id')).toBe('kind')

  await choose(page, '类别', '幼儿园')
  await page.getByLabel('名称', { exact: true }).fill(NAME)
  await page.getByRole('button', { name: '设在地图中心' }).waitFor(PATIENTLY)
  await page.locator('canvas.maplibregl-canvas').click({ position: { x: 300, y: 300 } })
  await page.getByText(/^位于 /).waitFor(PATIENTLY)
  await page.getByLabel('容量', { exact: true }).fill('90')
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('link', { name: '返回名录' }).click()
  await page.getByRole('button', { name: '留在本页' }).last().click()
  await form.getByRole('button', { name: '新增设施' }).click()
  await page.getByText(`已新增“${NAME}”`).waitFor(PATIENTLY)
})

test('what was entered is in the list, is changed, closed and gone from the list, and opened again', async () => {
  const page = await open('/facilities')
  expect(await page.getByRole('link', { name: '新增设施' }).count()).toBe(0)
  await enterAs(page, 'task-force', '/facilities')
  expect(await page.getByRole('link', { name: '新增设施' }).count()).toBe(1)
  expect(await listed(page)).toEqual([NAME])

  await page.getByRole('link', { name: `修改 ${NAME}` }).click()
  await page.getByLabel('面积', { exact: true }).fill('1200')
  await page.getByRole('button', { name: /保\s?存$/ }).click()
  await page.getByText('已保存').waitFor(PATIENTLY)
  const { rows } = await ask(`/api/facilities?q=${NAME}`)
  expect(rows).toMatchObject([{ areaM2: 1200, capacity: 90, capacityUnit: 'place', revision: 2 }])

  await page.getByRole('button', { name: '关闭设施' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('关闭日期').fill('2026-05-01')
  await dialog.getByLabel('原因').fill('租约到期')
  await dialog.getByRole('button', { name: '关闭设施' }).click()
  await page.getByText('已登记关闭').waitFor(PATIENTLY)
  expect(await dialog.count()).toBe(0)
  expect(await violationsOf(page)).toEqual([])
  expect(await listed(page)).toEqual([])
  expect(await listed(page, 'closed')).toEqual([NAME])
  await page.getByRole('rowheader').getByText('自 2026年5月1日 起关闭').waitFor()

  await page.getByRole('link', { name: `修改 ${NAME}` }).click()
  await page.getByRole('button', { name: '恢复开放' }).click()
  await dialog.getByRole('button', { name: '恢复开放' }).click()
  await page.getByText('已恢复开放').waitFor(PATIENTLY)
  expect(await listed(page)).toEqual([NAME])
})

test('who keeps one is told that somebody else has, and reloads; a town is told what is beyond it', async () => {
  const { rows } = await ask('/api/facilities?limit=500')
  const own = rows.find((row: { communityId: string }) => row.communityId.startsWith(FILLED_TOWN))
  const path = `/facilities/edit?community=${own.communityId}&facility=${own.facilityId}`
  const page = await open(path, { language: 'en', size: PHONE })
  await page.getByText('Roles that have it: District task force or Town or street office').waitFor()
  await enterAs(page, 'town', path)
  await page.getByLabel('Floor', { exact: true }).fill('2')
  const { communityId, facilityId, revision, source: _, generated: __, closedOn: ___, ...entry } = own
  const theirs = await page.request.put(
    new URL(`/api/facilities/${communityId}/${facilityId}`, page.url()).href,
    { data: { ...entry, floor: '1', revision } },
  )
  expect(theirs.status()).toBe(200)
  await page.getByRole('button', { name: /Save$/ }).click()
  await page.getByText('Somebody else has changed the facility').waitFor(PATIENTLY)
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect.poll(() => page.getByLabel('Floor', { exact: true }).inputValue(), PATIENTLY).toBe('1')

  await page.getByLabel('Longitude').fill('120')
  await page.getByText('In no community').waitFor()
  await page.getByRole('button', { name: /Save$/ }).click()
  await page.getByRole('alert').getByText('this place is in no community').waitFor()

  const other = rows.find((row: { communityId: string }) => !row.communityId.startsWith(FILLED_TOWN))
  await enterAs(page, 'town', `/facilities?facility=${other.facilityId}`)
  expect(await page.getByRole('link', { name: /^Change / }).count()).toBe(0)
})
