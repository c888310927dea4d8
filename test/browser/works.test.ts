import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { bareFigures } from './figures.ts'
import { PHONE, visitor } from './visitor.ts'

const { open, go } = visitor()
const PATIENTLY = { timeout: 40_000 }
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const signIn = (page: Page, role = 'task-force') =>
  page.request.post(new URL('/api/demo/session', page.url()).href, { data: { role } })

async function wrongWith(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  const sideways = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  return [
    ...violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`),
    ...(await bareFigures(page)),
    ...(Number(sideways) > 0 ? [`${sideways} px too wide`] : []),
  ]
}

/** A scheme with childcare beside a canteen of the filled town. */
async function newScheme(page: Page): Promise<string> {
  const { rows } = await (
    await page.request.get(new URL('/api/facilities?kind=elder_canteen', page.url()).href)
  ).json()
  const { lon, lat } = rows[0]
  const change = {
    ...{ kind: 'add', facilityId: 'new:works-test', facilityKind: 'childcare', name: '托育点', lon, lat },
    ...{ capacity: 90, areaM2: 400, interventionId: null, hostId: null },
  }
  const reply = await page.request.post(new URL('/api/schemes', page.url()).href, {
    data: { name: '托育补点', changes: [change] },
  })
  const { areaId, schemeId } = await reply.json()
  return `${areaId}/${schemeId}`
}

test('from a scheme to a project: made, paid for, taken through its states, and built', async () => {
  const page = await open('/packs', { maps: false })
  await signIn(page)
  await go(page, `/what-if?view=changes&scheme=${await newScheme(page)}`)
  await page.getByRole('button', { name: '生成项目' }).click(PATIENTLY)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('table').waitFor(PATIENTLY)
  await dialog.getByRole('textbox', { name: '建设项目' }).fill('浏览器测试托育点')
  await dialog.getByRole('button', { name: '生成 1 个项目' }).click()
  await page.waitForURL(/\/works\?scheme=/, PATIENTLY)

  await page.getByRole('link', { name: '浏览器测试托育点' }).click()
  await page.getByRole('heading', { level: 1, name: '浏览器测试托育点' }).waitFor(PATIENTLY)
  await page.getByRole('button', { name: /编\s*辑/ }).click()
  await page.locator('#costs').getByLabel('金额（万元）').fill('120')
  const funding = page.locator('#funding')
  await funding.getByRole('button', { name: '加一行' }).click()
  await funding.getByLabel('金额（万元）').fill('121')
  await funding.getByText('资金合计超过费用合计').waitFor()
  const save = page.getByRole('button', { name: /保\s*存/ })
  expect(await save.isDisabled()).toBe(true)
  await funding.getByLabel('金额（万元）').fill('45.5')
  await funding.getByLabel('金额（万元）').blur()
  expect(await wrongWith(page)).toEqual([])
  await save.click()
  await page.getByText('已保存').waitFor(PATIENTLY)
  await page.locator('#costs').getByRole('link', { name: '120', exact: true }).waitFor()

  for (const [step, state] of [
    [/^批\s*准$/, '批准'],
    [/^开\s*工$/, '在建'],
    [/^建\s*成$/, '建成'],
  ] as const) {
    await page.getByRole('button', { name: step }).click()
    await page.getByRole('dialog').getByRole('button', { name: step }).click()
    await page.locator('#content header').getByText(state, { exact: true }).waitFor(PATIENTLY)
  }
  await page.getByText('此后还没有诊断').waitFor()
  // The same revision of the scheme makes it no second time.
  await page.getByRole('link', { name: '方案第 1 版' }).click()
  await page.getByRole('button', { name: '生成项目' }).click(PATIENTLY)
  await dialog.getByText('不再改动').waitFor(PATIENTLY)
  expect(await dialog.getByRole('button', { name: '生成 0 个项目' }).isDisabled()).toBe(true)
})

test('the list is filtered and drawn on a time axis; a built project shows forecast, measured and error', async () => {
  const page = await open('/packs', { maps: false })
  await signIn(page)
  await go(page, '/works')
  const rows = page.locator('#works tbody tr')
  const all = await rows.count()
  expect(await wrongWith(page)).toEqual([])
  await page.getByRole('searchbox').fill('老年食堂')
  await page.waitForURL(/q=/)
  await expect.poll(() => rows.count(), PATIENTLY).toBeLessThan(all)
  expect(await page.getByText('两次开挖仅隔').count()).toBe(1)

  await go(page, '/works')
  const fits = page.locator('#works [data-fit]')
  expect(await fits.count()).toBe(all)
  const fit = (await fits.first().getAttribute('data-fit'))!
  await go(page, `/works?fit=${fit}`)
  expect(await page.locator(`#works [data-fit="${fit}"]`).count()).toBe(await rows.count())
  await page.getByRole('button', { name: /导\s*出/ }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: '规划冲突报告（CSV）' }).click()
  const report = await readFile(await (await download).path(), 'utf8')
  expect(report.split('\r\n').length).toBeGreaterThan(await rows.count())
  expect(report).toMatch(/国土空间规划,demo-/)
  await rows.getByRole('link').first().click()
  await page.getByRole('heading', { name: /^规划符合性/ }).waitFor(PATIENTLY)
  expect(await page.getByText('产品默认规则').count()).toBeGreaterThan(0)

  await go(page, '/works?view=timeline')
  await page.getByText('老旧小区改造 ·').first().waitFor()
  expect(await wrongWith(page)).toEqual([])

  await go(page, '/works/sites')
  expect(await wrongWith(page)).toEqual([])
  const pictures = page.locator('#sites img')
  const drawn = await pictures.count()
  const add = page.getByLabel(/^选择照片，.*改造：改造前$/).first()
  await add.setInputFiles({
    ...{ name: '现状.png', mimeType: 'image/png' },
    buffer: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==',
      'base64',
    ),
  })
  await expect.poll(() => pictures.count(), PATIENTLY).toBe(drawn + 1)

  await go(page, '/works?q=万家托育')
  await rows.getByRole('link').first().click()
  const forecast = page.locator('#forecast')
  await forecast.getByText(/^实测依据 zhejiang-33/).waitFor(PATIENTLY)
  expect(await forecast.getByText(/^[+−±][\d.]+$/).count()).toBeGreaterThan(0)
  expect(await forecast.getByText('尚未实测').count()).toBe(0)
})

test('on a phone, in English, a town reads its projects and cannot change them', async () => {
  const page = await open('/packs', { language: 'en', size: PHONE, maps: false })
  await signIn(page, 'town')
  await go(page, '/works')
  expect(await wrongWith(page)).toEqual([])
  await page.locator('#works').getByRole('link').first().click()
  await page.getByRole('heading', { name: 'Forecast and measured' }).waitFor(PATIENTLY)
  expect(await page.getByRole('button', { name: 'Edit' }).isDisabled()).toBe(true)
  expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0)
  expect(await wrongWith(page)).toEqual([])
})
