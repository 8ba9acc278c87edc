-- How an import keeps days and instants: text that is equal where the value is. Instants stand in UTC; what a person
-- reads is written from there.
create or replace function written_instant(at_instant timestamptz, is_day_only boolean)
returns text language sql stable parallel safe as $$
  select case
    when is_day_only then to_char(at_instant at time zone 'Europe/Copenhagen', 'YYYY-MM-DD')
    when date_trunc('second', at_instant) = at_instant
      then to_char(at_instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
    else to_char(at_instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  end
$$;

-- The instant that such a cell tells; a date alone is its midnight.
create or replace function read_instant(cell text) returns timestamptz language sql stable parallel safe as $$
  select case
    when right(cell, 1) = 'Z' then cell::timestamptz
    else cell::timestamp at time zone 'Europe/Copenhagen'
  end
$$;

-- The id that a cell tells, if it tells one.
create or replace function read_id(cell text) returns uuid language sql immutable parallel safe as $$
  select case when cell ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then cell::uuid end
$$;

create or replace function written_day(day date) returns text language sql stable parallel safe as $$
  select to_char(day, 'YYYY-MM-DD')
$$;

create or replace function danish_day(at_instant timestamptz) returns date language sql stable parallel safe as $$
  select (at_instant at time zone 'Europe/Copenhagen')::date
$$;

-- The instant on record as long as it lies on the day stated; the day's midnight otherwise.
create or replace function instant_on(day date, on_record timestamptz)
returns timestamptz language sql stable parallel safe as $$
  select case when danish_day(on_record) = day then on_record else day::timestamp at time zone 'Europe/Copenhagen' end
$$;

-- The day on which an import takes place, as the daemon's clock has it.
create or replace function import_day() returns date language sql stable as $$
  select current_setting('afklaring.import_day')::date
$$;
