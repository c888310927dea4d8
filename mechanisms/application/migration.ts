import { handle, handleAlone, type Routes } from '#platform/http/server.ts'
import { inScope, type Tx } from '#platform/store/db.ts'
import { standingOf } from './access.ts'
import {
  countOpenCases,
  MIGRATED_MAX,
  type MigrationRow,
  migrateCases,
  previewMigration,
} from './contract/migration.ts'
import { errors } from './contract.ts'
import { CODES } from './deed.ts'
import { procedureOf } from './procedures.ts'
import type { CaseRecord } from './queries/case.ts'
import { selectOpenCounts, selectOthers } from './queries/migration.ts'
import { CaseError } from './rules/case.ts'
import { type Plan, planOf } from './rules/migrate.ts'
import { nodeNamed, type Procedure } from './rules/procedure.ts'
import { type Story, storyOf } from './story.ts'
import { fits, migrate } from './write/migrate.ts'

/** What the server answers about letting open cases go on by another version. */
export const migrationRoutes = (clock: () => Date): Routes => [
  handle(countOpenCases, (_, { tx }) => selectOpenCounts(tx)),
  handleAlone(previewMigration, async ({ params, query }, { db, caller }) => {
    const { procedureId, version } = params
    const { scope } = await standingOf(db, caller)
    return await inScope(
      db,
      scope,
      async (tx) => {
        const { procedure } = await procedureOf(tx, procedureId, version)
        const { total, rows } = await selectOthers(tx, procedureId, version, scope.write, MIGRATED_MAX)
        const cases: MigrationRow[] = []
        for (const row of rows) cases.push(await preview(tx, row, procedure, query.comesBack ?? false))
        return { name: procedure.name, total, cases }
      },
      { readOnly: true },
    )
  }),
  handleAlone(migrateCases, async ({ params, body }, { db, caller }) => {
    const standing = await standingOf(db, caller)
    const asked = { ...params, ...body }
    return await inScope(db, standing.scope, (tx) => migrate(tx, standing, asked, clock()))
  }),
]

async function preview(
  tx: Tx,
  row: CaseRecord,
  procedure: Procedure,
  comesBack: boolean,
): Promise<MigrationRow> {
  const story = await storyOf(tx, row)
  const { communityId, caseId, townId, generated, version, at } = row
  const shown = {
    ...{ communityId, caseId, townId, generated, version, at, events: story.events.length },
    title: { zh: row.title_zh, en: row.title_en },
    atName: nodeNamed(story.procedure, at),
  }
  if (!fits(row, procedure)) return { ...shown, plan: null, problem: problemOf('SUBJECT_UNFIT') }
  try {
    const plan = planOf(story.procedure, procedure, story.state, { comesBack })
    return { ...shown, plan: planShown(story, procedure, plan), problem: null }
  } catch (error) {
    if (!(error instanceof CaseError)) throw error
    return { ...shown, plan: null, problem: problemOf(CODES[error.objection]) }
  }
}

function problemOf(code: keyof typeof errors): MigrationRow['problem'] {
  const { zh, en } = errors[code]
  return { code, reason: { zh, en } }
}

/** A plan with the names of its steps: those that are gone by the old version. */
function planShown({ procedure: from }: Story, to: Procedure, plan: Plan): MigrationRow['plan'] {
  const named = (node: string) => ({ node, name: nodeNamed(to.nodes.has(node) ? to : from, node) })
  const { at, holders, carried, again, dropped, added, documents, comeBackTo, isBetween } = plan
  return {
    ...{ at, atName: nodeNamed(to, at), holders, isBetween },
    ...{ carried: carried.map(named), again: again.map(named), dropped: dropped.map(named) },
    ...{ added: added.map(named), comeBackTo: comeBackTo.map(named) },
    documents: documents.map(({ node, kind }) => ({ ...named(node), kind })),
  }
}
