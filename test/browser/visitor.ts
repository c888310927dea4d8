import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { launchChromium } from './chromium.ts'

/** Of the towns that setup.ts fills with people and facilities. */
export const FILLED_TOWN = '330212008'
export const DESKTOP = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }

interface Visit {
  readonly language?: 'zh' | 'en'
  readonly size?: { width: number; height: number }
  /** Maps are drawn where a test is about them: WebGL is drawn in software here, which takes seconds a page. */
  readonly maps?: boolean
}

const WITHOUT_WEBGL = `const draw = HTMLCanvasElement.prototype.getContext
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith('webgl') ? null : draw.call(this, kind, ...rest)
}`

/**
 * Pages in a browser of this test file, closed after each test. A test fails if a page asked another host for
 * anything, or if its code failed.
 */
export function visitor(urlOf = () => inject('consoleUrl')) {
  const wrongs: string[] = []
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    expect(wrongs.splice(0)).toEqual([])
  })

  /** A fresh visitor's page, opened at `path`. */
  async function open(
    path: string,
    { language = 'zh', size = DESKTOP, maps = false }: Visit = {},
  ): Promise<Page> {
    const phone = size.width < 500
    const context = await browser.newContext({ viewport: size, hasTouch: phone, isMobile: phone })
    await context.addInitScript(`localStorage.setItem('language', '${language}')`)
    if (!maps) await context.addInitScript(WITHOUT_WEBGL)
    context.on('request', (request) => {
      const asked = new URL(request.url())
      if (/^https?:$/.test(asked.protocol) && asked.origin !== urlOf())
        wrongs.push(`request to ${asked.origin}`)
    })
    const page = await context.newPage()
    page.on('pageerror', (error) => wrongs.push(error.message))
    await go(page, path)
    return page
  }

  /** Another page of the console for the same visitor, once what it shows is there. */
  async function go(page: Page, path: string): Promise<void> {
    await page.goto(urlOf() + path)
    await page.getByRole('heading', { level: 1 }).waitFor({ timeout: 30_000 })
    await page.waitForLoadState('networkidle')
  }

  /** The server's own answer, to know what a page must show. */
  // biome-ignore lint/suspicious/noExplicitAny: each test reads the few fields it compares
  const ask = async (path: string): Promise<any> => (await fetch(urlOf() + path)).json()

  return { open, go, ask }
}
