-- The report readmissions: one row per group and one total (is_total). Source: domain 4.2, the reports format.
-- persons: how many stand behind each column, in their order; -1 where a figure is not about persons.
drop function if exists readmissions_report(date, date, timestamptz, timestamptz, text[]);
create function readmissions_report(
  from_day date, to_day date, as_of timestamptz, known_at timestamptz, groups text[])
returns table (
  is_total boolean, group_values text[], discharges bigint,
  observable_7 bigint, readmitted_7 bigint, share_7 numeric, observable_30 bigint, readmitted_30 bigint,
  share_30 numeric, observable_90 bigint, readmitted_90 bigint, share_90 numeric,
  persons bigint[])
language sql stable parallel safe as $$
  with home as materialized (
    select home.person_id, home.municipality_code, home.days from home_municipality(as_of, known_at) as home
  ),
  hospital as materialized (
    select hospital.person_id, hospital.began_at, hospital.ended_at, hospital.is_acute, hospital.ward
    from hospital_stay(as_of, known_at) as hospital
  ),
  -- From the move-out of a stay that ended with death.
  death as materialized (
    select stay.person_id, min(stay.moved_out_on) as died_on
    from stay_version as stay
    where was_known(stay.recorded_from, stay.recorded_to, known_at) and stay.onward_support = 'dead'
      and stay.moved_out_on <= danish_day(as_of)
    group by stay.person_id
  ),
  -- A person's stays follow each other: those that begin later begin after the end.
  in_order as (
    select hospital.*,
      min(case when hospital.is_acute then hospital.began_at end) over (
        partition by hospital.person_id order by hospital.began_at
        rows between 1 following and unbounded following) as back_at
    from hospital
  ),
  followed as (
    select hospital.person_id, hospital.ward, danish_day(hospital.ended_at) as day, hospital.ended_at, hospital.back_at
    from in_order as hospital
    left join death on death.person_id = hospital.person_id
    where danish_day(hospital.ended_at) between from_day and to_day
      and (death.died_on is null or hospital.ended_at < death.died_on::timestamp at time zone 'Europe/Copenhagen')
  ),
  counted as (
    select
      followed.person_id, followed.ended_at + interval '168 hours' <= as_of as is_observable_7,
      followed.ended_at + interval '720 hours' <= as_of as is_observable_30,
      followed.ended_at + interval '2160 hours' <= as_of as is_observable_90,
      followed.back_at - followed.ended_at as away,
      report_key(groups, home.municipality_code, region.region, followed.ward, null, null, followed.day)
        as group_key
    from followed
    left join home on home.person_id = followed.person_id and home.days @> followed.day
    left join municipality_region_days as region
      on region.municipality_code = home.municipality_code and region.days @> followed.day
  ),
  summed as (
    select
      grouping(counted.group_key) = 1 as is_total, report_groups(counted.group_key) as group_values, count(*) as discharges,
      count(*) filter (where counted.is_observable_7) as observable_7,
      count(*) filter (where counted.is_observable_7 and counted.away <= interval '168 hours') as readmitted_7,
      count(*) filter (where counted.is_observable_30) as observable_30,
      count(*) filter (where counted.is_observable_30 and counted.away <= interval '720 hours') as readmitted_30,
      count(*) filter (where counted.is_observable_90) as observable_90,
      count(*) filter (where counted.is_observable_90 and counted.away <= interval '2160 hours') as readmitted_90,
      count(distinct counted.person_id) as persons,
      count(distinct counted.person_id) filter (where counted.is_observable_7) as persons_7,
      count(distinct counted.person_id)
        filter (where counted.is_observable_7 and counted.away <= interval '168 hours') as persons_back_7,
      count(distinct counted.person_id) filter (where counted.is_observable_30) as persons_30,
      count(distinct counted.person_id)
        filter (where counted.is_observable_30 and counted.away <= interval '720 hours') as persons_back_30,
      count(distinct counted.person_id) filter (where counted.is_observable_90) as persons_90,
      count(distinct counted.person_id)
        filter (where counted.is_observable_90 and counted.away <= interval '2160 hours') as persons_back_90
    from counted
    group by grouping sets ((counted.group_key), ())
    having grouping(counted.group_key) = 1 or cardinality(groups) > 0
  )
  select
    summed.is_total, summed.group_values, summed.discharges,
    summed.observable_7, summed.readmitted_7, round(100.0 * summed.readmitted_7 / nullif(summed.observable_7, 0), 1),
    summed.observable_30, summed.readmitted_30, round(100.0 * summed.readmitted_30 / nullif(summed.observable_30, 0), 1),
    summed.observable_90, summed.readmitted_90, round(100.0 * summed.readmitted_90 / nullif(summed.observable_90, 0), 1),
    array[
      summed.persons, summed.persons_7, summed.persons_back_7, summed.persons_7, summed.persons_30,
      summed.persons_back_30, summed.persons_30, summed.persons_90, summed.persons_back_90, summed.persons_90]
  from summed
$$;
