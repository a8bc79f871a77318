-- The past of the fleet: every valid message of the feed, and what was found in them. Written by the recorder from Kafka,
-- once per record; nothing is deleted here row by row: partitions are dropped.

-- How far each partition of the feed is recorded. Changed only together with the rows of the records, by a writer that
-- holds the row: so every record is stored once, however often it is read, and by however many recorders.
create table history_feed (
    id          int generated always as identity primary key,
    topic       text   not null,
    -- Kafka's id of the topic: a topic that is deleted and created again is another one.
    topic_id    text   not null,
    partition   int    not null,
    next_offset bigint not null default 0,
    unique (topic, topic_id, partition)
);

-- Dictionaries for the compression of messages, as zstd trains them; the newest is used for new rows.
create table history_dictionary (
    id      bigint primary key,
    content bytea not null
);

-- What the registry said of a unit when its messages were recorded: its owner, its vehicle, its role there, its driver.
-- Only those who may see the owner of then may see the messages.
create table history_placement (
    id         bigint generated always as identity primary key,
    unit_id    bigint not null,
    client_id  bigint not null,
    vehicle_id bigint,
    role       text,
    driver_id  bigint,
    picture    text   not null
);
create unique index history_placement_picture on history_placement (unit_id, client_id, md5(picture));
create index history_placement_vehicle on history_placement (vehicle_id, role);

-- Messages of the last days, one per row; in partitions by UTC day of the time under which they are filed.
create table history_message (
    filed_at     timestamptz not null,
    unit_id      bigint      not null,
    feed_id      int         not null,
    feed_offset  bigint      not null,
    placement_id bigint      not null,
    content      bytea       not null
) partition by range (filed_at);
alter table history_message alter column content set storage external;
create index history_message_unit on history_message (unit_id, filed_at);

-- Older messages: those of a unit and hour in one piece. Late messages make further pieces.
create table history_chunk (
    hour    timestamptz not null,
    unit_id bigint      not null,
    messages int        not null,
    content bytea       not null
) partition by range (hour);
alter table history_chunk alter column content set storage external;
create index history_chunk_unit on history_chunk (unit_id, hour);

-- The newest sheet of each unit. A writer holds this row while it changes the sheets of the unit.
create table history_unit (
    unit_id bigint primary key,
    newest  date
);

-- What was found in the points of a unit and UTC day: trips, movement, and the state of the rules before and after; in
-- partitions by month.
create table history_sheet (
    day     date   not null,
    unit_id bigint not null,
    content text   not null,
    primary key (unit_id, day)
) partition by range (day);
