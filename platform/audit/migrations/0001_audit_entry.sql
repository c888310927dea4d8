-- Who did or saw what. An entry is written by the transaction it tells of, and sealed into the chain a moment later:
-- its number, the hash before it and its own hash are filled in once. Nothing else can be done to it by the
-- application: no grant changes the other columns, no policy touches a sealed row, and there is no delete at all.
create table audit_entry (
  entry_id bigint generated always as identity primary key,
  at timestamptz(3) not null default clock_timestamp(),
  account_id text,
  role text not null,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  area_id text,
  purpose text,
  detail jsonb not null default '{}',
  sequence bigint unique,
  previous text,
  hash text,
  constraint audit_entry_sealed_whole check (num_nulls(sequence, previous, hash) in (0, 3))
);

create index audit_entry_unsealed on audit_entry (entry_id) where sequence is null;
create index audit_entry_subject on audit_entry (subject_kind, subject_id, entry_id desc);
create index audit_entry_account on audit_entry (account_id, entry_id desc);

alter table audit_entry enable row level security;
alter table audit_entry force row level security;

-- People may see who looked at them; the whole log takes a scope that reads everything.
create policy audit_select on audit_entry for select
  using ((select app_reads_all()) or (subject_kind = 'account' and subject_id = (select app_account())));
create policy audit_insert on audit_entry for insert
  with check (true);
create policy audit_seal on audit_entry for update
  using (sequence is null and (select app_writes_all()))
  with check (sequence is not null);

grant select on audit_entry to jiujing_app;
grant insert (account_id, role, action, subject_kind, subject_id, area_id, purpose, detail)
  on audit_entry to jiujing_app;
grant update (sequence, previous, hash) on audit_entry to jiujing_app;
