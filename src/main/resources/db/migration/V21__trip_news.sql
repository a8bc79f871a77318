-- Trips that ended or changed, until they are in Kafka: written in the transaction that found them. As JSON, one a line.
alter table history_unit add column news text;
create index history_unit_news on history_unit (unit_id) where news is not null;

-- When the trip that has not ended ends by the clock, if no point comes until then. Trips of before are looked at once.
alter table history_unit add column open_until timestamptz;
create index history_unit_open on history_unit (open_until) where open_until is not null;
update history_unit set open_until = now();
