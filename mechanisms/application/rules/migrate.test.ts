import { describe, expect, test } from 'vitest'
import { after, type CaseState, type DeedEvent, openCase, openTurns, taskAt } from './case.ts'
import { migrate, type Plan, planOf } from './migrate.ts'
import type { Facts } from './procedure.ts'
import { AREAS, BRIEF, DEPARTMENT, EXPERT, LATER, OFFICER, POSTS, PROCEDURE, TOWN } from './test-procedure.ts'

/** A case of the first version after so many decisions by whoever holds it: at plan, check, review, review, file. */
function decided(times: number, facts: Facts = {}): CaseState {
  let state = openCase(PROCEDURE, AREAS, facts)
  for (const by of [TOWN, OFFICER, EXPERT, DEPARTMENT].slice(0, times))
    state = after(PROCEDURE, state, { ...deed(state, by), documents: ['plan'], guards: ['season'] })
  return state
}
const deed = (state: CaseState, by = TOWN) => {
  const own = openTurns(state).find(({ holder }) => holder.role === by.posts[0]!.role)
  return { kind: 'decide' as const, turn: own!.turn, by }
}
const returned = (state: CaseState, by: typeof TOWN, to: string, comesBack = true): CaseState =>
  after(PROCEDURE, state, { ...deed(state, by), kind: 'return', to, comesBack } as DeedEvent)
const event = (comesBack = false) =>
  ({ kind: 'migrate', by: OFFICER, from: 1, version: 2, comesBack }) as const
const refused = (objection: string) => expect.objectContaining({ objection })

const NOTHING: Partial<Plan> = {
  again: [],
  dropped: [],
  added: [],
  documents: [],
  comeBackTo: [],
  carried: [],
}

describe('where a case goes', () => {
  test.each<[what: string, state: CaseState, to: typeof LATER, comesBack: boolean, plan: Partial<Plan>]>([
    [
      ...(['at the first step it stays with who has it', decided(0), LATER, false] as const),
      {
        ...{ at: 'plan', holders: 'kept', isBetween: false, added: ['precheck', 'survey'] },
        documents: [{ node: 'plan', kind: 'estimate' }],
      },
    ],
    [
      ...(['a new step before it is walked to, and what follows is decided again'] as const),
      ...([decided(2), LATER, false] as const),
      {
        ...{ at: 'precheck', holders: 'moved', isBetween: true, carried: ['plan'] },
        ...{ again: ['check', 'consent'], added: ['precheck', 'survey'] },
      },
    ],
    [
      ...(['or it comes back to where it was, once that is decided'] as const),
      ...([decided(2), LATER, true] as const),
      {
        ...{ at: 'precheck', holders: 'moved', isBetween: true, added: ['precheck', 'survey'] },
        // Review comes before consent now, whose decision stands nevertheless: review is followed by file.
        ...{ carried: ['plan', 'check', 'consent'], comeBackTo: ['review', 'file'] },
      },
    ],
    [
      ...([
        'far along, it comes back to where it was and keeps every decision',
        decided(4),
        LATER,
        true,
      ] as const),
      {
        ...{ at: 'precheck', holders: 'moved', isBetween: true, comeBackTo: ['file'] },
        ...{ carried: ['plan', 'check', 'review', 'consent'], added: ['precheck', 'survey'] },
      },
    ],
    [
      ...(['a step that is gone leads to the first that is not decided', decided(1), BRIEF, false] as const),
      { at: 'review', holders: 'moved', isBetween: false, carried: ['plan'] },
    ],
    [
      ...(['decisions of steps that are gone are named', decided(2), BRIEF, false] as const),
      { at: 'review', holders: 'kept', isBetween: false, carried: ['plan'], dropped: ['check', 'consent'] },
    ],
    [
      ...(['returned, it comes back to the same step', returned(decided(2), EXPERT, 'plan'), BRIEF] as const),
      ...([
        false,
        { at: 'plan', holders: 'kept', comeBackTo: ['review'], dropped: ['check', 'consent'] },
      ] as const),
    ],
    [
      ...([
        'returned, with a new step on the way back',
        returned(decided(2), EXPERT, 'plan'),
        LATER,
      ] as const),
      true,
      {
        ...{ at: 'plan', holders: 'kept', isBetween: true, carried: ['check', 'consent'] },
        ...{ comeBackTo: ['precheck', 'review', 'file'], added: ['precheck', 'survey'] },
        documents: [{ node: 'plan', kind: 'estimate' }],
      },
    ],
    [
      ...(['by its facts, on the short way', decided(2, { variant: 'short' }), LATER, true] as const),
      {
        ...{ at: 'precheck', holders: 'moved', isBetween: true, carried: ['plan', 'check'] },
        ...{ comeBackTo: ['file'], dropped: ['consent'], added: ['precheck', 'survey'] },
      },
    ],
  ])('%s', (_, state, to, comesBack, plan) => {
    expect(planOf(PROCEDURE, to, state, { comesBack })).toEqual(
      expect.objectContaining({ ...NOTHING, ...plan }),
    )
    const moved = migrate(PROCEDURE, to, state, event(comesBack))
    const { at, carried, comeBackTo } = { ...NOTHING, ...plan }
    expect(moved).toMatchObject({ status: 'open', at, decided: carried, comeBackTo, undo: null })
    if (plan.holders === 'kept') expect(moved.turns).toBe(state.turns)
    else expect(Math.min(...moved.turns.map(({ turn }) => turn))).toBe(state.nextTurn)
  })
})

