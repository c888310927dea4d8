import type { DiagnosedDistrict } from '#district/diagnosis/read.ts'
import type { WorkState } from '#district/planning/contract/works.ts'
import { ADDED, type Change } from '#district/planning/contract.ts'
import { modelOf } from '#district/planning/read/model.ts'
import { listOfWorks, storedWork } from '#district/planning/read.ts'
import { NO_MEANS } from '#district/planning/rules/changes.ts'
import { openEngine } from '#district/planning/rules/engine.ts'
import type { OpenModel } from '#district/planning/rules/model.ts'
import { firstOfMonth } from '#district/planning/rules/works/days.ts'
import { type Ground, groupChanges, proposalOf } from '#district/planning/rules/works/making.ts'
import { draftWorks, groundOf } from '#district/planning/write/drafts.ts'
import { makeOfScheme, saveWorkAnew, stepOn } from '#district/planning/write/works.ts'
import { newScheme } from '#district/planning/write.ts'
import { type Caller, STRANGER } from '#platform/http/caller.ts'
import { type Tx, wholeScope } from '#platform/store/db.ts'

const SYSTEM: Caller = { ...STRANGER, role: 'system', scope: wholeScope }
type Key = { readonly communityId: string; readonly workId: string }

/**
 * Two schemes with their works projects: one that is under way, and an earlier one whose project is built, so that its
 * forecast can be seen beside what is measured. Does nothing where there are works projects.
 */
export async function loadWorks(tx: Tx, district: DiagnosedDistrict, today: string): Promise<void> {
  const { works } = await listOfWorks(tx)
  const ownArea = district.communities[0]?.path.split('/')[0]
  if (works.length > 0 || !ownArea) return
  const model = await modelOf(tx, district)
  const ground = await groundOf(tx, district, { today, ownArea })
  await loadCurrent(tx, model, ground)
  await loadBuilt(tx, model, ground)
}

async function loadCurrent(tx: Tx, model: OpenModel, ground: Ground): Promise<void> {
  const changes = currentChanges(model, ground)
  if (changes.length === 0) return
  const keys = await make(tx, model, ground, '补短板（演示）', changes)
  const on = (key: Key | undefined, ...states: WorkState[]) => key && goOn(tx, key, states, ground.today)
  await fund(tx, keys[0], [
    ['bond', 0.5, 'committed'],
    ['programme', 0.2, 'sought'],
  ])
  await fund(tx, keys[2], [
    ['town-budget', 0.6, 'received'],
    ['operator', 0.4, 'committed'],
  ])
  await fund(tx, keys[3], [['grant', 0.3, 'committed']])
  await on(keys[2], 'approved', 'building')
  await on(keys[3], 'approved')
}

/** With a dig that comes to the site, soon after one, in vacant rooms, in a public building, and one enlarged. */
function currentChanges({ facilities }: OpenModel, { sites, today, candidates }: Ground): Change[] {
  const renewals = sites.filter(({ programme }) => programme === 'old-estate')
  const coming = renewals.find(({ from }) => from > today)
  const over = renewals.find(({ to }) => to < today && to > firstOfMonth(today, -12))
  const hosts = [...candidates].map(([hostId, candidate]) => ({ hostId, ...candidate }))
  const room = hosts.find(({ kind, areaM2 }) => kind === 'vacant-room' && (areaM2 ?? 0) >= 200)
  const building = hosts.find(({ kind }) => kind === 'public-building')
  const station = facilities.find(
    ({ kind, capacity, community }) => kind === 'kindergarten' && capacity && community >= 0,
  )
  const at = (
    place: { lon: number; lat: number } | undefined,
    kind: string,
    name: string,
    more = {},
  ): Change[] =>
    place
      ? [
          {
            ...{
              kind: 'add',
              facilityId: `${ADDED}demo-${kind.replaceAll('_', '-')}`,
              facilityKind: kind,
              name,
            },
            ...{ lon: place.lon, lat: place.lat, capacity: 40, areaM2: 300, ...NO_MEANS, ...more },
          },
        ]
      : []
  return [
    ...at(coming, 'childcare', '托育驿站', { capacity: 60, areaM2: 400 }),
    ...at(over, 'elder_canteen', '老年食堂'),
    ...at(room, 'elder_day_care', '日间照料中心', { areaM2: room?.areaM2, hostId: room?.hostId }),
    ...at(building, 'learning_hall', '幸福学堂', { areaM2: building?.areaM2, hostId: building?.hostId }),
    ...(station
      ? [
          {
            kind: 'resize' as const,
            facilityId: station.facilityId,
            capacity: station.capacity! + 60,
            areaM2: station.areaM2,
          },
        ]
      : []),
  ]
}

