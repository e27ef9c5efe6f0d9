-- How many relays of the service there have been: one that was frozen, and wakes, sees that another has followed it.
alter table relay_checkpoints add term bigint not null default 0;
