import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CaseEvent, type CaseState, mayAct, openTurns } from './case.ts'
import { type Facts, pathOf } from './procedure.ts'
import { begin, fold, step, type Traced } from './record.ts'
import { AREAS, BRIEF, LATER, OFFICER, PEOPLE, POSTS, PROCEDURE } from './test-procedure.ts'

const VERSIONS = new Map([PROCEDURE, LATER, BRIEF].map((procedure, i) => [i + 1, procedure]))
const NODES = [...new Set([...VERSIONS.values()].flatMap(({ nodes }) => [...nodes.keys()]))]
const AT = new Date('2026-03-01T00:00:00Z')
const KINDS = [
  ...([
    'decide',
    'decide',
    'decide',
    'decide',
    'return',
    'return',
    'withdraw',
    'transfer',
    'add-signer',
  ] as const),
  ...(['exit', 'migrate'] as const),
]

/** What is tried on a case: most of it is refused, which must change nothing. */
const anyEvent: fc.Arbitrary<(state: CaseState, version: number) => CaseEvent> = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    by: fc.constantFrom(...PEOPLE),
    isLikely: fc.nat(9).map((n) => n > 1),
    pick: fc.nat(5),
    any: fc.constantFrom(...NODES),
    comesBack: fc.boolean(),
    post: fc.constantFrom(...Object.values(POSTS)),
    rare: fc.nat(9),
    version: fc.constantFrom(...VERSIONS.keys()),
  })
  .map(({ kind, by: anybody, isLikely, pick, any, comesBack, post, rare, version }) => (state, from) => {
    const open = isLikely ? openTurns(state) : state.turns
    const { turn = 1, holder: whose } = open[pick % Math.max(1, open.length)] ?? {}
    const by = (isLikely && whose && PEOPLE.find((one) => mayAct(one, whose))) || anybody
    const holder = { ...post, accountId: null }
    const to = (isLikely && state.decided[pick % Math.max(1, state.decided.length)]) || any
    const documents = ['plan', 'estimate']
    if (kind === 'decide') return { kind, turn, by, documents, guards: ['season'] }
    if (kind === 'return') return { kind, turn, by, to, comesBack }
    if (kind === 'transfer' || kind === 'add-signer') return { kind, turn, by, to: holder }
    if (kind === 'migrate') return { kind, by: OFFICER, from, version, comesBack }
    if (kind === 'exit' && rare === 0) return { kind, by: isLikely ? OFFICER : anybody }
    return { kind: 'withdraw', by: anybody }
  })

interface Happened {
  readonly event: CaseEvent
  readonly before: Traced
  readonly now: Traced
}

/**
 * What stands by the record alone, told otherwise than the state does: each task on the path is signed by so many, until
 * a return, a withdrawal or a migration takes that away.
 */
function signedBy(record: readonly Happened[], facts: Facts) {
  let standing = new Set<string>()
  const history: Set<string>[] = []
  for (const { event, before: was, now: is } of record) {
    const [before, now] = [was.state, is.state]
    const path = pathOf(was.procedure, facts)
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
      const taken = record.slice(0, history.length - 1).findLastIndex(({ now }) => now.state.undo !== null)
      standing = new Set(history[taken])
    }
    if (event.kind === 'migrate') {
      const onto = pathOf(is.procedure, facts)
      // Up to the last step that it is held by or comes back to, and no further.
      const end = onto.indexOf(now.comeBackTo.at(-1) ?? now.at)
      standing = new Set(onto.slice(0, end).filter((id) => standing.has(id)))
    }
  }
  return standing
}

/** A case as it ends when everybody agrees from here on. No step is held that was decided before. */
function agreed(traced: Traced): Traced {
  let now = traced
  for (let acts = 0; now.state.status === 'open'; acts++) {
    expect(acts).toBeLessThan(60)
    expect(now.state.decided).not.toContain(now.state.at)
    const { turn, holder } = openTurns(now.state)[0]!
    const by = { accountId: '', posts: [holder], standsInFor: [] }
    const decided = { turn, by, documents: ['plan', 'estimate'], guards: ['season'] }
    const before = now.state.decided
    now = step(now, { event: { kind: 'decide', ...decided }, at: AT }, VERSIONS)
    expect(now.state.decided).toEqual(expect.arrayContaining([...before]))
  }
  return now
}

/** What has to be so of a case that is open, whatever was done to it. */
function expectSound({ procedure, state, turns }: Traced) {
  if (state.status !== 'open') return
  expect(openTurns(state).length).toBeGreaterThan(0)
  expect(procedure.nodes.get(state.at)?.kind).toBe('task')
  const path = pathOf(procedure, state.facts)
  expect(path).toEqual(expect.arrayContaining([state.at, ...state.comeBackTo, ...state.decided]))
  expect([state.at, ...state.comeBackTo].filter((id) => state.decided.includes(id))).toEqual([])
  // What is held is held at the step where the case is, and at no other.
  for (const turn of turns)
    if (turn.state === 'open' || turn.state === 'waiting') expect(turn.node).toBe(state.at)
  const end = agreed({ procedure, state, turns })
  expect([end.state.status, end.state.decided]).toEqual(['ended', path])
}

test('however people act, no case is lost, held by nobody, decided twice, or ends without every decision', () => {
  const anyFacts = fc.constantFrom<Facts>({}, { variant: 'short' })
  const ends = new Map<string, number>()
  let migrations = 0
  fc.assert(
    fc.property(anyFacts, fc.array(anyEvent, { maxLength: 60, size: 'max' }), (facts, attempts) => {
      const first = begin(PROCEDURE, { areas: AREAS, facts, at: AT })
      let now = first
      let version = 1
      const held = new Map<number, string>()
      const record: Happened[] = []
      for (const attempt of attempts) {
        const event = attempt(now.state, version)
        const before = now
        try {
          now = step(now, { event, at: AT }, VERSIONS)
        } catch (error) {
          expect(error).toEqual(expect.objectContaining({ objection: expect.any(String) }))
          continue
        }
        record.push({ event, before, now })
        if (event.kind === 'decide') {
          const turn = before.state.turns.find(({ turn }) => turn === event.turn)!
          expect(turn.isDone).toBe(false)
        }
        if (event.kind === 'migrate') {
          version = event.version
          migrations++
          expect(now.state).toMatchObject({ status: 'open', undo: null })
        }
        expectSound(now)
        // A turn is one and the same for ever: who looks at an old page cannot take another one's.
        for (const { turn, kind } of now.state.turns) {
          const what = `${now.state.at} ${kind}`
          expect(held.get(turn) ?? what).toBe(what)
          held.set(turn, what)
        }
        expect(now.procedure).toBe(VERSIONS.get(version))
        expect([...now.state.decided].sort()).toEqual([...signedBy(record, facts)].sort())
        if (now.state.status === 'ended') expect(now.state.decided).toEqual(pathOf(now.procedure, facts))
      }
      ends.set(now.state.status, (ends.get(now.state.status) ?? 0) + 1)
      // A case is what its events make of it.
      const events = record.map(({ event }) => ({ event, at: AT }))
      expect(fold(first, events, VERSIONS)).toEqual(now)
    }),
    { numRuns: 2500 },
  )
  // The walks go everywhere.
  for (const status of ['open', 'ended', 'exited']) expect(ends.get(status)).toBeGreaterThan(40)
  expect(migrations).toBeGreaterThan(1500)
})
