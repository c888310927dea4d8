import type { Sentence } from '#core/language/language.ts'
import type { Fault } from '#platform/http/errors.ts'
import type { FacilityEntry } from '../contract/facility.ts'
import { AGE_BANDS } from '../contract.ts'
import { capacityUnits, facilityKinds } from './kinds.ts'

/** The source of a facility that nobody imported. */
export const BY_HAND = '人工录入 entered by hand'

/** What an entry is judged against. */
export interface EntryGround {
  /** The community that its place lies in; `undefined` outside all of them. */
  readonly communityId: string | undefined
  readonly isCommunity: (areaId: string) => boolean
  readonly closedOn: string | null
}

/** What is entered of a facility that is on record. */
export const entryOf = (facility: FacilityEntry): FacilityEntry => ({
  kind: facility.kind,
  name: facility.name,
  lon: facility.lon,
  lat: facility.lat,
  areaM2: facility.areaM2,
  capacity: facility.capacity,
  capacityUnit: facility.capacityUnit,
  hours: facility.hours,
  floor: facility.floor,
  ageBands: facility.ageBands,
  sharedWith: facility.sharedWith,
  openedOn: facility.openedOn,
})

const textOrNull = (text: string | null) => text?.trim() || null

/**
 * An entry in the form in which it is kept: without spaces around, lists in their order and each item once, a capacity in
 * the unit of its kind unless it says another, and no unit without a capacity.
 */
export function tidied(entry: FacilityEntry): FacilityEntry {
  const { kind, name, capacity, capacityUnit, hours, floor, ageBands, sharedWith } = entry
  const zh = name.zh.trim()
  const bands: readonly string[] = AGE_BANDS
  return {
    ...entryOf(entry),
    name: { zh, en: name.en.trim() || zh },
    capacityUnit:
      capacity === null ? null : (textOrNull(capacityUnit) ?? facilityKinds.get(kind)?.capacityUnit ?? null),
    hours: textOrNull(hours),
    floor: textOrNull(floor),
    ageBands: ageBands && [...new Set(ageBands)].sort((a, b) => bands.indexOf(a) - bands.indexOf(b)),
    sharedWith: [...new Set(sharedWith)].sort(),
  }
}

/** Why an entry cannot be kept, by field; empty where it can. */
export function objectionsTo(entry: FacilityEntry, ground: EntryGround): Fault[] {
  const { kind, capacityUnit, ageBands, sharedWith, openedOn } = entry
  const { communityId, isCommunity, closedOn } = ground
  const faults: Fault[] = []
  const object = (field: string, zh: string, en: string) => faults.push({ field, reason: { zh, en } })
  if (!facilityKinds.has(kind)) object('kind', `没有类别“${kind}”`, `there is no kind "${kind}"`)
  if (communityId === undefined) faults.push({ field: 'lon', reason: NOWHERE })
  if (capacityUnit !== null && !Object.hasOwn(capacityUnits, capacityUnit))
    object('capacityUnit', `没有单位“${capacityUnit}”`, `there is no unit "${capacityUnit}"`)
  const band = ageBands?.find((one) => !(AGE_BANDS as readonly string[]).includes(one))
  if (band !== undefined) object('ageBands', `没有年龄段“${band}”`, `there is no age band "${band}"`)
  if (ageBands?.length === 0)
    object('ageBands', '至少选一个年龄段', 'choose at least one age band, or leave it to the kind')
  const stranger = sharedWith.find((areaId) => !isCommunity(areaId))
  if (stranger !== undefined)
    object('sharedWith', `没有社区 ${stranger}`, `there is no community ${stranger}`)
  if (communityId !== undefined && sharedWith.includes(communityId))
    object('sharedWith', '共享社区不能是所在社区', 'it lies in a community that it is shared with')
  if (openedOn !== null && closedOn !== null && openedOn > closedOn)
    object('openedOn', `晚于关闭日期 ${closedOn}`, `later than the day it closes, ${closedOn}`)
  return faults
}

/** A facility is entered where it stands; only imports, whose places are rough, take the nearest community. */
const NOWHERE: Sentence = {
  zh: '这个位置不在任何社区内',
  en: 'this place is in no community',
}
