import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepProcedures } from '#mechanisms/application/procedures.ts'
import { withStep } from '#mechanisms/application/test-versions.ts'
import { openStore } from '#platform/store/open.ts'
import { bareFigures } from './figures.ts'
import { startServer } from './server.ts'
import { FILLED_TOWN, PHONE, visitor } from './visitor.ts'

const FILE = 'future-community.bpmn'
let server: Awaited<ReturnType<typeof startServer>>
/** A demo district whose applications were opened before a step was added to their procedure. */
beforeAll(async () => {
  server = await startServer({ JIUJING_DEMO: '1', JIUJING_DEMO_TOWNS: FILLED_TOWN, PORT: '18280' })
  const folder = mkdtempSync(join(tmpdir(), 'jj-procedures-'))
  writeFileSync(join(folder, FILE), withStep(readFileSync(`packs/procedures/${FILE}`, 'utf8')))
  const store = await openStore({ dataDir: server.data })
  await keepProcedures(store.db, folder)
  await store.close()
  rmSync(folder, { recursive: true })
}, 300_000)
afterAll(() => server.stop())

const { open, go } = visitor(() => server.url)
const PREVIEW = '/procedures/future-community/2/migration'

async function signIn(page: Page, button: string, role: string) {
  await page.getByRole('button', { name: button, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: role, exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

async function isFine(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const sideways = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect([violations.map(({ id }) => id), sideways, await bareFigures(page)]).toEqual([[], 0, []])
}

/** Chooses one case of the preview and lets it go on by the new version; what the dialog says then is for the test. */
async function migrates(page: Page, project: string, why: string) {
  await page.getByRole('checkbox', { name: `选择 ${project}` }).check()
  const button = page.getByRole('button', { name: /^迁\s*移$/ })
  await button.click()
  await page.getByRole('dialog').getByLabel('迁移理由').fill(why)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^迁\s*移$/ })
    .click()
}

test('from the versions to the preview, a case is migrated as it says, and its history tells of it', async () => {
  const page = await open('/applications')
  await signIn(page, '登录', '区专班')
  await page.getByRole('link', { name: '流程', exact: true }).click()
  const versions = page.getByRole('table', { name: '流程版本' })
  const [now, first] = [versions.getByRole('row').nth(1), versions.getByRole('row').nth(2)]
  await now.getByText('新增：部门联审').waitFor()
  await page.locator('[data-element-id="joint-review"]').waitFor()
  await isFine(page)
  await first.getByRole('button', { name: '看流程图' }).click()
  await page.getByRole('heading', { name: '第 1 版流程图' }).waitFor()
  await page.locator('[data-element-id="district-review"]').waitFor()
  expect(await page.locator('[data-element-id="joint-review"]').count()).toBe(0)

  // The number of open applications opens to just these.
  const open8 = first.getByRole('link')
  const count = Number(await open8.textContent())
  await open8.click()
  await page.getByText('只看按未来社区创建第 1 版办理的').waitFor()
  await expect.poll(() => page.locator('#applications tbody tr').count()).toBe(count)
  await page.goBack()

  await now.getByRole('link', { name: '迁移在办申报' }).click()
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: '飞虹', exact: true }) })
  await row.getByText('重新办理').waitFor()
  await isFine(page)
  // Somebody else looks at the same, and will be late.
  const late = await open('/applications')
  await signIn(late, '登录', '区专班')
  await go(late, PREVIEW)

  await page.getByRole('radio', { name: /只补办新步骤/ }).check()
  await row.getByText('重新办理').waitFor({ state: 'detached' })
  expect(await row.getByText('办后回到', { exact: true }).count()).toBe(1)
  await migrates(page, '飞虹', '按新办法补部门联审')
  await page.getByRole('status').getByText('已迁移 1 件').waitFor()
  await row.waitFor({ state: 'detached' })
  await page.getByRole('link', { name: `${count - 1} 件按其他版本办理` }).waitFor()

  await migrates(late, '飞虹', '晚了')
  await late
    .getByRole('alert')
    .getByText(/他人刚刚办理了这件申报.*飞虹/)
    .waitFor()

  await go(page, '/applications?box=all&procedure=future-community&version=2')
  await page.getByRole('link', { name: '飞虹', exact: true }).click()
  const here = page.getByRole('region', { name: '当前', exact: true })
  await here.getByText('部门联审', { exact: true }).waitFor()
  const history = page.getByRole('region', { name: '办理记录', exact: true })
  await history.getByText('由第 1 版转到第 2 版').waitFor()
  expect(await history.getByText('按新办法补部门联审').count()).toBe(1)
  await isFine(page)

  // The departments have it now, and then it comes back to the government.
  const department = await open('/applications')
  await signIn(department, '登录', '成员单位')
  await go(department, new URL(page.url()).pathname)
  await department.getByLabel('其他材料', { exact: true }).setInputFiles({
    ...{ name: '意见.txt', mimeType: 'text/plain', buffer: Buffer.from('意见') },
  })
  await department.getByRole('button', { name: /^同\s*意$/ }).click()
  await department
    .getByRole('region', { name: '当前', exact: true })
    .getByText('区政府同意', { exact: true })
    .waitFor()

  // Back on the first version, the slip keeps what was said at a step that it does not have.
  const path = new URL(page.url()).pathname
  await go(page, '/procedures/future-community/1/migration')
  await migrates(page, '飞虹', '仍按原版')
  await page.getByRole('heading', { name: '没有按其他版本办理的在办申报' }).waitFor()
  await go(page, `${path}/slip`)
  const slip = page.getByRole('table', { name: '各步意见' })
  await slip.getByRole('rowheader', { name: '部门联审', exact: true }).waitFor()
  expect(await slip.getByText('由第 2 版转到第 1 版').count()).toBe(1)
  await isFine(page)
}, 240_000)

test('on a phone, in English, it has nothing that axe can find, and fits', async () => {
  const page = await open('/applications', { language: 'en', size: PHONE })
  await signIn(page, 'Sign in', 'District task force')
  for (const path of [
    '/procedures',
    PREVIEW,
    `${PREVIEW}?way=back`,
    '/procedures/future-community/1/migration',
  ]) {
    await go(page, path)
    await isFine(page)
  }
})
