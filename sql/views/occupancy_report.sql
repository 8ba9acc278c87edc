-- The report occupancy, in nights: one row per group and one total (is_total). Source: domain 4.4, the reports format.
-- persons: how many stand behind each column, in their order; -1 where a figure is not about persons.
drop function if exists occupancy_report(date, date, timestamptz, timestamptz, text[]);
create function occupancy_report(
  from_day date, to_day date, as_of timestamptz, known_at timestamptz, groups text[])
returns table (
  is_total boolean, group_values text[], available_nights bigint, occupied_nights bigint, held_nights bigint,
  closed_nights bigint, rate numeric, persons bigint[])
language sql stable as $$
  with moment as materialized (
    select danish_day(as_of) as as_of_day
  ),
  -- Service dates and closures hold as recorded, whatever the as-of. Whoever does not see who is in a bed counts no
  -- nights of it.
  bed as materialized (
    select bed.bed_id, bed.site_id, daterange(bed.in_service_from, bed.in_service_to) as service
    from bed_version as bed
    join site on site.site_id = bed.site_id
    where was_known(bed.recorded_from, bed.recorded_to, known_at)
      and ((select actor_role()) in ('system', 'reporting')
        or 'municipality ' || site.municipality_code = (select actor_organisation()))
      and not isempty(daterange(bed.in_service_from, bed.in_service_to))
  ),
  closure as materialized (
    select closure.bed_id, range_agg(daterange(closure.from_day, closure.to_day)) as days
    from closure_version as closure
    where was_known(closure.recorded_from, closure.recorded_to, known_at)
    group by closure.bed_id
  ),
  course as materialized (
    select
      referral.referral_id, referral.person_id, referral.bed_id,
      case when referral.assigned_at <= as_of then danish_day(referral.assigned_at) end as assigned_on,
      case when referral.withdrawn_at <= as_of then danish_day(referral.withdrawn_at) end as withdrawn_on,
      case when stay.moved_in_on <= moment.as_of_day then stay.moved_in_on end as moved_in_on,
      case when stay.moved_out_on <= moment.as_of_day then stay.moved_out_on end as moved_out_on
    from referral_version as referral
    cross join moment
    left join stay_version as stay
      on stay.referral_id = referral.referral_id and was_known(stay.recorded_from, stay.recorded_to, known_at)
    where was_known(referral.recorded_from, referral.recorded_to, known_at) and referral.bed_id is not null
  ),
  -- The earlier places of stays that went on in another bed.
  left_place as materialized (
    select
      bed_hold.left_referral_id as referral_id, bed_hold.bed_id, bed_hold.first_night,
      daterange(bed_hold.first_night, bed_hold.until_night) as days
    from bed_hold_version as bed_hold
    where bed_hold.kind = 'left' and was_known(bed_hold.recorded_from, bed_hold.recorded_to, known_at)
  ),
  occupied as materialized (
    select
      course.bed_id, course.person_id,
      daterange(greatest(course.moved_in_on, earlier.until_night), course.moved_out_on) as days
    from course
    left join lateral (
      select max(upper(left_place.days)) as until_night
      from left_place
      where left_place.referral_id = course.referral_id
    ) as earlier on true
    where course.moved_in_on is not null
      and (course.moved_out_on is null or course.moved_out_on >= coalesce(earlier.until_night, '-infinity'))
    union all
    select left_place.bed_id, course.person_id, left_place.days
    from left_place
    join course on course.referral_id = left_place.referral_id
    where course.moved_in_on is not null
  ),
  kept as (
    select
      coalesce(
        (select left_place.bed_id from left_place
         where left_place.referral_id = course.referral_id order by left_place.first_night limit 1),
        course.bed_id) as bed_id,
      course.person_id, course.assigned_on as from_day, least(course.moved_in_on, course.withdrawn_on) as to_day
    from course
    where course.assigned_on is not null
    union all
    select
      bed_offer.bed_id, referral.person_id, danish_day(bed_offer.offered_at),
      case when bed_offer.ended_at <= as_of then danish_day(bed_offer.ended_at) end
    from bed_offer_version as bed_offer
    join referral_version as referral
      on referral.referral_id = bed_offer.referral_id
      and was_known(referral.recorded_from, referral.recorded_to, known_at)
    where was_known(bed_offer.recorded_from, bed_offer.recorded_to, known_at) and bed_offer.offered_at <= as_of
  ),
  held as materialized (
    select
      kept.bed_id, kept.person_id,
      daterange(kept.from_day, case when kept.to_day is not null then greatest(kept.to_day, kept.from_day) end) as days
    from kept
  ),
  night as (
    select
      bed.site_id, nights.night,
      coalesce(closure.days @> nights.night, false) as is_closed,
      occupied.person_id as resident_id,
      -- Of several, as where an offer became an assignment on the same day, one.
      (select held.person_id from held where held.bed_id = bed.bed_id and held.days @> nights.night limit 1) as holder_id
    from bed
    cross join moment
    cross join lateral (
      select day::date as night
      from generate_series(
        greatest(from_day, lower(bed.service))::timestamp,
        least(to_day, moment.as_of_day, upper(bed.service) - 1)::timestamp, interval '1 day') as day
    ) as nights
    left join closure on closure.bed_id = bed.bed_id
    left join occupied on occupied.bed_id = bed.bed_id and occupied.days @> nights.night
  ),
  counted as (
    select
      night.is_closed, night.resident_id,
      case when not night.is_closed and night.resident_id is null then night.holder_id end as holder_id,
      report_groups(groups, site.municipality_code, region.region, null, site.site_code, null, night.night)
        as group_values
    from night
    join site_version as site
      on site.site_id = night.site_id and was_known(site.recorded_from, site.recorded_to, known_at)
    left join municipality_region_days as region
      on region.municipality_code = site.municipality_code and region.days @> night.night
  ),
  summed as (
    select
      grouping(counted.group_values) = 1 as is_total, counted.group_values,
      count(*) filter (where not counted.is_closed) as available,
      count(counted.resident_id) as occupied,
      count(counted.holder_id) as held,
      count(*) filter (where counted.is_closed) as closed,
      count(distinct counted.resident_id) as residents,
      count(distinct counted.holder_id) as holders
    from counted
    group by grouping sets ((counted.group_values), ())
    having grouping(counted.group_values) = 1 or cardinality(groups) > 0
  )
  select
    summed.is_total, summed.group_values, summed.available, summed.occupied, summed.held, summed.closed,
    round(100.0 * summed.occupied / nullif(summed.available, 0), 1),
    array[-1, summed.residents, summed.holders, -1, summed.residents]
  from summed
$$;
