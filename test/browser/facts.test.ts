import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { FILLED_TOWN, visitor } from './visitor.ts'

const { open, go, ask } = visitor()
const PATIENTLY = { timeout: 20_000 }

async function signIn(page: Page, role: string) {
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('dialog').getByRole('button', { name: role }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

/** A community of the filled town that lacks a fact its town may report, and the indicator that asks for it. */
async function gap() {
  const { communities } = await ask('/api/diagnosis')
  for (const { communityId, townId } of communities) {
    if (townId !== FILLED_TOWN) continue
    const { indicators } = await ask(`/api/diagnosis/communities/${communityId}`)
    for (const { indicator, tests } of indicators)
      for (const { missing, unit } of tests)
        for (const { need, item, suppliers } of missing)
          if (need === 'fact' && unit === 'choice' && suppliers.includes('town'))
            return { communityId, indicator, term: item }
  }
  throw new Error('every community has reported everything')
}

test('what is missing is reported from its indicator, confirmed by another and withdrawn with a reason', async () => {
  const { communityId, indicator, term } = await gap()
  const page = await open(`/communities/${communityId}/indicators/${indicator}`)
  expect(await page.getByRole('link', { name: '去填报' }).count()).toBe(0)
  await signIn(page, '镇街')
  await page.locator(`a[href*="term=${term}"]`).first().click()
  await page.waitForURL(/\/facts\/new\?community=\d+&term=/)
  await page.getByRole('button', { name: /提\s*交/ }).click()
  await expect.poll(() => page.getByRole('alert').allTextContents(), PATIENTLY).toContain('至少 1 个字符')
  await page.getByLabel('来源', { exact: true }).fill('浏览器测试')
  await page.getByRole('button', { name: /提\s*交/ }).click()
  await expect.poll(() => page.getByRole('alert').allTextContents(), PATIENTLY).toEqual(['应为 是 / 否 之一'])
  await page.getByRole('radio', { name: '是' }).check()
  await page.getByLabel('证明材料（可选）').setInputFiles({
    name: '公约.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('邻里公约'),
  })
  await page.getByRole('button', { name: /提\s*交/ }).click()
  await page.getByRole('link', { name: '查看这项事实' }).click()
  const details = page.getByRole('dialog')
  await details.getByText('未确认', { exact: true }).waitFor()
  await details.getByRole('link', { name: '下载文件' }).waitFor()
  expect(await details.getByRole('button', { name: '确认属实' }).isDisabled()).toBe(true)
  await details.getByText('不能确认自己填报的事实，请由他人确认').waitFor()

  const other = await open('/facts')
  await signIn(other, '区专班')
  await go(other, new URL(page.url()).pathname + new URL(page.url()).search)
  const theirs = other.getByRole('dialog')
  await theirs.getByRole('button', { name: '确认属实' }).click()
  await theirs.getByText('已确认', { exact: true }).waitFor()
  await theirs.getByText('这项事实已经确认过').waitFor()
  await theirs.getByRole('button', { name: /撤\s*回/ }).click()
  await theirs.getByLabel('为什么撤回').fill('重复填报')
  await theirs.getByRole('button', { name: /撤\s*回/ }).click()
  await theirs.getByText('重复填报').waitFor()
})

test('the list is searched and filtered, and the address keeps it', async () => {
  const page = await open('/facts')
  await page.getByRole('heading', { name: '登录后查看填报的事实' }).waitFor()
  await signIn(page, '镇街')
  const rows = page.locator('tbody tr')
  await expect.poll(() => rows.count(), PATIENTLY).toBe(50)
  await page.getByRole('searchbox').fill('邻里公约')
  await page.waitForURL(/q=/)
  const named = () => rows.getByRole('rowheader').allTextContents()
  await expect.poll(async () => [...new Set(await named())], PATIENTLY).toEqual(['已订立邻里公约'])
  await page.reload()
  await expect.poll(async () => [...new Set(await named())], PATIENTLY).toEqual(['已订立邻里公约'])
})

test('a table of facts is imported, and its wrong row comes back with the reason', async () => {
  const { communities } = await ask('/api/diagnosis')
  const { communityId } = communities.find((c: { townId: string }) => c.townId === FILLED_TOWN)
  const page = await open('/facts/import')
  await signIn(page, '镇街')
  await page.getByLabel('来源', { exact: true }).fill('浏览器测试')
  const table = [
    '社区代码,数据项,数值或选项,起始日期',
    `${communityId},邻里互助与志愿队伍数,7,2026-03-01`,
    `${communityId},邻里互助与志愿队伍数,很多,2026-04-01`,
  ]
  await page.getByLabel('文件', { exact: true }).setInputFiles({
    ...{ name: '季报.csv', mimeType: 'text/csv' },
    buffer: Buffer.from(table.join('\n')),
  })
  await page.getByRole('button', { name: '开始导入' }).click()
  const report = page.getByRole('status').filter({ hasText: '导入结果' })
  await report.getByText('应为数字').waitFor()
  expect(await report.getByRole('link', { name: '下载退回的行' }).isVisible()).toBe(true)
})
