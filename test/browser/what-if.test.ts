import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import ExcelJS from 'exceljs'
import type { Page } from 'playwright-core'
import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { bareFigures } from './figures.ts'
import { FILLED_TOWN, PHONE, visitor } from './visitor.ts'

const { open, go, ask } = visitor()
const PATIENTLY = { timeout: 40_000 }

/** The page of the what-if, entered as the task force, with the engine open. */
async function openWhatIf(visit: Parameters<typeof open>[1] = {}): Promise<Page> {
  const page = await open('/what-if', { maps: true, ...visit })
  await page.getByRole('button', { name: /区专班身份|as the task force/ }).click()
  await page.locator('[aria-busy="false"][data-view]').waitFor(PATIENTLY)
  return page
}

async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)
}

const addInTheMiddle = async (page: Page) => {
  await page.getByRole('button', { name: /^新\s?增$/ }).click()
  await page.getByRole('button', { name: '放在地图中心' }).click()
  await page.locator('button[data-look="add"]').waitFor(PATIENTLY)
}

test('who does not see the whole district is told who may, and the demo lets them in with one click', async () => {
  const page = await open('/what-if')
  await page.getByText('推演需要全区角色').waitFor()
  await page.getByRole('button', { name: '以区专班身份进入演示' }).click()
  await page.getByText('还没有改动').waitFor(PATIENTLY)
})

test('a pin put on the map, moved by keys, sized, taken back and done again', async () => {
  const page = await openWhatIf()
  await addInTheMiddle(page)
  const pin = page.locator('button[data-look="add"]')
  const before = (await pin.boundingBox())!
  await pin.focus()
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(async () => (await pin.boundingBox())!.x - before.x, PATIENTLY).toBeGreaterThan(20)
  await page.locator('section [data-fit]').waitFor(PATIENTLY)
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('combobox', { name: '规划图层' }).click()
  await page.getByTitle('国土空间规划').click()
  await page.getByRole('list', { name: '图例' }).getByText('生态保护红线').waitFor(PATIENTLY)
  await page.getByLabel(/容量/).fill('80')
  await expect.poll(() => page.getByText('容量未知时').count(), PATIENTLY).toBe(0)
  await pin.focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => pin.count(), PATIENTLY).toBe(0)
  await page.getByRole('button', { name: '撤销' }).click()
  await pin.waitFor(PATIENTLY)
})

test('a facility is put into a vacant room and a school opened off-hours; the list says how, and at what cost', async () => {
  const page = await openWhatIf()
  await addInTheMiddle(page)
  const list = page.getByRole('region', { name: '改动' })
  await page.getByRole('button', { name: '落到存量用房' }).click()
  const rooms = page.getByRole('dialog', { name: '落到存量用房' })
  await rooms.getByLabel('按名称、社区或类别查找').fill('存量用房')
  await expect.poll(() => rooms.getByText('可用地块').count(), PATIENTLY).toBe(0)
  await rooms.getByRole('button', { name: /^选择/ }).first().click()
  await list.getByText(/存量改造 · 在闲置用房 .+ · 约 [\d,.]+ 万元/).waitFor(PATIENTLY)
  // A pin that is moved away leaves the room.
  await page.locator('button[data-look="add"]').focus()
  await page.keyboard.press('Shift+ArrowRight')
  await list.getByText(/^新建 · 约 [\d,.]+ 万元/).waitFor(PATIENTLY)

  const { rows } = await ask('/api/facilities?kind=primary_school&limit=1')
  await go(page, `/what-if?at=${encodeURIComponent(rows[0].facilityId)}`)
  await page.getByRole('button', { name: '作为球场开放' }).click(PATIENTLY)
  await list.getByText(`错时开放 · 在${rows[0].name.zh} · 约 3 万元`).waitFor(PATIENTLY)
  expect(await violationsOf(page)).toEqual([])
  expect(await bareFigures(page)).toEqual([])
  await page.locator('button[data-look="add"]').focus()
  await page.keyboard.press('Delete')
  await page.getByText('还没有改动').waitFor(PATIENTLY)
})

test('closing facilities lowers scores, and the list says where', async () => {
  const page = await openWhatIf()
  await page.evaluate(`fetch('/api/facilities?kind=health_station&limit=200').then((r) => r.json()).then(({ rows }) =>
    fetch('/api/schemes', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({
      name: '全部关停', changes: rows.map(({ facilityId }) => ({ kind: 'remove', facilityId })) }) }))`)
  await page.getByRole('button', { name: '打开', exact: false }).first().click()
  await page.getByRole('dialog').getByRole('checkbox', { name: '选择“全部关停”对比' }).check()
  await page.getByRole('dialog').getByRole('button', { name: '与现状对比' }).waitFor()
  await page
    .getByRole('dialog')
    .getByRole('listitem')
    .filter({ hasText: '全部关停' })
    .getByRole('button', { name: /打\s?开/ })
    .click()
  await page.getByRole('heading', { name: /得分变化的社区（[1-9]/ }).waitFor(PATIENTLY)
  expect(await page.getByText('▼').count()).toBeGreaterThan(1)
  await page
    .getByRole('region', { name: /得分变化的社区/ })
    .locator('tbody button')
    .first()
    .click()
  await page.getByText('变化的指标').first().waitFor(PATIENTLY)
})