describe('who has it', () => {
  test('a step that others hold by the new version is handed out anew, by new numbers', () => {
    const state = decided(3) // the expert has signed, the department has not
    const review = { ...taskAt(BRIEF, 'review'), roles: ['expert'] }
    const alone = { ...BRIEF, nodes: new Map([...BRIEF.nodes, ['review', review]]) }
    const moved = migrate(PROCEDURE, alone, state, event())
    expect(planOf(PROCEDURE, alone, state, event())).toMatchObject({ at: 'review', holders: 'anew' })
    expect(moved.turns).toMatchObject([{ turn: state.nextTurn, holder: POSTS.expert, isDone: false }])
    expect(() =>
      after(alone, moved, { ...deed(state, DEPARTMENT), documents: [], guards: ['season'] }),
    ).toThrow(refused('turn-done'))
  })

  test('with the same holders who has signed need not again, and to whom it was handed keeps it', () => {
    const to = { ...POSTS.department, accountId: 'nu' }
    const handed = after(PROCEDURE, decided(3), { ...deed(decided(3), DEPARTMENT), kind: 'transfer', to })
    const moved = migrate(PROCEDURE, BRIEF, handed, event())
    expect(moved.turns).toMatchObject([
      { holder: POSTS.expert, isDone: true },
      { holder: to, isDone: false },
    ])
  })

  test('by the new version it is ended early, and nothing before is taken back', () => {
    const moved = migrate(PROCEDURE, LATER, decided(1), event())
    expect(() => after(LATER, moved, { kind: 'withdraw', by: TOWN })).toThrow(refused('nothing-to-withdraw'))
    expect(() => after(LATER, moved, { kind: 'exit', by: OFFICER })).toThrow(refused('not-yours-to-end'))
  })
})

describe('what is not migrated', () => {
  test('a case that has ended, to its own version, or to one that has nothing left to decide', () => {
    const gone = after(PROCEDURE, decided(0), { kind: 'exit', by: OFFICER })
    expect(() => migrate(PROCEDURE, LATER, gone, event())).toThrow(refused('case-ended'))
    expect(() => migrate(PROCEDURE, PROCEDURE, decided(0), { ...event(), version: 1 })).toThrow(
      refused('version-same'),
    )
    // Plan and review are all that the brief way asks for.
    expect(() => migrate(PROCEDURE, BRIEF, decided(4), event())).toThrow(refused('nothing-left'))
  })
})
