-- A zone of a plan: what a territorial plan 国土空间规划 or a regulatory plan 控规 says of a piece of ground. Plans are
-- public documents, so everybody may read them. A zone belongs to the community in which its inner point lies, one that
-- lies beyond them all to the district. kind is one of packs/zones/kinds.json, checked at the door. Its id is that of its
-- source: the same file again updates it. It holds from one day up to another, or until it is replaced.
create table plan_zone (
  community_id text not null references area (area_id),
  source text not null check (length(source) between 1 and 200),
  zone_id text not null check (length(zone_id) between 1 and 120),
  plan text not null check (plan in ('territorial', 'regulatory')),
  kind text not null,
  name text not null default '' check (length(name) <= 200),
  shape bytea not null,
  lon double precision not null check (lon >= -180 and lon <= 180),
  lat double precision not null check (lat >= -90 and lat <= 90),
  from_day date not null,
  to_day date check (to_day >= from_day),
  generated boolean not null default false,
  recorded_at timestamptz not null default now(),
  primary key (community_id, source, zone_id)
);
create index plan_zone_of_source on plan_zone (source, zone_id);
select app_tenant('plan_zone', public_rows => 'true');
