create table account (
  account_id text not null,
  login_name text not null,
  name text not null,
  demo boolean not null default false,
  created_at timestamp with time zone not null default now(),
  created_by text,
  disabled_at timestamp with time zone,
  disabled_by text,
  disabled_reason text,
  last_signed_in_at timestamp with time zone,
  constraint account_login_name_key UNIQUE (login_name),
  constraint account_pkey PRIMARY KEY (account_id),
  constraint account_disabled_at_some_moment CHECK (((disabled_at IS NOT NULL) OR (disabled_by IS NULL))),
  constraint account_disabled_for_a_reason CHECK (((disabled_at IS NOT NULL) OR (disabled_reason IS NULL))),
  constraint account_login_name_check CHECK ((login_name = lower(login_name)))
);
grant insert, select on account to jiujing_app;
grant update (disabled_at, disabled_by, disabled_reason, last_signed_in_at) on account to jiujing_app;

create table application_case (
  community_id text not null,
  case_id uuid not null,
  procedure_id text not null,
  version integer not null,
  subject_kind text not null,
  subject_id text not null,
  title_zh text not null,
  title_en text not null,
  areas jsonb not null,
  town_id text not null,
  facts jsonb not null,
  status text not null,
  at_node text not null,
  event_count integer not null default 0,
  opened_at timestamp with time zone not null,
  opened_by text,
  opened_role text not null,
  changed_at timestamp with time zone not null,
  generated boolean not null default false,
  constraint application_case_pkey PRIMARY KEY (community_id, case_id),
  constraint application_case_community_id_fkey FOREIGN KEY (community_id) REFERENCES area(area_id),
  constraint application_case_procedure_id_version_fkey FOREIGN KEY (procedure_id, version) REFERENCES procedure_version(procedure_id, version),
  constraint application_case_town_id_fkey FOREIGN KEY (town_id) REFERENCES area(area_id),
  constraint application_case_event_count_check CHECK ((event_count >= 0)),
  constraint application_case_status_check CHECK ((status = ANY (ARRAY['open'::text, 'ended'::text, 'exited'::text]))),
  constraint application_case_subject_id_check CHECK (((length(subject_id) >= 1) AND (length(subject_id) <= 120))),
  constraint application_case_subject_kind_check CHECK (((length(subject_kind) >= 1) AND (length(subject_kind) <= 60)))
);
CREATE INDEX application_case_changed ON application_case USING btree (changed_at DESC);
CREATE UNIQUE INDEX application_case_open ON application_case USING btree (community_id, procedure_id, subject_kind, subject_id) WHERE (status = 'open'::text);
CREATE INDEX application_case_procedure ON application_case USING btree (procedure_id, version) WHERE (status = 'open'::text);
alter table application_case enable row level security;
alter table application_case force row level security;
create policy tenant_delete on application_case for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on application_case for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on application_case for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR ((community_id, case_id) IN ( SELECT t.community_id,
    t.case_id
   FROM case_turn t
UNION ALL
 SELECT c.community_id,
    c.case_id
   FROM case_copy c
UNION ALL
 SELECT e.community_id,
    e.case_id
   FROM case_event e))));
create policy tenant_update on application_case for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select, update on application_case to jiujing_app;

create table area (
  area_id text not null,
  level text not null,
  settlement text,
  parent_id text,
  path text not null,
  name_zh text not null,
  name_en text not null,
  shape bytea not null,
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  centre_lon double precision not null,
  centre_lat double precision not null,
  managed boolean not null,
  source text not null,
  generated boolean not null,
  constraint area_path_key UNIQUE (path),
  constraint area_pkey PRIMARY KEY (area_id),
  constraint area_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES area(area_id),
  constraint area_area_id_check CHECK ((area_id ~ '^[0-9A-Za-z_-]{1,40}$'::text)),
  constraint area_check CHECK (((level = 'community'::text) = (settlement IS NOT NULL))),
  constraint area_check1 CHECK (((level = 'district'::text) = (parent_id IS NULL))),
  constraint area_check2 CHECK (((path = area_id) OR (path ~~ ('%/'::text || area_id)))),
  constraint area_level_check CHECK ((level = ANY (ARRAY['district'::text, 'town'::text, 'community'::text]))),
  constraint area_settlement_check CHECK ((settlement = ANY (ARRAY['urban'::text, 'rural'::text])))
);
CREATE INDEX area_by_box ON area USING gist (box(point(west, south), point(east, north)));
CREATE INDEX area_by_parent ON area USING btree (parent_id);
alter table area enable row level security;
alter table area force row level security;
create policy area_insert_below on area for insert with check ((parent_id IN ( SELECT app_write_ids() AS app_write_ids)));
create policy tenant_delete on area for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (area_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on area for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (area_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on area for select using ((( SELECT app_reads_all() AS app_reads_all) OR (area_id IN ( SELECT app_read_ids() AS app_read_ids)) OR true));
create policy tenant_update on area for update using ((( SELECT app_writes_all() AS app_writes_all) OR (area_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (area_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant delete, insert, select, update on area to jiujing_app;

create table audit_entry (
  entry_id bigint not null generated always as identity,
  at timestamp(3) with time zone not null default clock_timestamp(),
  account_id text,
  role text not null,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  area_id text,
  purpose text,
  detail jsonb not null default '{}'::jsonb,
  sequence bigint,
  previous text,
  hash text,
  constraint audit_entry_sequence_key UNIQUE (sequence),
  constraint audit_entry_pkey PRIMARY KEY (entry_id),
  constraint audit_entry_sealed_whole CHECK ((num_nulls(sequence, previous, hash) = ANY (ARRAY[0, 3])))
);
CREATE INDEX audit_entry_account ON audit_entry USING btree (account_id, entry_id DESC);
CREATE INDEX audit_entry_action ON audit_entry USING btree (action, entry_id DESC);
CREATE INDEX audit_entry_area ON audit_entry USING btree (area_id text_pattern_ops, entry_id DESC) WHERE (area_id IS NOT NULL);
CREATE INDEX audit_entry_subject ON audit_entry USING btree (subject_kind, subject_id, entry_id DESC);
CREATE INDEX audit_entry_unsealed ON audit_entry USING btree (entry_id) WHERE (sequence IS NULL);
alter table audit_entry enable row level security;
alter table audit_entry force row level security;
create policy audit_insert on audit_entry for insert with check (true);
create policy audit_seal on audit_entry for update using (((sequence IS NULL) AND ( SELECT app_writes_all() AS app_writes_all))) with check ((sequence IS NOT NULL));
create policy audit_select on audit_entry for select using ((( SELECT app_reads_all() AS app_reads_all) OR ((subject_kind = 'account'::text) AND (subject_id = ( SELECT app_account() AS app_account)))));
grant select on audit_entry to jiujing_app;
grant insert (account_id, role, action, subject_kind, subject_id, area_id, purpose, detail) on audit_entry to jiujing_app;
grant update (sequence, previous, hash) on audit_entry to jiujing_app;

create table building (
  community_id text not null,
  building_id text not null,
  estate_id text,
  use text not null,
  height_m real,
  storeys smallint,
  built_year smallint,
  house_code text,
  lon double precision not null,
  lat double precision not null,
  shape bytea not null,
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  source text not null,
  generated boolean not null,
  constraint building_community_id_house_code_key UNIQUE (community_id, house_code),
  constraint building_pkey PRIMARY KEY (community_id, building_id),
  constraint building_community_id_estate_id_fkey FOREIGN KEY (community_id, estate_id) REFERENCES estate(community_id, estate_id),
  constraint building_community_id_fkey FOREIGN KEY (community_id) REFERENCES area(area_id),
  constraint building_built_year_check CHECK (((built_year >= 1000) AND (built_year <= 2200))),
  constraint building_height_m_check CHECK ((height_m > (0)::double precision)),
  constraint building_storeys_check CHECK ((storeys > 0)),
  constraint building_use_check CHECK ((use = ANY (ARRAY['residential'::text, 'rural-house'::text, 'commercial'::text, 'office'::text, 'industrial'::text, 'school'::text, 'medical'::text, 'public'::text])))
);
CREATE INDEX building_by_box ON building USING gist (box(point(west, south), point(east, north)));
alter table building enable row level security;
alter table building force row level security;
create policy tenant_delete on building for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on building for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on building for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR true));
create policy tenant_update on building for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant delete, insert, select, update on building to jiujing_app;

create table calendar_feed (
  account_id text not null,
  post_id text not null,
  token_hash bytea not null,
  language text not null,
  made_at timestamp with time zone not null default now(),
  fetched_at timestamp with time zone,
  constraint calendar_feed_token_hash_key UNIQUE (token_hash),
  constraint calendar_feed_pkey PRIMARY KEY (account_id, post_id),
  constraint calendar_feed_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(account_id),
  constraint calendar_feed_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(post_id),
  constraint calendar_feed_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint calendar_feed_token_hash_check CHECK ((length(token_hash) = 32))
);
grant delete, insert, select, update on calendar_feed to jiujing_app;

create table candidate (
  community_id text not null,
  candidate_id text not null,
  kind text not null,
  name text not null,
  lon double precision not null,
  lat double precision not null,
  area_m2 double precision,
  cost_fen bigint,
  holder text not null default ''::text,
  source text not null,
  generated boolean not null default false,
  recorded_at timestamp with time zone not null default now(),
  constraint candidate_pkey PRIMARY KEY (community_id, candidate_id),
  constraint candidate_community_id_fkey FOREIGN KEY (community_id) REFERENCES area(area_id),
  constraint candidate_area_m2_check CHECK ((area_m2 > (0)::double precision)),
  constraint candidate_candidate_id_check CHECK (((length(candidate_id) >= 1) AND (length(candidate_id) <= 120))),
  constraint candidate_cost_fen_check CHECK ((cost_fen >= 0)),
  constraint candidate_kind_check CHECK ((kind = ANY (ARRAY['vacant-room'::text, 'plot'::text, 'public-building'::text]))),
  constraint candidate_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))),
  constraint candidate_lon_check CHECK (((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision))),
  constraint candidate_name_check CHECK ((name ~ '\S'::text))
);
alter table candidate enable row level security;
alter table candidate force row level security;
create policy tenant_delete on candidate for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on candidate for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on candidate for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR false));
create policy tenant_update on candidate for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant delete, insert, select, update on candidate to jiujing_app;

