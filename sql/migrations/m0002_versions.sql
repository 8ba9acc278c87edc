-- Versions of dated facts: a changed or deleted row goes to <table>_history with the time until which it held,
-- so that every figure can be asked for as known at an earlier instant.

create function keep_version() returns trigger language plpgsql as $$
declare
  changed_at timestamptz := greatest(now(), old.recorded_from);
begin
  -- What was written and changed within one transaction was never known to anybody.
  if old.recorded_from < changed_at then
    execute format('insert into %I select ($1).*, $2', tg_table_name || '_history') using old, changed_at;
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  new.recorded_from := changed_at;
  return new;
end
$$;

create function stamp_version() returns trigger language plpgsql as $$
begin
  new.recorded_from := now();
  return new;
end
$$;

-- Called once per versioned table, after its making.
create procedure keep_versions_of(table_name text) language plpgsql as $$
begin
  execute format('create table %I (like %I, recorded_to timestamptz not null)', table_name || '_history', table_name);
  execute format('create index %I on %I (%I)', table_name || '_history_by_id', table_name || '_history',
    (select attname from pg_attribute where attrelid = table_name::regclass and attnum = 1));
  execute format('create trigger %I before insert on %I for each row execute function stamp_version()',
    table_name || '_stamp', table_name);
  execute format('create trigger %I before update or delete on %I for each row execute function keep_version()',
    table_name || '_keep', table_name);
  -- Every version with the time from and until which it was known; the present one is known without end.
  execute format(
    'create view %I with (security_invoker) as
     select present.*, null::timestamptz as recorded_to from %I as present
     union all
     select past.* from %I as past', table_name || '_version', table_name, table_name || '_history');
end
$$;

create function was_known(recorded_from timestamptz, recorded_to timestamptz, known_at timestamptz)
returns boolean language sql immutable parallel safe as $$
  select recorded_from <= known_at and (recorded_to is null or known_at < recorded_to)
$$;
