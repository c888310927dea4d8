import type { Sentence } from '#core/language/language.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import type { Change } from '../contract.ts'

/** Put on an open place, by the usual intervention. */
export const NO_MEANS = { interventionId: null, hostId: null } as const

/** Why a change cannot be made, by its place in the list. */
export interface Objection {
  readonly at: number
  readonly reason: Sentence
}

/** A facility as changes ask for it. */
export interface Wish {
  readonly add?: Extract<Change, { kind: 'add' }>
  readonly move?: Extract<Change, { kind: 'move' }>
  readonly resize?: Extract<Change, { kind: 'resize' }>
  readonly remove?: Extract<Change, { kind: 'remove' }>
}

/** What is asked of each facility, by id; the order of changes does not matter. */
export function wishesOf(changes: readonly Change[]): Map<string, Wish> {
  const wishes = new Map<string, Wish>()
  for (const change of changes)
    wishes.set(change.facilityId, { ...wishes.get(change.facilityId), [change.kind]: change })
  return wishes
}

/**
 * The list with one change made: it takes the place of an earlier one of its kind. What is added and removed again was
 * never there, and what is removed is neither moved nor enlarged.
 */
export function withChange(changes: readonly Change[], change: Change): Change[] {
  const { facilityId, kind } = change
  const own = changes.filter((one) => one.facilityId === facilityId)
  const added = own.find((one) => one.kind === 'add')
  const others = changes.filter((one) => one.facilityId !== facilityId)
  if (kind === 'remove') return added ? others : [...others, change]
  if (added && kind !== 'add') {
    const { kind: _, ...values } = change
    return changes.map((one) => (one === added ? { ...added, ...values } : one))
  }
  const earlier = changes.findIndex((one) => one.facilityId === facilityId && one.kind === kind)
  const rest = changes.filter((one) => one.facilityId !== facilityId || one.kind !== 'remove')
  return earlier === -1 ? [...rest, change] : changes.map((one, i) => (i === earlier ? change : one))
}

/** The list with everything done to a facility taken back. */
export const withoutFacility = (changes: readonly Change[], facilityId: string): Change[] =>
  changes.filter((one) => one.facilityId !== facilityId)

const because = (at: number, zh: string, en: string): Objection => ({ at, reason: { zh, en } })

/** Every change that cannot be made where facilities of these ids exist. */
export function objections(changes: readonly Change[], exists: (facilityId: string) => boolean): Objection[] {
  const seen = new Set<string>()
  const added = new Set(changes.flatMap((one) => (one.kind === 'add' ? [one.facilityId] : [])))
  return changes.flatMap((change, at): Objection[] => {
    const { kind, facilityId } = change
    const key = `${kind} ${facilityId}`
    if (seen.has(key))
      return [
        because(at, `对设施“${facilityId}”重复了同一种改动`, `${facilityId} is changed twice in one way`),
      ]
    seen.add(key)
    if (kind === 'add') {
      if (exists(facilityId))
        return [because(at, `已有编号为“${facilityId}”的设施`, `there is a facility ${facilityId} already`)]
      if (!facilityKinds.has(change.facilityKind))
        return [
          because(at, `没有“${change.facilityKind}”这种设施`, `there is no kind “${change.facilityKind}”`),
        ]
      return []
    }
    if (exists(facilityId) && !added.has(facilityId)) return []
    if (added.has(facilityId))
      return [
        because(at, `新增的设施应直接写明位置和规模`, `an added facility states its place and size itself`),
      ]
    return [because(at, `没有编号为“${facilityId}”的设施`, `there is no facility ${facilityId}`)]
  })
}
