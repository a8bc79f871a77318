-- Values that devices and users of a client share.

create table device_value (
    client_id  bigint      not null,
    name       text collate "C" not null,
    -- Goes on counting when the value is deleted and set again.
    version    bigint      not null,
    deleted    boolean     not null default false,
    primary key (client_id, name)
);

create table device_value_version (
    client_id  bigint      not null,
    name       text collate "C" not null,
    version    bigint      not null,
    -- JSON in ASCII: as text it may contain what jsonb refuses. Null where the value was deleted.
    value      text,
    updated_at timestamptz not null,
    updated_by text        not null,
    -- Whether followers, and devices with an event, have been told.
    told       boolean     not null default false,
    primary key (client_id, name, version),
    foreign key (client_id, name) references device_value (client_id, name) on delete cascade
);
create index device_value_version_untold on device_value_version (updated_at) where not told;

-- The events that have set a value: one that comes again does not set it again.
create table device_value_event (
    key        bytea       not null,
    client_id  bigint      not null,
    name       text collate "C" not null,
    counted_at timestamptz not null,
    primary key (key, client_id, name)
);
create index device_value_event_counted_at on device_value_event (counted_at);

-- Which version a device has confirmed.
create table device_value_device (
    client_id    bigint      not null,
    name         text collate "C" not null,
    coreid       text collate "C" not null,
    version      bigint      not null,
    confirmed_at timestamptz not null,
    primary key (client_id, name, coreid)
);
