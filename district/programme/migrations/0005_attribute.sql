-- Attributes are recorded by people as well. A row is never changed; a wrong one is withdrawn, and from that day on does
-- not count. recorded_on is the day from which it is known, so that a past day stays as it was; null for what came with a
-- district, known from the day on which it holds. Nothing of a country's rows has to be written anew for it.
alter table project_attribute
  -- 1, and one more for what is recorded after another of the same day was withdrawn.
  add column entry smallint not null default 1 check (entry > 0),
  add column recorded_on date,
  add column recorded_by text,
  add column recorded_role text,
  add column withdrawn_on date,
  add column withdrawn_by text,
  add column withdrawn_why text,
  drop constraint project_attribute_pkey,
  add primary key (community_id, project_id, attribute, holds_from, entry),
  add check (source <> ''),
  add check (num_nulls(recorded_on, recorded_by, recorded_role) in (0, 3)),
  add check (num_nulls(withdrawn_on, withdrawn_by, withdrawn_why) in (0, 3));

-- What counts on a day is read from the index alone.
drop index project_attribute_held;
create index project_attribute_held on project_attribute
  (attribute, community_id, project_id, holds_from desc) include (value, generated, recorded_on, withdrawn_on);
revoke update, delete on project_attribute from jiujing_app;
grant update (withdrawn_on, withdrawn_by, withdrawn_why) on project_attribute to jiujing_app;
