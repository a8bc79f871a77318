-- Who owned the device when its event was stored and confirmed: the next owner does not see it. Null for what was stored
-- before, or by a replica of an earlier release.
alter table device_event add column client_id bigint;
alter table device_ack add column client_id bigint;
