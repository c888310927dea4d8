-- A facility is there from opened_on until before closed_on; null where that is not known or not so. Facts, schemes and
-- runs speak of facilities that are gone, so one is closed and never deleted. revision goes up with every change, by hand
-- or by an import: a save made on an earlier one is refused.
alter table facility
  add column opened_on date,
  add column closed_on date,
  add column revision integer not null default 1 check (revision >= 1),
  add constraint facility_closes_after_opening check (closed_on >= opened_on);
