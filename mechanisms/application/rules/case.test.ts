import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Actor,
  after,
  type CaseEvent,
  type CaseState,
  mayAct,
  openCase,
  openTurns,
  type Post,
} from './case.ts'
import { type Facts, pathOf } from './procedure.ts'
import { AREAS, PROCEDURE } from './test-procedure.ts'

const POSTS = {
  town: { role: 'town', areaId: 't' },
  officer: { role: 'officer', areaId: 'd' },
  expert: { role: 'expert', areaId: 'd' },
  department: { role: 'department', areaId: 'd' },
  province: { role: 'province', areaId: 'p' },
} as const satisfies Readonly<Record<string, Post>>
const person = (accountId: string, ...posts: Post[]): Actor => ({ accountId, posts, standsInFor: [] })
const TOWN = person('tao', POSTS.town)
const OFFICER = person('ou', POSTS.officer)
const EXPERT = person('ai', POSTS.expert)
const DEPARTMENT = person('du', POSTS.department)
const DEPUTY: Actor = { accountId: 'di', posts: [], standsInFor: [POSTS.town] }
const STRANGER = person('si', { role: 'town', areaId: 'elsewhere' })
const PEOPLE = [
  TOWN,
  OFFICER,
  EXPERT,
  DEPARTMENT,
  DEPUTY,
  STRANGER,
  person('bo', POSTS.expert, POSTS.province),
]

const opened = (facts: Facts = {}) => openCase(PROCEDURE, AREAS, facts)
const turnOf = (state: CaseState, role?: string) =>
  openTurns(state).find(({ holder }) => role === undefined || holder.role === role)!.turn
const decide = (state: CaseState, by: Actor, role?: string): CaseState =>
  after(PROCEDURE, state, {
    ...{ kind: 'decide', turn: turnOf(state, role), by },
    ...{ documents: ['plan'], guards: ['season'] },
  })
const giveBack = (state: CaseState, by: Actor, to: string, comesBack: boolean): CaseState =>
  after(PROCEDURE, state, { kind: 'return', turn: turnOf(state), by, to, comesBack })
const refused = (objection: string) => expect.objectContaining({ objection })

describe('the way through', () => {
  test('one who has just decided need not consent to it again, others do', () => {
    expect(decide(decide(opened(), TOWN), OFFICER)).toMatchObject({
      at: 'review',
      decided: ['plan', 'check', 'consent'],
    })
  })

  test('two who sign together both have to, and what is outside is recorded by letter', () => {
    const one = decide(decide(decide(opened(), TOWN), OFFICER), EXPERT, 'expert')
    expect(one.at).toBe('review')
    const both = decide(one, DEPARTMENT, 'department')
    expect(both.at).toBe('file')
    expect(() => decide(both, EXPERT)).toThrow(refused('not-your-turn'))
    const to = { ...POSTS.expert, accountId: null }
    expect(() => after(PROCEDURE, both, { kind: 'transfer', turn: turnOf(both), by: OFFICER, to })).toThrow(
      refused('not-your-turn'),
    )
    expect(decide(both, OFFICER)).toMatchObject({ status: 'ended', at: 'named' })
  })

  test('a fork is taken by a fact of the case', () => {
    expect(decide(decide(opened({ variant: 'short' }), TOWN), OFFICER).at).toBe('file')
  })

  test('a deputy decides for whom they stand in for; the same post elsewhere does not', () => {
    expect(decide(opened(), DEPUTY).at).toBe('check')
    expect(() => decide(opened(), STRANGER)).toThrow(refused('not-your-turn'))
  })

  test('without its documents, or before its time, nothing is decided', () => {
    const event = { kind: 'decide', turn: 1, by: TOWN, documents: [], guards: [] } as const
    expect(() => after(PROCEDURE, opened(), event)).toThrow(refused('documents-missing'))
    const one = decide(decide(decide(opened(), TOWN), OFFICER), EXPERT, 'expert')
    const last = { ...event, turn: turnOf(one), by: DEPARTMENT }
    expect(() => after(PROCEDURE, one, last)).toThrow(refused('guard-not-met'))
  })
})

