-- Facts: what somebody stated about a subject, for a period, at a moment. Nothing is overwritten: a better statement
-- is a later row, a wrong one is withdrawn by a row. So every question can be asked as of a past day.

-- An uploaded file that a fact refers to, as its value or as its proof.
create table document (
  community_id text not null references area (area_id),
  document_id uuid not null,
  filename text not null,
  media_type text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size integer not null check (size > 0 and size <= 20 * 1024 * 1024),
  bytes bytea not null,
  uploaded_at timestamptz not null default now(),
  uploaded_by text,
  primary key (community_id, document_id),
  unique (community_id, sha256)
);
select app_tenant('document');
revoke update, delete on document from jiujing_app;

-- community_id is the tenant: the community of the subject, the lead community of a project, and for facts about
-- a town or the district that area itself. term is of packs/facts; its type says which value column is filled.
-- The period is half open: a fact holds on valid_from and no longer on valid_to; null is until further notice.
create table fact (
  community_id text not null references area (area_id),
  fact_id uuid not null,
  subject_kind text not null check (subject_kind in ('area', 'community', 'project', 'building', 'facility')),
  subject_id text not null,
  term text not null,
  number_value numeric,
  unit text,
  text_value text,
  date_value date,
  choice_value text,
  document_value uuid,
  geometry_value jsonb,
  table_value jsonb,
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null default now(),
  source text not null,
  grade text not null check (grade in ('O', 'N', 'D', 'M-h', 'M-m', 'M-l', 'P')),
  document_id uuid,
  entered_by text,
  entered_role text not null,
  generated boolean not null,
  primary key (community_id, fact_id),
  foreign key (community_id, document_value) references document (community_id, document_id),
  foreign key (community_id, document_id) references document (community_id, document_id),
  check (num_nonnulls(number_value, text_value, date_value, choice_value, document_value, geometry_value, table_value) = 1),
  check (unit is null or number_value is not null),
  check (valid_to > valid_from),
  -- Whoever may write one community's rows must not speak of another.
  check (subject_kind not in ('area', 'community') or subject_id = community_id)
);
create index fact_by_subject on fact (community_id, subject_kind, subject_id, term, recorded_at desc);
create index fact_by_term on fact (term, valid_from);
select app_tenant('fact');
revoke update, delete on fact from jiujing_app;

create table fact_confirmation (
  community_id text not null,
  fact_id uuid not null,
  confirmed_at timestamptz not null default now(),
  confirmed_by text,
  confirmed_role text not null,
  primary key (community_id, fact_id),
  foreign key (community_id, fact_id) references fact (community_id, fact_id)
);
select app_tenant('fact_confirmation');
revoke update, delete on fact_confirmation from jiujing_app;

create table fact_withdrawal (
  community_id text not null,
  fact_id uuid not null,
  withdrawn_at timestamptz not null default now(),
  withdrawn_by text,
  withdrawn_role text not null,
  reason text not null check (reason <> ''),
  primary key (community_id, fact_id),
  foreign key (community_id, fact_id) references fact (community_id, fact_id)
);
select app_tenant('fact_withdrawal');
revoke update, delete on fact_withdrawal from jiujing_app;
