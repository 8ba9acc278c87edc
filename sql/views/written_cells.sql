-- How the import format writes and reads days and instants, and what the imports share.

-- An instant as a cell: the date where only that is known, else Danish time, with its offset where the clocks show it
-- twice.
create or replace function written_instant(at_instant timestamptz, is_day_only boolean)
returns text language sql stable parallel safe as $$
  select case
    when is_day_only then to_char(at_instant at time zone 'Europe/Copenhagen', 'YYYY-MM-DD')
    else
      to_char(at_instant at time zone 'Europe/Copenhagen', 'YYYY-MM-DD"T"HH24:MI')
      || case
        when date_trunc('minute', at_instant) = at_instant then ''
        when date_trunc('second', at_instant) = at_instant
          then to_char(at_instant at time zone 'Europe/Copenhagen', ':SS')
        else to_char(at_instant at time zone 'Europe/Copenhagen', ':SS.US')
      end
      || case
        when (at_instant - interval '1 hour') at time zone 'Europe/Copenhagen'
          = at_instant at time zone 'Europe/Copenhagen' then '+01:00'
        when (at_instant + interval '1 hour') at time zone 'Europe/Copenhagen'
          = at_instant at time zone 'Europe/Copenhagen' then '+02:00'
        else ''
      end
  end
$$;

-- The instant that such a cell tells; a date alone is its midnight.
create or replace function read_instant(cell text) returns timestamptz language sql stable parallel safe as $$
  select case
    when cell ~ '(Z|[+-][0-9]{2}:[0-9]{2})$' then cell::timestamptz
    else cell::timestamp at time zone 'Europe/Copenhagen'
  end
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