describe('the way back', () => {
  const atReview = () => decide(decide(opened(), TOWN), OFFICER)

  test('returned to come straight back, only the one step is done again', () => {
    const back = giveBack(atReview(), EXPERT, 'plan', true)
    expect(back).toMatchObject({ at: 'plan', decided: ['check', 'consent'], comeBackTo: ['review'] })
    expect(decide(back, TOWN)).toMatchObject({ at: 'review', decided: ['plan', 'check', 'consent'] })
  })

  test('returned to walk the path again, all that follows is decided again', () => {
    const back = giveBack(atReview(), EXPERT, 'plan', false)
    expect(back).toMatchObject({ at: 'plan', decided: [] })
    expect(decide(back, TOWN).at).toBe('check')
  })

  test('a return on the way back comes back by the same steps', () => {
    const twice = giveBack(giveBack(atReview(), EXPERT, 'check', true), OFFICER, 'plan', true)
    expect(twice.comeBackTo).toEqual(['check', 'review'])
    const again = decide(twice, TOWN)
    expect(again.at).toBe('check')
    expect(decide(again, OFFICER).at).toBe('review')
  })

  test('what has not been decided is nothing to return to', () => {
    expect(() => giveBack(atReview(), EXPERT, 'file', true)).toThrow(refused('never-decided'))
    expect(() => giveBack(atReview(), EXPERT, 'review', true)).toThrow(refused('never-decided'))
  })

  test('from a step that it came back to, it is not returned to a later one, past what is held', () => {
    const back = giveBack(giveBack(atReview(), EXPERT, 'check', true), OFFICER, 'plan', true)
    for (const [state, by, to] of [
      [back, TOWN, 'consent'],
      [giveBack(atReview(), EXPERT, 'check', true), OFFICER, 'consent'],
    ] as const)
      for (const comesBack of [true, false])
        expect(() => giveBack(state, by, to, comesBack)).toThrow(refused('never-decided'))
  })

  test('a decision is taken back until somebody acts on it, by whoever made it', () => {
    const decided = decide(opened(), TOWN)
    expect(() => after(PROCEDURE, decided, { kind: 'withdraw', by: OFFICER })).toThrow(
      refused('not-yours-to-withdraw'),
    )
    expect(after(PROCEDURE, decided, { kind: 'withdraw', by: TOWN })).toMatchObject({
      at: 'plan',
      decided: [],
    })
    const acted = decide(decided, OFFICER)
    expect(() => after(PROCEDURE, acted, { kind: 'withdraw', by: TOWN })).toThrow(
      refused('not-yours-to-withdraw'),
    )
  })
})

describe('others', () => {
  test('an added signer is waited for, may not return, and may hand on', () => {
    const to = { ...POSTS.department, accountId: null }
    const asked = after(PROCEDURE, opened(), { kind: 'add-signer', turn: 1, by: TOWN, to })
    expect(() =>
      after(PROCEDURE, asked, { kind: 'decide', turn: 1, by: TOWN, documents: ['plan'], guards: [] }),
    ).toThrow(refused('added-signers-open'))
    expect(() => giveBack(asked, DEPARTMENT, 'plan', true)).toThrow(refused('only-main-returns'))
    const handed = after(PROCEDURE, asked, {
      ...{ kind: 'transfer', turn: 2, by: DEPARTMENT },
      to: { ...POSTS.expert, accountId: null },
    })
    expect(decide(decide(handed, EXPERT), TOWN).at).toBe('check')
  })

  test('handed to a person, only that person decides', () => {
    const handed = after(PROCEDURE, opened(), {
      ...{ kind: 'transfer', turn: 1, by: TOWN },
      to: { ...POSTS.town, accountId: 'nu' },
    })
    expect(() => decide(handed, TOWN)).toThrow(refused('not-your-turn'))
    expect(decide(handed, person('nu')).at).toBe('check')
  })

  test('a case is ended early by the role that may, and then nothing more happens to it', () => {
    expect(() => after(PROCEDURE, opened(), { kind: 'exit', by: TOWN })).toThrow(refused('not-yours-to-end'))
    const gone = after(PROCEDURE, opened(), { kind: 'exit', by: OFFICER })
    expect(gone.status).toBe('exited')
    expect(() => after(PROCEDURE, gone, { kind: 'exit', by: OFFICER })).toThrow(refused('case-ended'))
  })
})