create table case_copy (
  community_id text not null,
  case_id uuid not null,
  copy_id uuid not null,
  role text not null,
  area_id text not null,
  account_id text,
  note text not null default ''::text,
  node text not null,
  given_at timestamp with time zone not null,
  given_by text,
  given_role text not null,
  read_at timestamp with time zone,
  read_by text,
  constraint case_copy_pkey PRIMARY KEY (community_id, case_id, copy_id),
  constraint case_copy_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(area_id),
  constraint case_copy_community_id_case_id_fkey FOREIGN KEY (community_id, case_id) REFERENCES application_case(community_id, case_id),
  constraint case_copy_check CHECK (((read_at IS NOT NULL) OR (read_by IS NULL))),
  constraint case_copy_note_check CHECK ((length(note) <= 400))
);
CREATE INDEX case_copy_to ON case_copy USING btree (role, area_id);
alter table case_copy enable row level security;
alter table case_copy force row level security;
create policy tenant_delete on case_copy for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on case_copy for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on case_copy for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR ((account_id = ( SELECT app_account() AS app_account)) OR ((role = ( SELECT app_role() AS app_role)) AND (area_id IN ( SELECT app_read_ids() AS app_read_ids))))));
create policy tenant_update on case_copy for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select, update on case_copy to jiujing_app;

create table case_document (
  community_id text not null,
  case_id uuid not null,
  event_no integer not null,
  kind text not null,
  document_id uuid not null,
  constraint case_document_pkey PRIMARY KEY (community_id, case_id, event_no, kind, document_id),
  constraint case_document_community_id_case_id_event_no_fkey FOREIGN KEY (community_id, case_id, event_no) REFERENCES case_event(community_id, case_id, event_no),
  constraint case_document_community_id_document_id_fkey FOREIGN KEY (community_id, document_id) REFERENCES document(community_id, document_id),
  constraint case_document_kind_check CHECK (((length(kind) >= 1) AND (length(kind) <= 80)))
);
alter table case_document enable row level security;
alter table case_document force row level security;
create policy tenant_delete on case_document for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on case_document for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on case_document for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR ((community_id, case_id) IN ( SELECT c.community_id,
    c.case_id
   FROM application_case c))));
create policy tenant_update on case_document for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select on case_document to jiujing_app;

create table case_event (
  community_id text not null,
  case_id uuid not null,
  event_no integer not null,
  kind text not null,
  node text not null,
  event jsonb not null,
  account_id text,
  role text not null,
  opinion text not null default ''::text,
  letter_no text,
  letter_on date,
  at timestamp with time zone not null,
  constraint case_event_pkey PRIMARY KEY (community_id, case_id, event_no),
  constraint case_event_community_id_case_id_fkey FOREIGN KEY (community_id, case_id) REFERENCES application_case(community_id, case_id),
  constraint case_event_check CHECK (((event ->> 'kind'::text) = kind)),
  constraint case_event_check1 CHECK (((letter_no IS NULL) = (letter_on IS NULL))),
  constraint case_event_event_no_check CHECK ((event_no >= 1)),
  constraint case_event_kind_check CHECK ((kind = ANY (ARRAY['decide'::text, 'return'::text, 'withdraw'::text, 'transfer'::text, 'add-signer'::text, 'exit'::text, 'migrate'::text]))),
  constraint case_event_letter_no_check CHECK (((letter_no ~ '\S'::text) AND (length(letter_no) <= 120))),
  constraint case_event_opinion_check CHECK ((length(opinion) <= 2000)),
  constraint case_event_versions_check CHECK (((kind <> 'migrate'::text) OR COALESCE(((jsonb_typeof((event -> 'from'::text)) = 'number'::text) AND (jsonb_typeof((event -> 'version'::text)) = 'number'::text) AND ((event -> 'from'::text) <> (event -> 'version'::text))), false)))
);
CREATE INDEX case_event_account ON case_event USING btree (account_id, community_id, case_id);
alter table case_event enable row level security;
alter table case_event force row level security;
create policy tenant_delete on case_event for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on case_event for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on case_event for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR ((account_id = ( SELECT app_account() AS app_account)) OR ((community_id, case_id) IN ( SELECT t.community_id,
    t.case_id
   FROM case_turn t
UNION ALL
 SELECT c.community_id,
    c.case_id
   FROM case_copy c)))));
create policy tenant_update on case_event for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select on case_event to jiujing_app;

create table case_turn (
  community_id text not null,
  case_id uuid not null,
  turn integer not null,
  node text not null,
  kind text not null,
  asked_by integer,
  role text not null,
  area_id text not null,
  account_id text,
  recorded_by text not null default ''::text,
  state text not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  due_on date,
  constraint case_turn_pkey PRIMARY KEY (community_id, case_id, turn),
  constraint case_turn_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(area_id),
  constraint case_turn_community_id_case_id_asked_by_fkey FOREIGN KEY (community_id, case_id, asked_by) REFERENCES case_turn(community_id, case_id, turn),
  constraint case_turn_community_id_case_id_fkey FOREIGN KEY (community_id, case_id) REFERENCES application_case(community_id, case_id),
  constraint case_turn_check CHECK (((kind = 'added'::text) = (asked_by IS NOT NULL))),
  constraint case_turn_check1 CHECK (((state = ANY (ARRAY['done'::text, 'cancelled'::text])) = (until IS NOT NULL))),
  constraint case_turn_kind_check CHECK ((kind = ANY (ARRAY['main'::text, 'added'::text]))),
  constraint case_turn_state_check CHECK ((state = ANY (ARRAY['open'::text, 'waiting'::text, 'done'::text, 'cancelled'::text]))),
  constraint case_turn_turn_check CHECK ((turn >= 1))
);
CREATE INDEX case_turn_held ON case_turn USING btree (role, area_id) WHERE (state = 'open'::text);
alter table case_turn enable row level security;
alter table case_turn force row level security;
create policy tenant_delete on case_turn for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on case_turn for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on case_turn for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR ((account_id = ( SELECT app_account() AS app_account)) OR ((role = ( SELECT app_role() AS app_role)) AND (area_id IN ( SELECT app_read_ids() AS app_read_ids))))));
create policy tenant_update on case_turn for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select, update on case_turn to jiujing_app;

create table community_result (
  community_id text not null,
  run_id uuid not null,
  profile text not null,
  score_low double precision not null,
  score_high double precision not null,
  completeness double precision not null,
  class text not null,
  scenarios jsonb not null,
  indicator_low real[],
  indicator_high real[],
  constraint community_result_pkey PRIMARY KEY (community_id, run_id),
  constraint community_result_community_id_fkey FOREIGN KEY (community_id) REFERENCES area(area_id),
  constraint community_result_run_id_fkey FOREIGN KEY (run_id) REFERENCES diagnosis_run(run_id),
  constraint community_result_check CHECK ((((0)::double precision <= score_low) AND (score_low <= score_high) AND (score_high <= (1)::double precision))),
  constraint community_result_class_check CHECK ((class = ANY (ARRAY['mature'::text, 'near-mature'::text, 'to-be-created'::text, 'undetermined'::text]))),
  constraint community_result_completeness_check CHECK ((((0)::double precision <= completeness) AND (completeness <= (1)::double precision)))
);
alter table community_result enable row level security;
alter table community_result force row level security;
create policy tenant_delete on community_result for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on community_result for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on community_result for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR true));
create policy tenant_update on community_result for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select on community_result to jiujing_app;

create table declaration (
  community_id text not null,
  declaration_id uuid not null,
  kind text not null,
  item text not null,
  holds boolean not null,
  reason text not null,
  declared_by text not null,
  declared_at timestamp with time zone not null default now(),
  generated boolean not null default false,
  declared_role text,
  constraint declaration_pkey PRIMARY KEY (community_id, declaration_id),
  constraint declaration_community_id_fkey FOREIGN KEY (community_id) REFERENCES area(area_id),
  constraint declaration_check CHECK (((kind <> 'opt-out'::text) OR (NOT holds) OR (length(reason) > 0))),
  constraint declaration_kind_check CHECK ((kind = ANY (ARRAY['profile'::text, 'signature'::text, 'opt-out'::text])))
);
CREATE INDEX declaration_in_order ON declaration USING btree (community_id, kind, item, declared_at);
alter table declaration enable row level security;
alter table declaration force row level security;
create policy tenant_delete on declaration for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on declaration for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on declaration for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR true));
create policy tenant_update on declaration for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select on declaration to jiujing_app;

