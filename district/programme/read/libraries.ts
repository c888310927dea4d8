import { dayOf, isoOf, monthsBefore } from '#core/schedule/day.ts'
import type { Tx } from '#platform/store/db.ts'
import { LIBRARY_MAX } from '../contract/libraries.ts'
import { selectStages } from '../queries/libraries.ts'
import { libraryPack } from '../rules/packs.ts'
import type { Asked } from './programme.ts'

/** A quarter: how often the libraries are rolled on. */
const QUARTER_MONTHS = 3

/** The libraries on a day, and each project's stage on an earlier one. */
export async function librariesOn(tx: Tx, asked: Asked, compared?: string) {
  const since = compared ?? isoOf(monthsBefore(dayOf(asked.asOf), QUARTER_MONTHS))
  const rows = await selectStages(tx, { ...asked, since, limit: LIBRARY_MAX })
  const { document, note, libraries } = libraryPack
  return {
    ...{ asOf: asked.asOf, since, document, note },
    libraries: libraries.map(({ id, name, stages }) => ({ id, name, stages })),
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ name_zh, name_en, total: _, ...row }) => ({
      ...row,
      name: { zh: name_zh, en: name_en },
    })),
  }
}
