import type { Datum } from '#core/geo/datum.ts'
import type { Caller } from '#platform/http/caller.ts'
import { reading } from '#platform/http/reading.ts'
import type { Upload } from '#platform/http/server.ts'
import { InputError } from '#platform/input/input-error.ts'
import { things } from '#platform/input/input-errors.ts'
import { type ParsedTable, parseTable } from '#platform/spreadsheet/columns.ts'
import { withOutlines } from '#platform/spreadsheet/outlines.ts'
import { readTable } from '#platform/spreadsheet/read-table.ts'
import { writeXlsx } from '#platform/spreadsheet/write-xlsx.ts'
import { type Db, inScope, type Tx } from '#platform/store/db.ts'
import { type ImportKind, type ImportReport, refuse } from './contract.ts'
import { importColumns } from './import-columns.ts'
import { importers } from './import-writers.ts'
import { selectImportRun } from './queries/import.ts'
import { lockPlaces } from './queries/load.ts'
import { areaShapes } from './read.ts'
import { Ground } from './rules/ground.ts'
import { guessFileDatum, judgeRows } from './rules/import.ts'
import type { Rejection, SourceRow } from './rules/import-rows.ts'
import type { Shape } from './rules/shape.ts'
import { recordImport } from './write.ts'

export interface ImportRequest {
  readonly kind: ImportKind
  readonly upload: Upload
  /** Guessed if not stated. */
  readonly datum?: ImportReport['datum'] | undefined
  readonly source: string
}

/**
 * Imports a file in one transaction: all its good rows or, where the file as a whole cannot be read, nothing. Rows that
 * are not good come back with row, field and reason. Killed at any moment, the import is whole or absent.
 *
 * @throws DomainError FILE_REFUSED with the place in the file
 */
export async function importFile(db: Db, caller: Caller, request: ImportRequest): Promise<ImportReport> {
  const { kind, upload } = request
  const columns = importColumns[kind]
  const { table, parsed } = await reading(refuse, 'FILE_REFUSED', async () => {
    const table = withOutlines(await readTable(upload.filename, upload.bytes, { columns }))
    if (table.rows.length === 0)
      throw new InputError('NOTHING_INSIDE', { file: table.file }, { what: things.rows })
    return { table, parsed: parseTable(table, columns) }
  })
  return await inScope(db, caller.scope, async (tx) => {
    await lockPlaces(tx)
    const ground = new Ground(await areaShapes(tx, 'community'))
    const rows = sourceRows(parsed)
    const guess = request.datum ? undefined : guessFileDatum(rows, ground)
    const datum = request.datum ?? (guess!.datum as ImportReport['datum'])
    const writable = within(caller.scope.write)
    const judged = judgeRows(kind, rows, { ground, datum: datum as Datum, source: request.source, writable })
    const written = await importers[kind](tx, judged.candidates as never, {
      source: request.source,
      writable,
    })
    const rejections = [...unreadRows(parsed), ...judged.rejections, ...written.rejections]
    const { rejections: _, ...counts } = written
    const run = { kind, filename: upload.filename, datum, datumStated: !guess, ...counts }
    const { source } = request
    const kept = await recordImport(tx, caller, { ...run, source, bytes: upload.bytes, table, rejections })
    return { ...run, ...kept }
  })
}

function within(write: Caller['scope']['write']): (areaId: string) => boolean {
  if (write === '*') return () => true
  const ids = new Set(write)
  return (areaId) => ids.has(areaId)
}

type Parsed = ParsedTable<(typeof importColumns)[ImportKind]>

const sourceRows = ({ rows }: Parsed): SourceRow[] =>
  rows.map(({ row, values, geometry }) => ({
    row,
    values: values as SourceRow['values'],
    ...(geometry && { shape: flat(geometry as Shape) }),
  }))

/** Positions without heights. */
function flat(shape: Shape): Shape {
  const walk = (value: unknown): unknown =>
    typeof (value as unknown[])[0] === 'number'
      ? (value as unknown[]).slice(0, 2)
      : (value as unknown[]).map(walk)
  return { type: shape.type, coordinates: walk(shape.coordinates) } as Shape
}

const unreadRows = ({ rejected }: Parsed): Rejection[] =>
  rejected.flatMap(({ row, problems }) =>
    problems.map(({ field, reason }) => ({ row, field: field ?? null, reason })),
  )

/**
 * The rejected rows of an import as a workbook: file, row, field and reason, one line for each, before the cells.
 *
 * @throws DomainError IMPORT_UNKNOWN, also where it is somebody else's
 */
export async function rejectedWorkbook(tx: Tx, importId: string): Promise<Uint8Array> {
  const run = await selectImportRun(tx, importId)
  if (!run) throw refuse('IMPORT_UNKNOWN', { importId })
  const { header, rows } = run.rejectedRows
  const added = ['文件 File', '行 Row', '字段 Field', '原因', 'Reason']
  return await writeXlsx([
    {
      name: '退回 Rejected',
      columns: [...added, ...header].map((name) => ({ header: name })),
      rows: rows.map(({ row, field, reason, cells }) => [
        run.filename,
        row,
        field,
        reason.zh,
        reason.en,
        ...cells,
      ]),
    },
  ])
}