create table deputy (
  deputy_id text not null,
  post_id text not null,
  account_id text not null,
  from_day date not null,
  to_day date not null,
  given_by text,
  given_at timestamp with time zone not null default now(),
  constraint deputy_pkey PRIMARY KEY (deputy_id),
  constraint deputy_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(account_id),
  constraint deputy_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(post_id),
  constraint deputy_days_in_order CHECK ((to_day >= from_day))
);
CREATE INDEX deputy_account ON deputy USING btree (account_id);
CREATE INDEX deputy_post ON deputy USING btree (post_id);
grant insert, select on deputy to jiujing_app;
grant update (to_day) on deputy to jiujing_app;

create table diagnosis_input (
  run_id uuid not null,
  content bytea not null,
  constraint diagnosis_input_pkey PRIMARY KEY (run_id),
  constraint diagnosis_input_run_id_fkey FOREIGN KEY (run_id) REFERENCES diagnosis_run(run_id)
);
alter table diagnosis_input enable row level security;
alter table diagnosis_input force row level security;
create policy diagnosis_input_drop on diagnosis_input for delete using (( SELECT app_writes_all() AS app_writes_all));
create policy diagnosis_input_read on diagnosis_input for select using (( SELECT app_reads_all() AS app_reads_all));
create policy diagnosis_input_write on diagnosis_input for insert with check (( SELECT app_writes_all() AS app_writes_all));
grant insert, select on diagnosis_input to jiujing_app;

create table diagnosis_run (
  run_id uuid not null,
  pack text not null,
  pack_version text not null,
  pack_content jsonb not null,
  walking_speed real not null,
  as_of date not null,
  computed_at timestamp with time zone not null default now(),
  network text not null,
  mark text not null,
  inputs_sha256 text not null,
  results_sha256 text not null,
  generated boolean not null,
  constraint diagnosis_run_pkey PRIMARY KEY (run_id),
  constraint diagnosis_run_walking_speed_check CHECK ((walking_speed > (0)::double precision))
);
CREATE INDEX diagnosis_run_latest ON diagnosis_run USING btree (pack, computed_at DESC);
grant insert, select on diagnosis_run to jiujing_app;

create table document (
  community_id text not null,
  document_id uuid not null,
  filename text not null,
  media_type text not null,
  sha256 text not null,
  size integer not null,
  bytes bytea not null,
  uploaded_at timestamp with time zone not null default now(),
  uploaded_by text,
  constraint document_community_id_sha256_key UNIQUE (community_id, sha256),
  constraint document_pkey PRIMARY KEY (community_id, document_id),
  constraint document_community_id_fkey FOREIGN KEY (community_id) REFERENCES area(area_id),
  constraint document_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint document_size_check CHECK (((size > 0) AND (size <= ((20 * 1024) * 1024))))
);
alter table document enable row level security;
alter table document force row level security;
create policy tenant_delete on document for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on document for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on document for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR false));
create policy tenant_update on document for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select on document to jiujing_app;

create table dwelling (
  community_id text not null,
  dwelling_id text not null,
  building_id text not null,
  unit text not null,
  floor smallint,
  floor_area_m2 real,
  house_code text,
  source text not null,
  generated boolean not null,
  constraint dwelling_community_id_house_code_key UNIQUE (community_id, house_code),
  constraint dwelling_pkey PRIMARY KEY (community_id, dwelling_id),
  constraint dwelling_community_id_building_id_fkey FOREIGN KEY (community_id, building_id) REFERENCES building(community_id, building_id),
  constraint dwelling_floor_area_m2_check CHECK ((floor_area_m2 > (0)::double precision))
);
alter table dwelling enable row level security;
alter table dwelling force row level security;
create policy tenant_delete on dwelling for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on dwelling for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on dwelling for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR false));
create policy tenant_update on dwelling for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant delete, insert, select, update on dwelling to jiujing_app;

create table estate (
  community_id text not null,
  estate_id text not null,
  name_zh text not null,
  name_en text not null,
  kind text not null,
  built_year smallint,
  shape bytea not null,
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  source text not null,
  generated boolean not null,
  constraint estate_pkey PRIMARY KEY (community_id, estate_id),
  constraint estate_community_id_fkey FOREIGN KEY (community_id) REFERENCES area(area_id),
  constraint estate_built_year_check CHECK (((built_year >= 1000) AND (built_year <= 2200))),
  constraint estate_kind_check CHECK ((kind = ANY (ARRAY['gated'::text, 'open'::text, 'village'::text])))
);
CREATE INDEX estate_by_box ON estate USING gist (box(point(west, south), point(east, north)));
alter table estate enable row level security;
alter table estate force row level security;
create policy tenant_delete on estate for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on estate for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on estate for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR true));
create policy tenant_update on estate for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant delete, insert, select, update on estate to jiujing_app;

create table facility (
  community_id text not null,
  facility_id text not null,
  kind text not null,
  name_zh text not null,
  name_en text not null,
  lon double precision not null,
  lat double precision not null,
  area_m2 real,
  capacity real,
  capacity_unit text,
  hours text,
  floor text,
  age_bands text[],
  shared_with text[] not null default '{}'::text[],
  share_permille integer[] not null default '{}'::integer[],
  source text not null,
  external_id text not null,
  generated boolean not null,
  opened_on date,
  closed_on date,
  revision integer not null default 1,
  constraint facility_community_id_source_external_id_key UNIQUE (community_id, source, external_id),
  constraint facility_pkey PRIMARY KEY (community_id, facility_id),
  constraint facility_community_id_fkey FOREIGN KEY (community_id) REFERENCES area(area_id),
  constraint facility_area_m2_check CHECK ((area_m2 >= (0)::double precision)),
  constraint facility_capacity_check CHECK ((capacity >= (0)::double precision)),
  constraint facility_check CHECK ((cardinality(shared_with) = cardinality(share_permille))),
  constraint facility_check1 CHECK ((community_id <> ALL (shared_with))),
  constraint facility_closes_after_opening CHECK ((closed_on >= opened_on)),
  constraint facility_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))),
  constraint facility_lon_check CHECK (((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision))),
  constraint facility_revision_check CHECK ((revision >= 1)),
  constraint facility_share_permille_check CHECK (((0 <= ALL (share_permille)) AND (place_permille(share_permille) <= 1000)))
);
CREATE INDEX facility_by_id ON facility USING btree (facility_id);
CREATE INDEX facility_by_kind ON facility USING btree (kind);
CREATE INDEX facility_by_place ON facility USING gist (point(lon, lat));
alter table facility enable row level security;
alter table facility force row level security;
create policy tenant_delete on facility for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on facility for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on facility for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR true));
create policy tenant_update on facility for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant delete, insert, select, update on facility to jiujing_app;

create table fact (
  community_id text not null,
  fact_id uuid not null,
  subject_kind text not null,
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
  recorded_at timestamp with time zone not null default now(),
  source text not null,
  grade text not null,
  document_id uuid,
  entered_by text,
  entered_role text not null,
  generated boolean not null,
  building_id text generated always as (
CASE subject_kind
    WHEN 'building'::text THEN subject_id
    ELSE NULL::text
END) stored,
  facility_id text generated always as (
CASE subject_kind
    WHEN 'facility'::text THEN subject_id
    ELSE NULL::text
END) stored,
  project_id text generated always as (
CASE subject_kind
    WHEN 'project'::text THEN subject_id
    ELSE NULL::text
END) stored,
  constraint fact_pkey PRIMARY KEY (community_id, fact_id),
  constraint fact_community_id_building_id_fkey FOREIGN KEY (community_id, building_id) REFERENCES building(community_id, building_id),
  constraint fact_community_id_document_id_fkey FOREIGN KEY (community_id, document_id) REFERENCES document(community_id, document_id),
  constraint fact_community_id_document_value_fkey FOREIGN KEY (community_id, document_value) REFERENCES document(community_id, document_id),
  constraint fact_community_id_facility_id_fkey FOREIGN KEY (community_id, facility_id) REFERENCES facility(community_id, facility_id),
  constraint fact_community_id_fkey FOREIGN KEY (community_id) REFERENCES area(area_id),
  constraint fact_community_id_project_id_fkey FOREIGN KEY (community_id, project_id) REFERENCES project_subject(community_id, project_id),
  constraint fact_check CHECK ((num_nonnulls(number_value, text_value, date_value, choice_value, document_value, geometry_value, table_value) = 1)),
  constraint fact_check1 CHECK (((unit IS NULL) OR (number_value IS NOT NULL))),
  constraint fact_check2 CHECK ((valid_to > valid_from)),
  constraint fact_check3 CHECK (((subject_kind <> ALL (ARRAY['area'::text, 'community'::text])) OR (subject_id = community_id))),
  constraint fact_grade_check CHECK ((grade = ANY (ARRAY['O'::text, 'N'::text, 'D'::text, 'M-h'::text, 'M-m'::text, 'M-l'::text, 'P'::text]))),
  constraint fact_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['area'::text, 'community'::text, 'project'::text, 'building'::text, 'facility'::text])))
);
CREATE INDEX fact_by_building ON fact USING btree (community_id, building_id) WHERE (building_id IS NOT NULL);
CREATE INDEX fact_by_facility ON fact USING btree (community_id, facility_id) WHERE (facility_id IS NOT NULL);
CREATE INDEX fact_by_subject ON fact USING btree (community_id, subject_kind, subject_id, term, recorded_at DESC);
CREATE INDEX fact_by_term ON fact USING btree (term, valid_from);
alter table fact enable row level security;
alter table fact force row level security;
create policy tenant_delete on fact for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on fact for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on fact for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR false));
create policy tenant_update on fact for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select on fact to jiujing_app;

