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
    select (as_of at time zone 'Europe/Copenhagen')::date as as_of_day
  ),
  happened as (
    select
      ready_period.ready_period_id, ready_period.admission_id, ready_period.person_id, ward.name as ward,
      ready_period.ready_on, moment.as_of_day,
      case when ready_period.withdrawn_on <= moment.as_of_day then ready_period.withdrawn_on end as withdrawn_on,
      case when admission.discharged_at <= as_of then admission.discharged_at end as discharged_at
    from ready_period_version as ready_period
    join admission_version as admission
      on admission.admission_id = ready_period.admission_id
      and was_known(admission.recorded_from, admission.recorded_to, known_at)
    join ward on ward.ward_id = admission.ward_id
    cross join moment
    where was_known(ready_period.recorded_from, ready_period.recorded_to, known_at)
      and ready_period.ready_on <= moment.as_of_day
      and admission.admitted_at <= as_of
  ),
  dated as (
    select happened.*, (happened.discharged_at at time zone 'Europe/Copenhagen')::date as discharged_on
    from happened
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

-- Every counted day with its number within its wait; of the waits that touch from_day to to_day, up to to_day.
drop function if exists waiting_day(timestamptz, timestamptz);
create or replace function waiting_day(
  as_of timestamptz, known_at timestamptz, from_day date default '-infinity', to_day date default 'infinity')
returns table (
  ready_period_id uuid, admission_id uuid, person_id uuid, ward text, day date, number int)
language sql stable parallel safe as $$
  with long_leaves as (
    select long_leave.admission_id, range_agg(long_leave.days) as days
    from long_leave(as_of, known_at) as long_leave
    group by long_leave.admission_id
  )
  select
    wait.ready_period_id, wait.admission_id, wait.person_id, wait.ward, wait.ready_on + elapsed.days,
    -- The admission is named here for the planner: a question about a few admissions then reads no others.
    (row_number() over (partition by wait.admission_id, wait.ready_period_id order by elapsed.days))::int
  from waiting_period(as_of, known_at) as wait
  left join long_leaves on long_leaves.admission_id = wait.admission_id
  -- Numbers count from the ready date, so the days before from_day are needed as well.
  cross join lateral generate_series(0, least(wait.ended_on, to_day + 1) - wait.ready_on - 1) as elapsed (days)
  where wait.ready_on <= to_day and wait.ended_on >= from_day
    and (long_leaves.days is null or not long_leaves.days @> (wait.ready_on + elapsed.days))
$$;
