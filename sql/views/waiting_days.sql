-- Waiting days (faerdigbehandlingsdage), from one definition: domain 4.1.
-- as_of: what is dated after it has not happened yet. known_at: only what was recorded by then counts ('infinity':
-- all).

-- Every wait: from the ready date to, not including, ended_on; a wait still running ends after the as-of day.
create or replace function waiting_period(as_of timestamptz, known_at timestamptz)
returns table (
  ready_period_id uuid, admission_id uuid, person_id uuid, ward text, ready_on date, ended_on date,
  is_running boolean, is_ended_by_discharge boolean, is_last_of_admission boolean, discharged_at timestamptz)
language sql stable parallel safe as $$
  with moment as (
    select danish_day(as_of) as as_of_day
  ),
  -- The admission as it is and as it was are joined apart: of a table PostgreSQL can guess how many rows fit, of a
  -- version view it cannot.
  happened as (
    select
      ready_period.ready_period_id, ready_period.admission_id, ready_period.person_id, ready_period.ready_on,
      moment.as_of_day, coalesce(present.ward_id, past.ward_id) as ward_id,
      coalesce(present.admitted_at, past.admitted_at) as admitted_at,
      case when ready_period.withdrawn_on <= moment.as_of_day then ready_period.withdrawn_on end as withdrawn_on,
      case when present.admission_id is not null then present.discharged_at else past.discharged_at end as discharged_at
    from ready_period_version as ready_period
    left join admission as present
      on present.admission_id = ready_period.admission_id and was_known(present.recorded_from, null, known_at)
    left join admission_history as past
      on past.admission_id = ready_period.admission_id
      and was_known(past.recorded_from, past.recorded_to, known_at)
    cross join moment
    where was_known(ready_period.recorded_from, ready_period.recorded_to, known_at)
      and ready_period.ready_on <= moment.as_of_day
  ),
  dated as (
    select
      happened.ready_period_id, happened.admission_id, happened.person_id, ward.name as ward, happened.ready_on,
      happened.as_of_day, happened.withdrawn_on, discharge.discharged_at, danish_day(discharge.discharged_at) as discharged_on
    from happened
    join ward on ward.ward_id = happened.ward_id
    cross join lateral (
      select case when happened.discharged_at <= as_of then happened.discharged_at end as discharged_at
    ) as discharge
    where happened.admitted_at <= as_of
  )
  select
    dated.ready_period_id, dated.admission_id, dated.person_id, dated.ward, dated.ready_on,
    coalesce(least(dated.withdrawn_on, dated.discharged_on), dated.as_of_day + 1),
    dated.withdrawn_on is null and dated.discharged_on is null,
    dated.discharged_on is not null and (dated.withdrawn_on is null or dated.withdrawn_on > dated.discharged_on),
    row_number() over (
      partition by dated.admission_id
      order by dated.ready_on desc, dated.withdrawn_on desc nulls first, dated.ready_period_id) = 1,
    dated.discharged_at
  from dated
$$;

-- The days of leaves longer than 72 hours, which are not counted: from the day one began to, not including, the day
-- it ended. A leave with no end by the as-of instant ends there, or at the discharge if that is earlier.
create or replace function long_leave(as_of timestamptz, known_at timestamptz)
returns table (admission_id uuid, days daterange)
language sql stable parallel safe as $$
  with bounded as (
    select
      hospital_leave.admission_id, hospital_leave.began_at,
      case
        when hospital_leave.ended_at <= as_of then hospital_leave.ended_at
        when admission.discharged_at <= as_of then greatest(admission.discharged_at, hospital_leave.began_at)
        else as_of
      end as ended_at
    from hospital_leave_version as hospital_leave
    join admission_version as admission
      on admission.admission_id = hospital_leave.admission_id
      and was_known(admission.recorded_from, admission.recorded_to, known_at)
    where was_known(hospital_leave.recorded_from, hospital_leave.recorded_to, known_at)
      and hospital_leave.began_at <= as_of
  )
  select
    bounded.admission_id,
    daterange(
      (bounded.began_at at time zone 'Europe/Copenhagen')::date,
      (bounded.ended_at at time zone 'Europe/Copenhagen')::date)
  from bounded
  where bounded.ended_at - bounded.began_at > interval '72 hours'
$$;

-- Every wait as spans of counted days, long leaves between them, each with the number that its first day has in the wait.
-- A wait of which no day is counted is here once, without days.
drop function if exists waiting_span(timestamptz, timestamptz);
create or replace function waiting_span(as_of timestamptz, known_at timestamptz)
returns table (
  ready_period_id uuid, admission_id uuid, person_id uuid, ward text, ready_on date, ended_on date, is_running boolean,
  is_ended_by_discharge boolean, is_last_of_admission boolean, first_day date, last_day date, first_number int,
  is_last_of_wait boolean)
language sql stable parallel safe as $$
  with long_leaves as (
    select long_leave.admission_id, range_agg(long_leave.days) as days
    from long_leave(as_of, known_at) as long_leave
    group by long_leave.admission_id
  )
  select
    wait.ready_period_id, wait.admission_id, wait.person_id, wait.ward, wait.ready_on, wait.ended_on, wait.is_running,
    wait.is_ended_by_discharge, wait.is_last_of_admission, lower(span.days), upper(span.days) - 1,
    1 + lower(span.days) - wait.ready_on - case
      when long_leaves.days is null then 0
      else (
        select coalesce(sum(upper(uncounted.days) - lower(uncounted.days)), 0)::int
        from unnest(long_leaves.days * datemultirange(daterange(wait.ready_on, lower(span.days)))) as uncounted (days))
      end,
    upper(span.days) = upper(counted.days)
  from waiting_period(as_of, known_at) as wait
  left join long_leaves on long_leaves.admission_id = wait.admission_id
  cross join lateral (
    select datemultirange(daterange(wait.ready_on, wait.ended_on)) - coalesce(long_leaves.days, datemultirange()) as days
  ) as counted
  left join lateral unnest(counted.days) as span (days) on true
$$;

-- Every counted day from from_day to to_day, with its number within its wait.
drop function if exists waiting_day(timestamptz, timestamptz);
create or replace function waiting_day(
  as_of timestamptz, known_at timestamptz, from_day date default '-infinity', to_day date default 'infinity')
returns table (
  ready_period_id uuid, admission_id uuid, person_id uuid, ward text, day date, number int)
language sql stable parallel safe as $$
  select
    span.ready_period_id, span.admission_id, span.person_id, span.ward, counted.day::date,
    span.first_number + (counted.day::date - span.first_day)
  from waiting_span(as_of, known_at) as span
  cross join lateral generate_series(
    greatest(span.first_day, from_day)::timestamp, least(span.last_day, to_day)::timestamp, interval '1 day'
  ) as counted (day)
  where span.first_day <= to_day and span.last_day >= from_day
$$;