create table fact_confirmation (
  community_id text not null,
  fact_id uuid not null,
  confirmed_at timestamp with time zone not null default now(),
  confirmed_by text,
  confirmed_role text not null,
  constraint fact_confirmation_pkey PRIMARY KEY (community_id, fact_id),
  constraint fact_confirmation_community_id_fact_id_fkey FOREIGN KEY (community_id, fact_id) REFERENCES fact(community_id, fact_id)
);
alter table fact_confirmation enable row level security;
alter table fact_confirmation force row level security;
create policy tenant_delete on fact_confirmation for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on fact_confirmation for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on fact_confirmation for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR false));
create policy tenant_update on fact_confirmation for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select on fact_confirmation to jiujing_app;

create table fact_withdrawal (
  community_id text not null,
  fact_id uuid not null,
  withdrawn_at timestamp with time zone not null default now(),
  withdrawn_by text,
  withdrawn_role text not null,
  reason text not null,
  constraint fact_withdrawal_pkey PRIMARY KEY (community_id, fact_id),
  constraint fact_withdrawal_community_id_fact_id_fkey FOREIGN KEY (community_id, fact_id) REFERENCES fact(community_id, fact_id),
  constraint fact_withdrawal_reason_check CHECK ((reason <> ''::text))
);
alter table fact_withdrawal enable row level security;
alter table fact_withdrawal force row level security;
create policy tenant_delete on fact_withdrawal for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on fact_withdrawal for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on fact_withdrawal for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR false));
create policy tenant_update on fact_withdrawal for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select on fact_withdrawal to jiujing_app;

create table form_draft (
  community_id text not null,
  case_id uuid not null,
  form_id text not null,
  revision integer not null,
  entries jsonb not null,
  saved_at timestamp with time zone not null,
  saved_by text,
  saved_role text not null,
  constraint form_draft_pkey PRIMARY KEY (community_id, case_id, form_id),
  constraint form_draft_community_id_case_id_fkey FOREIGN KEY (community_id, case_id) REFERENCES application_case(community_id, case_id),
  constraint form_draft_entries_check CHECK ((jsonb_typeof(entries) = 'object'::text)),
  constraint form_draft_form_id_check CHECK (((length(form_id) >= 1) AND (length(form_id) <= 80))),
  constraint form_draft_revision_check CHECK ((revision >= 1))
);
alter table form_draft enable row level security;
alter table form_draft force row level security;
create policy tenant_delete on form_draft for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on form_draft for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on form_draft for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR ((community_id, case_id) IN ( SELECT c.community_id,
    c.case_id
   FROM application_case c))));
create policy tenant_update on form_draft for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant delete, insert, select, update on form_draft to jiujing_app;

create table form_package (
  community_id text not null,
  case_id uuid not null,
  form_id text not null,
  package_no integer not null,
  node text not null,
  content text not null,
  sha256 text not null,
  amends integer,
  reason text not null default ''::text,
  handed_in_at timestamp with time zone not null,
  handed_in_by text,
  handed_in_role text not null,
  constraint form_package_pkey PRIMARY KEY (community_id, case_id, form_id, package_no),
  constraint form_package_community_id_case_id_fkey FOREIGN KEY (community_id, case_id) REFERENCES application_case(community_id, case_id),
  constraint form_package_community_id_case_id_form_id_amends_fkey FOREIGN KEY (community_id, case_id, form_id, amends) REFERENCES form_package(community_id, case_id, form_id, package_no),
  constraint form_package_check CHECK ((sha256 = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text))),
  constraint form_package_check1 CHECK ((amends = (package_no - 1))),
  constraint form_package_check2 CHECK (((package_no = 1) = (amends IS NULL))),
  constraint form_package_form_id_check CHECK (((length(form_id) >= 1) AND (length(form_id) <= 80))),
  constraint form_package_package_no_check CHECK ((package_no >= 1)),
  constraint form_package_reason_check CHECK ((length(reason) <= 2000))
);
alter table form_package enable row level security;
alter table form_package force row level security;
create policy tenant_delete on form_package for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on form_package for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on form_package for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR ((community_id, case_id) IN ( SELECT c.community_id,
    c.case_id
   FROM application_case c))));
create policy tenant_update on form_package for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select on form_package to jiujing_app;

create table import_run (
  import_id uuid not null,
  kind text not null,
  filename text not null,
  sha256 text not null,
  source text not null,
  datum text,
  datum_stated boolean,
  inserted integer not null,
  updated integer not null,
  unchanged integer not null,
  rejected integer not null,
  rejected_rows jsonb not null,
  account_id text,
  role text,
  imported_at timestamp with time zone not null default now(),
  constraint import_run_pkey PRIMARY KEY (import_id)
);
alter table import_run enable row level security;
alter table import_run force row level security;
create policy import_run_insert on import_run for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (account_id = ( SELECT app_account() AS app_account))));
create policy import_run_select on import_run for select using ((( SELECT app_reads_all() AS app_reads_all) OR (account_id = ( SELECT app_account() AS app_account))));
grant insert, select on import_run to jiujing_app;

create table library_decision (
  community_id text not null,
  round_id uuid not null,
  project_id text not null,
  rule_version integer not null,
  rule_id text not null,
  from_state text not null,
  to_state text not null,
  decided_on date not null,
  findings jsonb not null,
  reason text not null,
  decided_by text not null,
  decided_role text not null,
  generated boolean not null,
  entered_at timestamp with time zone not null default now(),
  constraint library_decision_pkey PRIMARY KEY (community_id, round_id, project_id),
  constraint library_decision_community_id_round_id_project_id_fkey FOREIGN KEY (community_id, round_id, project_id) REFERENCES library_proposal(community_id, round_id, project_id),
  constraint library_decision_rule_version_fkey FOREIGN KEY (rule_version) REFERENCES library_rule_set(version)
);
CREATE INDEX library_decision_held ON library_decision USING btree (community_id, project_id, decided_on DESC, entered_at DESC);
alter table library_decision enable row level security;
alter table library_decision force row level security;
create policy tenant_delete on library_decision for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on library_decision for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on library_decision for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR true));
create policy tenant_update on library_decision for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select on library_decision to jiujing_app;

create table library_notice (
  community_id text not null,
  round_id uuid not null,
  project_id text not null,
  noticed_on date not null,
  reply_until date not null,
  decide_from date not null,
  noticed_by text not null,
  generated boolean not null,
  reply text,
  replied_on date,
  replied_by text,
  replied_role text,
  closed_on date,
  constraint library_notice_pkey PRIMARY KEY (community_id, round_id, project_id),
  constraint library_notice_community_id_round_id_project_id_fkey FOREIGN KEY (community_id, round_id, project_id) REFERENCES library_proposal(community_id, round_id, project_id),
  constraint library_notice_check CHECK (((noticed_on < reply_until) AND (reply_until <= decide_from))),
  constraint library_notice_check1 CHECK ((replied_on <= reply_until)),
  constraint library_notice_check2 CHECK (((closed_on > reply_until) AND (closed_on >= decide_from))),
  constraint library_notice_check3 CHECK ((((reply IS NULL) = (replied_on IS NULL)) AND ((reply IS NULL) = (replied_by IS NULL)) AND ((reply IS NULL) = (replied_role IS NULL)))),
  constraint library_notice_reply_check CHECK ((reply <> ''::text))
);
CREATE UNIQUE INDEX library_notice_open ON library_notice USING btree (community_id, project_id) WHERE (closed_on IS NULL);
alter table library_notice enable row level security;
alter table library_notice force row level security;
create policy tenant_delete on library_notice for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on library_notice for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on library_notice for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR false));
create policy tenant_update on library_notice for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select on library_notice to jiujing_app;
grant update (reply, replied_on, replied_by, replied_role, closed_on) on library_notice to jiujing_app;

create table library_proposal (
  community_id text not null,
  round_id uuid not null,
  project_id text not null,
  rule_id text not null,
  from_state text not null,
  to_state text not null,
  findings jsonb not null,
  state text not null default 'open'::text,
  answered_on date,
  answered_by text,
  answered_why text,
  constraint library_proposal_pkey PRIMARY KEY (community_id, round_id, project_id),
  constraint library_proposal_community_id_project_id_fkey FOREIGN KEY (community_id, project_id) REFERENCES project(community_id, project_id),
  constraint library_proposal_round_id_fkey FOREIGN KEY (round_id) REFERENCES library_round(round_id),
  constraint library_proposal_check CHECK ((((state = 'open'::text) = (answered_on IS NULL)) AND ((state = 'open'::text) = (answered_by IS NULL)))),
  constraint library_proposal_check1 CHECK (((state = 'left-out'::text) = (answered_why IS NOT NULL))),
  constraint library_proposal_state_check CHECK ((state = ANY (ARRAY['open'::text, 'confirmed'::text, 'left-out'::text])))
);
alter table library_proposal enable row level security;
alter table library_proposal force row level security;
create policy tenant_delete on library_proposal for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on library_proposal for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on library_proposal for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR false));
create policy tenant_update on library_proposal for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select on library_proposal to jiujing_app;
grant update (state, answered_on, answered_by, answered_why) on library_proposal to jiujing_app;

