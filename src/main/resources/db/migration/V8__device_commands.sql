-- Commands that are kept for devices, and the variables that devices report.

create table device_command (
    id              uuid        primary key,
    -- The order in which a device gets them: written under a lock per device.
    position        bigint      generated always as identity,
    coreid          text collate "C" not null,
    -- The owner of the device when the command was issued: another owner neither sees nor sends it.
    client_id       bigint      not null,
    function        text        not null,
    -- As UTF-8: the text may contain NUL, as may the error.
    arg             bytea       not null,
    state           text        not null default 'queued',
    issued_by       text        not null,
    issued_at       timestamptz not null,
    expires_at      timestamptz not null,
    sent_at         timestamptz,
    ended_at        timestamptz,
    return_value    int,
    error           bytea,
    idempotency_key bytea,
    body_hash       bytea,
    -- The stream that is about to write it; until then it cannot be cancelled.
    claim           text,
    claimed_until   timestamptz,
    -- Whether its record is in Kafka.
    published       boolean     not null default false,
    check (state in ('queued', 'sent', 'succeeded', 'failed', 'expired', 'cancelled'))
);
create index device_command_coreid on device_command (coreid, position);
create index device_command_open on device_command (coreid, position) where state in ('queued', 'sent');
create index device_command_expires_at on device_command (expires_at) where state in ('queued', 'sent');
create index device_command_ended_at on device_command (ended_at) where ended_at is not null;
create index device_command_unpublished on device_command (position) where not published;
create index device_command_key on device_command (issued_by, idempotency_key) where idempotency_key is not null;

create table device_variable (
    coreid      text collate "C" not null,
    client_id   bigint      not null,
    name        text collate "C" not null,
    -- JSON as text: it may contain what jsonb refuses.
    value       text        not null,
    reported_at timestamptz not null,
    primary key (coreid, name)
);