/** What is tried on a case: most of it is refused, which must change nothing. */
const anyEvent: fc.Arbitrary<(state: CaseState) => CaseEvent> = fc
  .record({
    kind: fc.constantFrom(
      ...([
        'decide',
        'decide',
        'decide',
        'decide',
        'return',
        'withdraw',
        'transfer',
        'add-signer',
        'exit',
      ] as const),
    ),
    by: fc.constantFrom(...PEOPLE),
    isLikely: fc.nat(9).map((n) => n > 1),
    pick: fc.nat(5),
    to: fc.constantFrom(...PROCEDURE.nodes.keys()),
    comesBack: fc.boolean(),
    post: fc.constantFrom(...Object.values(POSTS)),
    rare: fc.nat(9),
  })
  .map(({ kind, by: any, isLikely, pick, to, comesBack, post, rare }) => (state) => {
    const open = isLikely ? openTurns(state) : state.turns
    const { turn = 1, holder: whose } = open[pick % Math.max(1, open.length)] ?? {}
    const by = (isLikely && whose && PEOPLE.find((one) => mayAct(one, whose))) || any
    const holder = { ...post, accountId: null }
    if (kind === 'decide') return { kind, turn, by, documents: ['plan'], guards: ['season'] }
    if (kind === 'return') return { kind, turn, by, to, comesBack }
    if (kind === 'transfer' || kind === 'add-signer') return { kind, turn, by, to: holder }
    if (kind === 'exit' && rare === 0) return { kind, by: isLikely ? OFFICER : any }
    return { kind: 'withdraw', by: any }
  })

/**
 * What stands by the record alone, told otherwise than the state does: each task on the path is signed by so many, until
 * a return or a withdrawal takes that away.
 */
function signedBy(record: readonly { event: CaseEvent; before: CaseState; now: CaseState }[], facts: Facts) {
  const path = pathOf(PROCEDURE, facts)
  let standing = new Set<string>()
  const history: Set<string>[] = []
  for (const { event, before, now } of record) {
    history.push(new Set(standing))
    const at = path.indexOf(before.at)
    if (event.kind === 'decide' && now.at !== before.at) {
      const upTo = now.comeBackTo.length < before.comeBackTo.length ? at + 1 : path.indexOf(now.at)
      const until = now.status === 'ended' ? path.length : upTo
      for (const id of path.slice(at, until)) standing.add(id)
    }
    if (event.kind === 'return') {
      const to = path.indexOf(event.to)
      standing = new Set(
        [...standing].filter((id) => (event.comesBack ? id !== event.to : path.indexOf(id) < to)),
      )
    }
    if (event.kind === 'withdraw') {
      const taken = record.slice(0, history.length - 1).findLastIndex(({ now }) => now.undo !== null)
      standing = new Set(history[taken])
    }
  }
  return standing
}

test('however people act, no case is lost, held by nobody, decided twice, or ends without every decision', () => {
  const facts = fc.constantFrom<Facts>({}, { variant: 'short' })
  const ends = new Map<string, number>()
  fc.assert(
    fc.property(facts, fc.array(anyEvent, { maxLength: 60 }), (facts, attempts) => {
      let state = opened(facts)
      const turns = new Map<number, string>()
      const record: { event: CaseEvent; before: CaseState; now: CaseState }[] = []
      for (const attempt of attempts) {
        const event = attempt(state)
        const before = state
        try {
          state = after(PROCEDURE, state, event)
        } catch (error) {
          expect(error).toEqual(expect.objectContaining({ objection: expect.any(String) }))
          continue
        }
        record.push({ event, before, now: state })
        if (event.kind === 'decide') {
          const turn = before.turns.find(({ turn }) => turn === event.turn)!
          expect(turn.isDone).toBe(false)
        }
        if (state.status === 'open') {
          expect(openTurns(state).length).toBeGreaterThan(0)
          expect(PROCEDURE.nodes.get(state.at)?.kind).toBe('task')
          expect(state.decided).not.toContain(state.at)
          // A turn is one and the same for ever: who looks at an old page cannot take another one's.
          for (const { turn, kind } of state.turns) {
            const what = `${state.at} ${kind}`
            expect(turns.get(turn) ?? what).toBe(what)
            turns.set(turn, what)
          }
        }
        expect([...state.decided].sort()).toEqual([...signedBy(record, facts)].sort())
        if (state.status === 'ended') expect(state.decided).toEqual(pathOf(PROCEDURE, facts))
      }
      ends.set(state.status, (ends.get(state.status) ?? 0) + 1)
      // A case is what its events make of it.
      const replayed = record.reduce((one, { event }) => after(PROCEDURE, one, event), opened(facts))
      expect(replayed).toEqual(state)
    }),
    { numRuns: 2500 },
  )
  // The walks go everywhere.
  for (const status of ['open', 'ended', 'exited']) expect(ends.get(status)).toBeGreaterThan(40)
})
