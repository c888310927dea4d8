import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { DEMO_CASES } from '#examples/yinzhou/cases.ts'
import { answersTo } from '#mechanisms/application/test-answers.ts'
import { bareFigures } from './figures.ts'
import { planInHand } from './forms.ts'
import { FILLED_TOWN, PHONE, visitor } from './visitor.ts'

const { open, go, ask } = visitor()

async function signIn(page: Page, role: string, signIn = '登录') {
  await page.getByRole('button', { name: signIn }).click()
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

/** The form of an application of a project of the town, as its path. */
async function applicationPlan(nth: number): Promise<string> {
  const { projects } = await ask('/api/projects')
  const fresh = projects.filter(
    ({ townId, projectId }: { townId: string; projectId: string }) =>
      townId === FILLED_TOWN && !DEMO_CASES.some((one) => one.projectId === projectId),
  )
  return `${await planInHand(fresh.at(nth).projectId)}/forms/application`
}

const row = (page: Page, label: string) =>
  page.locator('main section > div').filter({ has: page.getByText(label, { exact: true }) })
const chip = (page: Page, name: RegExp) => page.getByText(name)

test('a form opens with what is known, keeps a draft, says what is missing, is frozen and amended', async () => {
  const path = await applicationPlan(-1)
  const town = await open('/applications')
  await signIn(town, '镇街')
  await go(town, path)
  // What the community has reported is there, with where it is from, and opens to the fact.
  await chip(town, /^沿用 \d{2,} 项$/).click()
  const reused = town.locator('#section-indicators [data-state=reused]:has(a)').first()
  await reused.getByText('沿用', { exact: true }).waitFor()
  expect(await reused.getByRole('link').getAttribute('href')).toContain('/facts?fact=')
  await isFine(town)
  await chip(town, /^全部/).click()

  await town.getByRole('button', { name: /^提\s*交$/ }).click()
  await town
    .getByRole('alert')
    .getByText(/^有 \d+ 项需要处理/)
    .waitFor()
  await row(town, '规划单元面积').getByRole('alert').getByText('此项必填').waitFor()
  expect(
    await row(town, '规划单元面积')
      .getByRole('spinbutton')
      .evaluate((one) => one === document.activeElement),
  ).toBe(true)

  await row(town, '规划单元面积').getByRole('spinbutton').fill('88.5')
  const share = town.locator('#section-indicators [data-state=reused]:has(button)', { hasText: '%' }).first()
  const label = (await share.locator('span').first().textContent())!
  await share.getByRole('button', { name: `更正 ${label}` }).click()
  await row(town, label).getByRole('spinbutton').fill('41')
  await row(town, label)
    .getByText(/^原为 /)
    .waitFor()
  // Whoever leaves is asked first; the draft is there when they come back.
  await town.getByRole('link', { name: '申报', exact: true }).first().click()
  await town.getByRole('dialog').getByRole('button', { name: '留在本页' }).last().click()
  await town.getByRole('button', { name: '保存草稿' }).click()
  await town.getByText('草稿已保存').waitFor()
  await town.reload()
  expect(await row(town, '规划单元面积').getByRole('spinbutton').inputValue()).toBe('88.5')

  // A colleague writes the rest meanwhile, as a program would: who was slower is told, and loses nothing.
  const colleague = await open('/applications')
  await signIn(colleague, '镇街')
  const url = `/api${path}`
  const seen = await colleague.evaluate(async (from) => await (await fetch(from)).json(), url)
  await colleague.evaluate(
    async ([to, body]) => {
      const headers = { 'content-type': 'application/json' }
      await fetch(`${to}/draft`, { method: 'PUT', headers, body: body! })
    },
    [
      url,
      JSON.stringify({
        revision: seen.revision,
        entries: { ...seen.entries, ...answersTo(seen), planning_unit_ha: 90 },
      }),
    ],
  )
  await row(town, '主题定位').getByRole('textbox').fill('邻里共享')
  await town.getByRole('button', { name: '保存草稿' }).click()
  await town.getByRole('alert').getByText('他人刚刚修改了这张表单').waitFor()
  expect(await row(town, '主题定位').getByRole('textbox').inputValue()).toBe('邻里共享')
  await town.getByRole('button', { name: '改用对方保存的内容' }).click()
  expect(await row(town, '规划单元面积').getByRole('spinbutton').inputValue()).toBe('90')

  await town.getByRole('button', { name: /^提\s*交$/ }).click()
  await town
    .getByRole('dialog')
    .getByRole('button', { name: /^提\s*交$/ })
    .click()
  await town.getByRole('status').getByText('已提交第 1 份').waitFor()
  const packages = town.getByRole('region', { name: '提交记录' })
  await packages.getByText(/沿用 \d+ \/ 新填 27 \/ 更正 1 \//).waitFor()
  const [pdf] = await Promise.all([
    town.waitForEvent('download'),
    packages.getByRole('link', { name: 'PDF' }).click(),
  ])
  expect((await readFile(await pdf.path())).subarray(0, 5).toString()).toBe('%PDF-')
  await town.getByRole('link', { name: '回到申报办理' }).click()
  await town
    .getByRole('region', { name: '办理', exact: true })
    .getByRole('button', { name: /^同\s*意$/ })
    .click()
  await town.getByRole('region', { name: '当前', exact: true }).getByText('区专班初审').waitFor()

  // The step is decided: what changes now amends the package, with a reason, and the earlier one stays.
  await town
    .getByRole('region', { name: '表单' })
    .getByRole('link', { name: '申报方案', exact: true })
    .click()
  await town.getByRole('button', { name: '更正 总投资' }).click()
  await row(town, '总投资').getByRole('spinbutton').fill('13500')
  await town.getByRole('button', { name: '提交更正' }).click()
  await town.getByLabel('更正理由').fill('概算批复')
  await town.getByRole('dialog').getByRole('button', { name: '提交更正' }).click()
  await town.getByRole('status').getByText('已提交第 2 份').waitFor()
  const change = packages.getByRole('table', { name: '更正内容' }).getByRole('row').nth(1)
  expect(await change.getByRole('cell').allTextContents()).toEqual(['120 万元', '13,500 万元'])
  await packages.getByText('更正第 1 份').waitFor()
  await isFine(town)
})

test('on a phone, in English, who may not fill it in reads it and is told why', async () => {
  const path = await applicationPlan(-2)
  const force = await open('/applications', { language: 'en', size: PHONE })
  await signIn(force, 'District task force', 'Sign in')
  await go(force, path)
  await force.getByText('It is filled in by whoever has this step in hand').waitFor()
  expect(await force.getByRole('button', { name: 'Hand in' }).count()).toBe(0)
  await isFine(force)
})
