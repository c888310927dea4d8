import { AxeBuilder } from '@axe-core/playwright'
import { describe, expect, test } from 'vitest'
import { everyPage } from './every-page.ts'
import { DESKTOP, PHONE, visitor } from './visitor.ts'

const { open, go, ask } = visitor()
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

describe.each([
  ['zh', DESKTOP],
  ['en', PHONE],
] as const)('in %s on %j', (language, size) => {
  test('no page has a violation that axe can find, and none scrolls sideways', async () => {
    const found: string[] = []
    const page = await open('/packs', { language, size })
    for (const path of await everyPage(ask)) {
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
