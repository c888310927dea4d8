import type { Position } from '#core/reach/positions.ts'
import { canProvide, costOf, fitsPlace, interventions, sharedAs, sharing } from '../candidates.ts'
import type { Engine } from '../engine.ts'
import { type Demand, onStreets } from '../siting/demand.ts'
import type { Measure, MixQuestion } from './question.ts'

/** A measure that could be taken, before it is known whom it would serve. */
export interface Option extends Omit<Measure, 'people'> {
  /** Number of its test. */
  readonly gap: number
  readonly position: Position
}

/** A place where one thing can be done, on the streets. */
interface Place {
  readonly hostId: string
  readonly hostIs: Measure['hostIs']
  readonly position: Position
  readonly lon: number
  readonly lat: number
  /** The cheapest way to make one of these kinds here; the first of the catalogue where several cost the same. */
  readonly cheapest: (kinds: ReadonlySet<string>) => Way | undefined
}

interface Way {
  readonly interventionId: string
  readonly facilityKind: string
  readonly fen: number
}

/**
 * What could be done for each gap at each place: the cheapest intervention alone, as the others serve the same
 * residents for more.
 */
export function optionsFor(engine: Engine, question: MixQuestion, demands: readonly Demand[]): Option[] {
  const places = [...candidatePlaces(engine, question), ...sharedPlaces(engine, question)]
  return demands.flatMap(({ kinds }, gap) =>
    places.flatMap(({ cheapest, ...place }): Option[] => {
      const way = cheapest(kinds)
      return way ? [{ ...place, ...way, gap, test: question.tests[gap]! }] : []
    }),
  )
}

function candidatePlaces(engine: Engine, { candidates, means }: MixQuestion): Place[] {
  const allowed = interventions.filter(({ id, shares }) => !shares && means.includes(id))
  return onStreets(engine, candidates).map(({ one, position }) => ({
    ...{ hostId: one.id, hostIs: 'candidate' as const, position, lon: one.lon, lat: one.lat },
    cheapest: (kinds) => {
      const ways = allowed.flatMap((intervention): Way[] => {
        const facilityKind = [...kinds].find((kind) => canProvide(intervention, kind, one.kind))
        const cost = costOf(one, intervention)
        if (facilityKind === undefined || cost === null || !fitsPlace(intervention, one)) return []
        return [{ interventionId: intervention.id, facilityKind, fen: cost.fen }]
      })
      return leastOf(ways)
    },
  }))
}

/** Existing facilities that can be opened to be used as something else as well, where a change would put that. */
function sharedPlaces(engine: Engine, { means, taken }: MixQuestion): Place[] {
  if (!means.includes(sharing.id)) return []
  const hosts = engine.model.facilities.flatMap(({ facilityId, kind }, f) => {
    const makes = sharedAs(kind)
    if (makes.length === 0 || taken.includes(facilityId)) return []
    const { lon, lat } = engine.model.names[f]!
    return [{ hostId: facilityId, makes, lon, lat }]
  })
  return onStreets(engine, hosts).map(({ one: { makes, ...at }, position }) => ({
    ...{ ...at, hostIs: 'facility' as const, position },
    cheapest: (kinds) => {
      const facilityKind = makes.find((kind) => kinds.has(kind))
      return facilityKind ? { interventionId: sharing.id, facilityKind, fen: sharing.fixed_fen } : undefined
    },
  }))
}

const leastOf = (ways: readonly Way[]): Way | undefined =>
  ways.reduce<Way | undefined>((least, way) => (least && least.fen <= way.fen ? least : way), undefined)
