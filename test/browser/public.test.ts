import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { PublicProject } from '#district/programme/contract/public.ts'
import { bareFigures } from './figures.ts'
import { PHONE, visitor } from './visitor.ts'

const { open, ask } = visitor()
const isFine = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const sideways = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect([violations.map(({ id }) => id), sideways, await bareFigures(page)]).toEqual([[], 0, []])
}

test('anybody sees who is on which list since when and by which document, and how far it is', async () => {
  const { rows } = (await ask('/api/public/projects?asOf=2023-12-31')) as { rows: PublicProject[] }
  // What is public is what the project's own history says of that day.
  const listed = rows.find(({ lists }) => lists.length > 0)!
  const { history } = await ask(`/api/projects/${listed.projectId}?asOf=2023-12-31`)
  const said = history.filter((row: { attribute: string }) => row.attribute === 'list')
  expect(listed.lists.map(({ list, since, source }) => [list, since, source])).toEqual(
    said.map((row: { value: string; holdsFrom: string; source: string }) => [
      row.value,
      row.holdsFrom,
      row.source,
    ]),
  )

  const page = await open('/public?asOf=2023-12-31')
  const table = page.getByRole('table', { name: '创建名单公示' })
  await expect.poll(() => table.locator('tbody tr').count()).toBe(rows.length)
  const row = table
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: listed.name.zh, exact: true }) })
  await row.getByText(`依据 ${listed.lists[0]!.source}`).first().waitFor()
  await page.getByRole('searchbox').fill(listed.name.zh)
  await page.waitForURL(/q=/)
  await expect.poll(() => table.locator('tbody tr').count()).toBeLessThan(rows.length)
  await page.getByRole('searchbox').fill('没有这样的项目')
  await page.getByText('没有符合条件的项目').waitFor()
  await page.getByRole('button', { name: '清除条件' }).click()
  await page.getByLabel('名单', { exact: true }).click()
  await page.locator('.ant-select-dropdown:visible').getByText('尚未列入').click()
  await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'hidden' }) // it fades out
  const without = rows.filter(({ lists }) => lists.length === 0).length
  await expect.poll(() => table.locator('tbody tr').count()).toBe(without)
  await isFine(page)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 CSV' }).click(),
  ])
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\n')
  expect(lines).toHaveLength(without + 1)
})

test('on a phone, in English, it is reached from the projects', async () => {
  const page = await open('/projects', { language: 'en', size: PHONE })
  await page.getByRole('link', { name: 'Creation lists', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Creation lists' }).waitFor()
  await page.getByRole('table').locator('tbody tr').first().waitFor()
  await isFine(page)
})