create table library_round (
  round_id uuid not null,
  quarter text not null,
  rule_version integer not null,
  opened_on date not null,
  opened_by text not null,
  opened_role text not null,
  generated boolean not null,
  opened_at timestamp with time zone not null default now(),
  constraint library_round_quarter_key UNIQUE (quarter),
  constraint library_round_pkey PRIMARY KEY (round_id),
  constraint library_round_rule_version_fkey FOREIGN KEY (rule_version) REFERENCES library_rule_set(version),
  constraint library_round_quarter_check CHECK ((quarter ~ '^[0-9]{4}Q[1-4]$'::text))
);
grant insert, select on library_round to jiujing_app;

create table library_rule_set (
  version integer not null,
  rules jsonb not null,
  note text not null,
  made_by text not null,
  made_role text not null,
  made_at timestamp with time zone not null default now(),
  constraint library_rule_set_pkey PRIMARY KEY (version),
  constraint library_rule_set_version_check CHECK ((version > 0))
);
grant insert, select on library_rule_set to jiujing_app;

create table map_feature (
  map_feature_id bigint not null generated always as identity,
  layer text not null,
  class text not null,
  min_zoom smallint not null,
  name_zh text,
  name_en text,
  bridge boolean not null default false,
  shape bytea not null,
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  source text not null,
  generated boolean not null,
  constraint map_feature_pkey PRIMARY KEY (map_feature_id),
  constraint map_feature_layer_check CHECK ((layer = ANY (ARRAY['water'::text, 'green'::text, 'land'::text, 'street'::text, 'rail'::text, 'wall'::text, 'label'::text]))),
  constraint map_feature_min_zoom_check CHECK (((min_zoom >= 0) AND (min_zoom <= 18)))
);
CREATE INDEX map_feature_by_box ON map_feature USING gist (box(point(west, south), point(east, north)));
grant delete, insert, select on map_feature to jiujing_app;

create table maturity_choice (
  choice_id uuid not null,
  pack text not null,
  content jsonb,
  reason text not null,
  chosen_by text not null,
  chosen_at timestamp with time zone not null default now(),
  chosen_role text,
  constraint maturity_choice_pkey PRIMARY KEY (choice_id),
  constraint maturity_choice_reason_check CHECK ((length(reason) > 0))
);
CREATE INDEX maturity_choice_latest ON maturity_choice USING btree (pack, chosen_at DESC);
grant insert, select on maturity_choice to jiujing_app;

create table migration (
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default clock_timestamp(),
  constraint migration_pkey PRIMARY KEY (name)
);
grant  on migration to jiujing_app;

create table milestone_report (
  community_id text not null,
  report_id uuid not null,
  pack_id text not null,
  milestone_id text not null,
  project_id text,
  state text not null,
  happened_on date not null,
  reported_on date not null,
  note text not null,
  source text not null,
  grade text not null,
  generated boolean not null,
  reported_by text not null,
  reported_role text not null,
  entered_at timestamp with time zone not null default now(),
  withdrawn_on date,
  withdrawn_by text,
  withdrawn_why text,
  constraint milestone_report_pkey PRIMARY KEY (community_id, report_id),
  constraint milestone_report_community_id_fkey FOREIGN KEY (community_id) REFERENCES area(area_id),
  constraint milestone_report_community_id_project_id_fkey FOREIGN KEY (community_id, project_id) REFERENCES project(community_id, project_id),
  constraint milestone_report_check CHECK ((happened_on <= reported_on)),
  constraint milestone_report_check1 CHECK ((withdrawn_on >= reported_on)),
  constraint milestone_report_check2 CHECK ((((withdrawn_on IS NULL) = (withdrawn_by IS NULL)) AND ((withdrawn_on IS NULL) = (withdrawn_why IS NULL)))),
  constraint milestone_report_source_check CHECK ((source <> ''::text)),
  constraint milestone_report_state_check CHECK ((state = ANY (ARRAY['met'::text, 'partiallyMet'::text, 'notMet'::text])))
);
CREATE INDEX milestone_report_of ON milestone_report USING btree (pack_id, milestone_id);
alter table milestone_report enable row level security;
alter table milestone_report force row level security;
create policy tenant_delete on milestone_report for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on milestone_report for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on milestone_report for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR true));
create policy tenant_update on milestone_report for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select on milestone_report to jiujing_app;
grant update (withdrawn_on, withdrawn_by, withdrawn_why) on milestone_report to jiujing_app;

create table password (
  account_id text not null,
  hash text not null,
  changed_at timestamp with time zone not null default now(),
  one_time boolean not null,
  constraint password_pkey PRIMARY KEY (account_id),
  constraint password_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(account_id),
  constraint password_hash_check CHECK ((hash ~~ '$argon2id$%'::text))
);
grant insert, select on password to jiujing_app;
grant update (hash, changed_at, one_time) on password to jiujing_app;

create table place_change (
  place_change_id uuid not null,
  changed_at timestamp with time zone not null default now(),
  what text not null,
  constraint place_change_pkey PRIMARY KEY (place_change_id)
);
grant insert, select on place_change to jiujing_app;

create table plan_zone (
  community_id text not null,
  source text not null,
  zone_id text not null,
  plan text not null,
  kind text not null,
  name text not null default ''::text,
  shape bytea not null,
  lon double precision not null,
  lat double precision not null,
  from_day date not null,
  to_day date,
  generated boolean not null default false,
  recorded_at timestamp with time zone not null default now(),
  constraint plan_zone_pkey PRIMARY KEY (community_id, source, zone_id),
  constraint plan_zone_community_id_fkey FOREIGN KEY (community_id) REFERENCES area(area_id),
  constraint plan_zone_check CHECK ((to_day >= from_day)),
  constraint plan_zone_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))),
  constraint plan_zone_lon_check CHECK (((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision))),
  constraint plan_zone_name_check CHECK ((length(name) <= 200)),
  constraint plan_zone_plan_check CHECK ((plan = ANY (ARRAY['territorial'::text, 'regulatory'::text]))),
  constraint plan_zone_source_check CHECK (((length(source) >= 1) AND (length(source) <= 200))),
  constraint plan_zone_zone_id_check CHECK (((length(zone_id) >= 1) AND (length(zone_id) <= 120)))
);
CREATE INDEX plan_zone_of_source ON plan_zone USING btree (source, zone_id);
alter table plan_zone enable row level security;
alter table plan_zone force row level security;
create policy tenant_delete on plan_zone for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on plan_zone for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on plan_zone for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR true));
create policy tenant_update on plan_zone for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant delete, insert, select, update on plan_zone to jiujing_app;

create table population (
  community_id text not null,
  building_id text not null,
  households integer not null,
  people integer[] not null,
  source text not null,
  generated boolean not null,
  constraint population_pkey PRIMARY KEY (community_id, building_id),
  constraint population_community_id_building_id_fkey FOREIGN KEY (community_id, building_id) REFERENCES building(community_id, building_id) ON DELETE CASCADE,
  constraint population_households_check CHECK ((households >= 0)),
  constraint population_people_check CHECK (((cardinality(people) = 7) AND (0 <= ALL (people)) AND (array_position(people, NULL::integer) IS NULL)))
);
alter table population enable row level security;
alter table population force row level security;
create policy tenant_delete on population for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on population for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on population for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR false));
create policy tenant_update on population for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant delete, insert, select, update on population to jiujing_app;

create table post (
  post_id text not null,
  account_id text not null,
  role text not null,
  area_id text,
  from_day date not null,
  to_day date,
  given_by text,
  given_at timestamp with time zone not null default now(),
  constraint post_pkey PRIMARY KEY (post_id),
  constraint post_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(account_id),
  constraint post_days_in_order CHECK ((to_day >= from_day))
);
CREATE INDEX post_account ON post USING btree (account_id);
grant insert, select on post to jiujing_app;
grant update (to_day) on post to jiujing_app;

create table procedure_version (
  procedure_id text not null,
  version integer not null,
  bpmn text not null,
  sha256 text not null,
  note text not null default ''::text,
  added_at timestamp with time zone not null default now(),
  added_by text,
  constraint procedure_version_procedure_id_sha256_key UNIQUE (procedure_id, sha256),
  constraint procedure_version_pkey PRIMARY KEY (procedure_id, version),
  constraint procedure_version_procedure_id_check CHECK (((length(procedure_id) >= 1) AND (length(procedure_id) <= 80))),
  constraint procedure_version_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint procedure_version_version_check CHECK ((version >= 1))
);
grant insert, select on procedure_version to jiujing_app;

create table programme_site (
  community_id text not null,
  site_id text not null,
  programme text not null,
  name text not null,
  shape bytea not null,
  lon double precision not null,
  lat double precision not null,
  from_day date not null,
  to_day date not null,
  digs boolean not null,
  holder text not null default ''::text,
  before_document uuid,
  after_document uuid,
  source text not null,
  generated boolean not null default false,
  recorded_at timestamp with time zone not null default now(),
  constraint programme_site_pkey PRIMARY KEY (community_id, site_id),
  constraint programme_site_community_id_after_document_fkey FOREIGN KEY (community_id, after_document) REFERENCES document(community_id, document_id),
  constraint programme_site_community_id_before_document_fkey FOREIGN KEY (community_id, before_document) REFERENCES document(community_id, document_id),
  constraint programme_site_community_id_fkey FOREIGN KEY (community_id) REFERENCES area(area_id),
  constraint programme_site_check CHECK ((to_day >= from_day)),
  constraint programme_site_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))),
  constraint programme_site_lon_check CHECK (((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision))),
  constraint programme_site_name_check CHECK (((name ~ '\S'::text) AND (length(name) <= 200))),
  constraint programme_site_site_id_check CHECK (((length(site_id) >= 1) AND (length(site_id) <= 120)))
);
alter table programme_site enable row level security;
alter table programme_site force row level security;
create policy tenant_delete on programme_site for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on programme_site for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on programme_site for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR false));
create policy tenant_update on programme_site for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select, update on programme_site to jiujing_app;

