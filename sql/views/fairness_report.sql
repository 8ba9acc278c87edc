-- The report fairness: how long whom waited for a bed, and what became of offers and of the plans' proposals; referrals that
-- were submitted in the interval, by the municipality that decides. One row per group and one total (is_total).
-- persons: how many stand behind each column, in their order.
create or replace function age_group(born_on date, day date) returns text language sql immutable parallel safe as $$
  select case
    when born_on is null then ''
    when extract(year from age(day, born_on)) < 25 then '18-24'
    when extract(year from age(day, born_on)) < 35 then '25-34'
    when extract(year from age(day, born_on)) < 45 then '35-44'
    when extract(year from age(day, born_on)) < 55 then '45-54'
    when extract(year from age(day, born_on)) < 65 then '55-64'
    else '65+'
  end
$$;

drop function if exists fairness_report(date, date, timestamptz, timestamptz, text[]);
create function fairness_report(
  from_day date, to_day date, as_of timestamptz, known_at timestamptz, groups text[])
returns table (
  is_total boolean, group_values text[], referrals bigint, accepted bigint, not_accepted bigint, assigned bigint, waiting bigint, given_up bigint,
  median_days_to_assignment numeric, p90_days_to_assignment numeric, median_days_waiting numeric, offers bigint,
  owner_refused bigint, person_declined bigint, lapsed bigint, proposed bigint, followed bigint, overridden bigint,
  skipped bigint, persons bigint[])
