-- District, towns and communities. Public, and the same everywhere (a reference table on Citus).
--
-- A shape is the bytes of shape.ts: small, exact to a centimetre and read by the server alone. west … north is its
-- bounding box, which every search by place goes through.
create table area (
  area_id text primary key check (area_id ~ '^[0-9A-Za-z_-]{1,40}$'),
  level text not null check (level in ('district', 'town', 'community')),
  settlement text check (settlement in ('urban', 'rural')),
  parent_id text references area (area_id),
  path text not null unique,
  name_zh text not null,
  name_en text not null,
  shape bytea not null,
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  centre_lon double precision not null,
  centre_lat double precision not null,
  managed boolean not null,
  source text not null,
  generated boolean not null,
  check ((level = 'community') = (settlement is not null)),
  check ((level = 'district') = (parent_id is null)),
  check (path = area_id or path like '%/' || area_id)
);
create index area_by_parent on area (parent_id);
create index area_by_box on area using gist (box(point(west, south), point(east, north)));
select app_tenant('area', public_rows => 'true', key => 'area_id');

-- What the base map and the lists were made from has changed: one row a load or import.
create table place_change (
  place_change_id uuid primary key,
  changed_at timestamptz not null default now(),
  what text not null
);
grant select, insert on place_change to jiujing_app;
