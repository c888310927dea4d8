-- What a works project was forecast to change, computed when it was made: of each community and item (`score`, or an
-- indicator of the community's pack) the earned share before, with the project alone, and with its whole scheme; as
-- ranges, from 0 to 1. run_id is the stored run it starts from, which names the pack and its version.
create table work_forecast (
  community_id text not null,
  work_id uuid not null,
  affects text not null references area (area_id),
  item text not null,
  run_id uuid not null references diagnosis_run (run_id),
  before_low double precision not null,
  before_high double precision not null,
  alone_low double precision not null,
  alone_high double precision not null,
  whole_low double precision not null,
  whole_high double precision not null,
  primary key (community_id, work_id, affects, item),
  foreign key (community_id, work_id) references work (community_id, work_id),
  check (0 <= before_low and before_low <= before_high and before_high <= 1),
  check (0 <= alone_low and alone_low <= alone_high and alone_high <= 1),
  check (0 <= whole_low and whole_low <= whole_high and whole_high <= 1)
);
select app_tenant('work_forecast');
revoke update on work_forecast from jiujing_app;

-- Residents of the district within the walk that a test asks for; null where a number would tell of fewer than ten.
create table work_served (
  community_id text not null,
  work_id uuid not null,
  test text not null,
  run_id uuid not null references diagnosis_run (run_id),
  before integer check (before = 0 or before >= 10),
  alone integer check (alone = 0 or alone >= 10),
  whole integer check (whole = 0 or whole >= 10),
  primary key (community_id, work_id, test),
  foreign key (community_id, work_id) references work (community_id, work_id)
);
select app_tenant('work_served');
revoke update on work_served from jiujing_app;
