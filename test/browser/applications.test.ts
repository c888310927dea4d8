import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { DEMO_CASES } from '#examples/yinzhou/cases.ts'
import { bareFigures } from './figures.ts'
import { handInForm } from './forms.ts'
import { FILLED_TOWN, PHONE, visitor } from './visitor.ts'

const { open, go, ask } = visitor()

/** Projects of the town that the demo has no application for. */
const isFresh = ({ townId, projectId }: { townId: string; projectId: string }) =>
  townId === FILLED_TOWN && !DEMO_CASES.some((one) => one.projectId === projectId)

async function signIn(page: Page, role: string) {
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('dialog').getByRole('button', { name: role, exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}
const panel = (page: Page) => page.getByRole('region', { name: '办理', exact: true })
const now = (page: Page) => page.getByRole('region', { name: '当前', exact: true })
const press = (page: Page, name: RegExp) => panel(page).getByRole('button', { name }).click()
const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) })
const isFine = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const sideways = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect([violations.map(({ id }) => id), sideways, await bareFigures(page)]).toEqual([[], 0, []])
}

test('an application is opened, handed in with its document, returned, comes straight back and is decided', async () => {
  const { projects } = await ask('/api/projects')
  const { name } = projects.find(isFresh)
  const force = await open('/projects')
  await signIn(force, '区专班')
  const row = force.getByRole('row').filter({ has: force.getByRole('rowheader', { name: name.zh }) })
  await row.getByRole('button', { name: '发起申报' }).click()
  await force.getByRole('dialog').getByRole('button', { name: '发起申报' }).click()
  await force.waitForURL(/\/applications\/\d+\/[0-9a-f-]+$/)
  const path = new URL(force.url()).pathname
  await now(force).getByText('发布创建名单').waitFor()
  // What is missing is said at its field, and nothing has happened.
  await press(force, /同\s*意/)
  await panel(force).getByRole('alert').getByText('缺少创建名单').waitFor()
  await force.getByLabel('创建名单', { exact: true }).setInputFiles(file('创建名单.txt'))
  await press(force, /同\s*意/)
  await now(force).getByText('编制申报方案').waitFor()

  const town = await open('/applications')
  await town.getByRole('heading', { name: '登录后查看申报' }).waitFor()
  await isFine(town)
  await signIn(town, '镇街')
  await town.getByRole('link', { name: name.zh, exact: true }).click()
  // The plan is made by its form, which is handed in here as a program would.
  await panel(town).getByRole('link', { name: '填写' }).waitFor()
  await handInForm(town, path, 'application')
  await town.reload()
  await town.getByLabel('意见（可选）').fill('请审')
  await press(town, /同\s*意/)
  await now(town).getByText('区专班初审').waitFor()

  await go(force, path)
  await panel(force).getByText('退回', { exact: true }).first().click()
  await force.getByLabel('退回到', { exact: true }).click()
  await force.getByTitle('编制申报方案').click()
  await force.locator('.ant-select-dropdown:visible').waitFor({ state: 'hidden' }) // it fades out
  await force.getByLabel('意见', { exact: true }).fill('补充投资估算')
  await isFine(force)
  await press(force, /退\s*回/)
  await now(force).getByText('编制申报方案').waitFor()
  await force.getByText('办后直接回到这里').waitFor()
  // The drawing shows where it is, by a sign before the name of the step, and is reached by the keyboard.
  await force.locator('svg').getByText('▶ 编制申报方案').waitFor()
  await force.locator('svg[tabindex]').focus()
  expect(await force.locator('.bjs-powered-by').isVisible()).toBe(true)

  await go(town, path)
  await town.getByLabel('意见（可选）').fill('已补充')
  await press(town, /同\s*意/)
  await now(town).getByText('区专班初审').waitFor()
  await go(force, path)
  await press(force, /同\s*意/)
  await now(force).getByText('区政府同意').waitFor()
  // The government's decision is recorded by its letter.
  await press(force, /同\s*意/)
  await panel(force).getByRole('alert').getByText('应写明来文文号和日期').waitFor()
  await force.getByLabel('来文文号').fill('鄞政办函〔2026〕3号')
  await force.getByLabel('来文日期').fill('2026-03-01')
  await press(force, /同\s*意/)
  await now(force).getByText('市专班评审').waitFor()

  await force.getByRole('link', { name: '审批单' }).click()
  const slip = force.getByRole('table', { name: '各步意见' })
  await slip.getByText('补充投资估算').waitFor()
  for (const said of ['请审', '已补充', '来文 鄞政办函〔2026〕3号（2026年3月1日）'])
    expect(await slip.getByText(said).count()).toBe(1)
  await isFine(force)
  await force.emulateMedia({ media: 'print' })
  expect(await force.getByRole('button', { name: '打印' }).isVisible()).toBe(false)

  const phone = await open('/applications?box=all', { language: 'en', size: PHONE })
  await phone.getByRole('button', { name: 'Sign in' }).click()
  await phone.getByRole('dialog').getByRole('button', { name: 'City or provincial reviewer' }).click()
  await phone.getByRole('dialog').waitFor({ state: 'hidden' })
  await phone.getByRole('link', { name: name.en, exact: true }).first().waitFor()
  await isFine(phone)
  await go(phone, path)
  await panelIn(phone).getByRole('button', { name: 'Agree' }).waitFor()
  await isFine(phone)
})

const panelIn = (page: Page) => page.getByRole('region', { name: 'Act', exact: true })

test('who acts on a page that is out of date is told, and sees what has happened since', async () => {
  const { projects } = await ask('/api/projects')
  const { name } = projects.filter(isFresh)[1]
  const one = await open('/projects')
  await signIn(one, '区专班')
  const row = one.getByRole('row').filter({ has: one.getByRole('rowheader', { name: name.zh }) })
  await row.getByRole('button', { name: '发起申报' }).click()
  await one.getByRole('dialog').getByRole('button', { name: '发起申报' }).click()
  await one.waitForURL(/\/applications\/\d+\/[0-9a-f-]+$/)
  const other = await open('/projects')
  await signIn(other, '区专班')
  await go(other, new URL(one.url()).pathname)
  for (const page of [one, other]) {
    await page.getByLabel('创建名单', { exact: true }).setInputFiles(file('创建名单.txt'))
    await page.getByLabel('意见（可选）').fill('列入')
  }
  await press(one, /同\s*意/)
  await now(one).getByText('编制申报方案').waitFor()
  await press(other, /同\s*意/)
  await other.getByRole('alert').getByText('他人刚刚办理了这件申报').waitFor()
  await now(other).getByText('编制申报方案').waitFor()
})
