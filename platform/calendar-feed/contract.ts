import { Type } from 'typebox'
import { type ErrorSpec, refusals } from '#platform/http/errors.ts'
import { route } from '#platform/http/route.ts'

export const errors = {
  // One answer whatever was wrong: whoever guesses must not learn which addresses exist.
  FEED_UNKNOWN: {
    status: 404,
    zh: '日历地址无效或已停用，请在“日历订阅”页重新生成',
    en: 'This calendar address is not, or no longer, valid; make a new one on the page “Calendar feed”',
  },
} as const satisfies Readonly<Record<string, ErrorSpec>>
export const refuse = refusals(errors)

const Language = Type.Enum(['zh', 'en'], { description: 'Language of the entries' })
const Moment = (description: string) => Type.String({ description: `${description}, ISO 8601` })
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { description })

export const myFeed = route({
  method: 'GET',
  path: '/api/calendar-feed',
  summary: 'Whether the post that I act in has a calendar feed',
  reply: Nullable(
    Type.Object({
      language: Language,
      madeAt: Moment('When its address was made'),
      fetchedAt: Nullable(Moment('Moment'), 'When a calendar last fetched it; null: never'),
    }),
    'null: it has none',
  ),
})

export const makeFeed = route({
  method: 'POST',
  path: '/api/calendar-feed',
  summary: 'Make the address of a calendar feed for the post that I act in; the one before ends',
  body: Type.Object({ language: Language }),
  reply: Type.Object({
    address: Type.String({ description: 'To be kept secret; shown this once' }),
  }),
})

export const endFeed = route({
  method: 'DELETE',
  path: '/api/calendar-feed',
  summary: 'End the calendar feed of the post that I act in',
  reply: Type.Object({ ended: Type.Boolean({ description: 'False: there was none' }) }),
})

export const readFeed = route({
  method: 'GET',
  path: '/api/calendar-feed/:token',
  summary: 'The feed as iCalendar, for whoever has its address',
  params: Type.Object({
    token: Type.String({ pattern: '^[0-9A-Za-z_-]{43}\\.ics$', description: 'Secret, ending in .ics' }),
  }),
  produces: 'text/calendar; charset=utf-8',
  reply: Type.String({ description: 'iCalendar' }),
})
