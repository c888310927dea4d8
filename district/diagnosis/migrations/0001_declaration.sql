-- What a community declares about its own diagnosis: the profile it is measured by, its signature scenarios 特色场景,
-- and the indicators it opts out of, with the reason. A row says who and when; of the same kind and item the latest
-- holds, and one with holds = false takes it back.
create table declaration (
  community_id text not null references area (area_id),
  declaration_id uuid not null,
  kind text not null check (kind in ('profile', 'signature', 'opt-out')),
  item text not null,
  holds boolean not null,
  reason text not null check (kind <> 'opt-out' or not holds or length(reason) > 0),
  declared_by text not null,
  declared_at timestamptz not null default now(),
  generated boolean not null default false,
  primary key (community_id, declaration_id)
);
create index declaration_in_order on declaration (community_id, kind, item, declared_at);
select app_tenant('declaration', public_rows => 'true');
revoke update, delete on declaration from jiujing_app;
