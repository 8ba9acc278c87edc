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
  span as materialized (
    select
      span.ready_period_id, span.admission_id, span.person_id, span.ward, span.ready_on, span.ended_on, span.is_running,
      span.is_ended_by_discharge, span.is_last_of_admission, span.first_day, span.last_day, span.first_number,
      span.is_last_of_wait
    from waiting_span(as_of, known_at) as span
  ),
  known_rate as materialized (
    select
      rate.payee, rate.amount, rate.from_day as first_number, coalesce(rate.to_day, 2147483647) as last_number,
      rate.valid_from as first_day, coalesce(rate.valid_to, 'infinity') as last_day
    from rate_version as rate
    where rate.sector = 'psychiatry' and was_known(rate.recorded_from, rate.recorded_to, known_at)
  ),
  part as (
    select
      span.admission_id, span.person_id, span.ward, span.first_day as span_day, span.first_number as span_number,
      month.month::date as month,
      daterange(
        greatest(span.first_day, from_day, month.month::date),
        least(span.last_day + 1, to_day + 1, (month.month + interval '1 month')::date)) as days
    from span
    cross join lateral generate_series(
      date_trunc('month', greatest(span.first_day, from_day)::timestamp), least(span.last_day, to_day)::timestamp,
      interval '1 month') as month (month)
    where span.first_day <= to_day and span.last_day >= from_day
    offset 0
  ),
  -- The days of a span in one month, one home and one region: no group divides them further.
  piece as materialized (
    select
      cut.admission_id, cut.person_id, cut.ward, cut.municipality_code, cut.region, cut.month,
      lower(cut.days) as first_day, upper(cut.days) - 1 as last_day,
      cut.span_number + (lower(cut.days) - cut.span_day) as first_number
    from (
      select
        part.admission_id, part.person_id, part.ward, part.span_day, part.span_number, part.month,
        home.municipality_code, region.region,
        part.days * coalesce(home.days * region.days, home.days, part.days) as days
      from part
      left join home on home.person_id = part.person_id and home.days && part.days
      left join municipality_region_days as region
        on region.municipality_code = home.municipality_code and region.days && part.days
      offset 0
    ) as cut
    where not isempty(cut.days)
  ),
  -- Many pieces have one price: the same days with the same numbers.
  price as materialized (
    select
      stretch.first_day, stretch.last_day, stretch.first_number,
      sum(rated.days * known_rate.amount) filter (where known_rate.payee = 'region') as amount_region,
      sum(rated.days) filter (where known_rate.payee = 'region') as days_region,
      sum(rated.days * known_rate.amount) filter (where known_rate.payee = 'state') as amount_state,
      sum(rated.days) filter (where known_rate.payee = 'state') as days_state
    from (select distinct piece.first_day, piece.last_day, piece.first_number from piece) as stretch
    cross join known_rate
    cross join lateral (
      select
        least(stretch.last_day, known_rate.last_day,
          stretch.first_day + least(known_rate.last_number - stretch.first_number, 100000))
        - greatest(stretch.first_day, known_rate.first_day,
          stretch.first_day + (known_rate.first_number - stretch.first_number)) + 1 as days
    ) as rated
    where rated.days > 0
    group by stretch.first_day, stretch.last_day, stretch.first_number
  ),
  -- What happens on a day and counts in that day's group: an end, a wait still running.
  happening as (
    select
      'end' as kind, span.admission_id, span.person_id, span.ward, span.last_day as day,
      span.first_number + (span.last_day - span.first_day) as length
    from span
    where span.is_last_of_wait and span.is_ended_by_discharge and span.is_last_of_admission
      and span.ended_on between from_day and to_day
    union all
    select 'ongoing', span.admission_id, span.person_id, span.ward, cutoff.day, null
    from span
    cross join (
      select least(to_day, danish_day(as_of)) as day
    ) as cutoff
    where span.ready_on <= cutoff.day and (span.is_running or span.ended_on > cutoff.day)
  ),
  priced as (
    select
      'day' as kind, piece.admission_id, piece.person_id, piece.last_day - piece.first_day + 1 as days,
      null::int as length,
      price.amount_region, price.days_region is distinct from piece.last_day - piece.first_day + 1 as is_region_missing,
      price.amount_state, price.days_state is distinct from piece.last_day - piece.first_day + 1 as is_state_missing,
      report_key(groups, piece.municipality_code, piece.region, piece.ward, null, null, piece.month) as group_key
    from piece
    left join price
      on price.first_day = piece.first_day and price.last_day = piece.last_day
      and price.first_number = piece.first_number
    union all
    select
      happening.kind, happening.admission_id, happening.person_id, null, happening.length, null, null, null, null,
      report_key(groups, home.municipality_code, region.region, happening.ward, null, null, happening.day)
    from happening
    left join home on home.person_id = happening.person_id and home.days @> happening.day
    left join municipality_region_days as region
      on region.municipality_code = home.municipality_code and region.days @> happening.day
  )
  select
    grouping(priced.group_key) = 1,
    report_groups(priced.group_key),
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
  group by grouping sets ((priced.group_key), ())
  having grouping(priced.group_key) = 1 or cardinality(groups) > 0
  order by grouping(priced.group_key), priced.group_key
$$;