create table project (
  community_id text not null,
  project_id text not null,
  name_zh text not null,
  name_en text not null,
  town_id text not null,
  part text not null,
  settlement text not null,
  shape bytea,
  source text not null,
  grade text not null,
  generated boolean not null,
  part_order integer not null generated always as (
CASE part
    WHEN 'early-provincial'::text THEN 1
    WHEN 'city-demo'::text THEN 2
    WHEN 'first-and-next'::text THEN 3
    ELSE 4
END) stored,
  known_from date not null,
  constraint project_pkey PRIMARY KEY (community_id, project_id),
  constraint project_community_id_fkey FOREIGN KEY (community_id) REFERENCES area(area_id),
  constraint project_community_id_project_id_fkey FOREIGN KEY (community_id, project_id) REFERENCES project_subject(community_id, project_id),
  constraint project_town_id_fkey FOREIGN KEY (town_id) REFERENCES area(area_id),
  constraint project_part_check CHECK ((part = ANY (ARRAY['early-provincial'::text, 'city-demo'::text, 'first-and-next'::text, 'later'::text]))),
  constraint project_settlement_check CHECK ((settlement = ANY (ARRAY['urban'::text, 'rural'::text])))
);
CREATE INDEX project_by_id ON project USING btree (project_id);
CREATE INDEX project_first ON project USING btree (known_from, generated);
CREATE INDEX project_in_order ON project USING btree (part_order, project_id, community_id) INCLUDE (known_from, generated, part);
CREATE INDEX project_of_town ON project USING btree (town_id, part_order, project_id);
alter table project enable row level security;
alter table project force row level security;
create policy tenant_delete on project for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on project for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on project for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR true));
create policy tenant_update on project for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant delete, insert, select, update on project to jiujing_app;

create table project_attribute (
  community_id text not null,
  project_id text not null,
  attribute text not null,
  value text not null,
  holds_from date not null,
  source text not null,
  grade text not null,
  generated boolean not null,
  recorded_at timestamp with time zone not null default now(),
  entry smallint not null default 1,
  recorded_on date,
  recorded_by text,
  recorded_role text,
  withdrawn_on date,
  withdrawn_by text,
  withdrawn_why text,
  constraint project_attribute_pkey PRIMARY KEY (community_id, project_id, attribute, holds_from, entry),
  constraint project_attribute_community_id_project_id_fkey FOREIGN KEY (community_id, project_id) REFERENCES project(community_id, project_id),
  constraint project_attribute_attribute_check CHECK ((attribute = ANY (ARRAY['level'::text, 'batch'::text, 'build-type'::text, 'planned-class'::text, 'stage'::text, 'list'::text, 'applied'::text, 'best-practice'::text]))),
  constraint project_attribute_check CHECK ((num_nulls(recorded_on, recorded_by, recorded_role) = ANY (ARRAY[0, 3]))),
  constraint project_attribute_check1 CHECK ((num_nulls(withdrawn_on, withdrawn_by, withdrawn_why) = ANY (ARRAY[0, 3]))),
  constraint project_attribute_entry_check CHECK ((entry > 0)),
  constraint project_attribute_source_check CHECK ((source <> ''::text))
);
CREATE INDEX project_attribute_held ON project_attribute USING btree (attribute, community_id, project_id, holds_from DESC) INCLUDE (value, generated, recorded_on, withdrawn_on);
alter table project_attribute enable row level security;
alter table project_attribute force row level security;
create policy tenant_delete on project_attribute for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on project_attribute for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on project_attribute for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR true));
create policy tenant_update on project_attribute for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select on project_attribute to jiujing_app;
grant update (withdrawn_on, withdrawn_by, withdrawn_why) on project_attribute to jiujing_app;

create table project_coverage (
  community_id text not null,
  project_id text not null,
  covers text not null,
  constraint project_coverage_pkey PRIMARY KEY (community_id, project_id, covers),
  constraint project_coverage_community_id_project_id_fkey FOREIGN KEY (community_id, project_id) REFERENCES project(community_id, project_id),
  constraint project_coverage_covers_fkey FOREIGN KEY (covers) REFERENCES area(area_id)
);
alter table project_coverage enable row level security;
alter table project_coverage force row level security;
create policy tenant_delete on project_coverage for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on project_coverage for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on project_coverage for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR true));
create policy tenant_update on project_coverage for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant delete, insert, select, update on project_coverage to jiujing_app;

create table project_subject (
  community_id text not null,
  project_id text not null,
  constraint project_subject_pkey PRIMARY KEY (community_id, project_id),
  constraint project_subject_community_id_fkey FOREIGN KEY (community_id) REFERENCES area(area_id)
);
alter table project_subject enable row level security;
alter table project_subject force row level security;
create policy tenant_delete on project_subject for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on project_subject for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on project_subject for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR true));
create policy tenant_update on project_subject for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select on project_subject to jiujing_app;

create table review_panel (
  community_id text not null,
  case_id uuid not null,
  panel_no integer not null,
  node text not null,
  review jsonb not null,
  opened_at timestamp with time zone not null,
  opened_by text,
  opened_role text not null,
  closed_at timestamp with time zone,
  closed_by text,
  minutes text,
  sha256 text,
  constraint review_panel_pkey PRIMARY KEY (community_id, case_id, panel_no),
  constraint review_panel_community_id_case_id_fkey FOREIGN KEY (community_id, case_id) REFERENCES application_case(community_id, case_id),
  constraint review_panel_check CHECK ((sha256 = encode(sha256(convert_to(minutes, 'UTF8'::name)), 'hex'::text))),
  constraint review_panel_check1 CHECK (((minutes IS NULL) = (sha256 IS NULL))),
  constraint review_panel_check2 CHECK (((minutes IS NULL) OR (closed_at IS NOT NULL))),
  constraint review_panel_panel_no_check CHECK ((panel_no >= 1))
);
CREATE UNIQUE INDEX review_panel_open ON review_panel USING btree (community_id, case_id) WHERE (closed_at IS NULL);
alter table review_panel enable row level security;
alter table review_panel force row level security;
create policy tenant_delete on review_panel for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on review_panel for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on review_panel for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR ((community_id, case_id) IN ( SELECT c.community_id,
    c.case_id
   FROM application_case c))));
create policy tenant_update on review_panel for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select on review_panel to jiujing_app;
grant update (closed_at, closed_by, minutes, sha256) on review_panel to jiujing_app;

create table review_seat (
  community_id text not null,
  case_id uuid not null,
  panel_no integer not null,
  seat_no integer not null,
  name text not null,
  organisation text not null default ''::text,
  account_id text,
  conflict boolean,
  conflict_note text not null default ''::text,
  declared_at timestamp with time zone,
  handed_in_at timestamp with time zone,
  constraint review_seat_community_id_case_id_panel_no_account_id_key UNIQUE (community_id, case_id, panel_no, account_id),
  constraint review_seat_pkey PRIMARY KEY (community_id, case_id, panel_no, seat_no),
  constraint review_seat_community_id_case_id_panel_no_fkey FOREIGN KEY (community_id, case_id, panel_no) REFERENCES review_panel(community_id, case_id, panel_no),
  constraint review_seat_check CHECK (((conflict IS NULL) = (declared_at IS NULL))),
  constraint review_seat_check1 CHECK (((handed_in_at IS NULL) OR (conflict = false))),
  constraint review_seat_conflict_note_check CHECK ((length(conflict_note) <= 400)),
  constraint review_seat_name_check CHECK (((name ~ '\S'::text) AND (length(name) <= 80))),
  constraint review_seat_organisation_check CHECK ((length(organisation) <= 120)),
  constraint review_seat_seat_no_check CHECK ((seat_no >= 1))
);
alter table review_seat enable row level security;
alter table review_seat force row level security;
create policy tenant_delete on review_seat for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on review_seat for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on review_seat for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR ((community_id, case_id) IN ( SELECT c.community_id,
    c.case_id
   FROM application_case c))));
create policy tenant_update on review_seat for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select on review_seat to jiujing_app;
grant update (conflict, conflict_note, declared_at, handed_in_at) on review_seat to jiujing_app;

