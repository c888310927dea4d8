import { sql } from 'kysely'
import type { Db } from './db.ts'

/**
 * The schema as readable text: tables with columns, constraints, indexes, policies and grants to `jiujing_app`, then
 * functions, triggers and sequences. The same text on PostgreSQL 15 and 18, so it is committed as `test/schema.sql` and
 * shows in review what a migration changes.
 */
export async function dumpSchema(db: Db): Promise<string> {
  const tables = await rowsOf<{ name: string; lines: string; after: string }>(db, TABLES)
  const views = await rowsOf<{ text: string }>(db, VIEWS)
  const functions = await rowsOf<{ text: string }>(db, FUNCTIONS)
  const parts = [
    ...tables.map(({ name, lines, after }) => `create table ${name} (\n${lines}\n);\n${after}`),
    ...views.map(({ text }) => plainView(text)),
    ...functions.map(({ text }) => text),
  ]
  return `${parts.map((part) => part.trimEnd()).join('\n\n')}\n`
}

/** PostgreSQL 15 names the table before each column of a view even where there is only one, later versions do not. */
function plainView(text: string): string {
  const only = /^ +FROM (\w+)(?: (\w+))?(?:;|\n +(?:WHERE|GROUP|ORDER|LIMIT))/m.exec(text)
  return only && !text.includes('SELECT', text.indexOf('SELECT') + 1)
    ? text.replaceAll(`${only[2] ?? only[1]}.`, '')
    : text
}

async function rowsOf<T>(db: Db, query: string): Promise<T[]> {
  return (await sql<T>`${sql.raw(query)}`.execute(db)).rows
}

/** Members of an extension belong to it, not to us. */
const ours = (catalogue: string, oid: string) =>
  `not exists (select from pg_depend x where x.classid = '${catalogue}'::regclass and x.objid = ${oid} and x.deptype = 'e')`

const KINDS = `c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and ${ours('pg_class', 'c.oid')}`

/** Not-null constraints have rows of their own from PostgreSQL 18 on; the column says it on both. */
const TABLES = `
  select c.relname as name,
    concat_ws(E',\\n', (select string_agg(format('  %I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attnotnull then ' not null' else '' end,
        case when a.attidentity <> '' then ' generated ' || case a.attidentity when 'a' then 'always' else 'by default' end || ' as identity'
          when a.attgenerated <> '' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
          when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end), E',\\n' order by a.attnum)
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
      (select string_agg(format('  constraint %I %s', k.conname, pg_get_constraintdef(k.oid)), E',\\n' order by k.contype desc, k.conname collate "C")
      from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x'))) as lines,
    concat_ws('',
      (select string_agg(replace(pg_get_indexdef(i.indexrelid), ' public.', ' ') || E';\\n', '' order by n.relname collate "C")
      from pg_index i join pg_class n on n.oid = i.indexrelid
      where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))),
      case when c.relrowsecurity then format(E'alter table %I enable row level security;\\n', c.relname) end,
      case when c.relforcerowsecurity then format(E'alter table %I force row level security;\\n', c.relname) end,
      (select string_agg(format(E'create policy %I on %I%s for %s%s%s;\\n', p.polname, c.relname,
        case when p.polpermissive then '' else ' as restrictive' end,
        case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
        ' using (' || pg_get_expr(p.polqual, p.polrelid) || ')', ' with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')'),
        '' order by p.polname collate "C") from pg_policy p where p.polrelid = c.oid),
      (select string_agg(replace(pg_get_triggerdef(t.oid), ' public.', ' ') || E';\\n', '' order by t.tgname collate "C")
      from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal),
      (select format(E'grant %s on %I to jiujing_app;\\n', string_agg(lower(g.privilege_type), ', ' order by g.privilege_type), c.relname)
      from aclexplode(c.relacl) g where g.grantee = 'jiujing_app'::regrole),
      (select string_agg(format(E'grant %s (%s) on %I to jiujing_app;\\n', right_of, of_columns, c.relname), '' order by right_of)
      from (select lower(g.privilege_type) as right_of, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as of_columns
        from pg_attribute a cross join aclexplode(a.attacl) g
        where a.attrelid = c.oid and g.grantee = 'jiujing_app'::regrole group by 1) by_column)
    ) as after
  from pg_class c where ${KINDS} order by c.relname collate "C"`

