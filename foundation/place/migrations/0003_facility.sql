-- The sum of the parts given away, in thousandths.
create function place_permille(parts integer[]) returns bigint
  language sql immutable strict parallel safe
  begin atomic
    select coalesce(sum(part), 0) from unnest(parts) part;
  end;

-- kind is one of packs/facilities/kinds.json, checked at the door: the list grows without a migration.
--
-- A facility serves its own community and those of shared_with. share_permille says how many thousandths of its
-- capacity go to each of those, in the same order; the rest is its own community's, so the shares always sum to one
-- and a shared facility counts once in the district.
create table facility (
  community_id text not null references area (area_id),
  facility_id text not null,
  kind text not null,
  name_zh text not null,
  name_en text not null,
  lon double precision not null check (lon between -180 and 180),
  lat double precision not null check (lat between -90 and 90),
  area_m2 real check (area_m2 >= 0),
  capacity real check (capacity >= 0),
  capacity_unit text,
  hours text,
  floor text,
  age_bands text[],
  shared_with text[] not null default '{}',
  share_permille integer[] not null default '{}',
  source text not null,
  external_id text not null,
  generated boolean not null,
  primary key (community_id, facility_id),
  unique (community_id, source, external_id),
  check (cardinality(shared_with) = cardinality(share_permille)),
  check (0 <= all (share_permille) and place_permille(share_permille) <= 1000),
  check (community_id <> all (shared_with))
);
create index facility_by_id on facility (facility_id);
create index facility_by_kind on facility (kind);
create index facility_by_place on facility using gist (point(lon, lat));
select app_tenant('facility', public_rows => 'true');
