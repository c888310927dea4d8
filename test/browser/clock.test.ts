import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { bareFigures } from './figures.ts'
import { DESKTOP, PHONE, visitor } from './visitor.ts'

const { open } = visitor()

const isFine = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const sideways = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect([violations.map(({ id }) => id), sideways, await bareFigures(page)]).toEqual([[], 0, []])
}

/** The case of a demo project whose months of service are full, as the task force sees it. */
async function openFull(language: 'zh' | 'en', size: typeof PHONE, words: Record<string, string>) {
  const page = await open('/applications?box=all', { language, size })
  await page.getByRole('button', { name: words.signIn!, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: words.role!, exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('link', { name: words.project!, exact: true }).click()
  const clock = page.getByRole('region', { name: words.clock!, exact: true })
  await clock.getByText(words.full!, { exact: true }).waitFor()
  return { page, clock }
}

test('the clock shows every day of service, the months, the gap and the average; a day opens to its rows', async () => {
  const { page, clock } = await openFull('zh', DESKTOP, {
    ...{ signIn: '登录', role: '区专班', project: '紫郡', clock: '试运营时钟', full: '已满，可以办结' },
  })
  await isFine(page)
  for (const measure of ['第一个服务日', '满 3 个月', '平均每周服务日', '最长间断（无服务日）'])
    expect(await clock.getByText(measure, { exact: true }).count()).toBe(1)
  const month = clock.getByRole('table').nth(1)
  const week = month.getByRole('row').nth(2)
  expect(await week.getByRole('link').count()).toBe(6)
  expect(await week.getByRole('cell').last().textContent()).toBe('6')
  const day = week.getByRole('link').first()
  const label = await day.getAttribute('aria-label')
  expect(label).toMatch(/^\d+年\d+月\d+日 · 服务日 · 演示数据$/)
  await day.click()
  await page.waitForURL(/\/facts\?area=\d+&term=service_day&day=\d{4}-\d\d-\d\d/)
  const facts = page.getByRole('table', { name: '填报事实' })
  await facts.getByRole('button', { name: '当日服务人次' }).click()
  expect(await facts.getByRole('row').count()).toBe(2)
  await page.getByRole('dialog').getByText('服务台账（演示数据）').waitFor()
})

test('on a phone, in English, it has nothing that axe can find, and fits', async () => {
  const { page } = await openFull('en', PHONE, {
    ...{ signIn: 'Sign in', role: 'District task force', project: 'Zijun', clock: 'Trial-operation clock' },
    full: 'Full: the step can be decided',
  })
  await isFine(page)
})
