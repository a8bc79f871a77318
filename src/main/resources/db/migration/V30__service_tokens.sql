-- A token with a name belongs to a service account: it is good wherever a login is.
alter table access_token add column number bigint generated always as identity unique;
alter table access_token add column name varchar(100);
-- Accurate to a minute; of named tokens only.
alter table access_token add column last_used_at timestamptz;

create unique index access_token_name on access_token (user_id, name) where ended_at is null;
