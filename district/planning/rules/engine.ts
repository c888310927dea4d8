import { AreaIndex } from '#core/geo/locate.ts'
import { type Snapped, snapper } from '#core/reach/snap.ts'
import { goneFacility, movedFacility, replaceFacility } from '#district/diagnosis/rules/change.ts'
import { type CompiledPack, compilePack } from '#district/diagnosis/rules/compile.ts'
import { dictionary } from '#district/diagnosis/rules/dictionary.ts'
import { type Diagnosis, diagnose, type KnownFacility } from '#district/diagnosis/rules/engine.ts'
import { classesOf, type MaturityResult } from '#district/diagnosis/rules/maturity.ts'
import { isFor } from '#district/diagnosis/rules/pack.ts'
import { polygonsOf } from '#foundation/place/rules/shape.ts'
import { ADDED, type Change, type Outcome } from '../contract.ts'
import { type Wish, wishesOf } from './changes.ts'
import type { OpenModel } from './model.ts'

/** A district under change: after `apply` its outcomes have the same bits as those of `evaluate`. */
export interface Engine {
  readonly model: OpenModel
  readonly packs: readonly CompiledPack[]
  /** By community number: the number of the pack that measures it. */
  readonly owner: readonly number[]
  /** As they are now: of those that are closed, edge -1. */
  readonly facilities: () => readonly KnownFacility[]
  /** One a community, in the order of the model's areas, as they are now. */
  readonly outcomes: readonly Outcome[]
  /**
   * Make these changes, and no others, true. Only facilities of which something else is asked than before are touched.
   *
   * @returns numbers of the communities whose outcome is another one, ascending
   */
  readonly apply: (changes: readonly Change[]) => readonly number[]
  /** Residents of the whole district within the walk that each test of these kinds asks for, by test id. */
  readonly served: (kinds: ReadonlySet<string>) => ReadonlyMap<string, number>
}

/** An engine that starts from the district as it is. */
export function openEngine(model: OpenModel): Engine {
  const place = placer(model)
  const diagnoses = partsOf(model, model.facilities)
  const packs = diagnoses.map(({ compiled }) => compiled)
  const owner = ownersOf(model, packs)
  const numberOf = new Map(model.facilities.map(({ facilityId }, f) => [facilityId, f]))
  const outcomes = outcomesOf(model, diagnoses, owner)
  let wished = new Map<string, Wish>()

  function apply(changes: readonly Change[]): readonly number[] {
    const wishes = wishesOf(changes)
    const touched = new Set<number>()
    for (const id of new Set([...wished.keys(), ...wishes.keys()])) {
      const wish = wishes.get(id)
      if (sameWish(wished.get(id), wish)) continue
      const f = numberOf.get(id) ?? diagnoses[0]!.facilities.length
      const after = wishedFacility(model.facilities[f] ?? diagnoses[0]!.facilities[f], wish, place)
      if (!after) continue
      numberOf.set(id, f)
      diagnoses.forEach((diagnosis, part) => {
        for (const c of replaceFacility(diagnosis, f, after).communities)
          if (owner[c] === part) touched.add(c)
      })
    }
    wished = wishes
    return refresh(touched)
  }

  /** Classes are worked out for all: where they go by rank, one community's gain is another one's loss. */
  function refresh(touched: ReadonlySet<number>): number[] {
    const classes = classesByPart(diagnoses, owner)
    return outcomes.flatMap((outcome, c) => {
      const part = owner[c]!
      if (!touched.has(c) && classes[part]![c]!.class === outcome.class) return []
      outcomes[c] = outcomeOf(diagnoses[part]!, classes[part]!, c)
      return [c]
    })
  }

  const served = (kinds: ReadonlySet<string>) => servedBy(diagnoses, owner, kinds)
  const facilities = () => diagnoses[0]!.facilities
  return { model, packs, owner, facilities, outcomes, apply, served }
}

/** How every community would fare after these changes, by a full run. */
export function evaluate(model: OpenModel, changes: readonly Change[]): Outcome[] {
  const place = placer(model)
  const facilities = [...model.facilities]
  const numberOf = new Map(facilities.map(({ facilityId }, f) => [facilityId, f]))
  for (const [id, wish] of wishesOf(changes)) {
    const f = numberOf.get(id) ?? facilities.length
    const after = wishedFacility(facilities[f], wish, place)
    if (after) facilities[f] = after
  }
  const diagnoses = partsOf(model, facilities)
  const packs = diagnoses.map(({ compiled }) => compiled)
  return outcomesOf(model, diagnoses, ownersOf(model, packs))
}

const partsOf = ({ parts, homes, streets }: OpenModel, facilities: readonly KnownFacility[]): Diagnosis[] =>
  parts.map(({ pack, walkingSpeed, communities }) =>
    diagnose(compilePack(pack, dictionary, walkingSpeed), {
      network: streets,
      communities,
      homes,
      facilities,
    }),
  )