create table review_sheet (
  community_id text not null,
  case_id uuid not null,
  panel_no integer not null,
  seat_no integer not null,
  scores jsonb not null,
  reasons text not null,
  verdict text not null,
  entered_by text,
  at timestamp with time zone not null,
  constraint review_sheet_pkey PRIMARY KEY (community_id, case_id, panel_no, seat_no),
  constraint review_sheet_community_id_case_id_panel_no_seat_no_fkey FOREIGN KEY (community_id, case_id, panel_no, seat_no) REFERENCES review_seat(community_id, case_id, panel_no, seat_no),
  constraint review_sheet_reasons_check CHECK (((reasons ~ '\S'::text) AND (length(reasons) <= 4000))),
  constraint review_sheet_scores_check CHECK ((jsonb_typeof(scores) = 'object'::text)),
  constraint review_sheet_verdict_check CHECK ((verdict = ANY (ARRAY['pass'::text, 'change'::text, 'fail'::text])))
);
alter table review_sheet enable row level security;
alter table review_sheet force row level security;
create policy blind on review_sheet as restrictive for select using (((entered_by = ( SELECT app_account() AS app_account)) OR ((community_id, case_id, panel_no) IN ( SELECT p.community_id,
    p.case_id,
    p.panel_no
   FROM review_panel p
  WHERE (p.closed_at IS NOT NULL)))));
create policy own_hand on review_sheet as restrictive for insert with check ((entered_by = ( SELECT app_account() AS app_account)));
create policy tenant_delete on review_sheet for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on review_sheet for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on review_sheet for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR ((community_id, case_id) IN ( SELECT c.community_id,
    c.case_id
   FROM application_case c))));
create policy tenant_update on review_sheet for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select on review_sheet to jiujing_app;

create table scheme (
  community_id text not null,
  scheme_id uuid not null,
  name text not null,
  note text not null default ''::text,
  revision integer not null default 1,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  constraint scheme_pkey PRIMARY KEY (community_id, scheme_id),
  constraint scheme_community_id_fkey FOREIGN KEY (community_id) REFERENCES area(area_id),
  constraint scheme_name_check CHECK (((name ~ '\S'::text) AND (length(name) <= 80))),
  constraint scheme_revision_check CHECK ((revision >= 1))
);
CREATE INDEX scheme_latest ON scheme USING btree (community_id, changed_at DESC);
alter table scheme enable row level security;
alter table scheme force row level security;
create policy tenant_delete on scheme for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on scheme for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on scheme for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR false));
create policy tenant_update on scheme for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select, update on scheme to jiujing_app;

create table scheme_change (
  community_id text not null,
  scheme_id uuid not null,
  change_no integer not null,
  kind text not null,
  facility_id text not null,
  facility_kind text,
  name text,
  lon double precision,
  lat double precision,
  capacity double precision,
  area_m2 double precision,
  intervention_id text,
  host_id text,
  constraint scheme_change_community_id_scheme_id_facility_id_kind_key UNIQUE (community_id, scheme_id, facility_id, kind),
  constraint scheme_change_pkey PRIMARY KEY (community_id, scheme_id, change_no),
  constraint scheme_change_community_id_scheme_id_fkey FOREIGN KEY (community_id, scheme_id) REFERENCES scheme(community_id, scheme_id),
  constraint scheme_change_area_m2_check CHECK ((area_m2 >= (0)::double precision)),
  constraint scheme_change_capacity_check CHECK ((capacity >= (0)::double precision)),
  constraint scheme_change_change_no_check CHECK ((change_no >= 0)),
  constraint scheme_change_check CHECK (((kind = 'add'::text) = ((facility_kind IS NOT NULL) AND (name IS NOT NULL)))),
  constraint scheme_change_check1 CHECK (((kind = ANY (ARRAY['add'::text, 'move'::text])) = ((lon IS NOT NULL) AND (lat IS NOT NULL)))),
  constraint scheme_change_check2 CHECK (((kind = ANY (ARRAY['add'::text, 'resize'::text])) OR ((capacity IS NULL) AND (area_m2 IS NULL)))),
  constraint scheme_change_check3 CHECK (((kind = ANY (ARRAY['add'::text, 'move'::text])) OR ((intervention_id IS NULL) AND (host_id IS NULL)))),
  constraint scheme_change_host_id_check CHECK (((length(host_id) >= 1) AND (length(host_id) <= 200))),
  constraint scheme_change_kind_check CHECK ((kind = ANY (ARRAY['add'::text, 'move'::text, 'resize'::text, 'remove'::text]))),
  constraint scheme_change_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))),
  constraint scheme_change_lon_check CHECK (((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision)))
);
alter table scheme_change enable row level security;
alter table scheme_change force row level security;
create policy tenant_delete on scheme_change for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on scheme_change for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on scheme_change for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR false));
create policy tenant_update on scheme_change for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant delete, insert, select on scheme_change to jiujing_app;

create table session (
  session_id text not null,
  account_id text not null,
  token_hash bytea not null,
  post_id text,
  started_at timestamp with time zone not null default now(),
  last_seen_at timestamp with time zone not null default now(),
  address text not null,
  constraint session_token_hash_key UNIQUE (token_hash),
  constraint session_pkey PRIMARY KEY (session_id),
  constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(account_id),
  constraint session_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(post_id),
  constraint session_token_hash_check CHECK ((length(token_hash) = 32))
);
CREATE INDEX session_account ON session USING btree (account_id);
grant delete, insert, select on session to jiujing_app;
grant update (post_id, last_seen_at) on session to jiujing_app;

create table sign_in_attempt (
  key text not null,
  window_started_at timestamp with time zone not null default now(),
  attempts integer not null default 1,
  constraint sign_in_attempt_pkey PRIMARY KEY (key)
);
grant delete, insert, select, update on sign_in_attempt to jiujing_app;

create table street_network (
  checksum text not null,
  bytes bytea not null,
  barriers bytea not null,
  node_count integer not null,
  edge_count integer not null,
  prepared_at timestamp with time zone not null default now(),
  source text not null,
  generated boolean not null,
  constraint street_network_pkey PRIMARY KEY (checksum)
);
grant insert, select on street_network to jiujing_app;

create table work (
  community_id text not null,
  work_id uuid not null,
  name text not null,
  note text not null default ''::text,
  scheme_area_id text,
  scheme_id uuid,
  scheme_revision integer,
  facility_kind text not null,
  intervention_id text,
  host_id text,
  lon double precision not null,
  lat double precision not null,
  unit_role text not null,
  unit text not null default ''::text,
  planned_from date not null,
  planned_to date not null,
  built_facility_id text,
  revision integer not null default 1,
  generated boolean not null default false,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now(),
  constraint work_pkey PRIMARY KEY (community_id, work_id),
  constraint work_community_id_built_facility_id_fkey FOREIGN KEY (community_id, built_facility_id) REFERENCES facility(community_id, facility_id),
  constraint work_community_id_fkey FOREIGN KEY (community_id) REFERENCES area(area_id),
  constraint work_check CHECK ((num_nonnulls(scheme_area_id, scheme_id, scheme_revision) = ANY (ARRAY[0, 3]))),
  constraint work_check1 CHECK ((planned_to >= planned_from)),
  constraint work_host_id_check CHECK (((length(host_id) >= 1) AND (length(host_id) <= 200))),
  constraint work_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))),
  constraint work_lon_check CHECK (((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision))),
  constraint work_name_check CHECK (((name ~ '\S'::text) AND (length(name) <= 80))),
  constraint work_note_check CHECK ((length(note) <= 2000)),
  constraint work_revision_check CHECK ((revision >= 1)),
  constraint work_scheme_revision_check CHECK ((scheme_revision >= 1)),
  constraint work_unit_check CHECK ((length(unit) <= 200))
);
CREATE INDEX work_by_scheme ON work USING btree (scheme_id);
alter table work enable row level security;
alter table work force row level security;
create policy tenant_delete on work for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on work for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on work for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR false));
create policy tenant_update on work for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select, update on work to jiujing_app;

create table work_change (
  community_id text not null,
  work_id uuid not null,
  change_no integer not null,
  kind text not null,
  facility_id text not null,
  facility_kind text,
  name text,
  lon double precision,
  lat double precision,
  capacity double precision,
  area_m2 double precision,
  intervention_id text,
  host_id text,
  constraint work_change_community_id_work_id_facility_id_kind_key UNIQUE (community_id, work_id, facility_id, kind),
  constraint work_change_pkey PRIMARY KEY (community_id, work_id, change_no),
  constraint work_change_community_id_work_id_fkey FOREIGN KEY (community_id, work_id) REFERENCES work(community_id, work_id),
  constraint work_change_area_m2_check CHECK ((area_m2 >= (0)::double precision)),
  constraint work_change_capacity_check CHECK ((capacity >= (0)::double precision)),
  constraint work_change_change_no_check CHECK ((change_no >= 0)),
  constraint work_change_check CHECK (((kind = 'add'::text) = ((facility_kind IS NOT NULL) AND (name IS NOT NULL)))),
  constraint work_change_check1 CHECK (((kind = ANY (ARRAY['add'::text, 'move'::text])) = ((lon IS NOT NULL) AND (lat IS NOT NULL)))),
  constraint work_change_check2 CHECK (((kind = ANY (ARRAY['add'::text, 'resize'::text])) OR ((capacity IS NULL) AND (area_m2 IS NULL)))),
  constraint work_change_check3 CHECK (((kind = ANY (ARRAY['add'::text, 'move'::text])) OR ((intervention_id IS NULL) AND (host_id IS NULL)))),
  constraint work_change_host_id_check CHECK (((length(host_id) >= 1) AND (length(host_id) <= 200))),
  constraint work_change_kind_check CHECK ((kind = ANY (ARRAY['add'::text, 'move'::text, 'resize'::text, 'remove'::text]))),
  constraint work_change_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))),
  constraint work_change_lon_check CHECK (((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision)))
);
alter table work_change enable row level security;
alter table work_change force row level security;
create policy tenant_delete on work_change for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on work_change for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on work_change for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR false));
create policy tenant_update on work_change for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant delete, insert, select on work_change to jiujing_app;

