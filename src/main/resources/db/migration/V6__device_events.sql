-- The events of devices, and what was confirmed to them. Rows are filed by the day they were stored, by the clock of the
-- replica: the times that devices tell may be anything.

-- What is stored for ever only once. In a table of its own, because a unique key of a partitioned table contains the
-- column of the partitions: the same event may come again on another day.
create table device_event_key (
    -- SHA-256, see EventKeys.
    key        bytea       primary key,
    stored_at  timestamptz not null,
    -- Generation of the topic, partition and offset of the record that was stored.
    position   text        not null
);
create index device_event_key_stored_at on device_event_key (stored_at);

create sequence device_event_id;
create table device_event (
    id           bigint      not null default nextval('device_event_id'),
    stored_at    timestamptz not null,
    key          bytea       not null,
    coreid       text collate "C" not null,
    name         text collate "C" not null,
    published_at timestamptz not null,
    ttl          int         not null,
    private      boolean     not null,
    -- As JSON, a number or a text.
    ts           text,
    event_id     text,
    data         text
) partition by range (stored_at);
create index device_event_published_at on device_event (coreid, published_at, id);
create index device_event_name on device_event (coreid, name, published_at, id);

create table device_ack (
    confirmed_at timestamptz not null,
    -- Its place in the topic of confirmations, and the topic's id.
    topic        text        not null,
    partition    int         not null,
    position     bigint      not null,
    coreid       text collate "C" not null,
    name         text collate "C" not null,
    ts           text,
    event_id     text,
    published_at timestamptz not null,
    stored_at    timestamptz not null,
    duplicate    boolean     not null,
    stores       text[]      not null,
    primary key (confirmed_at, partition, position, topic)
) partition by range (confirmed_at);
create index device_ack_confirmed_at on device_ack (coreid, confirmed_at, partition, position);
create index device_ack_name on device_ack (coreid, name, confirmed_at, partition, position);

-- Makes the partition of a day if there is none. It is attached, not created as a partition, so that no reader
-- or writer waits for it.
create procedure make_device_partition(parent text, day date)
language plpgsql as $$
declare
    partition text := parent || '_' || to_char(day, 'YYYYMMDD');
begin
    perform pg_advisory_xact_lock(hashtext('fleetcast.device-partitions'));
    if to_regclass(partition) is null then
        execute format('create table %I (like %I including defaults including constraints)', partition, parent);
        execute format(
            'alter table %I attach partition %I for values from (%L) to (%L)',
            parent, partition, day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
    end if;
end $$;
