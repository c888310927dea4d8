-- Invented cases of the demo district, labelled so wherever they are shown.
alter table application_case add column generated boolean not null default false;
