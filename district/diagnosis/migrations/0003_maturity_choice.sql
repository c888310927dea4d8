-- How the district classes its communities by a pack, where it does not take the pack's own cut-offs: method, floor,
-- lowest score and quota of each class. A row says who, when and why; the latest of a pack holds, and one without
-- content goes back to the pack's own.
create table maturity_choice (
  choice_id uuid primary key,
  pack text not null,
  content jsonb,
  reason text not null check (length(reason) > 0),
  chosen_by text not null,
  chosen_at timestamptz not null default now()
);
create index maturity_choice_latest on maturity_choice (pack, chosen_at desc);
grant select, insert on maturity_choice to jiujing_app;
