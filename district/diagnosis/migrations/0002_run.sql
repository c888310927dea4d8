-- One computation of all communities by one pack. Pack and inputs are stored as they were, so that the run can be
-- recomputed later and must give results with the same checksum.
create table diagnosis_run (
  run_id uuid primary key,
  pack text not null,
  pack_version text not null,
  pack_content jsonb not null,
  walking_speed real not null check (walking_speed > 0),
  as_of date not null,
  computed_at timestamptz not null default now(),
  network text not null,
  mark text not null,
  inputs_sha256 text not null,
  results_sha256 text not null,
  generated boolean not null
);
create index diagnosis_run_latest on diagnosis_run (pack, computed_at desc);
grant select, insert on diagnosis_run to jiujing_app;

-- The inputs hold people by building, which only a caller of the whole district may read.
create table diagnosis_input (
  run_id uuid primary key references diagnosis_run (run_id),
  content bytea not null
);
alter table diagnosis_input enable row level security;
alter table diagnosis_input force row level security;
create policy diagnosis_input_read on diagnosis_input for select using ((select app_reads_all()));
create policy diagnosis_input_write on diagnosis_input for insert with check ((select app_writes_all()));
grant select, insert on diagnosis_input to jiujing_app;

-- A community's result as other domains read it; rows behind it are recomputed from the run's inputs.
create table community_result (
  community_id text not null references area (area_id),
  run_id uuid not null references diagnosis_run (run_id),
  profile text not null,
  score_low double precision not null,
  score_high double precision not null,
  completeness double precision not null,
  class text not null check (class in ('mature', 'near-mature', 'to-be-created', 'undetermined')),
  scenarios jsonb not null,
  primary key (community_id, run_id),
  check (0 <= score_low and score_low <= score_high and score_high <= 1),
  check (0 <= completeness and completeness <= 1)
);
select app_tenant('community_result', public_rows => 'true');
revoke update, delete on community_result from jiujing_app;
