import type { Sentence } from '#core/language/language.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import pack from '#packs/zones/kinds.json' with { type: 'json' }
import { interventions } from '../candidates.ts'

/** 国土空间规划、控规. */
export const PLANS = ['territorial', 'regulatory'] as const
export type Plan = (typeof PLANS)[number]
/** 符合、需调整规划、冲突. */
export const VERDICTS = ['fine', 'adjust', 'conflict'] as const
export type Verdict = (typeof VERDICTS)[number]

/** What may be done in a zone, by class of facility; `else` is for the classes that are not named. */
type Ruling = { readonly else: string } & Readonly<Partial<Record<Verdict, readonly string[]>>>

/** A kind of plan zone, as packs/zones has it. */
export interface ZoneKind {
  readonly id: string
  readonly name: Sentence
  /** First-level classes of the national guide; none where a kind is no class of land use. */
  readonly codes: readonly string[]
  readonly source: string
  readonly grade: string
  /** Said with what is not fine. */
  readonly why?: Sentence
  /** What takes ground, and what only uses rooms that stand. */
  readonly builds: Ruling
  readonly uses: Ruling
}

/** Kinds of plan zones. Source: packs/zones. */
export const zoneKinds: ReadonlyMap<string, ZoneKind> = new Map(
  (pack.kinds as readonly ZoneKind[]).map((kind) => [kind.id, kind]),
)

/** The plans by name, and how else tables call them. */
export const plans: Readonly<Record<Plan, { readonly name: Sentence; readonly aliases: readonly string[] }>> =
  pack.plans

/** What the rules are worth. */
export const zonesNote: Sentence = pack.note

/** What takes no ground and changes no use is fine in every zone, as is closing. */
const light = pack.light as { readonly verdict: Verdict; readonly why: Sentence }
const manners: Readonly<Record<string, string>> = pack.interventions
const CLOSING: Sentence = { zh: '关停', en: 'Closing' }

/** What is done, where: by the intervention, null for a closing, and the kind of facility. */
export interface Doing {
  readonly interventionId: string | null
  readonly facilityKind: string
}

/** What a zone of this kind says to it, with the reason; no verdict where the rules do not know one of the three. */
export function ruleOf(
  zoneKind: string,
  { interventionId, facilityKind }: Doing,
): { readonly verdict: Verdict | 'unknown'; readonly reason: Sentence } {
  const kind = zoneKinds.get(zoneKind)
  const facility = facilityKinds.get(facilityKind)
  const manner = interventionId === null ? 'light' : manners[interventionId]
  const done = interventionId === null ? CLOSING : interventions.find(({ id }) => id === interventionId)?.name
  if (!kind || !facility || !done || (manner !== 'light' && manner !== 'builds' && manner !== 'uses'))
    return { verdict: 'unknown', reason: NO_RULE }
  const what = {
    zh: `“${kind.name.zh}”内${done.zh}${facility.name.zh}`,
    en: `${done.en}: ${facility.name.en}, in ${kind.name.en}`,
  }
  if (manner === 'light') return { verdict: light.verdict, reason: because(what, light.verdict, light.why) }
  const verdict = rulingFor(kind[manner], facility.class)
  return { verdict, reason: because(what, verdict, verdict === 'fine' ? undefined : kind.why) }
}

const rulingFor = (ruling: Ruling, facilityClass: string): Verdict =>
  VERDICTS.find((verdict) => ruling[verdict]?.includes(facilityClass)) ?? (ruling.else as Verdict)

const SAID: Readonly<Record<Verdict, Sentence>> = {
  fine: { zh: '符合', en: 'fine' },
  adjust: { zh: '需调整规划', en: 'needs the plan to be adjusted' },
  conflict: { zh: '与规划冲突', en: 'in conflict with the plan' },
}

const NO_RULE = { zh: '没有适用的规则', en: 'No rule is known for it' }

const because = (what: Sentence, verdict: Verdict, why: Sentence | undefined): Sentence => ({
  zh: `${what.zh}：${SAID[verdict].zh}${why ? `（${why.zh}）` : ''}`,
  en: `${what.en}: ${SAID[verdict].en}${why ? ` (${why.en})` : ''}`,
})
