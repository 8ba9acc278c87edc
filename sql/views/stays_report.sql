-- The report stays: clarification stays that ended; one row per group and one total (is_total). Source: the reports
-- format.
-- persons: how many stand behind each column, in their order; -1 where a figure is not about persons.
drop function if exists stays_report(date, date, timestamptz, timestamptz, text[]);
create function stays_report(
  from_day date, to_day date, as_of timestamptz, known_at timestamptz, groups text[])
returns table (
  is_total boolean, group_values text[], ended bigint, mean_nights numeric, median_nights numeric, p90_nights numeric,
  over_planned bigint, median_days_waiting_in_bed numeric, readmitted_during bigint, observable_30 bigint,
  readmitted_30 bigint, persons bigint[])
language sql stable parallel safe as $$
  with home as materialized (
    select home.person_id, home.municipality_code, home.days from home_municipality(as_of, known_at) as home
  ),
  hospital as materialized (
    select hospital.person_id, hospital.began_at, hospital.is_acute, hospital.admission_ids
    from hospital_stay(as_of, known_at) as hospital
  ),
  ended as (
    select
      stay.stay_id, stay.person_id, stay.moved_in_on, stay.moved_out_on, stay.planned_move_out_on, stay.clarified_on,
      stay.onward_support, referral.admission_id, ward.name as ward, site.site_code,
      stay.moved_out_on::timestamp at time zone 'Europe/Copenhagen' as left_at
    from stay_version as stay
    join referral_version as referral
      on referral.referral_id = stay.referral_id and was_known(referral.recorded_from, referral.recorded_to, known_at)
    join admission_version as admission
      on admission.admission_id = referral.admission_id
      and was_known(admission.recorded_from, admission.recorded_to, known_at)
    join ward on ward.ward_id = admission.ward_id
    left join bed_version as bed
      on bed.bed_id = referral.bed_id and was_known(bed.recorded_from, bed.recorded_to, known_at)
    left join site_version as site
      on site.site_id = bed.site_id and was_known(site.recorded_from, site.recorded_to, known_at)
    where was_known(stay.recorded_from, stay.recorded_to, known_at)
      and stay.moved_out_on between from_day and to_day and stay.moved_out_on <= danish_day(as_of)
  ),
  -- Hospital stays but for the one that holds the stay's own episode.
  followed as (
    select
      ended.stay_id,
      bool_or(danish_day(hospital.began_at) >= ended.moved_in_on and danish_day(hospital.began_at) < ended.moved_out_on)
        as is_readmitted_during,
      bool_or(hospital.is_acute and hospital.began_at between ended.left_at and ended.left_at + interval '720 hours')
        as is_readmitted_after
    from ended
    join hospital
      on hospital.person_id = ended.person_id and not ended.admission_id = any(hospital.admission_ids)
    group by ended.stay_id
  ),
  counted as (
    select
      ended.person_id, ended.moved_out_on - ended.moved_in_on as nights,
      ended.moved_out_on > ended.planned_move_out_on as is_over_planned,
      ended.moved_out_on - ended.clarified_on as days_waiting_in_bed,
      coalesce(followed.is_readmitted_during, false) as is_readmitted_during,
      ended.left_at + interval '720 hours' <= as_of as is_observable,
      coalesce(followed.is_readmitted_after, false) as is_readmitted_after,
      report_key(
        groups, home.municipality_code, region.region, ended.ward, ended.site_code, ended.onward_support,
        ended.moved_out_on) as group_key
    from ended
    left join followed on followed.stay_id = ended.stay_id
    left join home on home.person_id = ended.person_id and home.days @> ended.moved_out_on
    left join municipality_region_days as region
      on region.municipality_code = home.municipality_code and region.days @> ended.moved_out_on
  )
  select
    grouping(counted.group_key) = 1, report_groups(counted.group_key), count(*), round(avg(counted.nights), 1),
    round((percentile_cont(0.5) within group (order by counted.nights))::numeric, 1),
    round((percentile_cont(0.9) within group (order by counted.nights))::numeric, 1),
    count(*) filter (where counted.is_over_planned),
    round((percentile_cont(0.5) within group (order by counted.days_waiting_in_bed))::numeric, 1),
    count(*) filter (where counted.is_readmitted_during),
    count(*) filter (where counted.is_observable),
    count(*) filter (where counted.is_observable and counted.is_readmitted_after),
    array_fill(count(distinct counted.person_id), array[4])
    || array[
      count(distinct counted.person_id) filter (where counted.is_over_planned),
      count(distinct counted.person_id) filter (where counted.days_waiting_in_bed is not null),
      count(distinct counted.person_id) filter (where counted.is_readmitted_during),
      count(distinct counted.person_id) filter (where counted.is_observable),
      count(distinct counted.person_id) filter (where counted.is_observable and counted.is_readmitted_after)]
  from counted
  group by grouping sets ((counted.group_key), ())
  having grouping(counted.group_key) = 1 or cardinality(groups) > 0
$$;
