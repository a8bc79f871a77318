-- Who owned the device when its event was stored and confirmed: the next owner does not see it. 0 if the device was not
-- registered; null for what was stored before this column, or by a replica of an earlier release.
alter table device_event add column client_id bigint;
alter table device_ack add column client_id bigint;
