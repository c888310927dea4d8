import { expect, test } from 'vitest'
import { FILLED_TOWN, PHONE, visitor } from './visitor.ts'

const { open, go, ask } = visitor()
const PATIENTLY = { timeout: 30_000 }

test('the task force computes anew and verifies; the run of before has lost its inputs and says so', async () => {
  const page = await open('/runs')
  expect(await page.getByRole('button', { name: '重新计算' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: /^核验/ }).count()).toBe(0)
  await page.request.post(new URL('/api/demo/session', page.url()).href, { data: { role: 'task-force' } })
  await go(page, '/runs?pack=zhejiang-33')
  await page.getByRole('button', { name: '重新计算' }).click()
  await page.getByText('结果与上次逐位相同').waitFor(PATIENTLY)
  const verify = page.getByRole('button', { name: /^核验/ })
  await verify.nth(0).click()
  await page.getByText('重算后逐位一致').waitFor(PATIENTLY)
  await verify.nth(1).click()
  await page.getByText('输入数据已按保留期清理').waitFor(PATIENTLY)

  const choose = page.getByRole('checkbox', { name: /^比较/ })
  await choose.nth(0).check()
  await page.getByText('再勾选一次诊断').waitFor()
  await choose.nth(1).check()
  await page.getByText('两次诊断没有差别').waitFor(PATIENTLY)
  expect(page.url()).toContain('compare=')
})

test('a past day is chosen, kept from page to page, and left for today', async () => {
  const page = await open('/runs', { language: 'en' })
  await page.getByLabel('Open a past day').fill('2024-06-30')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByText('You are looking at 30 Jun 2024.').waitFor(PATIENTLY)
  const asked = await ask('/api/diagnosis?asOf=2024-06-30')
  expect(asked.run.asOf).toBe('2024-06-30')
  const { name } = asked.communities.find((c: { townId: string }) => c.townId === FILLED_TOWN)
  await page.getByRole('link', { name: name.en, exact: true }).first().click()
  await page.getByRole('heading', { level: 1, name: name.en }).waitFor(PATIENTLY)
  expect(page.url()).toContain('asOf=2024-06-30')
  await page.getByRole('link', { name: 'Back to today' }).click()
  await expect.poll(() => page.getByRole('note').count(), PATIENTLY).toBe(0)
  expect(page.url()).not.toContain('asOf')
})

test('a community shows its own history, which opens to its days', async () => {
  const { communities } = await ask('/api/diagnosis')
  const { communityId } = communities.find((c: { townId: string }) => c.townId === FILLED_TOWN)
  const days = await ask(`/api/diagnosis/communities/${communityId}/history`)
  const page = await open(`/communities/${communityId}`, { size: PHONE })
  const section = page.locator('#history')
  const bars = section.getByRole('region', { name: '得分变化' }).getByRole('link')
  await expect.poll(() => bars.count(), PATIENTLY).toBe(days.length)
  await bars.last().click()
  await page.waitForURL(`**?asOf=${days.at(-1).asOf}`)
})
