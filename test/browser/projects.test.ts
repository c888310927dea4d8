import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { bareFigures } from './figures.ts'
import { PHONE, visitor } from './visitor.ts'

const { open, go, ask } = visitor()
const PATIENTLY = { timeout: 40_000 }

const signIn = (page: Page, role: string) =>
  page.request.post(new URL('/api/demo/session', page.url()).href, { data: { role } })
async function wrongWith(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const sideways = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  return [
    ...violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`),
    ...(await bareFigures(page)),
    ...(Number(sideways) > 0 ? [`${sideways} px too wide`] : []),
  ]
}
const rows = (page: Page) => page.locator('#projects tbody tr')
const chips = (page: Page) =>
  page
    .getByRole('group', { name: '总体布局' })
    .getByRole('button')
    .locator('span:first-child')
    .allTextContents()

test('the day is chosen and played by keyboard, and every view follows it', async () => {
  const page = await open('/projects')
  await expect
    .poll(async () => (await chips(page)).slice(0, 5), PATIENTLY)
    .toEqual(['48', '4', '2', '17', '25'])
  const slider = page.getByRole('slider', { name: '查看日期' })
  await slider.focus()
  const { today, firstDay } = await ask('/api/projects?size=1')
  await page.keyboard.press('ArrowLeft')
  await page.waitForURL(/asOf=/)
  const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10)
  expect(new URL(page.url()).searchParams.get('asOf')).toBe(yesterday)
  await page.keyboard.press('Home')
  await page.waitForURL(new RegExp(`asOf=${firstDay}`))
  await expect.poll(() => chips(page), PATIENTLY).toEqual(['2', '2', '0', '0', '0', '0'])
  await page.getByText('看的是过去的一天').waitFor()
  // It plays on by itself, month after month, until it is stopped.
  const play = page.getByRole('button', { name: '播放' })
  await play.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/asOf=2019-11-30/, PATIENTLY)
  await page.getByRole('button', { name: '暂停' }).press('Enter')

  await go(page, '/projects?asOf=2023-12-31&view=red')
  await page.locator('#red-milestones').getByText('已完成 · 逾期 585 天').waitFor()
  expect(await page.getByText('逾期').count()).toBeGreaterThan(0)
  expect(await page.locator('#red-milestones tbody').getByText('逾期').count()).toBe(1)
  // The day goes along to the page of a project.
  await page.locator('#red-milestones').getByRole('link', { name: '白鹤' }).first().click()
  await page.getByRole('heading', { level: 1, name: '白鹤' }).waitFor(PATIENTLY)
  expect(new URL(page.url()).searchParams.get('asOf')).toBe('2023-12-31')
})

test('numbers open to their members: a part, a town and year, a quota and what it lacks', async () => {
  const page = await open('/projects')
  await page.getByRole('button', { name: /省级试点/ }).click()
  await expect.poll(() => rows(page).count(), PATIENTLY).toBe(4)
  await page.getByText('镇街 × 年度').click()
  const town = page.locator('#towns tr').filter({ hasText: '白鹤街道' })
  await page.locator('#towns tr').filter({ hasText: '咸祥镇' }).getByText('还没有').waitFor()
  await town.getByRole('link', { name: '3', exact: true }).click()
  await expect.poll(() => rows(page).count(), PATIENTLY).toBe(3)
  await page.getByRole('button', { name: /镇街：白鹤街道/ }).waitFor()
  await page.getByText('数额要求', { exact: true }).click()
  const card = page.getByRole('article').filter({ hasText: '2021年市级旧改类建成并通过考核' })
  await card.getByRole('link', { name: '郡柳' }).click()
  await expect.poll(() => rows(page).count(), PATIENTLY).toBe(1)
  await page.getByRole('rowheader', { name: '郡柳' }).waitFor()
  expect(await wrongWith(page)).toEqual([])

  await go(page, '/projects')
  await page.getByRole('searchbox').fill('白鹤')
  await expect.poll(() => rows(page).count(), PATIENTLY).toBe(5)
  await page.getByRole('columnheader', { name: '流程阶段' }).getByRole('button').click()
  await page.waitForURL(/sort=stage/)
  await page.getByRole('checkbox', { name: '含演示数据' }).click()
  await expect.poll(() => rows(page).count(), PATIENTLY).toBe(1)
  expect(await page.getByText('演示数据', { exact: true }).count()).toBe(1) // of the whole console
})

test('a milestone is reported by form, is audited, and is withdrawn; the table is exported', async () => {
  const page = await open('/packs')
  await signIn(page, 'task-force')
  await go(page, '/projects?view=milestones')
  const row = page.locator('#milestones tr').filter({ hasText: 'M09' })
  await row.getByText('到期未报').waitFor()
  await row.getByRole('button', { name: /填\s*报/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('部分完成').click()
  await dialog.getByRole('button', { name: /填\s*报/ }).click()
  await dialog.getByRole('alert').waitFor()
  await dialog.getByLabel('依据文件').fill('市专班通报')
  await dialog.getByLabel('说明').fill('12 个，待复核')
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
  await dialog.getByRole('button', { name: /填\s*报/ }).click()
  await row.getByText('12 个，待复核').waitFor(PATIENTLY)
  await row.getByText('部分完成').waitFor()
  await row.getByRole('button', { name: /撤\s*回/ }).click()
  await dialog.getByRole('textbox', { name: '原因' }).fill('误填')
  await dialog.getByRole('button', { name: /撤\s*回/ }).click()
  await row.getByText('到期未报').waitFor(PATIENTLY)

  await go(page, '/projects?part=city-demo')
  await page.getByRole('button', { name: /导\s*出/ }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'CSV' }).click()
  const csv = await readFile(await (await download).path(), 'utf8')
  expect(csv.trim().split('\r\n').length).toBe(3)

  await page.getByRole('button', { name: /导\s*出/ }).click()
  const next = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'OC4IDS JSON' }).click()
  const { projects } = JSON.parse(await readFile(await (await next).path(), 'utf8'))
  expect(projects.map(({ title }: { title: string }) => title)).toEqual(['和丰', '郡柳'])
})

test('on a phone, in English, a town reads the plan and reports its own alone', async () => {
  const page = await open('/packs', { language: 'en', size: PHONE })
  await signIn(page, 'town')
  for (const view of ['list', 'list&quota=renewal-2021', 'towns', 'quotas', 'milestones', 'red']) {
    await go(page, `/projects?view=${view}`)
    expect([view, await wrongWith(page)]).toEqual([view, []])
  }
  await go(page, '/projects/huachuan')
  const row = page.locator('#milestones tr').filter({ hasText: 'M18' })
  await row.getByRole('button', { name: 'Report' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Document it rests on').fill('Minutes')
  await dialog.getByRole('button', { name: 'Report' }).click()
  await row.getByText('Minutes').waitFor(PATIENTLY)
  await go(page, '/projects/baihe')
  await page
    .locator('#milestones tr')
    .filter({ hasText: 'M13' })
    .getByRole('button', { name: 'Report' })
    .click()
  await dialog.getByLabel('Document it rests on').fill('Minutes')
  await dialog.getByRole('button', { name: 'Report' }).click()
  await dialog.getByRole('alert').getByText('Outside the area you may write').waitFor(PATIENTLY)
})
