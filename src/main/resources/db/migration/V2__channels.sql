-- What was said on channels, within its retention: written from Kafka by the group of all replicas, read by feeds that
-- come back from further ago than memory reaches, and by the administration. Times are milliseconds of the epoch, as
-- Kafka has them.

-- The Kafka topics that are or were the log of events, of receipts and of presence, and how far each has been written down.
-- A topic deleted and made anew is another generation.
create table channel_topic (
    id          varchar(64) primary key,
    log         varchar(20) not null,
    generation  int         not null,
    next_offset bigint      not null default 0,
    unique (log, generation)
);

-- The events of a channel are numbered in the order of the log.
create table channel_event (
    channel      text collate "C" not null,
    position     bigint           not null,
    number       bigint           not null,
    event_id     text collate "C",
    at           bigint           not null,
    last_attempt bigint,
    size         int              not null,
    content      bytea            not null,
    -- No index has positions first: it would be read from one end to the other for the events of a channel that has few.
    primary key (channel, position)
);
create index channel_event_at on channel_event (at);
create index channel_event_number on channel_event (channel, number);
create unique index channel_event_id on channel_event (channel, event_id) where event_id is not null;
create index channel_event_attempts on channel_event (last_attempt) where last_attempt is not null;

create table channel_receipt (
    event  bigint not null,
    device text   not null,
    status text,
    at     bigint not null,
    primary key (event, device)
);

-- Who has listened from where to where, as positions in the log. Rows of open feeds are written again and again: nothing
-- that changes meanwhile is indexed.
create table channel_session (
    feed        text   primary key,
    subject     text   not null,
    channels    text[] not null,
    since       bigint not null,
    given_after bigint not null,
    joined      bigint not null,
    last        bigint not null,
    gone        bigint,
    gone_at     bigint
) with (fillfactor = 70);
create index channel_session_channels on channel_session using gin (channels);
create index channel_session_subject on channel_session (subject);
create index channel_session_gone_at on channel_session (gone_at) where gone_at is not null;

-- Adds the next event of the log, and takes out the one of its channel that is too many by it. An event with the id of one
-- that is kept is left out; events of the time too_old and before are not kept.
create procedure archive_event(
    new_position bigint, new_channel text, new_id text, new_at bigint, new_last_attempt bigint, new_content bytea,
    kept int, too_old bigint)
language plpgsql as $$
declare
    next bigint;
begin
    select number + 1 into next from channel_event where channel = new_channel order by position desc limit 1;
    next := coalesce(next, 1);
    if new_id is not null then
        with gone as (
            delete from channel_event where channel = new_channel and event_id = new_id and at <= too_old
            returning position)
        delete from channel_receipt r using gone where r.event = gone.position;
    end if;
    insert into channel_event (position, channel, number, event_id, at, last_attempt, size, content)
    values (new_position, new_channel, next, new_id, new_at, new_last_attempt, octet_length(new_content), new_content)
    on conflict do nothing;
    if found then
        with gone as (
            delete from channel_event where channel = new_channel and number = next - kept returning position)
        delete from channel_receipt r using gone where r.event = gone.position;
    end if;
end $$;
