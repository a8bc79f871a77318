-- What live messages say of the unit's trips, as of its newest point; until it is in Kafka. As JSON. Written in the
-- transaction of the points.
alter table history_unit add column current_trips text;
create index history_unit_current_trips on history_unit (unit_id) where current_trips is not null;