test('a scheme is saved under a name, opened from its link, and changed by two is not lost', async () => {
  const page = await openWhatIf()
  await addInTheMiddle(page)
  await page.getByLabel('方案名称').fill('托育补点')
  await page
    .getByRole('button', { name: /保\s?存/ })
    .first()
    .click()
  await page.waitForURL(/scheme=330212/)
  const link = new URL(page.url())
  await page.getByText('有未保存的改动').waitFor({ state: 'hidden' })
  await go(page, link.pathname + link.search)
  await expect.poll(() => page.getByLabel('方案名称').inputValue(), PATIENTLY).toBe('托育补点')
  await page.locator('button[data-look="add"]').waitFor(PATIENTLY)
  // Somebody else saves it meanwhile.
  await page.evaluate(`fetch('/api/schemes/${link.searchParams.get('scheme')}', { method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: '别人的', changes: [], revision: 1 }) })`)
  await page.getByLabel('方案名称').fill('我的')
  await page
    .getByRole('button', { name: /保\s?存/ })
    .first()
    .click()
  await page.getByText('方案已被他人修改').waitFor(PATIENTLY)
})

test('from a gap over sites and a scheme to a list of works, as a table and a map that are read back', async () => {
  const { communities } = await ask('/api/diagnosis')
  const ids = communities
    .filter(
      (c: { townId: string; settlement: string }) => c.townId === FILLED_TOWN && c.settlement === 'urban',
    )
    .map((c: { communityId: string }) => c.communityId)
  const page = await openWhatIf()
  for (const id of ids) {
    await go(page, `/communities/${id}`)
    if ((await page.getByRole('link', { name: '选址补点' }).count()) > 0) break
  }
  await page.getByRole('link', { name: '选址补点' }).first().click()
  await page.getByRole('button', { name: '开始选址' }).click(PATIENTLY)
  await page
    .getByRole('region', { name: '选址结果' })
    .getByText(/已证明/)
    .waitFor(PATIENTLY)
  // The button's colours fade from busy to idle.
  await expect.poll(() => violationsOf(page), PATIENTLY).toEqual([])
  expect(await bareFigures(page)).toEqual([])
  await page.getByRole('button', { name: '加入方案' }).click()
  await page.locator('button[data-look="add"]').first().waitFor(PATIENTLY)
  await page.getByRole('region', { name: '步行可达居民' }).getByText('▲').first().waitFor(PATIENTLY)

  await page.getByLabel('方案名称').fill('补点到清单')
  await page
    .getByRole('button', { name: /保\s?存/ })
    .first()
    .click()
  await page.waitForURL(/scheme=330212/)
  await page.getByRole('button', { name: '生成项目' }).click(PATIENTLY)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '建设项目' }).first().waitFor(PATIENTLY)
  const names = await dialog
    .getByRole('textbox', { name: '建设项目' })
    .evaluateAll((inputs) => inputs.map((input) => (input as unknown as { value: string }).value))
  await dialog.getByRole('button', { name: /^生成 \d+ 个项目$/ }).click()
  await page.waitForURL(/\/works\?scheme=/, PATIENTLY)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load((await exported(page, '规划表（Excel）')) as unknown as ArrayBuffer)
  const listed = workbook.getWorksheet('项目清单')!.getColumn(2).values
  for (const name of names) expect(listed).toContain(name)
  const pdf = await exported(page, '规划图（PDF）')
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)))
  for (const name of ['未来社区建设项目规划图', ...names])
    expect(text.join('').replace(/\s+/g, '')).toContain(name.replace(/\s+/g, ''))
})

/** What the export menu gives under this name. */
async function exported(page: Page, name: string): Promise<Buffer> {
  await page.getByRole('button', { name: /导\s?出/ }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name, exact: true }).click(),
  ])
  return await readFile(await file.path())
}

test('too small a budget says what it would take', async () => {
  const page = await openWhatIf()
  await page.getByText('选址', { exact: true }).click()
  await page.getByLabel('预算（万元）').fill('0')
  await page.getByRole('button', { name: '开始选址' }).click()
  await page.getByText(/预算不足：最便宜的有用候选点也要 [\d.]+ 万元/).waitFor(PATIENTLY)
})

test('on a phone, in English, the three views are one tap apart', async () => {
  const page = await openWhatIf({ language: 'en', size: PHONE })
  await page.getByRole('button', { name: 'Changes' }).click()
  await page.getByText('Nothing is changed yet').waitFor()
  await page.getByRole('button', { name: 'Effects' }).click()
  await page.getByRole('heading', { name: 'Maturity' }).waitFor()
  expect(await violationsOf(page)).toEqual([])
  const text = (await page.locator('main').textContent()) ?? ''
  expect(text.match(/\p{Script=Han}+/gu) ?? []).toEqual([])
})