create table work_cost (
  community_id text not null,
  work_id uuid not null,
  line_no integer not null,
  category text not null,
  fen bigint,
  basis text not null,
  source text not null default ''::text,
  grade text not null,
  constraint work_cost_pkey PRIMARY KEY (community_id, work_id, line_no),
  constraint work_cost_community_id_work_id_fkey FOREIGN KEY (community_id, work_id) REFERENCES work(community_id, work_id),
  constraint work_cost_basis_check CHECK ((basis = ANY (ARRAY['stated'::text, 'catalogue'::text, 'entered'::text]))),
  constraint work_cost_fen_check CHECK ((fen >= 0)),
  constraint work_cost_grade_check CHECK ((grade = ANY (ARRAY['O'::text, 'N'::text, 'D'::text, 'M-h'::text, 'M-m'::text, 'M-l'::text, 'P'::text]))),
  constraint work_cost_line_no_check CHECK ((line_no >= 0)),
  constraint work_cost_source_check CHECK ((length(source) <= 400))
);
alter table work_cost enable row level security;
alter table work_cost force row level security;
create policy tenant_delete on work_cost for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on work_cost for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on work_cost for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR false));
create policy tenant_update on work_cost for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant delete, insert, select, update on work_cost to jiujing_app;

create table work_forecast (
  community_id text not null,
  work_id uuid not null,
  affects text not null,
  item text not null,
  run_id uuid not null,
  before_low double precision not null,
  before_high double precision not null,
  alone_low double precision not null,
  alone_high double precision not null,
  whole_low double precision not null,
  whole_high double precision not null,
  constraint work_forecast_pkey PRIMARY KEY (community_id, work_id, affects, item),
  constraint work_forecast_affects_fkey FOREIGN KEY (affects) REFERENCES area(area_id),
  constraint work_forecast_community_id_work_id_fkey FOREIGN KEY (community_id, work_id) REFERENCES work(community_id, work_id),
  constraint work_forecast_run_id_fkey FOREIGN KEY (run_id) REFERENCES diagnosis_run(run_id),
  constraint work_forecast_check CHECK ((((0)::double precision <= before_low) AND (before_low <= before_high) AND (before_high <= (1)::double precision))),
  constraint work_forecast_check1 CHECK ((((0)::double precision <= alone_low) AND (alone_low <= alone_high) AND (alone_high <= (1)::double precision))),
  constraint work_forecast_check2 CHECK ((((0)::double precision <= whole_low) AND (whole_low <= whole_high) AND (whole_high <= (1)::double precision)))
);
alter table work_forecast enable row level security;
alter table work_forecast force row level security;
create policy tenant_delete on work_forecast for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on work_forecast for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on work_forecast for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR false));
create policy tenant_update on work_forecast for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant delete, insert, select on work_forecast to jiujing_app;

create table work_funding (
  community_id text not null,
  work_id uuid not null,
  line_no integer not null,
  source text not null,
  fen bigint not null,
  state text not null,
  note text not null default ''::text,
  constraint work_funding_pkey PRIMARY KEY (community_id, work_id, line_no),
  constraint work_funding_community_id_work_id_fkey FOREIGN KEY (community_id, work_id) REFERENCES work(community_id, work_id),
  constraint work_funding_fen_check CHECK ((fen > 0)),
  constraint work_funding_line_no_check CHECK ((line_no >= 0)),
  constraint work_funding_note_check CHECK ((length(note) <= 400)),
  constraint work_funding_state_check CHECK ((state = ANY (ARRAY['sought'::text, 'committed'::text, 'received'::text])))
);
alter table work_funding enable row level security;
alter table work_funding force row level security;
create policy tenant_delete on work_funding for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on work_funding for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on work_funding for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR false));
create policy tenant_update on work_funding for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant delete, insert, select, update on work_funding to jiujing_app;

create table work_served (
  community_id text not null,
  work_id uuid not null,
  test text not null,
  run_id uuid not null,
  before integer,
  alone integer,
  whole integer,
  constraint work_served_pkey PRIMARY KEY (community_id, work_id, test),
  constraint work_served_community_id_work_id_fkey FOREIGN KEY (community_id, work_id) REFERENCES work(community_id, work_id),
  constraint work_served_run_id_fkey FOREIGN KEY (run_id) REFERENCES diagnosis_run(run_id),
  constraint work_served_alone_check CHECK (((alone = 0) OR (alone >= 10))),
  constraint work_served_before_check CHECK (((before = 0) OR (before >= 10))),
  constraint work_served_whole_check CHECK (((whole = 0) OR (whole >= 10)))
);
alter table work_served enable row level security;
alter table work_served force row level security;
create policy tenant_delete on work_served for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on work_served for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on work_served for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR false));
create policy tenant_update on work_served for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant delete, insert, select on work_served to jiujing_app;

create table work_site (
  community_id text not null,
  work_id uuid not null,
  site_area_id text not null,
  site_id text not null,
  relation text not null,
  constraint work_site_pkey PRIMARY KEY (community_id, work_id, site_area_id, site_id),
  constraint work_site_community_id_work_id_fkey FOREIGN KEY (community_id, work_id) REFERENCES work(community_id, work_id),
  constraint work_site_site_area_id_fkey FOREIGN KEY (site_area_id) REFERENCES area(area_id),
  constraint work_site_relation_check CHECK ((relation = ANY (ARRAY['one-dig'::text, 'before'::text, 'after'::text, 'apart'::text])))
);
alter table work_site enable row level security;
alter table work_site force row level security;
create policy tenant_delete on work_site for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on work_site for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on work_site for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR false));
create policy tenant_update on work_site for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant delete, insert, select, update on work_site to jiujing_app;

create table work_step (
  community_id text not null,
  work_id uuid not null,
  step_no integer not null,
  state text not null,
  on_day date not null,
  note text not null default ''::text,
  recorded_by text not null,
  recorded_at timestamp with time zone not null default now(),
  constraint work_step_pkey PRIMARY KEY (community_id, work_id, step_no),
  constraint work_step_community_id_work_id_fkey FOREIGN KEY (community_id, work_id) REFERENCES work(community_id, work_id),
  constraint work_step_note_check CHECK ((length(note) <= 400)),
  constraint work_step_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'approved'::text, 'building'::text, 'built'::text, 'dropped'::text]))),
  constraint work_step_step_no_check CHECK ((step_no >= 0))
);
alter table work_step enable row level security;
alter table work_step force row level security;
create policy tenant_delete on work_step for delete using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_insert on work_step for insert with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
create policy tenant_select on work_step for select using ((( SELECT app_reads_all() AS app_reads_all) OR (community_id IN ( SELECT app_read_ids() AS app_read_ids)) OR false));
create policy tenant_update on work_step for update using ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids)))) with check ((( SELECT app_writes_all() AS app_writes_all) OR (community_id IN ( SELECT app_write_ids() AS app_write_ids))));
grant insert, select on work_step to jiujing_app;

CREATE OR REPLACE FUNCTION app_account()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('app.account'::text, true), ''::text)
;

CREATE OR REPLACE FUNCTION app_read_ids()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
 SELECT unnest(string_to_array(current_setting('app.read'::text, true), ','::text)) AS unnest;
END
;

CREATE OR REPLACE FUNCTION app_reads_all()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((current_setting('app.read'::text, true) = '*'::text), false)
;

CREATE OR REPLACE FUNCTION app_role()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('app.role'::text, true), ''::text)
;

CREATE OR REPLACE FUNCTION app_tenant(tenant regclass, public_rows text DEFAULT 'false'::text, key name DEFAULT 'community_id'::name)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  may_read text := format('(select app_reads_all()) or %I in (select app_read_ids()) or (%s)', key, public_rows);
  may_write text := format('(select app_writes_all()) or %I in (select app_write_ids())', key);
begin
  execute format('alter table %s enable row level security', tenant);
  execute format('alter table %s force row level security', tenant);
  execute format('create policy tenant_select on %s for select using (%s)', tenant, may_read);
  execute format('create policy tenant_insert on %s for insert with check (%s)', tenant, may_write);
  execute format('create policy tenant_update on %s for update using (%s) with check (%s)', tenant, may_write, may_write);
  execute format('create policy tenant_delete on %s for delete using (%s)', tenant, may_write);
  execute format('grant select, insert, update, delete on %s to jiujing_app', tenant);
end $function$
;

CREATE OR REPLACE FUNCTION app_write_ids()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
 SELECT unnest(string_to_array(current_setting('app.write'::text, true), ','::text)) AS unnest;
END
;

CREATE OR REPLACE FUNCTION app_writes_all()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((current_setting('app.write'::text, true) = '*'::text), false)
;

CREATE OR REPLACE FUNCTION drop_diagnosis_input(run uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  delete from diagnosis_input
  where run_id = run and (select app_writes_all()) and exists (
    select from diagnosis_run as own
    join diagnosis_run as later on later.pack = own.pack and later.computed_at > own.computed_at
    where own.run_id = run);
  return found;
exception when foreign_key_violation then
  return false;
end $function$
;

CREATE OR REPLACE FUNCTION place_permille(parts integer[])
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
 SELECT COALESCE(sum(part.part), (0)::bigint) AS "coalesce"
    FROM unnest(place_permille.parts) part(part);
END
;
