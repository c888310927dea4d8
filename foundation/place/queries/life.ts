import { type SqlBool, sql } from 'kysely'
import type { Life } from '../rules/life.ts'

/** The day it is in the district, whatever the time zone of the server. */
const TODAY = sql`(now() at time zone 'Asia/Shanghai')::date`

/** Facilities that stand so on a day, today unless given; as `lifeOn` of rules/life.ts. */
export function standing(life: Life, day?: string) {
  const on = day === undefined ? TODAY : sql`${day}::date`
  if (life === 'closed') return sql<SqlBool>`closed_on <= ${on}`
  if (life === 'planned') return sql<SqlBool>`opened_on > ${on} and closed_on <= ${on} is not true`
  return sql<SqlBool>`daterange(opened_on, closed_on) @> ${on}`
}
