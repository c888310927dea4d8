import { AxeBuilder } from '@axe-core/playwright'
import { describe, expect, test } from 'vitest'
import { DESKTOP, FILLED_TOWN, PHONE, visitor } from './visitor.ts'

const { open, go, ask } = visitor()
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** One address of every page there is. */
async function everyPage(): Promise<string[]> {
  const { communities } = await ask('/api/diagnosis')
  const { communityId } = communities.find((c: { townId: string }) => c.townId === FILLED_TOWN)
  const { indicators } = await ask(`/api/diagnosis/communities/${communityId}`)
  const of = (type: string) =>
    indicators.find((i: { tests: { measure: { type: string } }[] }) =>
      i.tests.some(({ measure }) => measure.type === type),
    )?.indicator
  return [
    `/?town=${FILLED_TOWN}`,
    `/?town=${FILLED_TOWN}&lens=HE&at=${communityId}&view=map`,
    '/?q=nobody-is-called-so',
    `/communities/${communityId}`,
    `/communities/${communityId}?as=table`,
    `/communities/${communityId}/indicators/${of('reach')}`,
    `/communities/${communityId}/indicators/${of('reported')}`,
    '/what-if',
    '/projects',
    '/facilities',
    '/facilities/import',
    '/packs',
    '/packs/zhejiang-33',
    '/accounts',
    '/accounts/roles',
    '/nowhere',
  ]
}

describe.each([
  ['zh', DESKTOP],
  ['en', PHONE],
] as const)('in %s on %j', (language, size) => {
  test('no page has a violation that axe can find, and none scrolls sideways', async () => {
    const found: string[] = []
    const page = await open('/packs', { language, size })
    for (const path of await everyPage()) {
      await go(page, path)
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
      for (const { id, nodes } of violations)
        found.push(`${path}: ${id} ${nodes.map(({ target }) => target.join(' ')).slice(0, 3)}`)
      const sideways = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      if (Number(sideways) > 0) found.push(`${path}: ${sideways} px wider than the screen`)
    }
    expect(found).toEqual([])
  }, 400_000)

  test('the menu to sign in has no violation either', async () => {
    const page = await open('/packs', { language })
    await page.getByRole('button', { name: language === 'zh' ? '登录' : 'Sign in' }).click()
    await page.getByRole('dialog').waitFor()
    await page.waitForTimeout(400) // it slides in; half-seen text has no contrast
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
  })
})
