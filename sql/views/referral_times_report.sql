-- The report referral-times: one row per group and one total (is_total). Source: the reports format.
-- persons: how many stand behind each column, in their order; -1 where a figure is not about persons.
drop function if exists referral_times_report(date, date, timestamptz, timestamptz, text[]);
create function referral_times_report(
  from_day date, to_day date, as_of timestamptz, known_at timestamptz, groups text[])
returns table (
  is_total boolean, group_values text[], referrals bigint, accepted bigint, declined bigint, withdrawn bigint,
  undecided bigint, moved_in bigint, median_days_to_decision numeric, p90_days_to_decision numeric,
  median_days_to_assignment numeric, p90_days_to_assignment numeric, median_days_to_move_in numeric,
  p90_days_to_move_in numeric, persons bigint[])
language sql stable parallel safe as $$
  with home as materialized (
    select home.person_id, home.municipality_code, home.days from home_municipality(as_of, known_at) as home
  ),
  -- What is dated after the as-of has not happened yet.
  course as (
    select
      referral.person_id, ward.name as ward, danish_day(referral.submitted_at) as referred_on,
      case
        when referral.withdrawn_at <= as_of then 'withdrawn'
        when referral.declined_at <= as_of then 'declined'
        when referral.accepted_at <= as_of then 'accepted'
        else 'undecided'
      end as decision,
      danish_day(case when referral.declined_at <= as_of then referral.declined_at else referral.accepted_at end)
        as decided_on,
      case when referral.assigned_at <= as_of then danish_day(referral.assigned_at) end as assigned_on,
      case when stay.moved_in_on <= danish_day(as_of) then stay.moved_in_on end as moved_in_on
    from referral_version as referral
    cross join lateral (
      select admission.ward_id
      from admission_version as admission
      where admission.admission_id = referral.admission_id
        and was_known(admission.recorded_from, admission.recorded_to, known_at)
      limit 1
    ) as admission
    join ward on ward.ward_id = admission.ward_id
    left join stay_version as stay
      on stay.referral_id = referral.referral_id and was_known(stay.recorded_from, stay.recorded_to, known_at)
    where was_known(referral.recorded_from, referral.recorded_to, known_at)
      and referral.submitted_at <= as_of and danish_day(referral.submitted_at) between from_day and to_day
  ),
  counted as (
    select
      course.person_id, course.decision, course.moved_in_on is not null as is_moved_in,
      case when course.decision in ('accepted', 'declined') then course.decided_on - course.referred_on end
        as days_to_decision,
      course.assigned_on - course.referred_on as days_to_assignment,
      course.moved_in_on - course.referred_on as days_to_move_in,
      report_key(groups, home.municipality_code, region.region, course.ward, null, null, course.referred_on)
        as group_key
    from course
    left join home on home.person_id = course.person_id and home.days @> course.referred_on
    left join municipality_region_days as region
      on region.municipality_code = home.municipality_code and region.days @> course.referred_on
  )
  select
    grouping(counted.group_key) = 1, report_groups(counted.group_key), count(*),
    count(*) filter (where counted.decision = 'accepted'), count(*) filter (where counted.decision = 'declined'),
    count(*) filter (where counted.decision = 'withdrawn'), count(*) filter (where counted.decision = 'undecided'),
    count(*) filter (where counted.is_moved_in),
    round((percentile_cont(0.5) within group (order by counted.days_to_decision))::numeric, 1),
    round((percentile_cont(0.9) within group (order by counted.days_to_decision))::numeric, 1),
    round((percentile_cont(0.5) within group (order by counted.days_to_assignment))::numeric, 1),
    round((percentile_cont(0.9) within group (order by counted.days_to_assignment))::numeric, 1),
    round((percentile_cont(0.5) within group (order by counted.days_to_move_in))::numeric, 1),
    round((percentile_cont(0.9) within group (order by counted.days_to_move_in))::numeric, 1),
    array[
      count(distinct counted.person_id),
      count(distinct counted.person_id) filter (where counted.decision = 'accepted'),
      count(distinct counted.person_id) filter (where counted.decision = 'declined'),
      count(distinct counted.person_id) filter (where counted.decision = 'withdrawn'),
      count(distinct counted.person_id) filter (where counted.decision = 'undecided'),
      count(distinct counted.person_id) filter (where counted.is_moved_in)]
    || array_fill(count(distinct counted.person_id) filter (where counted.days_to_decision is not null), array[2])
    || array_fill(count(distinct counted.person_id) filter (where counted.days_to_assignment is not null), array[2])
    || array_fill(count(distinct counted.person_id) filter (where counted.days_to_move_in is not null), array[2])
  from counted
  group by grouping sets ((counted.group_key), ())
  having grouping(counted.group_key) = 1 or cardinality(groups) > 0
$$;
