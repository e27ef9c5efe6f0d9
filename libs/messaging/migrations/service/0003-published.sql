-- How many public events lie behind the checkpoint: a bus that stores fewer has lost some.
alter table relay_checkpoints add published bigint not null default 0;
