-- Who stands in for a post, half-open like the post itself: the deputy decides for whoever holds it, under their own
-- name. Days given are never moved, only cut short.
create table deputy (
  deputy_id text primary key,
  post_id text not null references post,
  account_id text not null references account,
  from_day date not null,
  to_day date not null,
  given_by text,
  given_at timestamptz not null default now(),
  constraint deputy_days_in_order check (to_day >= from_day)
);

create index deputy_account on deputy (account_id);
create index deputy_post on deputy (post_id);

grant select, insert, update (to_day) on deputy to jiujing_app;
