-- More of a project has a history: the creation lists it was published on (city-2022), what level it applied for, and
-- whether it is a best-practice case.
alter table project_attribute drop constraint project_attribute_attribute_check;
alter table project_attribute add constraint project_attribute_attribute_check check (attribute in
  ('level', 'batch', 'build-type', 'planned-class', 'stage', 'list', 'applied', 'best-practice'));

-- The order of the plan, and the first day on which anything is known of a project: before it, it is not listed.
alter table project add column part_order integer not null generated always as
  (case part when 'early-provincial' then 1 when 'city-demo' then 2 when 'first-and-next' then 3 else 4 end) stored;
alter table project add column known_from date;
select set_config('app.read', '*', true), set_config('app.write', '*', true);
update project p set known_from = coalesce(
  (select min(a.holds_from) from project_attribute a
    where a.community_id = p.community_id and a.project_id = p.project_id), current_date);
alter table project alter column known_from set not null;

create index project_in_order on project (part_order, project_id, community_id) include (known_from, generated, part);
create index project_first on project (known_from, generated);
create index project_of_town on project (town_id, part_order, project_id);
create index project_by_id on project (project_id);
create index project_attribute_held on project_attribute
  (attribute, community_id, project_id, holds_from desc) include (value, generated);

-- What is reported of a milestone of the plan: about a project, or about an area. Of one milestone and subject the latest
-- report known on a day counts. Reports are never changed; a wrong one is withdrawn.
create table milestone_report (
  community_id text not null references area (area_id),
  report_id uuid not null,
  pack_id text not null,
  milestone_id text not null,
  -- Null where it is about the area itself.
  project_id text,
  state text not null check (state in ('met', 'partiallyMet', 'notMet')),
  happened_on date not null,
  reported_on date not null,
  note text not null,
  source text not null check (source <> ''),
  grade text not null,
  generated boolean not null,
  reported_by text not null,
  reported_role text not null,
  entered_at timestamptz not null default now(),
  withdrawn_on date,
  withdrawn_by text,
  withdrawn_why text,
  primary key (community_id, report_id),
  foreign key (community_id, project_id) references project (community_id, project_id),
  check (happened_on <= reported_on),
  check (withdrawn_on >= reported_on),
  check ((withdrawn_on is null) = (withdrawn_by is null) and (withdrawn_on is null) = (withdrawn_why is null))
);
create index milestone_report_of on milestone_report (pack_id, milestone_id);
-- Who may read the programme at all reads every town's: the plan and how it stands are public.
select app_tenant('milestone_report', public_rows => 'true');
revoke update, delete on milestone_report from jiujing_app;
grant update (withdrawn_on, withdrawn_by, withdrawn_why) on milestone_report to jiujing_app;
