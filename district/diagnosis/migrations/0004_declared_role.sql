-- In which role something was declared or chosen: everybody may read that, the name of the person not.
alter table declaration add column declared_role text;
alter table maturity_choice add column chosen_role text;
