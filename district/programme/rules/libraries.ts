import type { LibraryPack } from './library-pack.ts'
import { libraryPack } from './packs.ts'

export type Library = LibraryPack['libraries'][number]

/** The library that a project is in by its stage on a day; undefined for one that has none yet. */
export const libraryOf = (stage: string | null): Library | undefined =>
  stage === null ? undefined : libraryPack.libraries.find(({ stages }) => stages.includes(Number(stage)))

/** A dated word: a stage, or where a decision put a project. */
interface Dated {
  readonly value: string
  readonly from: string
}

const orderOf = (id: string) => libraryPack.libraries.findIndex((one) => one.id === id)

/**
 * The one state a project is in: where the last decision put it, unless a later stage has carried it on since; from
 * exited only a decision leads back. Without a decision its stage says which, and without a stage it is in none.
 */
export function stateOf(stage: Dated | null, decision: Dated | null): string {
  const byStage = libraryOf(stage?.value ?? null)?.id
  if (!decision) return byStage ?? libraryPack.none.id
  const isCarriedOn =
    decision.value !== libraryPack.exited.id &&
    byStage !== undefined &&
    stage!.from > decision.from &&
    orderOf(byStage) > orderOf(decision.value)
  return isCarriedOn ? byStage : decision.value
}

/** A project by its states on two days; `before` null where it was not known yet. */
export interface Moved {
  readonly projectId: string
  readonly before: string | null
  readonly library: string
}

/** Projects that went from one library to another between two days, or stayed; `from` null: they came in. */
export interface Flow {
  readonly from: string | null
  readonly to: string
  readonly projectIds: readonly string[]
}

/** Every project once, by where it was and where it is, in the order of the libraries. */
export function flowsOf(rows: readonly Moved[]): Flow[] {
  const ids = [...libraryPack.libraries.map(({ id }) => id), libraryPack.exited.id]
  return [null, ...ids].flatMap((from) =>
    ids.flatMap((to): Flow[] => {
      const own = rows.filter((row) => row.before === from && row.library === to)
      return own.length > 0 ? [{ from, to, projectIds: own.map(({ projectId }) => projectId) }] : []
    }),
  )
}
