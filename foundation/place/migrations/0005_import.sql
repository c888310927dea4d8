-- One row an imported file, of places or of facts; datum is that of its coordinates, if it has any. rejected_rows: {header, rows: [{row, field, reason: {zh, en}, cells}]}, as the file had
-- them, so only whoever imported it and the system read it.
create table import_run (
  import_id uuid primary key,
  kind text not null,
  filename text not null,
  sha256 text not null,
  source text not null,
  datum text,
  datum_stated boolean,
  inserted integer not null,
  updated integer not null,
  unchanged integer not null,
  rejected integer not null,
  rejected_rows jsonb not null,
  account_id text,
  role text,
  imported_at timestamptz not null default now()
);
alter table import_run enable row level security;
alter table import_run force row level security;
create policy import_run_select on import_run for select
  using ((select app_reads_all()) or account_id = (select app_account()));
create policy import_run_insert on import_run for insert
  with check ((select app_writes_all()) or account_id = (select app_account()));
grant select, insert on import_run to jiujing_app;

-- Whoever may write an area may also add areas directly below it, which no scope can name yet.
create policy area_insert_below on area for insert with check (parent_id in (select app_write_ids()));
