-- The row of a unit is updated with each batch of its messages. PostgreSQL does that within the page, without touching an
-- index (HOT), only if no index has a column that changes; current trips always change. So they wait in a table of their
-- own until they are in Kafka.
create table history_current_trips (
    unit_id bigint primary key,
    trips   text not null
);
insert into history_current_trips
    select unit_id, current_trips from history_unit where current_trips is not null;
drop index history_unit_current_trips;
alter table history_unit drop column current_trips;

comment on column history_unit.open_until is
    'When the clock has to look at the trip that has not ended. Left alone while points come, so that updates are HOT.';
