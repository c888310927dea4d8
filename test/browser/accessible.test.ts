import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { everyPage } from './every-page.ts'
import { bareFigures } from './figures.ts'
import { DESKTOP, FILLED_TOWN, PHONE, visitor } from './visitor.ts'

const { open, go, ask } = visitor()
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What is wrong with a page for somebody who cannot see it, or not well, or has a narrow screen. */
async function wrongWith(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  const sideways = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  return [
    ...violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).slice(0, 3)}`),
    ...(Number(sideways) > 0 ? [`${sideways} px wider than the screen`] : []),
  ]
}

const WALKS = [
  ['zh', DESKTOP],
  ['en', PHONE],
] as const

/** What is wrong with each page, for a visitor who goes from one to the next. */
async function walk([language, size]: (typeof WALKS)[number]): Promise<string[]> {
  const page = await open('/packs', { language, size })
  const found: string[] = []
  for (const path of await everyPage(ask)) {
    await go(page, path)
    for (const wrong of [...(await wrongWith(page)), ...(await bareFigures(page))])
      found.push(`${language} ${path}: ${wrong}`)
  }
  return found
}

// Both at once: either leaves the processor idle much of the time.
test('no page has a violation that axe can find or scrolls sideways, and every number opens to its rows', async () => {
  expect((await Promise.all(WALKS.map(walk))).flat()).toEqual([])
}, 900_000)

test.each(WALKS)('in %s on %j the menu to sign in has no violation either', async (language) => {
  const page = await open('/packs', { language })
  await page.getByRole('button', { name: language === 'zh' ? '登录' : 'Sign in' }).click()
  await page.getByRole('dialog').waitFor()
  await page.waitForTimeout(400) // it slides in; half-seen text has no contrast
  expect(await wrongWith(page)).toEqual([])
})

test.each([
  ['the district', '/'],
  ['a community', `/communities/${FILLED_TOWN}006`],
  ['facilities', '/facilities'],
  ['projects', '/projects'],
])('%s has no violation with its map drawn, and its numbers open too', async (_, path) => {
  const page = await open(path, { maps: true })
  await page.locator('canvas.maplibregl-canvas').first().waitFor()
  expect([...(await wrongWith(page)), ...(await bareFigures(page))]).toEqual([])
})
