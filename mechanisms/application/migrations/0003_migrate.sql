-- A case may go on by another version of its procedure. application_case.version is the one it goes by now; the event says
-- from which to which, so that whatever was done before is told by the version it was done by.
alter table case_event drop constraint case_event_kind_check;
alter table case_event add constraint case_event_kind_check
  check (kind in ('decide', 'return', 'withdraw', 'transfer', 'add-signer', 'exit', 'migrate'));
alter table case_event add constraint case_event_versions_check check (kind <> 'migrate' or coalesce(
  jsonb_typeof(event -> 'from') = 'number' and jsonb_typeof(event -> 'version') = 'number'
    and event -> 'from' <> event -> 'version', false));
create index application_case_procedure on application_case (procedure_id, version) where status = 'open';
