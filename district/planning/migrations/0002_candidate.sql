-- A place where a facility could be put: a vacant room 存量空间, a plot, or a public building with room to spare. The
-- register of vacant space of a community; siting chooses among them. A cost that is not known is worked out from the
-- catalogue of interventions, and says so.
create table candidate (
  community_id text not null references area (area_id),
  candidate_id text not null check (length(candidate_id) between 1 and 120),
  kind text not null check (kind in ('vacant-room', 'plot', 'public-building')),
  name text not null check (name ~ '\S'),
  lon double precision not null check (lon >= -180 and lon <= 180),
  lat double precision not null check (lat >= -90 and lat <= 90),
  area_m2 double precision check (area_m2 > 0),
  cost_fen bigint check (cost_fen >= 0),
  holder text not null default '',
  source text not null,
  generated boolean not null default false,
  recorded_at timestamptz not null default now(),
  primary key (community_id, candidate_id)
);
select app_tenant('candidate');
