-- Why somebody went on with a parked case, and whether without the message that failed.
alter table inbox_parkings add given_up boolean not null default false;
alter table inbox_parkings add why text;
