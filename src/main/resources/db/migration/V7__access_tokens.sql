-- Long-lived tokens of the device API. Only hashes are stored: a reader of the table cannot use them.
create table access_token (
    -- SHA-256 of the token.
    hash               bytea primary key,
    -- SHA-256 of the token that gets the next one; null once it has been used.
    refresh_hash       bytea unique,
    user_id            bigint      not null references app_user (id) on delete cascade,
    -- See app_user: a new password ends the tokens of the generations before.
    session_generation bigint      not null,
    issued_at          timestamptz not null,
    -- Null for ever.
    expires_at         timestamptz,
    refresh_until      timestamptz,
    -- A deleted token stays for a while, so that its deletion can be repeated until every replica knows it.
    ended_at           timestamptz
);

create index access_token_user on access_token (user_id);
