-- What the base map draws beside areas, estates and buildings. A feature appears from min_zoom on.
create table map_feature (
  map_feature_id bigint generated always as identity primary key,
  layer text not null check (layer in ('water', 'green', 'land', 'street', 'rail', 'wall', 'label')),
  class text not null,
  min_zoom smallint not null check (min_zoom between 0 and 18),
  name_zh text,
  name_en text,
  bridge boolean not null default false,
  shape bytea not null,
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  source text not null,
  generated boolean not null
);
create index map_feature_by_box on map_feature using gist (box(point(west, south), point(east, north)));
grant select, insert, delete on map_feature to jiujing_app;

-- The prepared walking network, as core/reach saves it, and the lines one does not walk across, as a shape. The newest
-- is the one in use.
create table street_network (
  checksum text primary key,
  bytes bytea not null,
  barriers bytea not null,
  node_count integer not null,
  edge_count integer not null,
  prepared_at timestamptz not null default now(),
  source text not null,
  generated boolean not null
);
grant select, insert on street_network to jiujing_app;
