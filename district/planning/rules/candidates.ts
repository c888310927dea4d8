import type { Sentence } from '#core/language/language.ts'
import catalogue from '#packs/interventions/catalogue.json' with { type: 'json' }

export const CANDIDATE_KINDS = ['vacant-room', 'plot', 'public-building'] as const
export type CandidateKind = (typeof CANDIDATE_KINDS)[number]

/** Names of the kinds. */
export const candidateKinds: Readonly<Record<CandidateKind, Sentence>> = {
  'vacant-room': { zh: '存量用房', en: 'Vacant room' },
  plot: { zh: '可用地块', en: 'Plot' },
  'public-building': { zh: '既有公建', en: 'Public building' },
}

/** A way to close a gap, as packs/interventions has it. */
export interface Intervention {
  readonly id: string
  readonly name: Sentence
  /** Kinds of candidates it is done on. */
  readonly on: readonly string[]
  readonly fixed_fen: number
  readonly perM2_fen: number
  readonly months: number
  /** Existing facilities whose rooms or grounds it opens, and as what kind of facility; absent where it opens none. */
  readonly shares?: readonly { readonly host: string; readonly as: string }[]
  /** Role that decides. */
  readonly decides: string
  readonly source: string
  readonly grade: string
}

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
