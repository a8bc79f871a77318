-- Keys of the feed that name no unit, for the whole deployment. Keys have the length of a serial number.
create table unknown_device (
    key varchar(50) primary key,
    messages bigint not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    topic varchar(249) not null,
    example bytea not null,
    -- Why the key was not registered by itself; null if that was not tried.
    refusal varchar(500)
);

create index unknown_device_last_seen on unknown_device (last_seen);

-- One row: the messages whose keys found no room.
create table unlisted_device (messages bigint not null);
insert into unlisted_device values (0);

-- A unit may have been added under the key since.
create view unregistered_device as
select * from unknown_device d
where not exists (select from unit where imei = d.key)
  and not exists (select from unit where serial_no = d.key)
  and not exists (select from unit where id = case when d.key ~ '^[1-9][0-9]{0,17}$' then d.key::bigint end);
