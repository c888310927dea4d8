-- A site of another programme (老旧小区改造, 精特亮, 三微, 艺术振兴, 历史文化点位出新): what else happens on the ground
-- where a works project is planned. programme is one of packs/works/programmes.json, checked at the door. The pictures
-- are documents of the same community.
create table programme_site (
  community_id text not null references area (area_id),
  site_id text not null check (length(site_id) between 1 and 120),
  programme text not null,
  name text not null check (name ~ '\S' and length(name) <= 200),
  shape bytea not null,
  lon double precision not null check (lon >= -180 and lon <= 180),
  lat double precision not null check (lat >= -90 and lat <= 90),
  from_day date not null,
  to_day date not null,
  digs boolean not null,
  holder text not null default '',
  before_document uuid,
  after_document uuid,
  source text not null,
  generated boolean not null default false,
  recorded_at timestamptz not null default now(),
  primary key (community_id, site_id),
  foreign key (community_id, before_document) references document (community_id, document_id),
  foreign key (community_id, after_document) references document (community_id, document_id),
  check (to_day >= from_day)
);
select app_tenant('programme_site');
-- Works projects name their sites across communities, which no key may: so a site is never taken away.
revoke delete on programme_site from jiujing_app;
