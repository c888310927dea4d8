-- A works project 建设项目: something built, moved, enlarged or closed, with its dates and who answers for it. Its tenant
-- is the community in which it stands, or the area of its scheme where it stands in none. The scheme may be another
-- area's, so it is no foreign key; schemes are never deleted.
create table work (
  community_id text not null references area (area_id),
  work_id uuid not null,
  name text not null check (name ~ '\S' and length(name) <= 80),
  note text not null default '' check (length(note) <= 2000),
  scheme_area_id text,
  scheme_id uuid,
  scheme_revision integer check (scheme_revision >= 1),
  facility_kind text not null,
  intervention_id text,
  host_id text check (length(host_id) between 1 and 200),
  lon double precision not null check (lon >= -180 and lon <= 180),
  lat double precision not null check (lat >= -90 and lat <= 90),
  unit_role text not null,
  unit text not null default '' check (length(unit) <= 200),
  planned_from date not null,
  planned_to date not null,
  built_facility_id text,
  revision integer not null default 1 check (revision >= 1),
  generated boolean not null default false,
  created_by text not null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  primary key (community_id, work_id),
  foreign key (community_id, built_facility_id) references facility (community_id, facility_id),
  check (num_nonnulls(scheme_area_id, scheme_id, scheme_revision) in (0, 3)),
  check (planned_to >= planned_from)
);
create index work_by_scheme on work (scheme_id);
select app_tenant('work');
revoke delete on work from jiujing_app;

-- What it does to facilities, as the scheme had it when the project was made; columns as in scheme_change. Of one
-- facility a scheme makes one project.
create table work_change (
  community_id text not null,
  work_id uuid not null,
  change_no integer not null check (change_no >= 0),
  kind text not null check (kind in ('add', 'move', 'resize', 'remove')),
  facility_id text not null,
  facility_kind text,
  name text,
  lon double precision check (lon >= -180 and lon <= 180),
  lat double precision check (lat >= -90 and lat <= 90),
  capacity double precision check (capacity >= 0),
  area_m2 double precision check (area_m2 >= 0),
  intervention_id text,
  host_id text check (length(host_id) between 1 and 200),
  primary key (community_id, work_id, change_no),
  unique (community_id, work_id, facility_id, kind),
  foreign key (community_id, work_id) references work (community_id, work_id),
  check ((kind = 'add') = (facility_kind is not null and name is not null)),
  check ((kind in ('add', 'move')) = (lon is not null and lat is not null)),
  check (kind in ('add', 'resize') or (capacity is null and area_m2 is null)),
  check (kind in ('add', 'move') or (intervention_id is null and host_id is null))
);
select app_tenant('work_change');
revoke update on work_change from jiujing_app;

-- What it costs, in Fen; null is not known yet. Stated: as the register of vacant space has it; catalogue: by the usual
-- figures; entered: by whoever answers for it.
create table work_cost (
  community_id text not null,
  work_id uuid not null,
  line_no integer not null check (line_no >= 0),
  category text not null,
  fen bigint check (fen >= 0),
  basis text not null check (basis in ('stated', 'catalogue', 'entered')),
  source text not null default '' check (length(source) <= 400),
  grade text not null check (grade in ('O', 'N', 'D', 'M-h', 'M-m', 'M-l', 'P')),
  primary key (community_id, work_id, line_no),
  foreign key (community_id, work_id) references work (community_id, work_id)
);
select app_tenant('work_cost');

create table work_funding (
  community_id text not null,
  work_id uuid not null,
  line_no integer not null check (line_no >= 0),
  source text not null,
  fen bigint not null check (fen > 0),
  state text not null check (state in ('sought', 'committed', 'received')),
  note text not null default '' check (length(note) <= 400),
  primary key (community_id, work_id, line_no),
  foreign key (community_id, work_id) references work (community_id, work_id)
);
select app_tenant('work_funding');

-- Other programmes on its site, and what that means for it. The site may lie in the next community.
create table work_site (
  community_id text not null,
  work_id uuid not null,
  site_area_id text not null references area (area_id),
  site_id text not null,
  relation text not null check (relation in ('one-dig', 'before', 'after', 'apart')),
  primary key (community_id, work_id, site_area_id, site_id),
  foreign key (community_id, work_id) references work (community_id, work_id)
);
select app_tenant('work_site');

-- Every state it has been in, since which day; the last one holds.
create table work_step (
  community_id text not null,
  work_id uuid not null,
  step_no integer not null check (step_no >= 0),
  state text not null check (state in ('planned', 'approved', 'building', 'built', 'dropped')),
  on_day date not null,
  note text not null default '' check (length(note) <= 400),
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (community_id, work_id, step_no),
  foreign key (community_id, work_id) references work (community_id, work_id)
);
select app_tenant('work_step');
revoke update, delete on work_step from jiujing_app;
