-- Whose a number was, and until when: its next owner does not see what was published under it before. A number is an
-- IMEI, a serial number or the id of a unit; client 0 stands for none. Written by triggers, because people also change
-- the registry with psql.
create table former_owner (
    number    varchar(50) not null,
    client_id bigint      not null,
    until     timestamptz not null
);
create index former_owner_number on former_owner (number);

create function note_former_owners() returns trigger language plpgsql as $$
declare
    before text[] := '{}';
    after  text[] := '{}';
begin
    if tg_op <> 'INSERT' then
        before := array[old.id::text, old.imei, old.serial_no];
        if tg_op = 'UPDATE' and old.client_id = new.client_id then
            after := array[new.id::text, new.imei, new.serial_no];
        end if;
        insert into former_owner (number, client_id, until)
            select distinct taken.number, old.client_id, clock_timestamp()
            from unnest(array_remove(before, null)) as taken (number)
            where taken.number <> all (array_remove(after, null));
    end if;
    if tg_op <> 'DELETE' then
        after := array[new.id::text, new.imei, new.serial_no];
        insert into former_owner (number, client_id, until)
            select distinct taken.number, 0, clock_timestamp()
            from unnest(array_remove(after, null)) as taken (number)
            where taken.number <> all (array_remove(before, null))
              and exists (select from former_owner f where f.number = taken.number);
    end if;
    return null;
end $$;

create trigger former_owners after insert or delete or update of client_id, imei, serial_no on unit
    for each row execute function note_former_owners();
