-- The calendar feed of an account in a post. As with sessions only the hash of the secret is here. It belongs to no
-- community, so it is not under tenancy.
create table calendar_feed (
  account_id text not null references account,
  post_id text not null references post,
  token_hash bytea not null unique check (length(token_hash) = 32),
  language text not null check (language in ('zh', 'en')),
  made_at timestamptz not null default now(),
  fetched_at timestamptz,
  primary key (account_id, post_id)
);

grant select, insert, update, delete on calendar_feed to jiujing_app;
