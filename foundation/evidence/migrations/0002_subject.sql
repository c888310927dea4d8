-- The subject of a fact exists, and lies in the community whose row the fact is: by foreign keys, not by an if.
--
-- Projects are a later domain's, to which no key may point. That domain registers each project here in the transaction
-- that adds it, and its own table refers to this one, so neither can be without the other.
create table project_subject (
  community_id text not null references area (area_id),
  project_id text not null,
  primary key (community_id, project_id)
);
select app_tenant('project_subject', public_rows => 'true');
revoke update, delete on project_subject from jiujing_app;

-- Projects that facts speak of already; forced row-level security holds for the owner too.
select set_config('app.read', '*', true), set_config('app.write', '*', true);
insert into project_subject (community_id, project_id)
  select distinct community_id, subject_id from fact where subject_kind = 'project';

alter table fact
  add column building_id text generated always as (case subject_kind when 'building' then subject_id end) stored,
  add column facility_id text generated always as (case subject_kind when 'facility' then subject_id end) stored,
  add column project_id text generated always as (case subject_kind when 'project' then subject_id end) stored,
  add foreign key (community_id, building_id) references building (community_id, building_id),
  add foreign key (community_id, facility_id) references facility (community_id, facility_id),
  add foreign key (community_id, project_id) references project_subject (community_id, project_id);
create index fact_by_building on fact (community_id, building_id) where building_id is not null;
create index fact_by_facility on fact (community_id, facility_id) where facility_id is not null;
