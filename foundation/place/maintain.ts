import { randomBytes, randomUUID } from 'node:crypto'
import type { Json } from '#core/chain/canonical.ts'
import { recordAudit } from '#platform/audit/write.ts'
import type { Caller } from '#platform/http/caller.ts'
import type { Tx } from '#platform/store/db.ts'
import type { FacilityEntry } from './contract/facility.ts'
import { type RegisteredFacility, refuse } from './contract.ts'
import * as queries from './queries/facility.ts'
import { insertChange, insertFacilities } from './queries/load.ts'
import { areaShapes, areas } from './read.ts'
import { BY_HAND, type EntryGround, entryOf, objectionsTo, tidied } from './rules/facility-entry.ts'
import { Ground } from './rules/ground.ts'
import { evenShares } from './rules/share.ts'

type Row = Awaited<ReturnType<typeof queries.selectFacilityPage>>['rows'][number]

/** A facility as it is answered. */
export const shownFacility = ({ name_zh: zh, name_en: en, ...row }: Row): RegisteredFacility => ({
  ...row,
  name: { zh, en },
})

/**
 * Enter a facility; its community is the one that its place lies in.
 *
 * @throws DomainError FACILITY_UNFIT by field, FACILITY_OUTSIDE
 */
export async function add(tx: Tx, by: Caller, given: FacilityEntry): Promise<RegisteredFacility> {
  const entry = tidied(given)
  const communityId = (await judge(tx, entry))!
  refuseOutside(by, communityId)
  // Ten random bytes look like the ids that imports make, and never begin as those of a scheme do.
  const facilityId = `F${randomBytes(10).toString('hex')}`
  const sharePermille = evenShares(entry.sharedWith.length)
  const provenance = { source: BY_HAND, externalId: facilityId, generated: false }
  const row = { ...entry, ...provenance, communityId, facilityId, sharePermille, closedOn: null }
  await insertFacilities(tx, [row])
  return await enter(tx, by, { communityId, facilityId }, 'facility.add', { after: entry })
}

/**
 * Change a facility; nothing is done where nothing differs.
 *
 * @throws DomainError FACILITY_UNKNOWN, FACILITY_OUTSIDE, FACILITY_UNFIT and FACILITY_ELSEWHERE by field,
 * FACILITY_CHANGED where it has changed since `revision`
 */
export async function save(
  tx: Tx,
  by: Caller,
  { revision, ...key }: queries.FacilityKey & { readonly revision: number },
  given: FacilityEntry,
): Promise<RegisteredFacility> {
  const { sharePermille: shares, ...before } = await stored(tx, key)
  refuseOutside(by, key.communityId)
  const entry = tidied(given)
  await judge(tx, entry, before)
  const change = difference(entryOf(before), entry)
  const isUnchanged = Object.keys(change.after).length === 0
  if (isUnchanged && before.revision === revision) return before
  // Shares that were given by number stay, as long as they are among the same communities.
  const sharing =
    'sharedWith' in change.after
      ? { sharePermille: evenShares(entry.sharedWith.length) }
      : { sharedWith: before.sharedWith, sharePermille: shares }
  if (!(await queries.updateFacility(tx, { ...key, revision }, { ...entry, ...sharing })))
    throw refuse('FACILITY_CHANGED', { revision: (await stored(tx, key)).revision })
  return await enter(tx, by, key, 'facility.save', change)
}

/**
 * Close a facility from a day on; or, where it is null, have it open as if it had never closed.
 *
 * @throws DomainError FACILITY_UNKNOWN, FACILITY_OUTSIDE, FACILITY_UNFIT by field
 */
