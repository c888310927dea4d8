import { createHash, randomUUID } from 'node:crypto'
import { type Actor, recordAudit } from '#platform/audit/write.ts'
import { cellText, type Table } from '#platform/spreadsheet/table.ts'
import type { Tx } from '#platform/store/db.ts'
import { refuse } from './contract.ts'
import { insertImportRun } from './queries/import.ts'
import * as queries from './queries/load.ts'
import type { Rejection } from './rules/import-rows.ts'
import { facilityKinds } from './rules/kinds.ts'
import type { NewArea, NewFacility, NewNetwork, Places } from './rules/places.ts'
import { innerPoint } from './rules/shape.ts'
import { evenShares } from './rules/share.ts'

/** How many rows of each kind were written; rows that were already there and equal are not counted. */
export type PlacesWritten = Partial<Record<keyof Places, number>>

const LEVELS = ['district', 'town', 'community']

/**
 * Writes places in the order their references need, and records that places have changed if any row did. A row whose
 * key is already there takes the new values; base map and streets are replaced whole, which is a change. Rows outside
 * the caller's scope are refused by the store (SQLSTATE 42501).
 *
 * @throws DomainError AREA_UNKNOWN, FACILITY_KIND_UNKNOWN, SHARES_WRONG
 */
export async function loadPlaces(tx: Tx, what: string, places: Places): Promise<PlacesWritten> {
  await queries.lockPlaces(tx)
  const written: PlacesWritten = {}
  if (places.areas) written.areas = await loadAreas(tx, places.areas)
  if (places.estates) written.estates = await queries.insertEstates(tx, places.estates)
  if (places.buildings) written.buildings = await queries.insertBuildings(tx, places.buildings)
  if (places.population) written.population = await queries.insertPopulation(tx, places.population)
  if (places.dwellings) written.dwellings = await queries.insertDwellings(tx, places.dwellings)
  if (places.facilities)
    written.facilities = await queries.insertFacilities(tx, checkedFacilities(places.facilities))
  if (places.mapFeatures) {
    await queries.removeMapFeatures(tx)
    written.mapFeatures = await queries.insertMapFeatures(tx, places.mapFeatures)
  }
  if (places.network) await loadNetwork(tx, places.network)
  const isReplaced = places.mapFeatures !== undefined || places.network !== undefined
  if (isReplaced || Object.values(written).some((count) => count > 0))
    await queries.insertChange(tx, randomUUID(), what)
  return written
}

async function loadAreas(tx: Tx, areas: readonly NewArea[]): Promise<number> {
  const paths = await queries.areaPaths(tx)
  const rows = areas
    .toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level))
    .map((area) => {
      const above = area.parentId === null ? undefined : paths.get(area.parentId)
      if (area.parentId !== null && above === undefined)
        throw refuse('AREA_UNKNOWN', { areaId: area.parentId })
      const path = above === undefined ? area.areaId : `${above}/${area.areaId}`
      paths.set(area.areaId, path)
      return { ...area, path, centre: innerPoint(area.shape) }
    })
  return await queries.insertAreas(tx, rows)
}

function* checkedFacilities(facilities: Iterable<NewFacility>): Generator<Required<NewFacility>> {
  for (const facility of facilities) {
    const { facilityId, kind, sharedWith, sharePermille = evenShares(sharedWith.length) } = facility
    if (!facilityKinds.has(kind)) throw refuse('FACILITY_KIND_UNKNOWN', { facilityId, kind })
    const given = sharePermille.reduce((sum, part) => sum + part, 0)
    if (sharePermille.length !== sharedWith.length || given > 1000)
      throw refuse('SHARES_WRONG', { facilityId, given })
    yield { openedOn: null, closedOn: null, ...facility, sharePermille }
  }
}

async function loadNetwork(tx: Tx, network: NewNetwork): Promise<void> {
  const checksum = createHash('sha256').update(network.bytes).digest('hex')
  await queries.insertNetwork(tx, { ...network, checksum })
}

/** What a file brought, for the record. */
export interface FinishedImport {
  readonly kind: string
  readonly filename: string
  readonly bytes: Uint8Array
  readonly source: string
  readonly datum: string | null
  readonly datumStated: boolean | null
  readonly inserted: number
  readonly updated: number
  readonly unchanged: number
  readonly table: Table
  readonly rejections: readonly Rejection[]
}

/** Rejected rows that come back at once; the workbook of `rejectedRows` has all. */
const SHOWN = 100

/** Keeps the record of an import with its rejected rows as they were, and enters it in the audit log. */
export async function recordImport(tx: Tx, by: Actor, finished: FinishedImport) {
  const { bytes, table, rejections, ...run } = finished
  const importId: string = randomUUID()
  const cells = new Map(table.rows.map((row) => [row.row, row.cells.map(cellText)]))
  const rows = rejections
    .toSorted((a, b) => a.row - b.row)
    .map((rejection) => ({ ...rejection, cells: cells.get(rejection.row) ?? [] }))
  const rejected = new Set(rejections.map(({ row }) => row)).size
  await insertImportRun(tx, {
    ...{ ...run, importId, rejected, accountId: by.accountId, role: by.role },
    sha256: createHash('sha256').update(bytes).digest('hex'),
    rejectedRows: { header: table.header, rows },
  })
  const { kind, source, inserted, updated } = run
  await recordAudit(tx, by, {
    action: 'place.import',
    subject: { kind: 'import', id: importId },
    detail: { kind, source, inserted, updated, rejected },
  })
  const shown = rows.slice(0, SHOWN).map(({ cells, ...row }) => ({ file: run.filename, ...row }))
  return { importId, rejected, rejectedRows: shown }
}