language sql stable parallel safe as $$
  -- What is dated after the as-of has not happened yet.
  with course as (
    select
      referral.referral_id, referral.person_id, referral.municipality_code,
      danish_day(referral.submitted_at) as submitted_on,
      coalesce(referral.accepted_at <= as_of, false) as is_accepted,
      case when referral.accepted_at <= as_of and referral.assigned_at <= as_of then danish_day(referral.assigned_at) end
        as assigned_on,
      coalesce(referral.declined_at <= as_of or referral.withdrawn_at <= as_of, false) as is_over
    from referral_version as referral
    where was_known(referral.recorded_from, referral.recorded_to, known_at)
      and referral.submitted_at <= as_of and danish_day(referral.submitted_at) between from_day and to_day
  ),
  offer as (
    select
      bed_offer.referral_id, count(*) as offers,
      count(*) filter (where bed_offer.outcome = 'owner_refused' and bed_offer.ended_at <= as_of) as owner_refused,
      count(*) filter (where bed_offer.outcome = 'person_declined' and bed_offer.ended_at <= as_of) as person_declined,
      count(*) filter (where bed_offer.outcome = 'lapsed' and bed_offer.ended_at <= as_of) as lapsed
    from bed_offer_version as bed_offer
    where was_known(bed_offer.recorded_from, bed_offer.recorded_to, known_at) and bed_offer.offered_at <= as_of
    group by bed_offer.referral_id
  ),
  proposal as (
    select distinct match_proposal.referral_id
    from match_proposal
    join match_plan on match_plan.match_plan_id = match_proposal.match_plan_id
    where match_proposal.bed_id is not null and match_plan.made_at <= fairness_report.as_of and match_plan.recorded_at <= known_at
  ),
  choice as (
    select
      match_choice.referral_id, count(*) filter (where match_choice.answer = 'accepted') as followed,
      count(*) filter (where match_choice.answer = 'overridden') as overridden,
      count(*) filter (where match_choice.answer = 'skipped') as skipped
    from match_choice
    where match_choice.chosen_at <= as_of and match_choice.recorded_at <= known_at
    group by match_choice.referral_id
  ),
  substance as (
    select distinct on (case_sheet.subject_id) case_sheet.subject_id, case_sheet.answers ->> 'use' as used
    from case_sheet
    where case_sheet.kind = 'substance_use' and case_sheet.saved_at <= least(as_of, known_at)
    order by case_sheet.subject_id, case_sheet.saved_at desc
  ),
  counted as (
    select
      course.person_id, course.is_accepted, course.assigned_on,
      course.is_accepted and course.assigned_on is null and not course.is_over as is_waiting,
      course.is_accepted and course.assigned_on is null and course.is_over as is_given_up,
      course.assigned_on - course.submitted_on as days_to_assignment,
      case when course.is_accepted and course.assigned_on is null and not course.is_over
        then danish_day(as_of) - course.submitted_on end as days_waiting,
      coalesce(offer.offers, 0) as offers, coalesce(offer.owner_refused, 0) as owner_refused,
      coalesce(offer.person_declined, 0) as person_declined, coalesce(offer.lapsed, 0) as lapsed,
      proposal.referral_id is not null as is_proposed, coalesce(choice.followed, 0) as followed,
      coalesce(choice.overridden, 0) as overridden, coalesce(choice.skipped, 0) as skipped,
      (select concat_ws('', variadic array_agg(E'\x1f' || coalesce(
        case wanted.name
          when 'sex' then person.sex
          when 'age_group' then age_group(person.born_on, course.submitted_on)
          when 'substance_use' then coalesce(substance.used, 'not_stated')
          else report_group(
            wanted.name, course.municipality_code, region.region, null, null, null, course.submitted_on)
        end, '') order by wanted.place))
       from unnest(groups) with ordinality as wanted (name, place)) collate "C" as group_key
    from course
    join person on person.person_id = course.person_id
    left join offer on offer.referral_id = course.referral_id
    left join proposal on proposal.referral_id = course.referral_id
    left join choice on choice.referral_id = course.referral_id
    left join substance on substance.subject_id = course.referral_id
    left join municipality_region_days as region
      on region.municipality_code = course.municipality_code and region.days @> course.submitted_on
  )
  select
    grouping(counted.group_key) = 1, report_groups(counted.group_key), count(*),
    count(*) filter (where counted.is_accepted), count(*) filter (where not counted.is_accepted),
    count(*) filter (where counted.assigned_on is not null), count(*) filter (where counted.is_waiting),
    count(*) filter (where counted.is_given_up),
    round((percentile_cont(0.5) within group (order by counted.days_to_assignment))::numeric, 1),
    round((percentile_cont(0.9) within group (order by counted.days_to_assignment))::numeric, 1),
    round((percentile_cont(0.5) within group (order by counted.days_waiting))::numeric, 1),
    coalesce(sum(counted.offers), 0)::bigint, coalesce(sum(counted.owner_refused), 0)::bigint,
    coalesce(sum(counted.person_declined), 0)::bigint, coalesce(sum(counted.lapsed), 0)::bigint,
    count(*) filter (where counted.is_proposed), coalesce(sum(counted.followed), 0)::bigint,
    coalesce(sum(counted.overridden), 0)::bigint, coalesce(sum(counted.skipped), 0)::bigint,
    array[
      count(distinct counted.person_id),
      count(distinct counted.person_id) filter (where counted.is_accepted),
      count(distinct counted.person_id) filter (where not counted.is_accepted),
      count(distinct counted.person_id) filter (where counted.assigned_on is not null),
      count(distinct counted.person_id) filter (where counted.is_waiting),
      count(distinct counted.person_id) filter (where counted.is_given_up),
      count(distinct counted.person_id) filter (where counted.days_to_assignment is not null),
      count(distinct counted.person_id) filter (where counted.days_to_assignment is not null),
      count(distinct counted.person_id) filter (where counted.is_waiting),
      count(distinct counted.person_id) filter (where counted.offers > 0),
      count(distinct counted.person_id) filter (where counted.owner_refused > 0),
      count(distinct counted.person_id) filter (where counted.person_declined > 0),
      count(distinct counted.person_id) filter (where counted.lapsed > 0),
      count(distinct counted.person_id) filter (where counted.is_proposed),
      count(distinct counted.person_id) filter (where counted.followed > 0),
      count(distinct counted.person_id) filter (where counted.overridden > 0),
      count(distinct counted.person_id) filter (where counted.skipped > 0)]
  from counted
  group by grouping sets ((counted.group_key), ())
  having grouping(counted.group_key) = 1 or cardinality(groups) > 0
$$;
