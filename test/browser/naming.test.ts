import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { dayOf, isoOf } from '#core/schedule/day.ts'
import { chinaToday } from '#foundation/evidence/rules.ts'
import { FILLED_TOWN, visitor } from './visitor.ts'

const { open } = visitor()

/** 划船, whose operator has a demo post. */
const COMMUNITY = `${FILLED_TOWN}006`
const ROLES = {
  ...{ force: '区专班', town: '镇街', government: '区政府', reviewer: '市/省评审' },
  ...{ department: '成员单位', operator: '运营', delegate: '人大政协' },
} as const
type Who = keyof typeof ROLES

/** Seven people, each with a browser of their own. */
async function people(): Promise<Record<Who, Page>> {
  const signedIn = async ([who, role]: [string, string]) => {
    const page = await open('/applications')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: role, exact: true }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    return [who, page] as const
  }
  return Object.fromEntries(await Promise.all(Object.entries(ROLES).map(signedIn))) as Record<Who, Page>
}

/** Another page, as soon as it can be read: what a test looks for on it is waited for there. */
async function visit(page: Page, path: string) {
  await page.goto(new URL(path, page.url()).href)
  await page.getByRole('heading', { level: 1 }).waitFor()
}

const now = (page: Page) => page.getByRole('region', { name: '当前', exact: true })
const panel = (page: Page) => page.getByRole('region', { name: '办理', exact: true })
const file = (name: string) => ({ name: `${name}.txt`, mimeType: 'text/plain', buffer: Buffer.from(name) })

/**
 * Agrees to the step that is held, with its documents, and waits for the next one. Of a step that several sign the page
 * shows the same name before and after, so the answer to the deed is awaited as well.
 */
async function agrees(page: Page, path: string, documents: readonly string[], next: string) {
  await visit(page, path)
  for (const kind of documents) await page.getByLabel(kind, { exact: true }).setInputFiles(file(kind))
  const stored = page.waitForResponse((one) => one.url().endsWith(`${path}/events`))
  await panel(page)
    .getByRole('button', { name: /^同\s*意$/ })
    .click()
  expect((await stored).status()).toBe(200)
  await now(page).getByText(next, { exact: true }).waitFor()
}

/**
 * Hands in the form of the step that is held: what is known is there already, whatever else is required is written.
 *
 * @returns how many fields were reused, and how many the form has
 */
async function handsIn(page: Page, path: string, form: string): Promise<{ reused: number; all: number }> {
  await visit(page, path)
  await panel(page).getByRole('link', { name: /填写$/ }).click()
  await page.getByRole('heading', { level: 1, name: form, exact: true }).waitFor()
  await page.getByText(/^必填未填/).click()
  await page.waitForURL(/only=required/)
  const rows = page.locator('main section [data-state=missing]:has(> div)')
  for (let left = await rows.count(); left > 0; left--) {
    await answer(rows.first(), `${form}内容`)
    await expect.poll(() => rows.count()).toBe(left - 1)
  }
  const count = async (name: string) =>
    Number((await page.getByText(new RegExp(`^${name} [\\d,]+`)).textContent())!.replace(/\D/g, ''))
  const counts = { reused: await count('沿用'), all: await count('全部') }
  await page.getByRole('button', { name: /^提\s*交$/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^提\s*交$/ })
    .click()
  await page
    .getByRole('status')
    .getByText(/^已提交第 \d 份/)
    .waitFor()
  return counts
}

/** Writes something that fits into the control of a field. */
async function answer(row: Locator, text: string) {
  const control = row.locator('input, textarea').first()
  const [type, role] = [await control.getAttribute('type'), await control.getAttribute('role')]
  if (type === 'radio') await row.locator('label').first().click()
  else await control.fill(type === 'date' ? '2027-06-30' : role === 'spinbutton' ? '120' : text)
}

/** Who decides which step with which documents or by which form, and where that leads. */
const TO_TRIAL: readonly (readonly [Who, documents: readonly string[], next: string, form?: string])[] = [
  ['force', ['创建名单'], '编制申报方案'],
  ['town', [], '区专班初审', '申报方案'],
  ['force', [], '区政府同意'],
  ['government', [], '市专班评审'],
  ['reviewer', ['专家评审意见'], '公布创建名单'],
  ['reviewer', ['公布文件'], '编制实施方案'],
  ['town', [], '区专班初审实施方案', '实施方案'],
  ['force', [], '区政府同意实施方案'],
  ['government', [], '市专班评审实施方案'],
  ['reviewer', ['专家评审意见'], '报省专班备案'],
  ['reviewer', ['备案回执'], '实施', '备案表'],
  ['town', ['竣工报告'], '竣工验收'],
  ['force', ['竣工验收证书'], '竣工验收'],
  ['department', [], '试运营满 3 个月'],
]