export async function close(
  tx: Tx,
  by: Caller,
  key: queries.FacilityKey,
  { on, note }: { readonly on: string | null; readonly note: string },
): Promise<RegisteredFacility> {
  const { sharePermille: _, ...before } = await stored(tx, key)
  refuseOutside(by, key.communityId)
  if (on !== null && before.openedOn !== null && on < before.openedOn)
    refuseField('on', `早于开放日期 ${before.openedOn}`, `earlier than the day it opened, ${before.openedOn}`)
  if (on !== null && !note.trim()) refuseField('note', '请说明原因', 'say why')
  if (on === before.closedOn) return before
  if (!(await queries.updateClosing(tx, key, on))) throw refuse('FACILITY_UNKNOWN', { ...key })
  const action = on === null ? 'facility.reopen' : 'facility.close'
  const change = { before: { closedOn: before.closedOn }, after: { closedOn: on } }
  return await enter(tx, by, key, action, { ...change, on, note: note.trim() })
}

/** Writes down what was done, and that places have changed. @returns the facility as it stands */
async function enter(
  tx: Tx,
  by: Caller,
  key: queries.FacilityKey,
  action: string,
  detail: object,
): Promise<RegisteredFacility> {
  const { sharePermille: _, ...facility } = await stored(tx, key)
  await insertChange(tx, randomUUID(), `${action} ${key.facilityId}`)
  await recordAudit(tx, by, {
    ...{ action, subject: { kind: 'facility', id: key.facilityId }, areaId: key.communityId },
    detail: { name: facility.name.zh, ...(detail as Record<string, Json>) },
  })
  return facility
}

/** @throws DomainError FACILITY_UNKNOWN */
async function stored(tx: Tx, key: queries.FacilityKey) {
  const row = await queries.selectFacility(tx, key)
  if (!row) throw refuse('FACILITY_UNKNOWN', { ...key })
  const { sharePermille, ...shown } = row
  return { ...shownFacility(shown), sharePermille }
}

/**
 * Refuses an entry that cannot be kept. One on record stays where it is unless it is moved: imports also take places a
 * little outside of every community.
 *
 * @returns the community it is in
 */
async function judge(tx: Tx, entry: FacilityEntry, before?: RegisteredFacility): Promise<string | undefined> {
  const shapes = await areaShapes(tx, 'community')
  const isMoved = before?.lon !== entry.lon || before.lat !== entry.lat
  const there = isMoved ? new Ground(shapes).communityAt(entry.lon, entry.lat) : before.communityId
  const ground: EntryGround = {
    communityId: there,
    isCommunity: (areaId) => shapes.has(areaId),
    closedOn: before?.closedOn ?? null,
  }
  const faults = objectionsTo(entry, ground)
  if (faults.length > 0) throw refuse('FACILITY_UNFIT', {}, faults)
  if (before && there !== before.communityId) await refuseElsewhere(tx, there!)
  return there
}

/** Facts and runs know a facility by its community, so one cannot take them along to another. */
async function refuseElsewhere(tx: Tx, communityId: string): Promise<never> {
  const { name } = (await areas(tx, 'community')).find(({ areaId }) => areaId === communityId)!
  const zh = `这里属于${name.zh}。设施迁到别的社区，请关闭原设施，再在新位置新增一处`
  const en = `this is in ${name.en}; where a facility moves to another community, close it and enter a new one there`
  throw refuse('FACILITY_ELSEWHERE', { communityId }, [{ field: 'lon', reason: { zh, en } }])
}

function refuseField(field: string, zh: string, en: string): never {
  throw refuse('FACILITY_UNFIT', {}, [{ field, reason: { zh, en } }])
}

/** The store refuses such rows too, but cannot say it to a person. */
function refuseOutside({ scope }: Caller, communityId: string): void {
  if (scope.write !== '*' && !scope.write.includes(communityId))
    throw refuse('FACILITY_OUTSIDE', { communityId })
}

/** What differs, before and after. */
function difference(before: FacilityEntry, after: FacilityEntry) {
  const fields = (Object.keys(after) as (keyof FacilityEntry)[]).filter(
    (field) => JSON.stringify(inOrder(before[field])) !== JSON.stringify(inOrder(after[field])),
  )
  const of = (entry: FacilityEntry) => Object.fromEntries(fields.map((field) => [field, entry[field]]))
  return { before: of(before), after: of(after) }
}

/** Lists say the same in any order. */
const inOrder = (value: unknown) => (Array.isArray(value) ? value.toSorted() : value)
