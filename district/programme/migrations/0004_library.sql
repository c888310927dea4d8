-- The rules of admission to the libraries and exit from them, by version: the pack's are the first, each later one was
-- published by the task force. Never changed.
create table library_rule_set (
  version integer primary key check (version > 0),
  rules jsonb not null,
  note text not null,
  made_by text not null,
  made_role text not null,
  made_at timestamptz not null default now()
);
grant select, insert on library_rule_set to jiujing_app;

-- A quarter in which the libraries are rolled on: what was proposed by which rules.
create table library_round (
  round_id uuid primary key,
  quarter text not null unique check (quarter ~ '^[0-9]{4}Q[1-4]$'),
  rule_version integer not null references library_rule_set (version),
  opened_on date not null,
  opened_by text not null,
  opened_role text not null,
  generated boolean not null,
  opened_at timestamptz not null default now()
);
grant select, insert on library_round to jiujing_app;

-- A move that a round proposes, with what it rests on as it was. Answered once: open -> confirmed | left-out.
create table library_proposal (
  community_id text not null,
  round_id uuid not null references library_round (round_id),
  project_id text not null,
  rule_id text not null,
  from_state text not null,
  to_state text not null,
  findings jsonb not null,
  state text not null default 'open' check (state in ('open', 'confirmed', 'left-out')),
  answered_on date,
  answered_by text,
  answered_why text,
  primary key (community_id, round_id, project_id),
  foreign key (community_id, project_id) references project (community_id, project_id),
  check ((state = 'open') = (answered_on is null) and (state = 'open') = (answered_by is null)),
  check ((state = 'left-out') = (answered_why is not null))
);
-- Who is proposed to leave is for the task force and the project's own town.
select app_tenant('library_proposal');
revoke update, delete on library_proposal from jiujing_app;
grant update (state, answered_on, answered_by, answered_why) on library_proposal to jiujing_app;

-- An exit is first told to the town: it may reply until a day, and nothing is decided before another.
create table library_notice (
  community_id text not null,
  round_id uuid not null,
  project_id text not null,
  noticed_on date not null,
  reply_until date not null,
  decide_from date not null,
  noticed_by text not null,
  generated boolean not null,
  reply text check (reply <> ''),
  replied_on date,
  replied_by text,
  replied_role text,
  closed_on date,
  primary key (community_id, round_id, project_id),
  foreign key (community_id, round_id, project_id) references library_proposal (community_id, round_id, project_id),
  check (noticed_on < reply_until and reply_until <= decide_from),
  check (replied_on <= reply_until),
  check (closed_on > reply_until and closed_on >= decide_from),
  check ((reply is null) = (replied_on is null) and (reply is null) = (replied_by is null)
    and (reply is null) = (replied_role is null))
);
create unique index library_notice_open on library_notice (community_id, project_id) where closed_on is null;
select app_tenant('library_notice');
revoke update, delete on library_notice from jiujing_app;
grant update (reply, replied_on, replied_by, replied_role, closed_on) on library_notice to jiujing_app;

-- Where a project is from a day on, and by which rules and numbers: it holds until the next, or until a later stage has
-- carried the project on. A decision that it stays has the state it was in. Never changed.
create table library_decision (
  community_id text not null,
  round_id uuid not null,
  project_id text not null,
  rule_version integer not null references library_rule_set (version),
  rule_id text not null,
  from_state text not null,
  to_state text not null,
  decided_on date not null,
  findings jsonb not null,
  reason text not null,
  decided_by text not null,
  decided_role text not null,
  generated boolean not null,
  entered_at timestamptz not null default now(),
  primary key (community_id, round_id, project_id),
  foreign key (community_id, round_id, project_id) references library_proposal (community_id, round_id, project_id)
);
create index library_decision_held on library_decision (community_id, project_id, decided_on desc, entered_at desc);
-- Which library a project is in is public, as its stage is.
select app_tenant('library_decision', public_rows => 'true');
revoke update, delete on library_decision from jiujing_app;