/** The earlier application of the demo is ended, and a new one is opened from the page of projects. */
async function reopened(force: Page): Promise<string> {
  await visit(force, '/applications?box=all&q=划船')
  await force.getByRole('link', { name: '划船', exact: true }).click()
  await panel(force).getByText('终止', { exact: true }).click()
  await force.getByLabel('意见', { exact: true }).fill('按新方案重新申报')
  await panel(force)
    .getByRole('button', { name: /^终\s*止$/ })
    .click()
  await force
    .getByRole('dialog')
    .getByRole('button', { name: /^终\s*止$/ })
    .click()
  await now(force).getByText('已终止', { exact: true }).waitFor()
  await visit(force, '/projects')
  const row = force.getByRole('row').filter({ has: force.getByRole('rowheader', { name: '划船' }) })
  await row.getByRole('button', { name: '发起申报' }).click()
  await force.getByRole('dialog').getByRole('button', { name: '发起申报' }).click()
  await force.waitForURL(/\/applications\/\d+\/[0-9a-f-]+$/)
  return new URL(force.url()).pathname
}

const DAYS_AGO = (days: number) => isoOf(dayOf(chinaToday()) - days)

/** Reports the first day of service by the form that the clock leads to, with the day's log. */
async function reportsFirstDay(operator: Page, path: string) {
  await visit(operator, path)
  await operator.getByRole('link', { name: '填报一个服务日' }).click()
  await operator.waitForURL(/\/facts\/new\?community=\d+&term=service_day/)
  await operator.getByLabel('数值', { exact: true }).fill('35')
  await operator.getByLabel('日期', { exact: true }).fill(DAYS_AGO(95))
  await operator.getByLabel('来源', { exact: true }).fill('服务台账')
  const send = operator.getByRole('button', { name: /提\s*交/ })
  await send.click()
  await operator.getByRole('alert').getByText('此项须附证明材料').waitFor()
  await operator.getByLabel('证明材料', { exact: true }).setInputFiles(file('服务台账'))
  await send.click()
  await operator.getByRole('link', { name: '查看这项事实' }).waitFor()
}

/** Reports every second day since, each with the log of its day, as an operator's own program would. */
async function reportsTheOthers(operator: Page) {
  const days = Array.from({ length: 47 }, (_, i) => DAYS_AGO(93 - 2 * i))
  const recorded = await operator.evaluate(
    async ([communityId, ...days]) => {
      const facts = []
      for (const day of days) {
        const form = new FormData()
        form.set('communityId', communityId!)
        form.set('file', new Blob([`服务台账 ${day}`]), `${day}.txt`)
        const kept = await fetch('/api/documents', { method: 'POST', body: form })
        const { documentId } = (await kept.json()) as { documentId: string }
        facts.push({
          ...{ subjectKind: 'community', subjectId: communityId, term: 'service_day', value: 20 },
          ...{ validFrom: day, source: '服务台账', documentId },
        })
      }
      const headers = { 'content-type': 'application/json' }
      return (await fetch('/api/facts', { method: 'POST', headers, body: JSON.stringify({ facts }) })).status
    },
    [COMMUNITY, ...days],
  )
  expect(recorded).toBe(200)
}

test('seven people take a community from its diagnosis to its naming', async () => {
  const who = await people()
  await visit(who.delegate, `/communities/${COMMUNITY}`)
  await who.delegate.getByRole('heading', { level: 1, name: '划船' }).waitFor()
  const path = await reopened(who.force)
  for (const [one, documents, next, form] of TO_TRIAL) {
    // One fact, all levels: of every form but the first at least half is there when it is opened.
    const counts = form && (await handsIn(who[one], path, form))
    if (counts && form !== '申报方案') expect(counts.reused / counts.all, form).toBeGreaterThanOrEqual(0.5)
    await agrees(who[one], path, documents, next)
  }

  await reportsFirstDay(who.operator, path)
  await visit(who.operator, path)
  const clock = who.operator.getByRole('region', { name: '试运营时钟' })
  // Three months are over since then, with the days of the demo alone too few a week.
  await clock.getByText(/^平均每周只有 [\d.]+ 个服务日，少于 3 个$/).waitFor()
  expect(await panel(who.operator).getByText('办理条件尚未满足').count()).toBeGreaterThan(0)
  await reportsTheOthers(who.operator)
  await who.operator.reload()
  await clock.getByText('已满，可以办结', { exact: true }).waitFor()

  await agrees(who.operator, path, ['试运营报告'], '评估考核')
  const assessed = await handsIn(who.reviewer, path, '自评报告')
  expect(assessed.reused / assessed.all).toBeGreaterThanOrEqual(0.5)
  await agrees(who.reviewer, path, ['居民满意度调查'], '命名公布')
  await agrees(who.force, path, ['命名文件'], '已命名')
  expect(await who.force.getByText('同一人免办').count()).toBe(1)
}, 180_000)
