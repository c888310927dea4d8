import { dayOf, isoOf, monthsBefore } from '#core/schedule/day.ts'
import type { Tx } from '#platform/store/db.ts'
import { LIBRARY_MAX } from '../contract/libraries.ts'
import { selectStages } from '../queries/libraries.ts'
import { stateOf } from '../rules/libraries.ts'
import { libraryPack } from '../rules/packs.ts'
import type { Asked } from './programme.ts'

/** A quarter: how often the libraries are rolled on. */
const QUARTER_MONTHS = 3

/** The libraries on a day, and each project's stage and library on an earlier one. */
export async function librariesOn(tx: Tx, asked: Asked, compared?: string) {
  const since = compared ?? isoOf(monthsBefore(dayOf(asked.asOf), QUARTER_MONTHS))
  const rows = await selectStages(tx, { ...asked, since, limit: LIBRARY_MAX })
  const { document, note, libraries, exited } = libraryPack
  return {
    ...{ asOf: asked.asOf, since, document, note },
    libraries: [
      ...libraries.map(({ id, name, stages }) => ({ id, name, stages })),
      { id: exited.id, name: exited.name, stages: [] },
    ],
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => {
      const { projectId, townId, stage, stageSince, before, decidedOn, generated } = row
      const was = before === null ? null : { value: before, from: row.beforeSince! }
      const decidedBefore = dated(row.decidedBefore, row.decidedBeforeOn)
      return {
        ...{ projectId, townId, stage, stageSince, before, generated },
        library: stateOf({ value: stage, from: stageSince }, dated(row.decided, decidedOn)),
        libraryBefore: was || decidedBefore ? stateOf(was, decidedBefore) : null,
        decidedOn,
        name: { zh: row.name_zh, en: row.name_en },
      }
    }),
  }
}

const dated = (value: string | null, from: string | null) => (value === null ? null : { value, from: from! })
