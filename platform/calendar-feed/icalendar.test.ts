import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { icalendar } from './icalendar.ts'

const FEED = {
  language: 'zh',
  origin: 'https://example.test',
  now: new Date('2026-01-01T00:00:00Z'),
} as const
const entry = (id: string, day: string, title = '初审', text = '') => ({
  ...{ id, day, path: `/applications/${id}` },
  ...{ title: { zh: title, en: 'Review' }, text: { zh: text, en: text } },
})

/** As another program reads it. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const { uid, summary, description, startDate, endDate } = new ICAL.Event(component)
    const url = component.getFirstPropertyValue('url')
    return {
      uid,
      summary,
      description,
      start: `${startDate}`,
      end: `${endDate}`,
      url,
      allDay: startDate.isDate,
    }
  })
}

describe('a feed of deadlines', () => {
  test.each([
    ['a month end', '2026-02-28', '2026-03-01'],
    ['a leap day', '2028-02-29', '2028-03-01'],
    ['a year end', '2026-12-31', '2027-01-01'],
  ])('has %s as one whole day', (_, day, next) => {
    expect(read(icalendar([entry('a', day)], FEED))).toEqual([
      {
        ...{ uid: 'a', summary: '初审', description: '', start: day, end: next, allDay: true },
        url: 'https://example.test/applications/a',
      },
    ])
  })

  test('keeps long Chinese texts, commas, semicolons, backslashes and line ends', () => {
    const title = '未来社区创建申报方案初审；东柳街道，“华光城”\\一期'.repeat(12)
    const text = '第一行\n第二行, 第三项; \\'
    const file = icalendar([entry('a', '2026-05-01', title, text)], FEED)
    expect(read(file)).toMatchObject([{ summary: title, description: text }])
    expect(Math.max(...file.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
  })

  test('without entries is a calendar all the same', () => {
    expect(read(icalendar([], FEED))).toEqual([])
  })
})
