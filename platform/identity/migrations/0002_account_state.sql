-- What whoever manages accounts asks first: why one was disabled, and when it was last used. Sessions are swept away
-- when they run out, so the moment of the last sign-in is the account's own.
alter table account
  add column disabled_reason text,
  add column last_signed_in_at timestamptz;

update account set last_signed_in_at = used.last
  from (select account_id, max(started_at) as last from session group by account_id) as used
  where used.account_id = account.account_id;

alter table account
  add constraint account_disabled_for_a_reason check (disabled_at is not null or disabled_reason is null);

grant update (disabled_reason, last_signed_in_at) on account to jiujing_app;
