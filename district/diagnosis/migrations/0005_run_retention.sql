-- What each indicator earned, in the order of the run's pack, so that runs can be compared after their inputs are gone;
-- null where the community opts out of it, and for runs from before.
alter table community_result
  add column indicator_low real[],
  add column indicator_high real[];

-- Inputs are most of a run's size. The application may drop those of one run through this function alone: never those
-- of the latest run of a pack, and never those that a row of another table refers to. Results and checksums stay.
create policy diagnosis_input_drop on diagnosis_input for delete using ((select app_writes_all()));
create function drop_diagnosis_input(run uuid) returns boolean
  language plpgsql
  security definer
  set search_path = public, pg_temp
as $$
begin
  delete from diagnosis_input
  where run_id = run and (select app_writes_all()) and exists (
    select from diagnosis_run as own
    join diagnosis_run as later on later.pack = own.pack and later.computed_at > own.computed_at
    where own.run_id = run);
  return found;
exception when foreign_key_violation then
  return false;
end $$;
revoke all on function drop_diagnosis_input(uuid) from public;
grant execute on function drop_diagnosis_input(uuid) to jiujing_app;
