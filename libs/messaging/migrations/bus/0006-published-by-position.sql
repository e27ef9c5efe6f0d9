-- Each private event is told once, so its position is a key; it goes up, and an index of it is written at its end.
alter table published drop constraint published_pkey;
drop index published_by_position;
alter table published add primary key (source, position);