const VIEWS = `
  select format(E'create view %I as\\n%s', c.relname, pg_get_viewdef(c.oid)) as text
  from pg_class c where c.relkind in ('v', 'm') and c.relnamespace = 'public'::regnamespace and ${ours('pg_class', 'c.oid')}
  union all
  select format('create sequence %I;', c.relname) from pg_class c
  where c.relkind = 'S' and c.relnamespace = 'public'::regnamespace
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i')
  order by 1`

const FUNCTIONS = `
  select replace(pg_get_functiondef(f.oid), ' public.', ' ') || ';' as text
  from pg_proc f where f.pronamespace = 'public'::regnamespace and f.prokind in ('f', 'p') and ${ours('pg_proc', 'f.oid')}
  order by f.proname collate "C", pg_get_function_identity_arguments(f.oid) collate "C"`

/**
 * Everything in which the schema breaks the rules of tenancy, one sentence each; empty when it keeps them.
 *
 * Of each table with a `community_id`: it is in the primary key, every unique and exclusion constraint and unique index,
 * and every foreign key to another such table, on both sides alike; deleting a referenced row does not set it null; and
 * row-level security is enabled, forced and has a policy. No other table refers to such a table. These are also what
 * Citus asks of a table distributed by `community_id`.
 */
export async function tenancyFaults(db: Db): Promise<string[]> {
  return (await rowsOf<{ fault: string }>(db, FAULTS)).map(({ fault }) => fault)
}

const FAULTS = `
  with tenant as (
    select c.oid, c.relname, a.attnum, a.attnotnull, c.relrowsecurity, c.relforcerowsecurity
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'community_id'
    where ${KINDS}
  ), reference as (
    select k.*, source.relname as source_name, target.relname as target_name, f.attnum as source_key, t.attnum as target_key,
      exists (select from unnest(k.conkey, k.confkey) as pair (here, there)
        where pair.here = f.attnum and pair.there = t.attnum) as paired
    from pg_constraint k
    join pg_class source on source.oid = k.conrelid
    join pg_class target on target.oid = k.confrelid
    left join tenant f on f.oid = k.conrelid
    left join tenant t on t.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace
  )
  select fault from (
    select format('%s: no primary key', t.relname) as fault from tenant t
    where not exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary)
    union all
    select format('%s: row-level security is not %s', t.relname, case when t.relrowsecurity then 'forced' else 'enabled' end)
    from tenant t where not (t.relrowsecurity and t.relforcerowsecurity)
    union all
    select format('%s: no policy', t.relname) from tenant t where not exists (select from pg_policy p where p.polrelid = t.oid)
    union all
    select format('%s: %s %s lacks community_id', t.relname,
      case when i.indisprimary then 'primary key' when i.indisexclusion then 'exclusion' else 'unique index' end, n.relname)
    from tenant t join pg_index i on i.indrelid = t.oid join pg_class n on n.oid = i.indexrelid
    where (i.indisunique or i.indisexclusion) and not t.attnum = any (i.indkey[0:i.indnkeyatts - 1])
    union all
    select format('%s: exclusion %s does not compare community_id by =', t.relname, k.conname)
    from tenant t join pg_constraint k on k.conrelid = t.oid and k.contype = 'x'
    where exists (select from unnest(k.conkey, k.conexclop) as pair (col, op) join pg_operator o on o.oid = pair.op
      where pair.col = t.attnum and o.oprname <> '=')
    union all
    select format('%s: foreign key %s leaves its community', r.source_name, r.conname) from reference r
    where r.source_key is not null and r.target_key is not null and not r.paired
    union all
    select format('%s: foreign key %s sets community_id null', r.source_name, r.conname) from reference r
    where r.source_key = any (r.conkey) and (r.confdeltype in ('n', 'd') or r.confupdtype in ('n', 'd'))
      and (r.confdelsetcols is null or r.source_key = any (r.confdelsetcols) or r.confupdtype in ('n', 'd'))
    union all
    select format('%s: foreign key %s refers to rows of communities and has no community_id', r.source_name, r.conname)
    from reference r where r.source_key is null and r.target_key is not null
  ) found order by fault collate "C"`