type Areas = { readonly areas: readonly Pick<OpenModel['areas'][number], 'settlement'>[] }

/** By community: the number of the part that measures it. */
const ownersOf = ({ areas }: Areas, packs: readonly CompiledPack[]): number[] =>
  areas.map(({ settlement }) => {
    const own = packs.findIndex(({ pack }) => isFor(pack, settlement))
    return own === -1 ? 0 : own
  })

type Place = (lon: number, lat: number) => Snapped & { readonly community: number }

/** Where a point is: its place on the streets, and its community. */
function placer({ streets, barriers, areas }: OpenModel): Place {
  const onStreets = snapper(streets, { barriers })
  const index = new AreaIndex(areas.map(({ shape }) => polygonsOf(shape)))
  return (lon, lat) => ({ ...onStreets(lon, lat), community: index.find(lon, lat) })
}

/** The facility as it is wished; undefined for one that never was. `wish` undefined: as it was. */
function wishedFacility(
  before: KnownFacility | undefined,
  wish: Wish | undefined,
  place: Place,
): KnownFacility | undefined {
  const { add, move, resize, remove } = wish ?? {}
  if (add) return addedFacility(add, place)
  if (!before) return undefined
  // An added facility that is wished no longer; those that were there first are handed in as they were.
  if (remove || (!wish && before.facilityId.startsWith(ADDED))) return goneFacility(before)
  const moved = move ? movedTo(before, place(move.lon, move.lat)) : before
  return resize ? { ...moved, capacity: resize.capacity, areaM2: resize.areaM2 } : moved
}

function addedFacility(add: NonNullable<Wish['add']>, place: Place): KnownFacility {
  const { community, edge, offset, access } = place(add.lon, add.lat)
  return {
    ...{ facilityId: add.facilityId, kind: add.facilityKind, position: { edge, offset, access }, community },
    shares: community === -1 ? [] : [{ community, share: 1 }],
    ...{ capacity: add.capacity, areaM2: add.areaM2 },
  }
}

const movedTo = (facility: KnownFacility, { edge, offset, access, community }: ReturnType<Place>) =>
  movedFacility(facility, { to: { edge, offset, access }, community })

const sameWish = (a: Wish | undefined, b: Wish | undefined) =>
  a === b || (a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b))

/** Each part classes its own communities: those of another take none of its places. */
const classesByPart = (diagnoses: readonly Diagnosis[], owner: readonly number[]): MaturityResult[][] =>
  diagnoses.map(({ compiled, scores }, part) =>
    classesOf(compiled.pack.maturity, scores, (c) => owner[c] === part),
  )

function outcomesOf({ areas }: OpenModel, diagnoses: readonly Diagnosis[], owner: readonly number[]) {
  const classes = classesByPart(diagnoses, owner)
  return areas.map((_, c) => outcomeOf(diagnoses[owner[c]!]!, classes[owner[c]!]!, c))
}

function outcomeOf({ compiled, scores }: Diagnosis, classes: readonly MaturityResult[], c: number): Outcome {
  const { communityId, score, completeness, scenarios, gates, indicators } = scores[c]!
  return {
    communityId,
    pack: compiled.pack.pack,
    class: classes[c]!.class,
    score: [...score],
    completeness,
    scenarios: scenarios.map((scenario) => [...scenario.score]),
    failing: gates.flatMap(({ kind, state, id }) => (kind === 'scenario' && state === 'fails' ? [id] : [])),
    indicators: Array.from(indicators.low, (low, i) => [low, indicators.high[i]!]),
  }
}

/** Residents within the walk that each test asks for, in a district as it is diagnosed. */
export function servedNow(
  diagnoses: readonly Diagnosis[],
  areas: Areas['areas'],
): ReadonlyMap<string, number> {
  const packs = diagnoses.map(({ compiled }) => compiled)
  return servedBy(diagnoses, ownersOf({ areas }, packs), new Set(packs.flatMap(({ kinds }) => kinds)))
}

function servedBy(diagnoses: readonly Diagnosis[], owner: readonly number[], kinds: ReadonlySet<string>) {
  const served = new Map<string, number>()
  diagnoses.forEach(({ compiled, inputs }, part) => {
    const asks = compiled.kinds.flatMap((kind, k) =>
      kinds.has(kind) ? [...compiled.questionsOfKind[k]!] : [],
    )
    for (const { test, measure } of compiled.tests) {
      if (measure.type !== 'network' || !asks.includes(measure.question)) continue
      const { match } = compiled.questions[measure.question]!
      if (match !== 'any' && match !== 'each') continue
      let people = 0
      for (const [c, { reach }] of inputs.entries())
        if (owner[c] === part) people += reach[2 * measure.question]!
      served.set(test.id, people)
    }
  })
  return served
}
