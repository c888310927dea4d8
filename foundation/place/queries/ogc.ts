import { type SqlBool, sql } from 'kysely'
import type { Bounds } from '#core/geo/polygon.ts'
import type { Tx } from '#platform/store/db.ts'
import type {} from '../tables.ts'
import { standing } from './life.ts'
import { meets } from './tile.ts'

/** A published collection: where its rows are and which columns are its properties. */
export interface Source {
  readonly table: 'area' | 'estate' | 'facility'
  readonly id: string
  /** Column of each property that may be shown and filtered by. */
  readonly properties: Readonly<Record<string, string>>
  readonly level?: 'town' | 'community'
}

export interface ItemQuery {
  readonly limit: number
  readonly offset: number
  readonly bounds?: Bounds | undefined
  /** Equal to the text of a property. */
  readonly filters: Readonly<Record<string, string>>
  readonly id?: string
}

export interface Item {
  readonly id: string
  readonly properties: Record<string, unknown>
  /** Of a facility: its place; of all others the bytes of a shape. */
  readonly lon: number | null
  readonly lat: number | null
  readonly shape: Buffer | null
}

/** One page of a collection and how many items match in all. */
export async function selectItems(tx: Tx, source: Source, query: ItemQuery) {
  const where = conditions(source, query)
  const columns = Object.entries(source.properties).flatMap(([name, column]) => [
    sql.lit(name),
    sql.ref(column),
  ])
  const place =
    source.table === 'facility' ? sql`lon, lat, null::bytea as shape` : sql`null as lon, null as lat, shape`
  const { rows } = await sql<Item>`
    select ${sql.ref(source.id)} as id, json_build_object(${sql.join(columns)}) as properties, ${place}
    from ${sql.table(source.table)} where ${where}
    order by ${sql.ref(source.id)} limit ${query.limit} offset ${query.offset}`.execute(tx)
  const counted = await sql<{ total: number }>`
    select count(*) as total from ${sql.table(source.table)} where ${where}`.execute(tx)
  return { total: counted.rows[0]!.total, items: rows }
}

function conditions(source: Source, { bounds, filters, id }: ItemQuery) {
  const all = [sql<SqlBool>`true`]
  if (source.table === 'facility') all.push(standing('open'))
  if (source.level) all.push(sql`level = ${source.level}`)
  if (id !== undefined) all.push(sql`${sql.ref(source.id)} = ${id}`)
  if (bounds) all.push(source.table === 'facility' ? inside(bounds) : meets(bounds))
  for (const [name, value] of Object.entries(filters))
    all.push(sql`${sql.ref(source.properties[name]!)}::text = ${value}`)
  return sql.join(all, sql` and `)
}

const inside = ({ west, south, east, north }: Bounds) =>
  sql<SqlBool>`point(lon, lat) <@
    box(point(${west}::float8, ${south}::float8), point(${east}::float8, ${north}::float8))`
