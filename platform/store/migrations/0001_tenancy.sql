-- Tenancy: who may see and write whose rows.
--
-- Every request runs as jiujing_app inside a transaction with four local settings: app.read and app.write (ids of
-- communities and areas, comma-separated, or *), app.role and app.account. A role belongs to the whole server, so
-- another database of Jiujing may have made it already, or may be making it at this moment.
do $$
begin
  create role jiujing_app nologin nosuperuser nobypassrls;
exception when duplicate_object or unique_violation then null;
end $$;

-- An owner who is no superuser must be a member to take the role; who may not grant that has been granted it before.
do $$
begin
  execute format('grant jiujing_app to %I', current_user);
exception when insufficient_privilege then null;
end $$;

revoke create on schema public from public;
grant usage on schema public to jiujing_app;

-- A setting that a finished transaction set locally remains as '' for the rest of the session; never set, it is null.
create function app_role() returns text
  language sql stable parallel safe
  return nullif(current_setting('app.role', true), '');

create function app_account() returns text
  language sql stable parallel safe
  return nullif(current_setting('app.account', true), '');

create function app_reads_all() returns boolean
  language sql stable parallel safe
  return coalesce(current_setting('app.read', true) = '*', false);

create function app_writes_all() returns boolean
  language sql stable parallel safe
  return coalesce(current_setting('app.write', true) = '*', false);

create function app_read_ids() returns setof text
  language sql stable parallel safe rows 100
  begin atomic
    select unnest(string_to_array(current_setting('app.read', true), ','));
  end;

create function app_write_ids() returns setof text
  language sql stable parallel safe rows 100
  begin atomic
    select unnest(string_to_array(current_setting('app.write', true), ','));
  end;

-- Puts a table under tenancy: its rows are read by those whose scope holds the row's key or who meet public_rows,
-- and written by those whose scope to write holds it. The sub-selects are evaluated once per statement, the list
-- into a hash table. Measured on a scan of 60,000 rows: 13 ms without policy, 16 ms with 407 ids, and 3,300 ms with
-- a function app_may_read(community_id) called per row.
create function app_tenant(tenant regclass, public_rows text default 'false', key name default 'community_id')
  returns void
  language plpgsql
as $$
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
end $$;
