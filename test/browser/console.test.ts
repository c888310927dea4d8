import { expect, test } from 'vitest'
import { FILLED_TOWN, visitor } from './visitor.ts'

const { open, ask } = visitor()
const PATIENTLY = { timeout: 20_000 }

test('the console opens on the district with every community in the list and on the map', async () => {
  const { communities } = await ask('/api/diagnosis')
  const page = await open('/', { maps: true })
  expect(await page.title()).toContain('鄞州区')
  expect(await page.locator('tbody tr').count()).toBe(communities.length)
  await page.locator('canvas.maplibregl-canvas').waitFor()
  expect(await page.getByRole('button', { name: '演示数据' }).isVisible()).toBe(true)
})

test('a community is found by keyboard alone, and the address keeps the search', async () => {
  const { communities } = await ask('/api/diagnosis')
  const wanted = communities.find((c: { name: { zh: string } }) => c.name.zh.startsWith('划船'))
  const page = await open('/')
  const focused = (what: string) => page.evaluate(`document.activeElement?.${what}`)
  const tabTo = async (what: string, value: string) => {
    for (let i = 0; i < 40 && (await focused(what)) !== value; i++) await page.keyboard.press('Tab')
  }
  await tabTo('type', 'search')
  await page.keyboard.type('huachuan')
  await page.waitForURL(/q=huachuan/)
  await expect.poll(() => page.locator('tbody tr').count(), PATIENTLY).toBe(1)
  await tabTo('textContent', wanted.name.zh)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/communities/${wanted.communityId}`)
  await page.getByRole('heading', { level: 1, name: wanted.name.zh }).waitFor()
}, 180_000)

test('the chips count the classes and filter by them', async () => {
  const { communities } = await ask('/api/diagnosis')
  const count = communities.filter((c: { class: string }) => c.class === 'undetermined').length
  const page = await open('/')
  await page.getByRole('button', { name: `待定 ${count}` }).click()
  await page.waitForURL(/band=undetermined/)
  await expect.poll(() => page.locator('tbody tr').count(), PATIENTLY).toBe(count)
})

test('what is missing most leads to the communities that lack it', async () => {
  const { deficits } = await ask('/api/diagnosis')
  const [most] = deficits
  const page = await open('/')
  await page.getByRole('region', { name: '最缺什么' }).getByRole('button').first().click()
  await page.waitForURL(new RegExp(`lacking=${most.indicator}`))
  await expect.poll(() => page.locator('tbody tr').count(), PATIENTLY).toBe(most.communities)
})

test('from a community over an indicator to the homes behind it and a walk', async () => {
  const { communities } = await ask('/api/diagnosis')
  const { communityId } = communities.find((c: { townId: string }) => c.townId === FILLED_TOWN)
  const { indicators } = await ask(`/api/diagnosis/communities/${communityId}`)
  const reach = indicators.find(
    (i: { tests: { measure: { type: string } }[] }) => i.tests[0]?.measure.type === 'reach',
  )
  const page = await open(`/communities/${communityId}`, { maps: true })
  await page.locator('#indicators').getByRole('link', { name: reach.name.zh }).click()
  await page.getByRole('heading', { level: 1, name: reach.name.zh }).waitFor()
  await page
    .getByRole('button', { name: /^画路线: / })
    .first()
    .click()
  await page.getByText(/约 \d+ 分钟/).waitFor()
  expect(page.url()).toContain('cell=')
})

test('one switch turns the whole page into English and is remembered', async () => {
  const page = await open('/')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { level: 1, name: /Yinzhou/ }).waitFor()
  expect(await page.evaluate('document.documentElement.lang')).toBe('en')
  // What is left in Chinese would be a word without its English.
  const text = await page.locator('main').textContent()
  expect(text?.match(/\p{Script=Han}+/gu) ?? []).toEqual([])
})

test('a role of the demo may import, a stranger may not', async () => {
  const page = await open('/facilities/import')
  const start = page.getByRole('button', { name: '开始导入' })
  expect(await start.isDisabled()).toBe(true)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('button', { name: '区专班' }).click()
  await expect.poll(() => start.isEnabled(), PATIENTLY).toBe(true)
})

test.each(['/nowhere', '/communities/330212999999'])(
  '%s leads nowhere and offers the way back',
  async (path) => {
    const page = await open(path)
    await page.getByRole('heading', { level: 1, name: '没有这个页面' }).waitFor()
    await page.getByRole('link', { name: '回到全区诊断' }).click()
    await page.getByRole('heading', { level: 1, name: /鄞州区/ }).waitFor()
  },
)
