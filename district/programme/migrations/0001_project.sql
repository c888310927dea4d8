-- A project of the programme. Its tenant is its lead community, or the town where it is a drawn area without one.
-- part says in which number of the plan's 4 + 2 + 17 + 25 it is counted.
create table project (
  community_id text not null references area (area_id),
  project_id text not null,
  name_zh text not null,
  name_en text not null,
  town_id text not null references area (area_id),
  part text not null check (part in ('early-provincial', 'city-demo', 'first-and-next', 'later')),
  settlement text not null check (settlement in ('urban', 'rural')),
  shape bytea,
  source text not null,
  grade text not null,
  generated boolean not null,
  primary key (community_id, project_id)
);
select app_tenant('project', public_rows => 'true');

-- Communities that a project covers, besides its lead.
create table project_coverage (
  community_id text not null,
  project_id text not null,
  covers text not null references area (area_id),
  primary key (community_id, project_id, covers),
  foreign key (community_id, project_id) references project (community_id, project_id)
);
select app_tenant('project_coverage', public_rows => 'true');

-- Level, batch, build type, planned class and stage are separate attributes with a history: of one attribute the
-- latest row that holds on a day counts. 和丰 stands in two classes of the plan at once without contradiction.
create table project_attribute (
  community_id text not null,
  project_id text not null,
  attribute text not null check (attribute in ('level', 'batch', 'build-type', 'planned-class', 'stage')),
  value text not null,
  holds_from date not null,
  source text not null,
  grade text not null,
  generated boolean not null,
  recorded_at timestamptz not null default now(),
  primary key (community_id, project_id, attribute, holds_from),
  foreign key (community_id, project_id) references project (community_id, project_id)
);
select app_tenant('project_attribute', public_rows => 'true');
