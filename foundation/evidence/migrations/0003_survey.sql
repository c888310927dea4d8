-- Which kinds of facility have been looked for is a fact (facility_survey) about a community, a town or the district.
-- Until now a kind counted as surveyed in the whole district once one facility of it was on record; a store that has
-- facilities keeps that as a statement of its district, so that no score changes until somebody states better.
select set_config('app.read', '*', true), set_config('app.write', '*', true);
insert into fact (community_id, fact_id, subject_kind, subject_id, term, table_value, valid_from, source, grade,
    entered_role, generated)
  select a.area_id, gen_random_uuid(), 'area', a.area_id, 'facility_survey', found.kinds, current_date,
    '按已有设施推定，待重新申报 (assumed from the facilities on record)', 'P', 'system', a.generated
  from area a, (select jsonb_agg(distinct kind) as kinds from facility) found
  where a.level = 'district' and found.kinds is not null;
