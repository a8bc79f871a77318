-- A user with an initial password can do nothing but replace it.
alter table app_user add column must_change_password boolean not null default false;

drop trigger next_session_generation on app_user;
create trigger next_session_generation before update on app_user
    for each row when (
        old.password_hash is distinct from new.password_hash
        or old.enabled is distinct from new.enabled
        or (new.must_change_password and not old.must_change_password))
    execute function begin_session_generation();
