import { expect, test } from 'vitest'
import { PHONE, visitor } from './visitor.ts'

const { open, ask } = visitor()
const PATIENTLY = { timeout: 30_000 }
const QUERY = 'asOf=2023-12-31&since=2021-12-31'

interface Row {
  readonly before: string | null
  readonly stage: string
}

test('every project is in one library, a flow opens to its names, and the names are a file', async () => {
  const { rows, libraries } = await ask(`/api/programme/libraries?${QUERY}`)
  const page = await open(`/projects/libraries?${QUERY}`)
  let listed = 0
  for (const library of libraries) {
    const own = rows.filter(({ stage }: Row) => library.stages.includes(Number(stage)))
    const items = page.getByRole('region', { name: library.name.zh, exact: true }).getByRole('listitem')
    await expect.poll(() => items.count(), PATIENTLY).toBe(own.length)
    listed += own.length
  }
  expect(listed).toBe(rows.length)

  const moves = page.getByRole('region', { name: '变动清单' })
  const changed = rows.filter(({ before, stage }: Row) => before !== stage)
  await moves.getByText(`${changed.length} 个项目的阶段有变动`).waitFor()
  const flow = page.getByRole('region', { name: '入库流向' }).getByRole('link', { name: /^储备库 → 实施库/ })
  const count = Number((await flow.getAttribute('aria-label'))!.match(/：(\d+) 个/)![1])
  await flow.click()
  await expect.poll(() => moves.getByRole('row').count(), PATIENTLY).toBe(count + 1)
  expect(page.url()).toContain('flow=reserve')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    moves.getByRole('button', { name: '导出 CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('变动清单-2021-12-31-2023-12-31.csv')
})

test('on a phone, in English, a project is searched and a quarter without moves says so', async () => {
  const page = await open('/projects/libraries?asOf=2021-12-20&since=2021-12-19', {
    language: 'en',
    size: PHONE,
  })
  await page.getByText('Nothing moved between the two days').waitFor(PATIENTLY)
  await page.getByRole('button', { name: 'A year before' }).click()
  await page.getByRole('region', { name: 'What moved' }).getByRole('row').nth(1).waitFor(PATIENTLY)
  await page.getByLabel('Search projects').fill('Baihe')
  await expect
    .poll(() => page.getByRole('link', { name: 'Baihe', exact: true }).count(), PATIENTLY)
    .toBeGreaterThan(0)
})
