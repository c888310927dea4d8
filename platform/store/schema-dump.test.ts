import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Db, Tx } from './db.ts'
import { inTransaction } from './db.ts'
import { dumpSchema, tenancyFaults } from './schema-dump.ts'
import { testDb } from './test-db.ts'

const old = await testDb({ version: 15 })
const current = await testDb({ version: 18 })

const SAMPLE = `
  create extension btree_gist;
  create table bay (
    community_id text not null, bay_id bigint generated always as identity, label text not null default '位',
    width_m numeric(6,2) check (width_m > 0), area_m2 numeric generated always as (width_m * 5) stored,
    primary key (community_id, bay_id), unique (community_id, label));
  create table slot (
    community_id text not null, bay_id bigint, during tstzrange not null, people int[] not null default '{}',
    primary key (community_id, bay_id, during),
    foreign key (community_id, bay_id) references bay (community_id, bay_id) on delete cascade,
    exclude using gist (community_id with =, bay_id with =, during with &&));
  create index on bay (lower(label)) where width_m > 2;
  select app_tenant('bay', public_rows => 'width_m is not null'), app_tenant('slot');
  create view wide_bay as select community_id, bay_id from bay where width_m > 2.5;
  create function refuse() returns trigger language plpgsql as 'begin raise exception ''append only''; end';
  create trigger append_only before update or delete on slot for each statement execute function refuse();
  create table setting (name text primary key, value jsonb not null);
  grant select, update (value) on setting to jiujing_app;`

/** What `ask` returns in a schema changed by `change`, which is then undone. */
async function changed<T>(owner: Db, change: string, ask: (db: Tx) => Promise<T>): Promise<T> {
  const undo = new Error('undo')
  let answer: T
  const tried = inTransaction(owner, 'begin', async (tx) => {
    await sql.raw(change).execute(tx)
    answer = await ask(tx)
    throw undo
  })
  await expect(tried).rejects.toBe(undo)
  return answer!
}

test('the dump is the same text on PostgreSQL 15 and 18', async () => {
  const dumps = await Promise.all([old, current].map(({ owner }) => changed(owner, SAMPLE, dumpSchema)))
  expect(dumps[0]).toBe(dumps[1])
  for (const part of [
    'create table bay (',
    "label text not null default '位'::text",
    'constraint bay_pkey PRIMARY KEY (community_id, bay_id)',
    'EXCLUDE USING gist',
    'CREATE INDEX bay_lower_idx',
    'alter table bay force row level security;',
    'create policy tenant_insert on slot for insert with check',
    'CREATE TRIGGER append_only',
    'create view wide_bay',
    'grant delete, insert, select, update on bay to jiujing_app;',
    'grant update (value) on setting to jiujing_app;',
    'FUNCTION app_tenant(',
  ]) {
    expect(dumps[0]).toContain(part)
  }
})

test('the schema of all migrations is the same on PostgreSQL 15 and 18, and keeps to tenancy', async () => {
  expect(await dumpSchema(old.owner)).toBe(await dumpSchema(current.owner))
  expect(await tenancyFaults(current.owner)).toEqual([])
})

/** A change to the sample, and the fault it must be told as. */
const PLANTED: [string, string][] = [
  ['create table bare (community_id text)', 'bare: no primary key'],
  ['create table bare (community_id text primary key)', 'bare: row-level security is not enabled'],
  ['alter table bay no force row level security', 'bay: row-level security is not forced'],
  ['create table bare (community_id text primary key)', 'bare: no policy'],
  [
    'create table bare (community_id text, id int primary key)',
    'bare: primary key bare_pkey lacks community_id',
  ],
  ['alter table bay add unique (label)', 'bay: unique index bay_label_key lacks community_id'],
  [
    'create unique index one on bay (label) include (community_id)',
    'bay: unique index one lacks community_id',
  ],
  [
    'alter table slot add constraint never exclude using gist (during with &&)',
    'slot: exclusion never lacks community_id',
  ],
  [
    'alter table slot add constraint never exclude using gist (community_id with <>, during with &&)',
    'slot: exclusion never does not compare community_id by =',
  ],
  [
    `alter table bay add unique (community_id, label, bay_id), add other text, add home text;
     alter table bay add constraint far foreign key (other, bay_id) references bay (community_id, bay_id)`,
    'bay: foreign key far leaves its community',
  ],
  [
    `alter table slot add constraint lost foreign key (community_id, bay_id) references bay on delete set null`,
    'slot: foreign key lost sets community_id null',
  ],
  [
    `create table plain (id int primary key, community text, bay_id bigint,
      constraint up foreign key (community, bay_id) references bay)`,
    'plain: foreign key up refers to rows of communities and has no community_id',
  ],
]

describe.each([
  [15, old],
  [18, current],
] as const)('on PostgreSQL %i', (_, { owner }) => {
  test('a schema that keeps the rules has no fault', async () => {
    expect(await changed(owner, SAMPLE, tenancyFaults)).toEqual([])
  })

  test.each(PLANTED)('%s is told', async (change, fault) => {
    expect(await changed(owner, `${SAMPLE}; ${change}`, tenancyFaults)).toContain(fault)
  })
})
