-- A version of a procedure: a BPMN 2.0 file as it was when it came into force. A case runs to its end on the version it
-- was opened by, so none is ever changed.
create table procedure_version (
  procedure_id text not null check (length(procedure_id) between 1 and 80),
  version integer not null check (version >= 1),
  bpmn text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  note text not null default '',
  added_at timestamptz not null default now(),
  added_by text,
  primary key (procedure_id, version),
  unique (procedure_id, sha256)
);
grant select, insert on procedure_version to jiujing_app;

-- An application that is taken through a procedure. It belongs to the community of its subject, which is known by kind
-- and id alone. status, at_node and event_count say where its events have led it (rules/record.ts) and change with them
-- in one transaction. Of one subject and procedure one case is open at a time.
create table application_case (
  community_id text not null references area (area_id),
  case_id uuid not null,
  procedure_id text not null,
  version integer not null,
  subject_kind text not null check (length(subject_kind) between 1 and 60),
  subject_id text not null check (length(subject_id) between 1 and 120),
  title_zh text not null,
  title_en text not null,
  areas jsonb not null,
  town_id text not null references area (area_id),
  facts jsonb not null,
  status text not null check (status in ('open', 'ended', 'exited')),
  at_node text not null,
  event_count integer not null default 0 check (event_count >= 0),
  opened_at timestamptz not null,
  opened_by text,
  opened_role text not null,
  changed_at timestamptz not null,
  primary key (community_id, case_id),
  foreign key (procedure_id, version) references procedure_version (procedure_id, version)
);
create unique index application_case_open on application_case (community_id, procedure_id, subject_kind, subject_id)
  where status = 'open';
create index application_case_changed on application_case (changed_at desc);

-- What happened, as the rules take it. Its number decides between two who act at once: only one row can have it.
-- A decision made outside the system is recorded with its letter.
create table case_event (
  community_id text not null,
  case_id uuid not null,
  event_no integer not null check (event_no >= 1),
  kind text not null check (kind in ('decide', 'return', 'withdraw', 'transfer', 'add-signer', 'exit')),
  node text not null,
  event jsonb not null,
  account_id text,
  role text not null,
  opinion text not null default '' check (length(opinion) <= 2000),
  letter_no text check (letter_no ~ '\S' and length(letter_no) <= 120),
  letter_on date,
  at timestamptz not null,
  primary key (community_id, case_id, event_no),
  foreign key (community_id, case_id) references application_case (community_id, case_id),
  check (event ->> 'kind' = kind),
  check ((letter_no is null) = (letter_on is null))
);
create index case_event_account on case_event (account_id, community_id, case_id);

-- Who has to act, or had to: what the events make of it, kept for lists. due_on is the last day by the limit of the step,
-- in working days.
create table case_turn (
  community_id text not null,
  case_id uuid not null,
  turn integer not null check (turn >= 1),
  node text not null,
  kind text not null check (kind in ('main', 'added')),
  asked_by integer,
  role text not null,
  area_id text not null references area (area_id),
  account_id text,
  recorded_by text not null default '',
  state text not null check (state in ('open', 'waiting', 'done', 'cancelled')),
  since timestamptz not null,
  until timestamptz,
  due_on date,
  primary key (community_id, case_id, turn),
  foreign key (community_id, case_id) references application_case (community_id, case_id),
  foreign key (community_id, case_id, asked_by) references case_turn (community_id, case_id, turn),
  check ((kind = 'added') = (asked_by is not null)),
  check ((state in ('done', 'cancelled')) = (until is not null))
);
create index case_turn_held on case_turn (role, area_id) where state = 'open';

-- A document of evidence that an event brought in, as which kind of document.
create table case_document (
  community_id text not null,
  case_id uuid not null,
  event_no integer not null,
  kind text not null check (length(kind) between 1 and 80),
  document_id uuid not null,
  primary key (community_id, case_id, event_no, kind, document_id),
  foreign key (community_id, case_id, event_no) references case_event (community_id, case_id, event_no),
  foreign key (community_id, document_id) references document (community_id, document_id)
);

-- Who is told of a case (抄送): a post, or a person.
create table case_copy (
  community_id text not null,
  case_id uuid not null,
  copy_id uuid not null,
  role text not null,
  area_id text not null references area (area_id),
  account_id text,
  note text not null default '' check (length(note) <= 400),
  node text not null,
  given_at timestamptz not null,
  given_by text,
  given_role text not null,
  read_at timestamptz,
  read_by text,
  primary key (community_id, case_id, copy_id),
  foreign key (community_id, case_id) references application_case (community_id, case_id),
  check (read_at is not null or read_by is null)
);
create index case_copy_to on case_copy (role, area_id);

-- Whoever has a turn of a case, or a copy, or acted on it, sees it, wherever it is from: a town signs for another one's
-- project. No policy leads back to its own table, so none is asked in a circle.
select app_tenant('case_turn', public_rows =>
  'account_id = (select app_account()) or (role = (select app_role()) and area_id in (select app_read_ids()))');
select app_tenant('case_copy', public_rows =>
  'account_id = (select app_account()) or (role = (select app_role()) and area_id in (select app_read_ids()))');
select app_tenant('case_event', public_rows =>
  'account_id = (select app_account()) or (community_id, case_id) in '
  '(select t.community_id, t.case_id from case_turn t union all select c.community_id, c.case_id from case_copy c)');
select app_tenant('application_case', public_rows =>
  '(community_id, case_id) in (select t.community_id, t.case_id from case_turn t union all '
  'select c.community_id, c.case_id from case_copy c union all select e.community_id, e.case_id from case_event e)');
select app_tenant('case_document', public_rows =>
  '(community_id, case_id) in (select c.community_id, c.case_id from application_case c)');
revoke update, delete on case_event, case_document from jiujing_app;
revoke delete on application_case, case_turn, case_copy from jiujing_app;
