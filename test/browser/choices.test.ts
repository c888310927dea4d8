import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { FILLED_TOWN, PHONE, visitor } from './visitor.ts'

const { open, go, ask } = visitor()
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Nothing that axe can find in the dialog, once it has slid in: half-seen text has no contrast. */
async function expectAccessible(page: Page): Promise<void> {
  await page.waitForTimeout(400)
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
}

async function enterAs(page: Page, role: string, path: string): Promise<void> {
  await page.request.post(new URL('/api/demo/session', page.url()).href, { data: { role } })
  await go(page, path)
}

/** A community of the filled town whose indicator counts and earns something, so that an opt-out lowers its score. */
async function communityToChange() {
  const { communities } = await ask('/api/diagnosis')
  const { communityId } = communities.find((c: { townId: string }) => c.townId === FILLED_TOWN)
  const { indicators, summary } = await ask(`/api/diagnosis/communities/${communityId}`)
  const counted = indicators.find((i: { weight: number; score: number[] }) => i.weight > 0 && i.score[0]! > 0)
  return { communityId, name: counted.name as { zh: string; en: string }, score: summary.score as number[] }
}

test('a town opts out of an indicator after seeing what it changes, and takes that back', async () => {
  const { communityId, name, score } = await communityToChange()
  const path = `/communities/${communityId}`
  const page = await open(path, { language: 'en', size: PHONE })
  const section = page.locator('#declarations')
  await section.getByRole('heading', { name: 'Declarations' }).waitFor()
  expect(await section.getByRole('button').count()).toBe(0)

  await enterAs(page, 'town', path)
  await section.getByRole('button', { name: 'Declare…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Opt out of an indicator' }).check()
  await dialog.getByRole('combobox', { name: 'Which' }).fill(name.en)
  await page.keyboard.press('Enter')
  const effect = dialog.getByRole('region', { name: 'What it changes' })
  await effect.getByText('stays in the denominator').waitFor()
  await expectAccessible(page)
  const save = dialog.getByRole('button', { name: 'Declare' })
  await save.click()
  await dialog.getByText('say why').waitFor()
  expect((await ask(`/api/diagnosis/communities/${communityId}`)).summary.score).toEqual(score)

  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Decided by the residents')
  await save.click()
  await dialog.waitFor({ state: 'hidden' })
  await section.getByText('Decided by the residents').first().waitFor()
  const after = await ask(`/api/diagnosis/communities/${communityId}`)
  expect(after.summary.score[1]).toBeLessThan(score[1]!)
  expect(await page.locator('#indicators').getByText('Its weight stays in the denominator.').count()).toBe(1)

  await section.getByRole('button', { name: `Take back: ${name.en}` }).click()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Decided anew')
  await dialog.getByRole('button', { name: 'Take back' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await section.getByText(/All records/).click()
  await section.getByText('Decided anew').waitFor()
  expect((await ask(`/api/diagnosis/communities/${communityId}`)).summary.score).toEqual(score)
})

test('the task force sees who would flip by other cut-offs, uses them, and goes back to the pack', async () => {
  const path = '/packs/zhejiang-33'
  const page = await open(path)
  const panel = page.getByRole('region', { name: '分级' })
  await panel.getByText('产品默认值').first().waitFor()
  expect(await panel.getByRole('button', { name: '修改…' }).count()).toBe(0)
  const nearlyMature = async () => {
    const { communities } = await ask('/api/diagnosis')
    return communities.filter(
      (c: { class: string; pack: string }) => c.class === 'near-mature' && path.endsWith(c.pack),
    ).length
  }
  const before = await nearlyMature()

  await enterAs(page, 'task-force', path)
  await panel.getByRole('button', { name: '修改…' }).click()
  const dialog = page.getByRole('dialog')
  const cutoff = dialog.getByRole('spinbutton', { name: '基本成熟型的最低得分' })
  await cutoff.fill('90')
  await dialog.getByText('须低于上一级的分数线').waitFor()
  await cutoff.fill('20')
  await dialog.getByText(/\d+ 个社区会改变类型/).waitFor()
  await expectAccessible(page)
  const foreseen = await dialog
    .getByRole('row', { name: /^基本成熟型/ })
    .getByRole('cell')
    .last()
    .textContent()
  await dialog.getByRole('textbox', { name: '理由' }).fill('试算')
  await dialog.getByRole('button', { name: /采\s?用/ }).click()
  await dialog.waitFor({ state: 'hidden' })
  await panel.getByText('区专班设定').first().waitFor()
  expect(String(await nearlyMature())).toBe(foreseen)

  await panel.getByRole('button', { name: '修改…' }).click()
  await dialog.getByRole('button', { name: '恢复指标包的数值' }).click()
  await dialog.getByRole('textbox', { name: '理由' }).fill('试算完毕')
  await dialog.getByRole('button', { name: /采\s?用/ }).click()
  await dialog.waitFor({ state: 'hidden' })
  await panel.getByText('产品默认值').first().waitFor()
  expect(await nearlyMature()).toBe(before)
})
