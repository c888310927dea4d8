import type { LibraryPack } from './library-pack.ts'
import { libraryPack } from './packs.ts'

export type Library = LibraryPack['libraries'][number]

/** The library that a project is in by its stage on a day; undefined for one that has none yet. */
export const libraryOf = (stage: string | null): Library | undefined =>
  stage === null ? undefined : libraryPack.libraries.find(({ stages }) => stages.includes(Number(stage)))

/** A project by its stages on two days; `before` null where it was not known yet. */
export interface Moved {
  readonly projectId: string
  readonly before: string | null
  readonly stage: string
}

/** Projects that went from one library to another between two days, or stayed; `from` null: they came in. */
export interface Flow {
  readonly from: string | null
  readonly to: string
  readonly projectIds: readonly string[]
}

/** Every project once, by where it was and where it is, in the order of the libraries. */
export function flowsOf(rows: readonly Moved[]): Flow[] {
  const ids = libraryPack.libraries.map(({ id }) => id)
  return [null, ...ids].flatMap((from) =>
    ids.flatMap((to): Flow[] => {
      const own = rows.filter(
        ({ before, stage }) => (libraryOf(before)?.id ?? null) === from && libraryOf(stage)?.id === to,
      )
      return own.length > 0 ? [{ from, to, projectIds: own.map(({ projectId }) => projectId) }] : []
    }),
  )
}
