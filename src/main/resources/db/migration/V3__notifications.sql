-- Which broadcasts a user has read. A broadcast is named by its place in the log of all channels.

create table notification_read (
    -- What broadcasts call the user: the user's number as text, or the id an end user of a shared account has chosen.
    listener varchar(128) not null,
    position bigint       not null,
    -- When it was said: the mark goes when the broadcast is not kept any more.
    at       timestamptz  not null,
    primary key (listener, position)
);
create index notification_read_at on notification_read (at);
