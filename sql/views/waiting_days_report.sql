-- The report waiting-days: one row per group and one total (is_total). Source: the reports format.
-- persons: how many stand behind each column, in their order; -1 where a figure is not about persons.
drop function if exists waiting_days_report(date, date, timestamptz, timestamptz, text[]);
create function waiting_days_report(
  from_day date, to_day date, as_of timestamptz, known_at timestamptz, groups text[])
returns table (
  is_total boolean, group_values text[], admissions bigint, waiting_days bigint, ongoing bigint, ended bigint,
  mean_days numeric, median_days numeric, p90_days numeric,
  amount_region numeric, amount_region_missing boolean, amount_state numeric, amount_state_missing boolean,
  persons bigint[])
language sql stable parallel safe as $$
  with home as materialized (
    select home.person_id, home.municipality_code, home.days from home_municipality(as_of, known_at) as home
  ),
  wait as materialized (
    select
      wait.ready_period_id, wait.admission_id, wait.person_id, wait.ward, wait.ready_on, wait.ended_on,
      wait.is_running, wait.is_ended_by_discharge, wait.is_last_of_admission
    from waiting_period(as_of, known_at) as wait
  ),
  counted_day as materialized (
    select
      counted.ready_period_id, counted.admission_id, counted.person_id, counted.ward, counted.day, counted.number
    from waiting_day(as_of, known_at, from_day, to_day) as counted
  ),
  known_rate as materialized (
    select rate.payee, rate.amount, int4range(rate.from_day, rate.to_day, '[]') as tier,
      daterange(rate.valid_from, rate.valid_to, '[]') as validity
    from rate_version as rate
    where rate.sector = 'psychiatry' and was_known(rate.recorded_from, rate.recorded_to, known_at)
  ),
  -- Many days have one price: the same number on the same day.
  price as materialized (
    select priced.day, priced.number, region_rate.amount as amount_region, state_rate.amount as amount_state
    from (
      select counted_day.day, counted_day.number from counted_day
      where counted_day.day between from_day and to_day
      group by counted_day.day, counted_day.number
    ) as priced
    left join known_rate as region_rate
      on region_rate.payee = 'region' and region_rate.tier @> priced.number and region_rate.validity @> priced.day
    left join known_rate as state_rate
      on state_rate.payee = 'state' and state_rate.tier @> priced.number and state_rate.validity @> priced.day
  ),
  -- The counted days of an admission in one month and one home: no group divides them further.
  counted_month as (
    select
      counted_day.admission_id, counted_day.person_id, counted_day.ward, home.municipality_code, region.region,
      date_trunc('month', counted_day.day::timestamp)::date as month, count(*) as days,
      sum(price.amount_region) as amount_region, bool_or(price.amount_region is null) as is_region_missing,
      sum(price.amount_state) as amount_state, bool_or(price.amount_state is null) as is_state_missing
    from counted_day
    left join price on price.day = counted_day.day and price.number = counted_day.number
    left join home on home.person_id = counted_day.person_id and home.days @> counted_day.day
    left join municipality_region_days as region
      on region.municipality_code = home.municipality_code and region.days @> counted_day.day
    where counted_day.day between from_day and to_day
    group by
      counted_day.admission_id, counted_day.person_id, counted_day.ward, home.municipality_code, region.region,
      date_trunc('month', counted_day.day::timestamp)::date
  ),
  -- What happens on a day and counts in that day's group: an end, a wait still running.
  happening as (
    select 'end' as kind, wait.admission_id, wait.person_id, wait.ward, last_day.day, last_day.number as length
    from wait
    join (
      select counted_day.ready_period_id, max(counted_day.day) as day, max(counted_day.number) as number
      from counted_day
      group by counted_day.ready_period_id
    ) as last_day on last_day.ready_period_id = wait.ready_period_id
    where wait.is_ended_by_discharge and wait.is_last_of_admission
      and wait.ended_on between from_day and to_day
    union all
    select 'ongoing', wait.admission_id, wait.person_id, wait.ward, cutoff.day, null
    from wait
    cross join (
      select least(to_day, (as_of at time zone 'Europe/Copenhagen')::date) as day
    ) as cutoff
    where wait.ready_on <= cutoff.day and (wait.is_running or wait.ended_on > cutoff.day)
  ),
  priced as (
    select
      'day' as kind, counted_month.admission_id, counted_month.person_id, counted_month.days, null::int as length,
      counted_month.amount_region, counted_month.is_region_missing, counted_month.amount_state,
      counted_month.is_state_missing,
      report_groups(
        groups, counted_month.municipality_code, counted_month.region, counted_month.ward, null, null,
        counted_month.month) as group_values
    from counted_month
    union all
    select
      happening.kind, happening.admission_id, happening.person_id, null, happening.length, null, null, null, null,
      report_groups(groups, home.municipality_code, region.region, happening.ward, null, null, happening.day)
    from happening
    left join home on home.person_id = happening.person_id and home.days @> happening.day
    left join municipality_region_days as region
      on region.municipality_code = home.municipality_code and region.days @> happening.day
  )
  select
    grouping(priced.group_values) = 1,
    priced.group_values,
    count(distinct priced.admission_id) filter (where priced.kind = 'day'),
    coalesce(sum(priced.days), 0)::bigint,
    count(distinct priced.admission_id) filter (where priced.kind = 'ongoing'),
    count(*) filter (where priced.kind = 'end'),
    round(avg(priced.length) filter (where priced.kind = 'end'), 1),
    round((percentile_cont(0.5) within group (order by priced.length)
      filter (where priced.kind = 'end'))::numeric, 1),
    round((percentile_cont(0.9) within group (order by priced.length)
      filter (where priced.kind = 'end'))::numeric, 1),
    coalesce(sum(priced.amount_region), 0), coalesce(bool_or(priced.is_region_missing), false),
    coalesce(sum(priced.amount_state), 0), coalesce(bool_or(priced.is_state_missing), false),
    array_fill(count(distinct priced.person_id) filter (where priced.kind = 'day'), array[2])
    || count(distinct priced.person_id) filter (where priced.kind = 'ongoing')
    || array_fill(count(distinct priced.person_id) filter (where priced.kind = 'end'), array[4])
    || array_fill(count(distinct priced.person_id) filter (where priced.kind = 'day'), array[2])
  from priced
  group by grouping sets ((priced.group_values), ())
  having grouping(priced.group_values) = 1 or cardinality(groups) > 0
  order by grouping(priced.group_values), priced.group_values collate "C"
$$;
