import type { Sentence } from '#core/language/language.ts'
import pack from '#packs/interventions/catalogue.json' with { type: 'json' }
import { type CandidateKind, type Intervention, readCatalogue } from './catalogue.ts'

/** Names of the kinds. */
export const candidateKinds: Readonly<Record<CandidateKind, Sentence>> = {
  'vacant-room': { zh: '存量用房', en: 'Vacant room' },
  plot: { zh: '可用地块', en: 'Plot' },
  'public-building': { zh: '既有公建', en: 'Public building' },
}

const catalogue = readCatalogue(pack)

/** Every intervention, in the order of the pack. */
export const interventions: readonly Intervention[] = catalogue.interventions
/** By which an existing facility is opened to be used as another one. */
export const sharing: Intervention = interventions.find(({ shares }) => shares)!
/** What the figures of the catalogue are worth. */
export const catalogueNote: Sentence = catalogue.note

/** The usual intervention on a candidate of this kind: the first that the catalogue has for it. */
export const usualIntervention = (kind: CandidateKind): Intervention =>
  interventions.find(({ on }) => on.includes(kind))!

/** The id by which a change names the candidate that it takes. */
export const hostIdOf = ({
  communityId,
  candidateId,
}: {
  communityId: string
  candidateId: string
}): string => `${communityId}/${candidateId}`

/** Whether an intervention can make a facility of this kind at a place of that kind. */
export const canProvide = ({ provides }: Intervention, facilityKind: string, at: CandidateKind): boolean =>
  (provides === undefined || provides.includes(facilityKind)) &&
  !catalogue.beyond.includes(facilityKind) &&
  (at === 'plot' || !catalogue.openGround.includes(facilityKind))

/** Whether any intervention makes facilities of this kind. */
export const canBeMade = (facilityKind: string): boolean =>
  interventions.some((one) => one.on.some((kind) => canProvide(one, facilityKind, kind))) ||
  sharing.shares!.some(({ as }) => as === facilityKind)

/** Whether it can be done at a place of this kind and size; one for small places not where the size is not known. */
export const fitsPlace = (
  { on, maxM2 }: Intervention,
  { kind, areaM2 }: { readonly kind: CandidateKind; readonly areaM2: number | null },
): boolean => on.includes(kind) && (maxM2 === undefined || (areaM2 !== null && areaM2 <= maxM2))

/** Kinds of facilities that one of this kind can be shared as. */
export const sharedAs = (facilityKind: string): string[] =>
  sharing.shares!.flatMap(({ host, as }) => (host === facilityKind ? [as] : []))

/**
 * What an intervention costs at a candidate, in Fen: as recorded, else by the catalogue; null where neither the cost
 * nor the area is known.
 */
export function costOf(
  { costFen, areaM2 }: { readonly costFen: number | null; readonly areaM2: number | null },
  { fixed_fen, perM2_fen }: Intervention,
): { readonly fen: number; readonly stated: boolean } | null {
  if (costFen !== null) return { fen: costFen, stated: true }
  if (perM2_fen > 0 && areaM2 === null) return null
  return { fen: fixed_fen + Math.round(perM2_fen * (areaM2 ?? 0)), stated: false }
}
