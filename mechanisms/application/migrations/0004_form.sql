-- What somebody has written into a form and not handed in yet. revision decides between two who write at once.
create table form_draft (
  community_id text not null,
  case_id uuid not null,
  form_id text not null check (length(form_id) between 1 and 80),
  revision integer not null check (revision >= 1),
  entries jsonb not null check (jsonb_typeof(entries) = 'object'),
  saved_at timestamptz not null,
  saved_by text,
  saved_role text not null,
  primary key (community_id, case_id, form_id),
  foreign key (community_id, case_id) references application_case (community_id, case_id)
);

-- A form as it was handed in: its fields with where each is from, as one canonical JSON text (RFC 8785) and its
-- checksum, which the database counts itself. It never changes; what comes later amends the one before and says why.
create table form_package (
  community_id text not null,
  case_id uuid not null,
  form_id text not null check (length(form_id) between 1 and 80),
  package_no integer not null check (package_no >= 1),
  node text not null,
  content text not null,
  sha256 text not null check (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  amends integer check (amends = package_no - 1),
  reason text not null default '' check (length(reason) <= 2000),
  handed_in_at timestamptz not null,
  handed_in_by text,
  handed_in_role text not null,
  primary key (community_id, case_id, form_id, package_no),
  foreign key (community_id, case_id) references application_case (community_id, case_id),
  foreign key (community_id, case_id, form_id, amends)
    references form_package (community_id, case_id, form_id, package_no),
  check ((package_no = 1) = (amends is null))
);

-- Whoever sees the case sees its forms.
select app_tenant('form_draft', public_rows =>
  '(community_id, case_id) in (select c.community_id, c.case_id from application_case c)');
select app_tenant('form_package', public_rows =>
  '(community_id, case_id) in (select c.community_id, c.case_id from application_case c)');
revoke update, delete on form_package from jiujing_app;