/** Built larger in the plan than it is in the register: forecast and measured differ. */
const PLANNED_LARGER = 1.5

/**
 * A facility of the register as if it had been planned: forecast on the district without it. The run it starts from is
 * today's, as the demo has none of that time; its note says so.
 */
async function loadBuilt(tx: Tx, model: OpenModel, ground: Ground): Promise<void> {
  const f = model.facilities.findIndex(
    ({ kind, capacity, community }) => kind === 'childcare' && capacity && community >= 0,
  )
  if (f === -1) return
  const { facilityId, kind, capacity, areaM2 } = model.facilities[f]!
  const { name, lon, lat } = model.names[f]!
  const without = <T>(list: readonly T[]) => list.filter((_, i) => i !== f)
  const earlier = { ...model, facilities: without(model.facilities), names: without(model.names) }
  const day = firstOfMonth(ground.today, -22)
  const planned: Change = {
    ...{ kind: 'add', facilityId: `${ADDED}demo-built`, facilityKind: kind, name: name.zh, lon, lat },
    ...{ capacity: Math.round(capacity! * PLANNED_LARGER), areaM2, interventionId: 'convert', hostId: null },
  }
  const [key] = await make(tx, earlier, { ...ground, today: day }, '托育一期（演示）', [planned])
  await fund(
    tx,
    key,
    [
      ['district-budget', 0.7, 'received'],
      ['operator', 0.3, 'received'],
    ],
    {
      builtFacilityId: facilityId,
      note: '演示数据：预测按去掉该设施后的现状推算，计划托位为登记托位的 1.5 倍。',
    },
  )
  await goOn(tx, key!, ['approved', 'building', 'built'], day, 6)
}

async function make(
  tx: Tx,
  model: OpenModel,
  ground: Ground,
  name: string,
  changes: Change[],
): Promise<readonly Key[]> {
  const { areaId, schemeId, revision } = await newScheme(tx, SYSTEM, ground.ownArea, { name, changes })
  const named = groupChanges(changes, 'facility').map((group) => ({
    ...{ changes: group, name: proposalOf(group, ground).name },
  }))
  const drafts = draftWorks(openEngine(model), ground, changes, named)
  const options = { today: ground.today, generated: true }
  return (await makeOfScheme(tx, SYSTEM, { areaId, schemeId, revision }, drafts, options)).works
}

/** Money as shares of the cost. */
async function fund(
  tx: Tx,
  key: Key | undefined,
  shares: readonly (readonly [source: string, share: number, state: 'sought' | 'committed' | 'received'])[],
  more: { builtFacilityId?: string; note?: string } = {},
): Promise<void> {
  if (!key) return
  const work = await storedWork(tx, key)
  const funding = shares.flatMap(([source, share, state]) => {
    const fen = Math.floor(work.costFen * share)
    return fen > 0 ? [{ source, fen, state, note: '' }] : []
  })
  await saveWorkAnew(tx, SYSTEM, key, work.revision, { ...work, funding, ...more })
}

/** On to these states, one every `months`, the first at once. */
async function goOn(tx: Tx, key: Key, states: readonly WorkState[], day: string, months = 0): Promise<void> {
  for (const [i, state] of states.entries()) {
    const on = months === 0 ? day : firstOfMonth(day, 1 + i * months)
    const { revision } = await storedWork(tx, key)
    await stepOn(tx, SYSTEM, key, revision, { state, on, note: '' }, on)
  }
}
