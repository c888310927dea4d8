import { expect, test } from 'vitest'
import { PHONE, visitor } from './visitor.ts'

const { open, go, ask } = visitor()
const PATIENTLY = { timeout: 30_000 }

test('list, year and counts agree on a past day, and what is chosen says why it is red and what comes next', async () => {
  const { rows } = await ask('/api/programme/milestones?asOf=2023-12-31')
  const red = rows.filter((row: { isRed: boolean }) => row.isRed)
  const page = await open('/projects/wall?asOf=2023-12-31')
  const list = page.getByRole('region', { name: '里程碑清单' }).getByRole('listitem')
  await expect.poll(() => list.count(), PATIENTLY).toBe(rows.length)
  expect(await list.filter({ hasText: '红名单' }).count()).toBe(red.length)
  const year = page.getByRole('region', { name: '年历' })
  const ofYear = rows.filter((row: { due: string }) => row.due.startsWith('2023'))
  expect(await year.getByRole('listitem').getByRole('button').count()).toBe(ofYear.length)

  await page.getByRole('button', { name: `${red.length} 红名单` }).click()
  await expect.poll(() => list.count(), PATIENTLY).toBe(red.length)
  await year.getByRole('button', { name: '白鹤' }).click()
  const card = page.getByRole('region', { name: '白鹤', exact: true })
  await card.getByText('已完成，逾期 585 天').waitFor()
  await card.getByText('今天到期，未报').waitFor()
  expect(page.url()).toContain('at=baihe')
  await card.getByRole('link', { name: '打开项目' }).click()
  await page.getByRole('heading', { level: 1, name: '白鹤' }).waitFor(PATIENTLY)
  expect(page.url()).toContain('asOf=2023-12-31')
})

test('what turns red with a change of the day is marked, and nothing is on a page that is just opened', async () => {
  const redOn = async (day: string) =>
    new Set<string>(
      (await ask(`/api/programme/milestones?asOf=${day}`)).rows.flatMap(
        (row: { isRed: boolean; subjectId: string }) => (row.isRed ? [row.subjectId] : []),
      ),
    )
  const [before, after] = [await redOn('2022-04-29'), await redOn('2022-04-30')]
  const { projects } = await ask('/api/projects?asOf=2022-04-29&size=500')
  const known = new Set(projects.map(({ projectId }: { projectId: string }) => projectId))
  const fresh = [...after].filter((id) => known.has(id) && !before.has(id))
  expect(fresh.length).toBeGreaterThan(0)
  const page = await open('/projects/wall?asOf=2022-04-29')
  const list = page.getByRole('region', { name: '里程碑清单' })
  await list.getByRole('listitem').first().waitFor(PATIENTLY)
  expect(await list.getByText('刚变红').count()).toBe(0)
  await page.locator('input[type=date]').fill('2022-04-30')
  await list.getByText('刚变红').first().waitFor(PATIENTLY)
  expect(new Set(await list.locator('[data-turned] b').allTextContents()).size).toBe(fresh.length)
})

test('on a phone, in English, a year is turned and a card is closed', async () => {
  const page = await open('/projects/wall?asOf=2022-06-30&at=baihe', { language: 'en', size: PHONE })
  await page
    .getByRole('region', { name: 'Baihe', exact: true })
    .getByText('due 61 days ago, nothing reported')
    .waitFor(PATIENTLY)
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await expect.poll(() => page.url()).not.toContain('at=')
  await page.getByRole('button', { name: 'Year before' }).click()
  await page.getByRole('heading', { name: '2021', exact: true }).waitFor()
  await go(page, '/projects')
  await page.getByRole('link', { name: 'Wall map' }).waitFor()
})

test('the card of a project says who has its application in hand', async () => {
  const page = await open('/packs')
  await page.request.post(new URL('/api/demo/session', page.url()).href, { data: { role: 'task-force' } })
  const { rows } = await (
    await page.request.get(new URL('/api/applications?subjectKind=project&status=open', page.url()).href)
  ).json()
  const { subjectId, title, atName } = rows.find((row: { turns: object[] }) => row.turns.length > 0)
  await go(page, `/projects/wall?at=${subjectId}`)
  const card = page.getByRole('region', { name: title.zh, exact: true })
  await card.getByText('办理中，自').waitFor(PATIENTLY)
  await card.getByRole('link', { name: atName.zh }).click()
  await page.waitForURL('**/applications/**', PATIENTLY)
})
