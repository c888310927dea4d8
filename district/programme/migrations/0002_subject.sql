-- Every project is known to evidence as something facts can be about.
select set_config('app.read', '*', true), set_config('app.write', '*', true);
insert into project_subject (community_id, project_id)
  select community_id, project_id from project
  on conflict do nothing;
alter table project
  add foreign key (community_id, project_id) references project_subject (community_id, project_id);
