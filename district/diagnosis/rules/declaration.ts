import type { Pack } from './pack-schema.ts'
import type { Choices } from './plan.ts'

/** What a community may declare about its own diagnosis. */
export type DeclarationKind = 'profile' | 'signature' | 'opt-out'

export interface Declared {
  readonly kind: DeclarationKind
  /** Profile, scenario or indicator id of the pack. */
  readonly item: string
  readonly reason: string
}

/** A declaration on its way in; with `holds` false, it takes an earlier one back. */
export interface WantedDeclaration extends Declared {
  readonly holds: boolean
}

/** A community chooses two or three scenarios of its own to go deeper in. [features E12] */
export const SIGNATURES = { least: 2, most: 3 } as const

/** Everything of a pack that may be declared as `kind`. */
export const itemsOf = (pack: Pack, kind: DeclarationKind) =>
  ({ profile: pack.profiles, signature: pack.scenarios, 'opt-out': pack.indicators })[kind]

/** Why something cannot be declared, and which field of it is at fault. */
export type Objection =
  | { readonly because: 'unknown'; readonly field: 'item' }
  | { readonly because: 'unchanged'; readonly field: 'item' }
  | { readonly because: 'too-many'; readonly field: 'item' }
  | { readonly because: 'no-reason'; readonly field: 'reason' }

/**
 * Why `wanted` does not go with what the community has declared so far; undefined when it does. What holds may always
 * be taken back, even if a newer pack no longer has it.
 */
export function declarationObjection(
  pack: Pack,
  holding: readonly Declared[],
  { kind, item, holds, reason }: WantedDeclaration,
): Objection | undefined {
  const already = holding.some((row) => row.kind === kind && row.item === item)
  if (holds && !itemsOf(pack, kind).some(({ id }) => id === item))
    return { because: 'unknown', field: 'item' }
  if (already === holds) return { because: 'unchanged', field: 'item' }
  const signatures = holding.filter((row) => row.kind === 'signature')
  if (kind === 'signature' && holds && signatures.length >= SIGNATURES.most)
    return { because: 'too-many', field: 'item' }
  return reason.trim() === '' ? { because: 'no-reason', field: 'reason' } : undefined
}

/** What would hold once `wanted` is declared. A community has one profile: a new one replaces the earlier. */
export function afterDeclaring<D extends WantedDeclaration>(holding: readonly D[], wanted: D): D[] {
  const kept = holding.filter(
    ({ kind, item }) => kind !== wanted.kind || (item !== wanted.item && kind !== 'profile'),
  )
  return wanted.holds ? [...kept, wanted] : kept
}

/** What holds after everything a community has ever declared, oldest first. */
export const holdingOf = <D extends WantedDeclaration>(history: readonly D[]): D[] =>
  history.reduce<D[]>(afterDeclaring, [])

/** Profile and choices by which a pack scores a community that has declared `holding`. */
export function choicesOf(
  pack: Pack,
  holding: readonly Declared[],
): { readonly profile: string; readonly choices: Choices } {
  const of = (kind: DeclarationKind) => holding.filter((row) => row.kind === kind)
  // Packs have profiles of their own: one of another pack leaves this pack's default.
  const profile = of('profile').find(({ item }) => pack.profiles.some(({ id }) => id === item))?.item
  return {
    profile: profile ?? pack.defaultProfile,
    choices: {
      signature: of('signature').map(({ item }) => item),
      optOuts: new Map(of('opt-out').map(({ item, reason }) => [item, reason])),
    },
  }
}
