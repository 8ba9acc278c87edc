-- The report occupancy, in nights: one row per group and one total (is_total). Source: domain 4.4, the reports format.
-- persons: how many stand behind each column, in their order; -1 where a figure is not about persons.
drop function if exists occupancy_report(date, date, timestamptz, timestamptz, text[]);
create function occupancy_report(
  from_day date, to_day date, as_of timestamptz, known_at timestamptz, groups text[])
returns table (
  is_total boolean, group_values text[], available_nights bigint, occupied_nights bigint, held_nights bigint,
  closed_nights bigint, rate numeric, persons bigint[])
language sql stable parallel safe as $$
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
  lived as materialized (
    select occupied.bed_id, range_agg(occupied.days) as days from occupied group by occupied.bed_id
  ),
  -- Nights are counted as spans, not one by one: what a bed was in the interval, up to and including the as-of day.
  span as materialized (
    select bed.bed_id, bed.site_id,
      datemultirange(
        bed.service * daterange(from_day, greatest(least(to_day, moment.as_of_day) + 1, from_day))) as nights,
      coalesce(closure.days, '{}') as closed,
      coalesce(lived.days, '{}') as lived
    from bed
    cross join moment
    left join closure on closure.bed_id = bed.bed_id
    left join lived on lived.bed_id = bed.bed_id
  ),
  spent as (
    select 'available' as kind, span.site_id, null::uuid as person_id, span.nights - span.closed as nights from span
    union all
    select 'closed', span.site_id, null, span.nights * span.closed from span
    union all
    select 'occupied', span.site_id, occupied.person_id, span.nights * datemultirange(occupied.days)
    from span
    join occupied on occupied.bed_id = span.bed_id
    union all
    select 'held', span.site_id, null, (span.nights - span.closed - span.lived) * held.days
    from span
    join (select held.bed_id, range_agg(held.days) as days from held group by held.bed_id) as held
      on held.bed_id = span.bed_id
    union all
    select 'holder', span.site_id, held.person_id, (span.nights - span.closed - span.lived) * datemultirange(held.days)
    from span
    join held on held.bed_id = span.bed_id
  ),
  -- Months, cut where a municipality changes its region.
  period as materialized (
    select date_trunc('month', boundary.day::timestamp)::date as month,
      daterange(boundary.day, lead(boundary.day) over (order by boundary.day)) as days
    from (
      select generate_series(date_trunc('month', from_day::timestamp), to_day::timestamp, interval '1 month')::date as day
      union
      select municipality_region.valid_from from municipality_region
      where municipality_region.valid_from between from_day and to_day
      union
      select municipality_region.valid_to + 1 from municipality_region
      where municipality_region.valid_to + 1 between from_day and to_day
    ) as boundary
  ),
  cut as (
    select part.kind, part.site_id, part.person_id, part.days * period.days as days
    from (select spent.kind, spent.site_id, spent.person_id, unnest(spent.nights) as days from spent) as part
    cross join lateral generate_series(
      date_trunc('month', lower(part.days)::timestamp), (upper(part.days) - 1)::timestamp, interval '1 month') as month
    join period on period.month = month.month::date and period.days && part.days
  ),
  counted as (
    select
      cut.kind, cut.person_id, upper(cut.days) - lower(cut.days) as nights,
      report_key(groups, site.municipality_code, region.region, null, site.site_code, null, lower(cut.days))
        as group_key
    from cut
    join site_version as site
      on site.site_id = cut.site_id and was_known(site.recorded_from, site.recorded_to, known_at)
    left join municipality_region_days as region
      on region.municipality_code = site.municipality_code and region.days @> lower(cut.days)
  ),
  summed as (
    select
      grouping(counted.group_key) = 1 as is_total, report_groups(counted.group_key) as group_values,
      coalesce(sum(counted.nights) filter (where counted.kind = 'available'), 0)::bigint as available,
      coalesce(sum(counted.nights) filter (where counted.kind = 'occupied'), 0)::bigint as occupied,
      coalesce(sum(counted.nights) filter (where counted.kind = 'held'), 0)::bigint as held,
      coalesce(sum(counted.nights) filter (where counted.kind = 'closed'), 0)::bigint as closed,
      count(distinct counted.person_id) filter (where counted.kind = 'occupied') as residents,
      count(distinct counted.person_id) filter (where counted.kind = 'holder') as holders
    from counted
    group by grouping sets ((counted.group_key), ())
    having grouping(counted.group_key) = 1 or cardinality(groups) > 0
  )
  select
    summed.is_total, summed.group_values, summed.available, summed.occupied, summed.held, summed.closed,
    round(100.0 * summed.occupied / nullif(summed.available, 0), 1),
    array[-1, summed.residents, summed.holders, -1, summed.residents]
  from summed
$$;
