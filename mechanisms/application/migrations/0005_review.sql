-- A panel of experts that reviews what a step of a case is about. It keeps the criteria it was set up with. Closed, it has
-- its minutes: canonical JSON (RFC 8785) with the checksum that the database counts itself.
create table review_panel (
  community_id text not null,
  case_id uuid not null,
  panel_no integer not null check (panel_no >= 1),
  node text not null,
  review jsonb not null,
  opened_at timestamptz not null,
  opened_by text,
  opened_role text not null,
  closed_at timestamptz,
  closed_by text,
  minutes text,
  sha256 text check (sha256 = encode(sha256(convert_to(minutes, 'UTF8')), 'hex')),
  primary key (community_id, case_id, panel_no),
  foreign key (community_id, case_id) references application_case (community_id, case_id),
  check ((minutes is null) = (sha256 is null)),
  check (minutes is null or closed_at is not null)
);
create unique index review_panel_open on review_panel (community_id, case_id) where closed_at is null;

-- An expert of a panel: somebody with an account, or by name whose sheet comes on paper. Who has a conflict of interest,
-- or has not said that there is none, hands in nothing.
create table review_seat (
  community_id text not null,
  case_id uuid not null,
  panel_no integer not null,
  seat_no integer not null check (seat_no >= 1),
  name text not null check (name ~ '\S' and length(name) <= 80),
  organisation text not null default '' check (length(organisation) <= 120),
  account_id text,
  conflict boolean,
  conflict_note text not null default '' check (length(conflict_note) <= 400),
  declared_at timestamptz,
  handed_in_at timestamptz,
  primary key (community_id, case_id, panel_no, seat_no),
  unique (community_id, case_id, panel_no, account_id),
  foreign key (community_id, case_id, panel_no) references review_panel (community_id, case_id, panel_no),
  check ((conflict is null) = (declared_at is null)),
  check (handed_in_at is null or conflict = false)
);

create table review_sheet (
  community_id text not null,
  case_id uuid not null,
  panel_no integer not null,
  seat_no integer not null,
  scores jsonb not null check (jsonb_typeof(scores) = 'object'),
  reasons text not null check (reasons ~ '\S' and length(reasons) <= 4000),
  verdict text not null check (verdict in ('pass', 'change', 'fail')),
  entered_by text,
  at timestamptz not null,
  primary key (community_id, case_id, panel_no, seat_no),
  foreign key (community_id, case_id, panel_no, seat_no)
    references review_seat (community_id, case_id, panel_no, seat_no)
);

select app_tenant('review_panel', public_rows =>
  '(community_id, case_id) in (select c.community_id, c.case_id from application_case c)');
select app_tenant('review_seat', public_rows =>
  '(community_id, case_id) in (select c.community_id, c.case_id from application_case c)');
select app_tenant('review_sheet', public_rows =>
  '(community_id, case_id) in (select c.community_id, c.case_id from application_case c)');
-- Blind: until the panel is closed nobody sees a sheet but who wrote it.
create policy blind on review_sheet as restrictive for select using (
  entered_by = (select app_account()) or (community_id, case_id, panel_no) in
  (select p.community_id, p.case_id, p.panel_no from review_panel p where p.closed_at is not null));
create policy own_hand on review_sheet as restrictive for insert with check (entered_by = (select app_account()));
revoke update, delete on review_panel, review_seat, review_sheet from jiujing_app;
grant update (closed_at, closed_by, minutes, sha256) on review_panel to jiujing_app;
grant update (conflict, conflict_note, declared_at, handed_in_at) on review_seat to jiujing_app;
