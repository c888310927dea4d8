import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator'
import type { Language } from '#core/language/language.ts'
import type { CalendarEntry } from './entry.ts'

const NAME = { zh: '九景：待办期限', en: 'Jiujing: deadlines' }
/** Calendars are asked to look again after so long. */
const REFRESH_SECONDS = 3600

interface Feed {
  readonly language: Language
  /** Scheme and host of the links. */
  readonly origin: string
  readonly now: Date
}

/** The entries as an iCalendar (RFC 5545) of all-day events that do not make anybody busy. */
export function icalendar(entries: readonly CalendarEntry[], { language, origin, now }: Feed): string {
  const calendar = ical({
    name: NAME[language],
    prodId: { company: 'Jiujing', product: 'Jiujing', language },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  })
  for (const { id, day, title, text, path } of entries)
    calendar.createEvent({
      ...{ id, stamp: now, allDay: true, transparency: ICalEventTransparency.TRANSPARENT },
      ...{ start: new Date(day), end: new Date(Date.parse(day) + 86_400_000), timezone: 'UTC' },
      ...{ summary: title[language], description: text[language], url: origin + path },
    })
  return calendar.toString()
}
