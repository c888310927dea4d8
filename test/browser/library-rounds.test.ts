import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { bareFigures } from './figures.ts'
import { PHONE, visitor } from './visitor.ts'

const { open, go } = visitor()
const PATIENTLY = { timeout: 30_000 }
const signIn = (page: Page, role: string) =>
  page.request.post(new URL('/api/demo/session', page.url()).href, { data: { role } })

/** What is wrong with the page as whoever may act sees it. */
async function wrongWith(page: Page): Promise<string[]> {
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

test('rules are tried, published and rolled on: an exit that is confirmed becomes a notice', async () => {
  const page = await open('/projects/libraries')
  await signIn(page, 'task-force')
  await go(page, '/projects/libraries?view=rules')
  const trial = page.getByRole('region', { name: '试算：谁会变' })
  await trial.getByText('尚未改动').waitFor(PATIENTLY)
  const overdue = page.getByRole('spinbutton', { name: '退出: 里程碑逾期未完成' })
  // How many are to leave hangs on the applications that other tests have taken further.
  const staying = trial.getByRole('region', { name: /^仍满足 [1-9]/ })
  await staying.waitFor(PATIENTLY)
  const all = Number((await staying.getByRole('heading').textContent())!.replace(/\D/g, ''))
  const held = await staying.getByRole('listitem').filter({ hasText: '退出' }).count()
  await overdue.fill('2000')
  const losing = trial.getByRole('region', { name: `将不再满足 ${held}` })
  await losing.waitFor(PATIENTLY)
  expect(await losing.getByRole('listitem').filter({ hasText: '退出' }).count()).toBe(held)
  await losing.getByText('理由与依据').first().click()
  await losing.getByText('门槛 ≥ 2,000').first().waitFor(PATIENTLY)
  expect(await wrongWith(page)).toEqual([])
  await overdue.fill('200')
  await trial.getByRole('region', { name: `仍满足 ${all}` }).waitFor(PATIENTLY)
  await trial.getByRole('button', { name: '发布新版' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('修订理由').fill('放宽到二百天')
  await dialog.getByRole('button', { name: '发布新版' }).click()
  await page.getByRole('heading', { name: '现行规则第 2 版' }).waitFor(PATIENTLY)
  await page.getByText('区专班 v2 版').waitFor(PATIENTLY)

  await page.getByText('季度滚动', { exact: true }).click()
  await page.getByRole('button', { name: '生成本季度建议' }).click()
  await dialog.getByRole('button', { name: '生成本季度建议' }).click()
  const round = page.getByRole('region', { name: /规则第 2 版$/ })
  await round.getByRole('link', { name: '姜山', exact: true }).waitFor(PATIENTLY)
  await round.getByRole('button', { name: '全选待办' }).click()
  expect(await wrongWith(page)).toEqual([])
  await round.getByRole('button', { name: /^确认所选/ }).click()
  await dialog.getByRole('button', { name: /^确认所选/ }).click()
  const notices = page.getByRole('region', { name: '退出告知' })
  await notices.getByRole('link', { name: '姜山', exact: true }).waitFor(PATIENTLY)
  await notices.getByText('答复期剩 15 个工作日').waitFor(PATIENTLY)
  expect(await round.getByText('已确认').count()).toBeGreaterThan(0)
})

test('on a phone, in English, a town replies to its notice, and may not decide', async () => {
  const page = await open('/projects/libraries', { language: 'en', size: PHONE })
  await signIn(page, 'town')
  await go(page, '/projects/libraries?view=rounds')
  const notices = page.getByRole('region', { name: 'Notices of exit' })
  await notices.getByText('No reply of the town').waitFor(PATIENTLY)
  expect(await notices.getByRole('button').count()).toBe(1)
  expect(await page.getByRole('checkbox').count()).toBe(0)
  await notices.getByRole('button', { name: 'Reply' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Reply' }).fill('安置房下月开工')
  await dialog.getByRole('button', { name: 'Reply' }).click()
  await notices.getByText('安置房下月开工').waitFor(PATIENTLY)
  expect(await notices.getByRole('button').count()).toBe(0)
  expect(await wrongWith(page)).toEqual([])
  await go(page, '/projects/libraries?view=rules')
  expect(await page.getByRole('spinbutton').count()).toBe(0)
  expect(await wrongWith(page)).toEqual([])
})
