import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Db, Tx } from '#platform/store/db.ts'
import { refuse } from './contract.ts'
import { insertVersion, selectFile, selectVersions } from './queries/procedure.ts'
import { firstTask, type Procedure, questionsOf } from './rules/procedure.ts'
import { readBpmn } from './rules/read-bpmn.ts'

const SHIPPED = join(import.meta.dirname, '../../packs/procedures')

/**
 * Brings the procedures of a folder into force: one that is new or has changed becomes the next version of its id. Cases
 * that are open go on by the version they have.
 *
 * @throws Error naming file, element and reason where one cannot be executed
 */
export async function keepProcedures(db: Db, folder = SHIPPED): Promise<void> {
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.bpmn')) continue
    const bpmn = readFileSync(join(folder, file), 'utf8')
    const { procedure, faults } = await readBpmn(bpmn)
    if (!procedure) {
      const lines = faults.map(({ element, reason }) => `${element}: ${reason.en} ${reason.zh}`)
      throw new Error(`the procedure ${file} cannot be executed:\n${lines.join('\n')}`)
    }
    const sha256 = createHash('sha256').update(bpmn).digest('hex')
    await insertVersion(db, { procedureId: procedure.id, bpmn, sha256 })
  }
}

/** Versions never change, so each is read once. */
const known = new Map<string, Procedure>()

/** A version of a procedure, or the newest, as it is executed. @throws DomainError PROCEDURE_UNKNOWN */
export async function procedureOf(tx: Tx, procedureId: string, version?: number) {
  const asked = known.get(`${procedureId} ${version}`)
  if (asked && version !== undefined) return { version, procedure: asked }
  const file = await selectFile(tx, procedureId, version)
  if (!file) throw refuse('PROCEDURE_UNKNOWN', { procedureId, ...(version && { version }) })
  const key = `${procedureId} ${file.version}`
  const procedure = known.get(key) ?? (await readBpmn(file.bpmn)).procedure
  if (!procedure) throw refuse('PROCEDURE_UNKNOWN', { procedureId, version: file.version })
  known.set(key, procedure)
  return { version: file.version, procedure }
}

const stepsOf = ({ nodes }: Procedure) =>
  [...nodes.values()].flatMap((node) => (node.kind === 'task' ? [{ node: node.id, name: node.name }] : []))

/** Every procedure as its newest version has it, with all its versions. */
export async function shownProcedures(tx: Tx) {
  const byId = Map.groupBy(await selectVersions(tx), ({ procedureId }) => procedureId)
  const shown = [...byId].map(async ([procedureId, versions]) => {
    const { procedure, version } = await procedureOf(tx, procedureId)
    const first = firstTask(procedure, {})
    return {
      ...{ procedureId, version, name: procedure.name, subjectKind: procedure.subjectKind },
      first: { name: first?.name ?? procedure.name, roles: [...(first?.roles ?? [])] },
      questions: questionsOf(procedure).map((one) => ({ ...one, values: [...one.values] })),
      versions: await Promise.all(
        versions.map(async ({ addedAt, procedureId: _, ...one }) => ({
          ...{ ...one, addedAt: addedAt.toISOString() },
          steps: stepsOf((await procedureOf(tx, procedureId, one.version)).procedure),
        })),
      ),
    }
  })
  return await Promise.all(shown)
}
