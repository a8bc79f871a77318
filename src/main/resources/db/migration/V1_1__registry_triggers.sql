-- Whoever changes the registry, this application or a person with psql, raises its version. Before the first row is
-- touched, so that the version's row is also the lock under which all changes happen one after the other.
create function raise_registry_version() returns trigger language plpgsql as $$
begin
    update registry_version set version = version + 1;
    return null;
end $$;

create trigger raise_version before insert or update or delete or truncate on client
    for each statement execute function raise_registry_version();
create trigger raise_version before insert or update or delete or truncate on app_user
    for each statement execute function raise_registry_version();
create trigger raise_version before insert or update or delete or truncate on user_role
    for each statement execute function raise_registry_version();
create trigger raise_version before insert or update or delete or truncate on user_client
    for each statement execute function raise_registry_version();
create trigger raise_version before insert or update or delete or truncate on vehicle
    for each statement execute function raise_registry_version();
create trigger raise_version before insert or update or delete or truncate on unit
    for each statement execute function raise_registry_version();
create trigger raise_version before insert or update or delete or truncate on driver
    for each statement execute function raise_registry_version();
create trigger raise_version before insert or update or delete or truncate on pool
    for each statement execute function raise_registry_version();
create trigger raise_version before insert or update or delete or truncate on pool_vehicle
    for each statement execute function raise_registry_version();

-- An id that an import brought along is never given out again.
create function keep_ids_ahead() returns trigger language plpgsql as $$
declare
    ids  text := pg_get_serial_sequence(format('%I.%I', tg_table_schema, tg_table_name), 'id');
    last bigint;
begin
    execute 'select last_value from ' || ids into last;
    if new.id >= last then
        perform setval(ids, new.id);
    end if;
    return null;
end $$;

create trigger ids_ahead after insert on client for each row execute function keep_ids_ahead();
create trigger ids_ahead after insert on app_user for each row execute function keep_ids_ahead();
create trigger ids_ahead after insert on vehicle for each row execute function keep_ids_ahead();
create trigger ids_ahead after insert on unit for each row execute function keep_ids_ahead();
create trigger ids_ahead after insert on driver for each row execute function keep_ids_ahead();
create trigger ids_ahead after insert on pool for each row execute function keep_ids_ahead();
