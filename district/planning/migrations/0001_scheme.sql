-- A scheme 方案: a named set of changes to facilities that somebody tries out. It belongs to the area for which it is
-- made: the district, or a town. Saving replaces its changes as a whole and raises the revision; a save made on an
-- earlier revision is refused. The audit log keeps what each save held.
create table scheme (
  community_id text not null references area (area_id),
  scheme_id uuid not null,
  name text not null check (name ~ '\S' and length(name) <= 80),
  note text not null default '',
  revision integer not null default 1 check (revision >= 1),
  created_by text not null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (community_id, scheme_id)
);
create index scheme_latest on scheme (community_id, changed_at desc);
select app_tenant('scheme');
revoke delete on scheme from jiujing_app;

-- One thing done to a facility. The facility may stand in any community, so its id is no foreign key: a scheme made
-- today must be readable after the facility is gone.
create table scheme_change (
  community_id text not null,
  scheme_id uuid not null,
  change_no integer not null check (change_no >= 0),
  kind text not null check (kind in ('add', 'move', 'resize', 'remove')),
  facility_id text not null,
  facility_kind text,
  name text,
  lon double precision check (lon >= -180 and lon <= 180),
  lat double precision check (lat >= -90 and lat <= 90),
  capacity double precision check (capacity >= 0),
  area_m2 double precision check (area_m2 >= 0),
  primary key (community_id, scheme_id, change_no),
  unique (community_id, scheme_id, facility_id, kind),
  foreign key (community_id, scheme_id) references scheme (community_id, scheme_id),
  check ((kind = 'add') = (facility_kind is not null and name is not null)),
  check ((kind in ('add', 'move')) = (lon is not null and lat is not null)),
  check (kind in ('add', 'resize') or (capacity is null and area_m2 is null))
);
select app_tenant('scheme_change');
revoke update on scheme_change from jiujing_app;
