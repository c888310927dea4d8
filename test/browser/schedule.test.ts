import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { PHONE, visitor } from './visitor.ts'

const { open } = visitor()
const PATIENTLY = { timeout: 30_000 }
const WHOLE = '/projects/baihe/schedule?template=renewal&stage=1&from=2026-11-30'

const duration = (page: Page, step: string) => page.getByRole('spinbutton', { name: `${step}的工期` })

test('a plan that does not fit is shortened by one click, undone, dragged, shared by its link and exported', async () => {
  const page = await open(`${WHOLE}&deadline=2029-10-31`)
  const verdict = page.getByRole('region', { name: '结论' })
  await verdict.getByText(/来得及/).waitFor(PATIENTLY)

  // The deadline comes nearer: one step is named, and by how much.
  await page.getByLabel('期限', { exact: true }).fill('2029-06-29')
  await verdict.getByText(/来不及：.*晚 \d+ 天/).waitFor()
  const sentence = await verdict.getByText('只需缩短一步').textContent()
  const [, step, from, to, by] = sentence!.match(/“(.+)”由 (\d+) 缩短到 (\d+) 个工作日，少 (\d+)/)!
  expect(Number(from) - Number(to)).toBe(Number(by))
  expect(await duration(page, step!).inputValue()).toBe(from)
  await verdict.getByRole('button', { name: '照此缩短' }).click()
  await verdict.getByText(/来得及/).waitFor()
  expect(await duration(page, step!).inputValue()).toBe(to)
  await expect.poll(() => page.url()).toMatch(/durations=\w+(-\w+)*%3A\d+/)

  await page.keyboard.press('Control+z')
  await verdict.getByText(/来不及/).waitFor()
  await page.getByRole('button', { name: '重做' }).click()
  await verdict.getByText(/来得及/).waitFor()

  // The left end of a bar by pointer: further left is longer; the table says the same; one step to undo.
  const handle = page.getByRole('slider', { name: '施工招标的工期' })
  const before = Number(await handle.getAttribute('aria-valuenow'))
  await handle.scrollIntoViewIfNeeded()
  const at = (await handle.boundingBox())!
  await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2)
  await page.mouse.down()
  await page.mouse.move(at.x - 20, at.y + at.height / 2, { steps: 4 })
  await page.mouse.move(at.x - 40, at.y + at.height / 2, { steps: 4 })
  await page.mouse.up()
  const dragged = Number(await handle.getAttribute('aria-valuenow'))
  expect(dragged).toBeGreaterThan(before)
  expect(await duration(page, '施工招标').inputValue()).toBe(String(dragged))
  await page.getByRole('button', { name: '撤销' }).click()
  await expect.poll(() => duration(page, '施工招标').inputValue()).toBe(String(before))
  await handle.focus()
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => duration(page, '施工招标').inputValue()).toBe(String(before + 1))

  // A typed duration that is none is refused and changes nothing.
  await duration(page, '施工招标').fill('0')
  await page.getByText('1 到 999 的整数').waitFor()
  await duration(page, '施工招标').blur()
  expect(await duration(page, '施工招标').inputValue()).toBe(String(before + 1))

  const rows = await page.getByRole('table', { name: '进度表' }).textContent()
  const shared = await open(page.url().replace(/^https?:\/\/[^/]+/, ''))
  await shared.getByRole('table', { name: '进度表' }).waitFor(PATIENTLY)
  expect(await shared.getByRole('table', { name: '进度表' }).textContent()).toBe(rows)

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 CSV' }).click(),
  ])
  const lines = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(lines).toHaveLength(13)
  expect(lines[0]).toContain('最晚开始,最晚完成,时差（工作日）')
  expect(lines.find((line) => line.startsWith('施工招标'))).toContain(`${before + 1} 个工作日`)
}, 120_000)

test('a plan that cannot be shortened enough moves the deadline; a project past its steps says so', async () => {
  const page = await open(`${WHOLE}&deadline=2027-12-31`)
  const verdict = page.getByRole('region', { name: '结论' })
  await verdict.getByText('都缩到最短工期也来不及').waitFor(PATIENTLY)
  await verdict.getByRole('button', { name: /^期限改为/ }).click()
  await verdict.getByText(/来得及：.*余地/).waitFor()
  await page.goto(page.url().replace(/\/schedule.*/, '/schedule?stage=16'))
  await page.getByText('没有剩下的步骤').waitFor(PATIENTLY)
  await page.getByRole('button', { name: '从头推算' }).click()
  await page.getByRole('table', { name: '进度表' }).waitFor()
  await page.goto(page.url().replace(/\?.*/, '?from=2040-12-03&stage=1'))
  await page.getByText('超出工作日历').waitFor(PATIENTLY)
  await page.getByRole('button', { name: '恢复默认' }).click()
  await page.getByRole('table', { name: '进度表' }).waitFor()
})

test('on a phone, in English, it is reached from the project, and axe finds nothing wrong', async () => {
  const page = await open('/projects/baihe', { language: 'en', size: PHONE })
  await page.getByRole('link', { name: 'Backward schedule' }).click()
  await page.getByRole('heading', { level: 1, name: 'Backward schedule' }).waitFor(PATIENTLY)
  await page.goto(`${page.url()}?stage=1&template=new-build&deadline=2028-06-30`)
  await page
    .getByRole('region', { name: 'Verdict' })
    .getByText(/It does not fit/)
    .waitFor(PATIENTLY)
  await page.getByText('to be confirmed').first().waitFor()
  expect(await page.getByText('◆ critical').count()).toBeGreaterThan(3)

  const handle = page.getByRole('slider', { name: 'Duration of Drawings and permits' })
  await handle.scrollIntoViewIfNeeded()
  const { x, y } = (await handle.boundingBox())!
  const finger = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', left: number) =>
    finger.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: x + 12 - left, y: y + 12 }],
    })
  await touch('touchStart', 0)
  for (const left of [8, 16, 24, 32]) await touch('touchMove', left)
  await touch('touchEnd', 32)
  await expect.poll(async () => Number(await handle.getAttribute('aria-valuenow'))).toBeGreaterThan(60)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => handle.getAttribute('aria-valuenow')).toBe('50')

  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
  const { scrollWidth, clientWidth } = (await page.evaluate(
    '({ scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth })',
  )) as { scrollWidth: number; clientWidth: number }
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth)
}, 60_000)
