import { handle, type Routes } from '#platform/http/server.ts'
import { listLibraries } from '../contract/libraries.ts'
import {
  answerRound,
  decideNotice,
  listRounds,
  openRound,
  publishRules,
  readRules,
  replyToNotice,
  tryRules,
} from '../contract/library-rounds.ts'
import { librariesOn } from '../read/libraries.ts'
import { roundsOn } from '../read/library-rounds.ts'
import { ruleSets, STATES, trial } from '../read/library-rules.ts'
import * as write from '../write/libraries.ts'

/** The libraries, their rules, and the rounds by which projects move. */
export const libraryRoutes = (today: () => string): Routes => [
  handle(listLibraries, async ({ query: { asOf = today(), demo, since } }, { tx }) =>
    librariesOn(tx, { asOf, withGenerated: demo !== 'no' }, since),
  ),
  handle(readRules, async (_, { tx }) => {
    const { version, rules, versions } = await ruleSets(tx)
    const known = versions.map(({ rules: _rules, ...one }) => one)
    return { version, rules, states: STATES, versions: known }
  }),
  handle(tryRules, async ({ body }, { tx }) => await trial(tx, body.edits, today())),
  handle(publishRules, async ({ body }, { tx, caller }) => ({
    version: await write.publish(tx, caller, body, today()),
  })),
  handle(listRounds, async (_, { tx, caller }) => await roundsOn(tx, caller, today())),
  handle(openRound, async (_, { tx, caller }) => await write.open(tx, caller, today())),
  handle(answerRound, async ({ params, body }, { tx, caller }) =>
    write.answer(tx, caller, { ...params, ...body }, today()),
  ),
  handle(replyToNotice, async ({ params, body }, { tx, caller }) => {
    await write.reply(tx, caller, { ...params, ...body }, today())
    return {}
  }),
  handle(decideNotice, async ({ params, body }, { tx, caller }) => {
    await write.decide(tx, caller, { ...params, ...body }, today())
    return {}
  }),
]
