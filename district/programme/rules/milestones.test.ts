import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, isoOf } from '#core/schedule/day.ts'
import { milestonePackProblems } from './milestone-pack.ts'
import { isRed, type MilestoneReport, milestoneStands, REPORTED } from './milestones.ts'
import { milestonePack } from './packs.ts'

const START = dayOf('2021-11-01')
// Due days often: what hinges on one day is met on that day.
const day = fc.oneof(
  fc.integer({ min: 0, max: 1600 }).map((n) => isoOf(START + n)),
  fc.constantFrom(...milestonePack.milestones.map(({ due }) => due)),
)
const subjects = milestonePack.milestones.flatMap(({ id, scope }) =>
  (scope.kind === 'projects' ? scope.projects : [scope.area]).map((subjectId) => ({
    milestoneId: id,
    subjectId,
  })),
)
const report: fc.Arbitrary<MilestoneReport> = fc
  .record({
    about: fc.constantFrom(...subjects),
    state: fc.constantFrom(...REPORTED),
    days: fc.array(day, { minLength: 3, maxLength: 3 }),
    isWithdrawn: fc.boolean(),
  })
  .map(({ about, state, days, isWithdrawn }) => {
    const [happenedOn, reportedOn, withdrawnOn] = [...days].sort() as [string, string, string]
    return {
      ...{ ...about, state, happenedOn, reportedOn, generated: true },
      withdrawnOn: isWithdrawn ? withdrawnOn : null,
    }
  })

/** Day by day: what is told, and what is taken back, is written down in the order it happens. */
function slowState(reports: readonly MilestoneReport[], about: (typeof subjects)[number], asOf: string) {
  let standing: MilestoneReport[] = []
  for (let at = START; at <= dayOf(asOf); at++) {
    const today = isoOf(at)
    for (const one of reports)
      if (one.milestoneId === about.milestoneId && one.subjectId === about.subjectId) {
        if (one.reportedOn === today) standing.push(one)
        if (one.withdrawnOn === today) standing = standing.filter((other) => other !== one)
      }
  }
  return standing.at(-1)
}

test('a milestone stands as the last report that was known and not taken back says', () => {
  fc.assert(
    fc.property(fc.array(report, { maxLength: 12 }), day, (reports, asOf) => {
      const stands = milestoneStands(milestonePack.milestones, reports, asOf)
      expect(stands.length).toBe(subjects.length)
      for (const stand of stands) {
        const { milestone, subjectId, state, lateDays } = stand
        const last = slowState(reports, { milestoneId: milestone.id, subjectId }, asOf)
        const isDue = dayOf(milestone.due) <= dayOf(asOf)
        expect(state).toBe(last?.state ?? (isDue ? 'dueNoReport' : 'scheduled'))
        const late = last?.state === 'met' ? dayOf(last.happenedOn) - dayOf(milestone.due) : 0
        expect(lateDays).toBe(late > 0 ? late : null)
        expect(isRed(stand, asOf)).toBe(late > 0 || (isDue && state !== 'met'))
      }
    }),
    { numRuns: 60 },
  )
})

test('the pack holds the twenty milestones of the plan', () => {
  expect(milestonePack.milestones.map(({ id }) => id)).toEqual(
    Array.from({ length: 20 }, (_, i) => `M${String(i + 1).padStart(2, '0')}`),
  )
})

const [first, second] = structuredClone(milestonePack.milestones)
test.each([
  ['an unknown field', { ...first, colour: 'red' }, ['/milestones/0/colour']],
  ['a day that is none', { ...first, due: '2022-02-30' }, ['/milestones/0/due']],
  ['a text for a day', { ...first, due: 'mid-May' }, ['/milestones/0/due']],
  ['a role that is none', { ...first, ownerRole: 'king' }, ['/milestones/0/ownerRole']],
  ['the same id twice', { ...first, id: second!.id }, ['/milestones/1/id']],
  ['no scope', { ...first, scope: undefined }, ['/milestones/0/scope']],
  ['a scope of a kind that is none', { ...first, scope: { kind: 'all' } }, ['/milestones/0/scope']],
  ['a grade that is none', { ...first, grade: 'A' }, ['/milestones/0/grade']],
])('a pack with %s is refused where it is wrong', (_, changed, paths) => {
  const pack = { ...milestonePack, milestones: [changed, second] }
  const found = milestonePackProblems(pack)
  expect(found.map(({ path }) => path)).toEqual(paths)
  for (const { reason } of found) expect(reason.zh && reason.en).toBeTruthy()
})
