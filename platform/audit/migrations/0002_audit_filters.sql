-- The log is read newest first, filtered: by what was done, and where. Codes of areas begin with that of the area
-- around them, so a town's entries and those of its communities are one range.
create index audit_entry_action on audit_entry (action, entry_id desc);
create index audit_entry_area on audit_entry (area_id text_pattern_ops, entry_id desc) where area_id is not null;
