-- With a new password, and when a user is disabled or enabled, another generation of that user's sessions begins: those of
-- the generations before are over. Generations are numbers that only grow, compared with each other and with no clock. They
-- start at a time, so that a user who is deleted and comes back with the same id gets a later one. Whoever changes the row,
-- this application or a person with psql, begins it.

alter table app_user add column session_generation bigint not null default 0;

create function begin_session_generation() returns trigger language plpgsql as $$
declare
    now_millis bigint := extract(epoch from clock_timestamp()) * 1000;
begin
    new.session_generation := case tg_op
        when 'UPDATE' then greatest(now_millis, old.session_generation + 1)
        else now_millis
    end;
    return new;
end $$;

create trigger first_session_generation before insert on app_user
    for each row execute function begin_session_generation();
create trigger next_session_generation before update on app_user
    for each row when (old.password_hash is distinct from new.password_hash or old.enabled is distinct from new.enabled)
    execute function begin_session_generation();

-- Users log in by name or by e-mail address.
create index app_user_email on app_user (lower(email));
