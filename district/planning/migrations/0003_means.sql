-- By what means a facility gets to its place: an intervention of the catalogue, and the candidate or the facility whose
-- rooms it takes. Both may be gone from their registers later, so they are no foreign keys; a scheme stays readable.
alter table scheme_change
  add column intervention_id text,
  add column host_id text check (length(host_id) between 1 and 200),
  add check (kind in ('add', 'move') or (intervention_id is null and host_id is null));
