import { roleOf } from '#platform/identity/rules.ts'
import type {
  CommunityDeclarations,
  Declared,
  MaturityChoices,
  MaturityPreview,
  Standing,
} from '../contract/choices.ts'
import type { CommunitySummary } from '../contract.ts'
import type { Declaration, StoredChoice } from '../queries/choices.ts'
import { holdingOf, itemsOf, SIGNATURES } from '../rules/declaration.ts'
import type { MaturityResult } from '../rules/maturity.ts'
import { figuresOf, withChoice } from '../rules/maturity-choice.ts'
import { isFor } from '../rules/pack.ts'
import type { Pack } from '../rules/pack-schema.ts'
import type { Run } from '../runs.ts'
import { gateName } from './community.ts'

type Names = ReadonlyMap<string, string>
type Class = CommunitySummary['class']

const roleName = (role: string | null) =>
  role === null ? null : (roleOf(role)?.name ?? { zh: role, en: role })

/** What community number `c` has declared, and what it could. */
export function declarationsView(
  { compiled: { pack }, diagnosis }: Run,
  c: number,
  history: readonly Declaration[],
  { names, mayDeclare }: { names: Names; mayDeclare: boolean },
): CommunityDeclarations {
  const rowOf = (row: Declaration) => declaredRow(pack, row, names)
  const holding = holdingOf(history)
  const { id, name } = diagnosis.plans[c]!.profile
  const namesOf = (kind: Declaration['kind']) =>
    itemsOf(pack, kind).map((item) => ({ id: item.id, name: item.name }))
  return {
    mayDeclare,
    holding: holding.map(rowOf),
    history: history.map(rowOf).reverse(),
    signatures: SIGNATURES,
    profile: { id, name, declared: holding.some(({ kind, item }) => kind === 'profile' && item === id) },
    items: {
      profile: namesOf('profile'),
      signature: namesOf('signature'),
      'opt-out': namesOf('opt-out'),
    },
  }
}

/** An item that the pack no longer has is called by its id. */
function declaredRow(pack: Pack, row: Declaration, names: Names): Declared {
  const { declarationId, kind, item, holds, reason, generated } = row
  return {
    ...{ declarationId, kind, item, holds, reason, generated },
    name: itemsOf(pack, kind).find(({ id }) => id === item)?.name ?? { zh: item, en: item },
    by: names.get(row.declaredBy) ?? null,
    role: roleName(row.declaredRole),
    at: row.declaredAt.toISOString(),
  }
}

/** Where community number `c` stands. */
export function standingView(run: Run, c: number): Standing {
  const { score, completeness, denominator, optedOut, gates } = run.diagnosis.scores[c]!
  const { class: found, candidates } = run.classes[c]!
  return {
    score: [...score],
    completeness,
    class: found as Class,
    candidates: candidates as Class[],
    profile: run.diagnosis.plans[c]!.profile.name,
    denominator,
    optedOut,
    gates: gates.map((gate) => ({
      id: gate.id,
      name: gateName(run, gate),
      state: gate.state,
      score: [...gate.score],
    })),
  }
}

/** The figures of a pack's classes with every choice the district has made, newest first. */
export function maturityView(
  pack: Pack,
  history: readonly StoredChoice[],
  { names, mayChoose }: { names: Names; mayChoose: boolean },
): MaturityChoices {
  const chosen = history[0]?.content ?? null
  const mutable = (choice: ReturnType<typeof figuresOf>) => ({ ...choice, classes: [...choice.classes] })
  return {
    own: mutable(figuresOf(pack)),
    inForce: mutable(figuresOf(chosen ? withChoice(pack, chosen) : pack)),
    chosen: chosen !== null,
    mayChoose,
    history: history.map(({ choiceId, content, reason, chosenBy, chosenRole, chosenAt }) => ({
      choiceId,
      choice: content && mutable(content),
      reason,
      by: names.get(chosenBy) ?? null,
      role: roleName(chosenRole),
      at: chosenAt.toISOString(),
    })),
  }
}

/** Whose class would change if `after` were the classes; villages are left out of a pack for town, and the other way round. */
export function flipsView(run: Run, after: readonly MaturityResult[]): MaturityPreview {
  const { compiled, gathered, classes, diagnosis } = run
  const meant = gathered.communities.flatMap((community, c) =>
    isFor(compiled.pack, community.settlement) ? [c] : [],
  )
  const count = (results: readonly MaturityResult[], id: string) =>
    meant.filter((c) => results[c]!.class === id).length
  const ids = [...compiled.pack.maturity.classes.map(({ id }) => id), 'undetermined']
  return {
    classes: ids.map((id) => ({ class: id as Class, before: count(classes, id), after: count(after, id) })),
    flips: meant
      .filter((c) => classes[c]!.class !== after[c]!.class)
      .map((c) => {
        const { areaId, name, parentId } = gathered.communities[c]!
        return {
          ...{ communityId: areaId, name, townId: parentId!, score: [...diagnosis.scores[c]!.score] },
          before: classes[c]!.class as Class,
          after: after[c]!.class as Class,
        }
      }),
  }
}
