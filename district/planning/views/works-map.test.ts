import fc from 'fast-check'
import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import type { Shape } from '#foundation/place/rules/shape.ts'
import { someList, WORK } from './test-list.ts'
import { spread, worksMapSvg } from './works-map.ts'
import { worksMapPdf } from './works-map-document.ts'

const square = (west: number, south: number, size: number): Shape => ({
  type: 'Polygon',
  coordinates: [
    [
      ...([
        [west, south],
        [west + size, south],
        [west + size, south + size],
      ] as const),
      ...([
        [west, south + size],
        [west, south],
      ] as const),
    ],
  ],
})
const GROUND = {
  towns: new Map([['330212008', square(121.5, 29.8, 0.1)]]),
  communities: new Map([['330212008006', square(121.56, 29.86, 0.02)]]),
  waters: [square(121.55, 29.85, 0.005)],
  streets: [],
}
const listWithCentres = (language?: 'zh' | 'en') => {
  const list = someList(language)
  const areas = new Map([...list.areas].map(([id, one]) => [id, { ...one, centre: [121.57, 29.87] }]))
  return { ...list, areas }
}

test('the printed map holds its Chinese text, the numbers and the table behind them', async () => {
  const { text } = await extractText(await getDocumentProxy(await worksMapPdf(listWithCentres(), GROUND)))
  const [map, table] = text.map((page) => page.replace(/\s+/g, ''))
  for (const word of [
    '未来社区建设项目规划图',
    '百丈街道',
    '演示数据',
    '2026-11-27',
    '资金缺口（万元）23.40',
  ])
    expect(map).toContain(word)
  for (const word of [
    '划船社区托育点',
    '存量改造',
    '百丈街道划船社区',
    '≥123.40',
    '老旧小区改造划船新村改造',
  ])
    expect(table).toContain(word)
})

test('a list of nothing is a map of the district that says so', async () => {
  const list = { ...listWithCentres('en'), works: [], sites: [] }
  const { text } = await extractText(await getDocumentProxy(await worksMapPdf(list, GROUND)))
  expect(text.join('').replace(/\s+/g, ' ')).toContain('There are no works')
})

test('a name cannot become markup', () => {
  const list = listWithCentres()
  const [id, town] = [...list.areas].find(([, { level }]) => level === 'town')!
  list.areas.set(id, { ...town, name: { zh: '<script>', en: '' } })
  expect(worksMapSvg({ ...list, works: [WORK] }, GROUND, 400, 300)).toContain('&lt;script&gt;')
})

test('marks never cover one another, and one that is free stays in its place', () => {
  const [width, height, radius] = [600, 400, 10]
  const point = fc.record({ x: fc.integer({ min: 20, max: 580 }), y: fc.integer({ min: 20, max: 380 }) })
  fc.assert(
    fc.property(fc.array(point, { maxLength: 60 }), (wanted) => {
      const placed = spread(wanted, { radius, width, height })
      placed.forEach((a, i) => {
        for (const b of placed.slice(0, i)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(19.99)
      })
      if (wanted.length > 0) expect(placed[0]).toEqual(wanted[0])
    }),
  )
})
