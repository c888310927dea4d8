import { AxeBuilder } from '@axe-core/playwright'
import { describe, expect, test } from 'vitest'
import { DESKTOP, PHONE, visitor } from './visitor.ts'

const { open, ask } = visitor()
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** One address of every page there is. */
async function everyPage(): Promise<string[]> {
  const { communities } = await ask('/api/diagnosis')
  const { communityId } = communities[0]
  const { indicators } = await ask(`/api/diagnosis/communities/${communityId}`)
  const of = (type: string) =>
    indicators.find((i: { tests: { measure: { type: string } }[] }) =>
      i.tests.some(({ measure }) => measure.type === type),
    )?.indicator
  return [
    '/',
    `/?lens=HE&at=${communityId}`,
    '/?q=nobody-is-called-so',
    `/communities/${communityId}`,
    `/communities/${communityId}?as=table`,
    `/communities/${communityId}/indicators/${of('reach')}`,
    `/communities/${communityId}/indicators/${of('reported')}`,
    '/projects',
    '/facilities',
    '/facilities/import',
    '/packs',
    '/packs/zhejiang-33',
    '/nowhere',
  ]
}

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  test.each([
    ['a desktop', DESKTOP],
    ['a phone', PHONE],
  ])('no page on %s has a violation axe can find, nor scrolls sideways', async (_, size) => {
    const found: string[] = []
    for (const path of await everyPage()) {
      const page = await open(path, { language, size })
      await page.waitForLoadState('networkidle')
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
      for (const { id, nodes } of violations)
        found.push(`${path}: ${id} ${nodes.map(({ target }) => target.join(' ')).slice(0, 3)}`)
      const sideways = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      if (Number(sideways) > 0) found.push(`${path}: ${sideways} px wider than the screen`)
      await page.context().close()
    }
    expect(found).toEqual([])
  })

  test('the menu to sign in has no violation either', async () => {
    const page = await open('/packs', { language })
    await page.getByRole('button', { name: language === 'zh' ? '登录' : 'Sign in' }).click()
    await page.getByRole('dialog').waitFor()
    await page.waitForTimeout(400) // it slides in; half-seen text has no contrast
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
  })
})
