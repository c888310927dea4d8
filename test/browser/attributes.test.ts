import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { bareFigures } from './figures.ts'
import { PHONE, visitor } from './visitor.ts'

const { open, go } = visitor()
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
const line = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const shot = (page: Page, name: string) =>
  process.env.SHOTS
    ? page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
    : undefined

test('an attribute is changed, another day is to come, and a wrong row is withdrawn with its reason', async () => {
  const page = await open('/packs')
  await signIn(page, 'task-force')
  await go(page, '/projects/longhui')
  const level = line(page, '层级')
  await level.getByText('省级').waitFor(PATIENTLY)
  await level.getByRole('button', { name: /更\s*改/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('市级', { exact: true }).click()
  await dialog.getByRole('button', { name: /更\s*改/ }).click()
  await dialog.getByRole('alert').getByText('请填写依据文件').waitFor()
  await dialog.getByLabel('依据文件').fill('市专班通报')
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
  await shot(page, 'attr-dialog')
  await dialog.getByRole('button', { name: /更\s*改/ }).click()
  await level.locator('li[data-state=held]').getByText('市级').waitFor(PATIENTLY)
  await level.getByText('市专班通报').waitFor()
  await dialog.waitFor({ state: 'hidden' }) // it fades out

  const stage = line(page, '流程阶段')
  await stage.getByRole('button', { name: /更\s*改/ }).click()
  await dialog.getByLabel('起始日').fill('2099-01-01')
  await dialog.getByLabel('依据文件').fill('实施计划')
  await dialog.getByRole('button', { name: /更\s*改/ }).click()
  await stage.locator('li[data-state=coming]').getByText('尚未生效').waitFor(PATIENTLY)
  await dialog.waitFor({ state: 'hidden' })
  // The day is taken: who would write over it is told.
  await stage.getByRole('button', { name: /更\s*改/ }).click()
  await dialog.getByLabel('起始日').fill('2099-01-01')
  await dialog.getByLabel('依据文件').fill('又一份')
  await dialog.getByRole('button', { name: /更\s*改/ }).click()
  await dialog.getByRole('alert').getByText('这一天已有记录').waitFor()
  await dialog
    .getByRole('button', { name: /取\s*消/ })
    .last()
    .click()
  await dialog.waitFor({ state: 'hidden' })

  await level
    .locator('li[data-state=held]')
    .getByRole('button', { name: /撤\s*回/ })
    .click()
  const yes = dialog.locator('.ant-modal-footer').getByRole('button', { name: /撤\s*回/ })
  expect(await yes.isDisabled()).toBe(true)
  await dialog.getByRole('textbox', { name: '原因' }).fill('误填')
  await yes.click()
  await level.locator('li[data-state=withdrawn]').getByText('误填').waitFor(PATIENTLY)
  await level.locator('li[data-state=held]').getByText('省级').waitFor()
  await shot(page, 'attr-page')
  expect(await wrongWith(page)).toEqual([])
})

test('on a phone, in English, who may not is told why, and a procedure that runs sets the stage', async () => {
  const page = await open('/projects/mature-04', { language: 'en', size: PHONE })
  const level = line(page, 'Level')
  await page.getByText('Not to be changed: Please sign in first').waitFor(PATIENTLY)
  expect(await level.getByRole('button', { name: 'Change' }).isDisabled()).toBe(true)
  await signIn(page, 'task-force')
  await go(page, '/projects/mature-04')
  await line(page, 'Stage').getByText('The procedure of the project runs in the system').waitFor(PATIENTLY)
  expect(await line(page, 'Stage').getByRole('button', { name: 'Change' }).isDisabled()).toBe(true)
  expect(await level.getByRole('button', { name: 'Change' }).isEnabled()).toBe(true)
  await shot(page, 'attr-phone')
  expect(await wrongWith(page)).toEqual([])
  // On a past day there is nothing to press.
  await go(page, '/projects/mature-04?asOf=2024-06-30')
  await level.waitFor(PATIENTLY)
  expect(await page.getByRole('button', { name: 'Change' }).count()).toBe(0)
})
