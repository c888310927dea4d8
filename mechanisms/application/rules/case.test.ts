import { describe, expect, test } from 'vitest'
import { type Actor, after, type CaseState, openCase, openTurns } from './case.ts'
import type { Facts } from './procedure.ts'
import {
  AREAS,
  DEPARTMENT,
  DEPUTY,
  EXPERT,
  OFFICER,
  POSTS,
  PROCEDURE,
  person,
  STRANGER,
  TOWN,
} from './test-procedure.ts'

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
