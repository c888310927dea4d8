import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { bareFigures } from './figures.ts'
import { PHONE, visitor } from './visitor.ts'

const { open, go } = visitor()

async function signIn(page: Page, role: string, button = '登录') {
  await page.getByRole('button', { name: button }).click()
  await page.getByRole('dialog').getByRole('button', { name: role, exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}
const isFine = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const sideways = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect([violations.map(({ id }) => id), sideways, await bareFigures(page)]).toEqual([[], 0, []])
}

/** Fills in and hands in the sheet of an expert: the same share of the points of every criterion. */
async function scores(page: Page, expert: string, share: number) {
  const sheet = page.getByRole('region', { name: `${expert} 的评分表` })
  for (const control of await sheet.getByRole('spinbutton').all()) {
    const label = (await sheet.locator(`label[for="${await control.getAttribute('id')}"]`).textContent())!
    await control.fill(String(Math.round(Number(label.match(/–(\d+)/)![1]) * share * 2) / 2))
  }
  expect(await sheet.getByRole('button', { name: '提交评分' }).isDisabled()).toBe(true)
  await sheet.getByLabel('理由').fill(`${expert}：依据充分，请补充运营测算`)
  await sheet.getByText('修改后通过', { exact: true }).click()
  await sheet.getByRole('button', { name: '提交评分' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交评分' }).click()
  await sheet.waitFor({ state: 'hidden' })
}
async function declares(page: Page, expert: string) {
  const form = page.getByRole('form', { name: `利益冲突声明: ${expert}` })
  await form.getByText('没有利益冲突', { exact: true }).click()
  await form.getByRole('button', { name: '提交声明' }).click()
  await form.waitFor({ state: 'hidden' })
}

test('experts are convened, declare, score blind, and the minutes are what the step waits for', async () => {
  const expert = await open('/applications', { size: PHONE })
  await signIn(expert, '评审专家')
  const reviewer = await open('/applications')
  await signIn(reviewer, '市/省评审')
  // The one that waits for the city.
  await reviewer.locator('#applications tbody tr a').first().click()
  await reviewer.waitForURL(/\/applications\/\d+\/[0-9a-f-]+$/)
  const path = new URL(reviewer.url()).pathname
  await reviewer.getByRole('link', { name: '专家评审' }).click()
  await reviewer.getByRole('heading', { level: 1, name: '专家评审' }).waitFor()

  const first = reviewer.getByRole('group', { name: '专家 1' })
  await first.getByLabel('账号').click()
  await reviewer.locator('.ant-select-dropdown:visible').getByText(/专家/).click()
  const name = await first.getByLabel('姓名').inputValue()
  await reviewer.getByRole('group', { name: '专家 2' }).getByLabel('姓名').fill('周工')
  await reviewer.getByRole('group', { name: '专家 3' }).getByLabel('姓名').fill('吴教授')
  await isFine(reviewer)
  await reviewer.getByRole('button', { name: '成立评审组' }).click()
  await reviewer.getByText('至少须有 3 份').waitFor()
  expect(await reviewer.getByRole('button', { name: '结束评审' }).isDisabled()).toBe(true)

  // The expert finds the application among those they are told of, says that there is no conflict, and scores.
  await go(expert, `${path}/review`)
  expect(await expert.getByRole('button', { name: '结束评审' }).count()).toBe(0)
  await isFine(expert)
  await declares(expert, name)
  await scores(expert, name, 0.9)
  await expert
    .getByRole('row', { name: new RegExp(name) })
    .getByText('已交')
    .waitFor()

  await reviewer.reload()
  // Who convened them writes down the sheets on paper, and sees nothing of the expert's.
  for (const [one, share] of [
    ['周工', 0.7],
    ['吴教授', 0.8],
  ] as const) {
    await declares(reviewer, one)
    await scores(reviewer, one, share)
  }
  expect(await reviewer.getByText('评审结果').count()).toBe(0)
  await reviewer.getByRole('button', { name: '结束评审' }).click()
  await reviewer.getByRole('dialog').getByRole('button', { name: '结束评审' }).click()
  await reviewer.getByText('3 份评分的平均').waitFor()
  await reviewer.getByText('80 / 100 分').first().waitFor()
  expect(await reviewer.locator('ol').getByText('第 1 份').count()).toBe(1)
  await isFine(reviewer)

  await go(reviewer, path)
  const panel = reviewer.getByRole('region', { name: '办理', exact: true })
  await panel.getByText('专家评审意见 (已有)').waitFor()
  await isFine(reviewer)

  const phone = await open('/applications', { language: 'en', size: PHONE })
  await signIn(phone, 'District task force', 'Sign in')
  await go(phone, `${path}/review`)
  await phone.getByText('mean of 3 sheets').waitFor()
  await isFine(phone)
})
