-- Requests of senders that may repeat them, by what the sender calls them: whoever of all replicas has the claim carries
-- the request out.

create table idempotency_key (
    user_id   bigint      not null,
    -- As it came, whatever characters it has.
    key       bytea       not null,
    body_hash bytea       not null,
    claim     uuid        not null,
    done      boolean     not null default false,
    -- When the key may be claimed again: of one that is not done when its claimant must be taken for dead.
    free_at   timestamptz not null,
    primary key (user_id, key)
);
create index idempotency_key_free_at on idempotency_key (free_at);
