-- Accounts, their passwords, posts and sessions. None of it belongs to a community, so the tables are not under
-- tenancy; passwords are apart from accounts, so that no list of accounts can carry a hash along.
create table account (
  account_id text primary key,
  login_name text not null unique check (login_name = lower(login_name)),
  name text not null,
  -- made by one click in demo mode; outside it such an account cannot be used
  demo boolean not null default false,
  created_at timestamptz not null default now(),
  created_by text,
  disabled_at timestamptz,
  disabled_by text,
  constraint account_disabled_at_some_moment check (disabled_at is not null or disabled_by is null)
);

create table password (
  account_id text primary key references account,
  hash text not null check (hash like '$argon2id$%'),
  changed_at timestamptz not null default now(),
  -- handed over by somebody else, so it has to be replaced before it opens anything
  one_time boolean not null
);

-- A role in an area from one day until another, half-open; an ended post stays, to say who could do what when.
create table post (
  post_id text primary key,
  account_id text not null references account,
  role text not null,
  area_id text,
  from_day date not null,
  to_day date,
  given_by text,
  given_at timestamptz not null default now(),
  constraint post_days_in_order check (to_day >= from_day)
);

create index post_account on post (account_id);

-- Only the hash of the token is here: who reads this table can act for nobody.
create table session (
  session_id text primary key,
  account_id text not null references account,
  token_hash bytea not null unique check (length(token_hash) = 32),
  post_id text references post,
  started_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  address text not null
);

create index session_account on session (account_id);

-- Attempts to sign in within a window, by the hash of what they share: an address, a name, or both. Names are hashed
-- because people type their password into the wrong field.
create table sign_in_attempt (
  key text primary key,
  window_started_at timestamptz not null default now(),
  attempts integer not null default 1
);

grant select, insert, update (disabled_at, disabled_by) on account to jiujing_app;
grant select, insert, update (hash, changed_at, one_time) on password to jiujing_app;
grant select, insert, update (to_day) on post to jiujing_app;
grant select, insert, update (last_seen_at, post_id), delete on session to jiujing_app;
grant select, insert, update, delete on sign_in_attempt to jiujing_app;
