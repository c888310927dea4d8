create table estate (
  community_id text not null references area (area_id),
  estate_id text not null,
  name_zh text not null,
  name_en text not null,
  kind text not null check (kind in ('gated', 'open', 'village')),
  built_year smallint check (built_year between 1000 and 2200),
  shape bytea not null,
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  source text not null,
  generated boolean not null,
  primary key (community_id, estate_id)
);
create index estate_by_box on estate using gist (box(point(west, south), point(east, north)));
select app_tenant('estate', public_rows => 'true');

-- house_code is the national code of a building, 城乡房屋编码.
create table building (
  community_id text not null references area (area_id),
  building_id text not null,
  estate_id text,
  use text not null check (use in
    ('residential', 'rural-house', 'commercial', 'office', 'industrial', 'school', 'medical', 'public')),
  height_m real check (height_m > 0),
  storeys smallint check (storeys > 0),
  built_year smallint check (built_year between 1000 and 2200),
  house_code text,
  lon double precision not null,
  lat double precision not null,
  shape bytea not null,
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  source text not null,
  generated boolean not null,
  primary key (community_id, building_id),
  unique (community_id, house_code),
  foreign key (community_id, estate_id) references estate (community_id, estate_id)
);
create index building_by_box on building using gist (box(point(west, south), point(east, north)));
select app_tenant('building', public_rows => 'true');

-- Who lives in a building, as counts: never public, and shown only as sums of at least ten.
-- people: seven counts in the order of AGE_BANDS.
create table population (
  community_id text not null,
  building_id text not null,
  households integer not null check (households >= 0),
  people integer[] not null check (cardinality(people) = 7 and 0 <= all (people) and array_position(people, null) is null),
  source text not null,
  generated boolean not null,
  primary key (community_id, building_id),
  foreign key (community_id, building_id) references building (community_id, building_id) on delete cascade
);
select app_tenant('population');

create table dwelling (
  community_id text not null,
  dwelling_id text not null,
  building_id text not null,
  unit text not null,
  floor smallint,
  floor_area_m2 real check (floor_area_m2 > 0),
  house_code text,
  source text not null,
  generated boolean not null,
  primary key (community_id, dwelling_id),
  unique (community_id, house_code),
  foreign key (community_id, building_id) references building (community_id, building_id)
);
select app_tenant('dwelling');
