import { recordAudit } from '#platform/audit/write.ts'
import type { Caller } from '#platform/http/caller.ts'
import { refuse as refuseAny } from '#platform/http/errors.ts'
import { handle, handleAlone, type Routes } from '#platform/http/server.ts'
import { type Areas, callerInPost } from '#platform/identity/authenticate.ts'
import { newToken, tokenHash } from '#platform/identity/secrets.ts'
import { endFeed, makeFeed, myFeed, readFeed, refuse } from './contract.ts'
import type { CalendarSource } from './entry.ts'
import { icalendar } from './icalendar.ts'
import { deleteFeed, fetchFeed, putFeed, selectFeed } from './queries.ts'

interface CalendarOptions {
  readonly areas: Areas
  readonly sources: readonly CalendarSource[]
  readonly demo: boolean
}

/** Making, ending and reading the calendar feeds of people, with what these sources tell. */
export function calendarRoutes({ areas, sources, demo }: CalendarOptions): Routes {
  return [
    handle(myFeed, async (_, { tx, caller }) => {
      const feed = await selectFeed(tx, ownerOf(caller))
      if (!feed) return null
      const { language, madeAt, fetchedAt } = feed
      return { language, madeAt: madeAt.toISOString(), fetchedAt: fetchedAt?.toISOString() ?? null }
    }),
    handle(makeFeed, async ({ body: { language } }, { tx, caller, origin }) => {
      const owner = ownerOf(caller)
      const token = newToken()
      await putFeed(tx, owner, { tokenHash: tokenHash(token), language })
      await recordAudit(tx, caller, { action: 'calendar-feed.make', ...aboutMe(owner) })
      return { address: `${origin}${readFeed.path.replace(':token', `${token}.ics`)}` }
    }),
    handle(endFeed, async (_, { tx, caller }) => {
      const owner = ownerOf(caller)
      const ended = await deleteFeed(tx, owner)
      if (ended) await recordAudit(tx, caller, { action: 'calendar-feed.end', ...aboutMe(owner) })
      return { ended }
    }),
    handleAlone(readFeed, async ({ params }, { db, origin }) => {
      const feed = await fetchFeed(db, tokenHash(params.token.replace(/\.ics$/, '')))
      const caller = feed && (await callerInPost(db, areas, feed.postId, demo))
      if (!caller) throw refuse('FEED_UNKNOWN')
      const entries = (await Promise.all(sources.map((source) => source(db, caller)))).flat()
      return { bytes: icalendar(entries, { language: feed.language, origin, now: new Date() }) }
    }),
  ]
}

const aboutMe = ({ accountId }: { readonly accountId: string }) => ({
  subject: { kind: 'account', id: accountId },
})

/** @throws DomainError SIGN_IN_NEEDED for whoever acts in no post */
function ownerOf({ accountId, postId }: Caller) {
  if (accountId === null || postId === undefined) throw refuseAny('SIGN_IN_NEEDED')
  return { accountId, postId }
}
