-- The ledger of waiting days, day by day: whose it is, why it was waited, and what it costs. Region and municipality are
-- shown the same. Source: domain 3 and 4.1.

-- The cause that follows from the course, where nobody has agreed on another: before the referral the hospital, then the
-- municipality until it decides (the hospital while it is asked something), then the lack of a bed, but for the days on
-- which the person considers an offer. It sees past the walls, on purpose, and gives a code to those around the admission.
create or replace function usual_waiting_cause(the_admission_id uuid, the_day date, as_of timestamptz, known_at timestamptz)
returns text language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (
    select case
        when danish_day(referral.withdrawn_at) <= the_day then 'hospital'
        when danish_day(referral.declined_at) <= the_day then 'municipality'
        when danish_day(referral.assigned_at) <= the_day then 'no_bed'
        when danish_day(referral.accepted_at) <= the_day or exists (
          select from former_acceptance
          where former_acceptance.referral_id = referral.referral_id and former_acceptance.ended_at <= known_at
            and danish_day(former_acceptance.accepted_at) <= the_day
            and danish_day(former_acceptance.ended_at) > the_day)
        then case
          when exists (
            select from bed_offer_version as bed_offer
            where bed_offer.referral_id = referral.referral_id
              and was_known(bed_offer.recorded_from, bed_offer.recorded_to, known_at)
              and danish_day(bed_offer.owner_agreed_at) <= the_day
              and (bed_offer.person_accepted_at is null or danish_day(bed_offer.person_accepted_at) > the_day)
              and (bed_offer.ended_at is null or danish_day(bed_offer.ended_at) > the_day))
          then 'citizen' else 'no_bed' end
        when exists (
          select from referral_question
          where referral_question.referral_id = referral.referral_id
            and danish_day(referral_question.asked_at) <= the_day
            and coalesce(
              danish_day(coalesce(referral_question.answered_at, referral_question.closed_at)) > the_day, true))
        then 'hospital'
        else 'municipality'
      end
    from referral_version as referral
    where referral.admission_id = the_admission_id
      and was_known(referral.recorded_from, referral.recorded_to, known_at)
      and danish_day(referral.submitted_at) <= the_day and referral.submitted_at <= as_of
      and (actor_role() in ('system', 'reporting') or exists (
        select from circle
        where circle.subject_id = the_admission_id and circle.member = any(actor_circles()) and circle.until > now()))
    order by referral.submitted_at desc, referral.referral_id
    limit 1);
end
$$;

drop function if exists waiting_ledger(timestamptz, timestamptz, date, date);
create function waiting_ledger(as_of timestamptz, known_at timestamptz, from_day date, to_day date)
returns table (
  ready_period_id uuid, admission_id uuid, person_id uuid, day date, number int, municipality_code text, cause text,
  is_agreed boolean, amount_region numeric, amount_state numeric)
language sql stable as $$
  with known_rate as materialized (
    select rate.payee, rate.amount, int4range(rate.from_day, rate.to_day, '[]') as tier,
      daterange(rate.valid_from, rate.valid_to, '[]') as validity
    from rate_version as rate
    where rate.sector = 'psychiatry' and was_known(rate.recorded_from, rate.recorded_to, known_at)
  ),
  home as materialized (
    select home.person_id, home.municipality_code, home.days from home_municipality(as_of, known_at) as home
  )
  select
    counted.ready_period_id, counted.admission_id, counted.person_id, counted.day, counted.number,
    home.municipality_code,
    coalesce(
      agreed.cause, usual_waiting_cause(counted.admission_id, counted.day, as_of, known_at), 'hospital'),
    agreed.cause is not null, region_rate.amount, state_rate.amount
  from waiting_day(as_of, known_at, from_day, to_day) as counted
  left join home on home.person_id = counted.person_id and home.days @> counted.day
  left join waiting_cause_version as agreed
    on agreed.admission_id = counted.admission_id and agreed.day = counted.day
    and was_known(agreed.recorded_from, agreed.recorded_to, known_at)
  left join known_rate as region_rate
    on region_rate.payee = 'region' and region_rate.tier @> counted.number and region_rate.validity @> counted.day
  left join known_rate as state_rate
    on state_rate.payee = 'state' and state_rate.tier @> counted.number and state_rate.validity @> counted.day
  where counted.day between from_day and to_day
$$;

-- The same in lines: days that follow each other in one wait, of one municipality and one cause. until_day is not
-- included; an amount is null where the rate of one of its days is missing.
drop function if exists waiting_ledger_line(timestamptz, timestamptz, date, date);
create function waiting_ledger_line(as_of timestamptz, known_at timestamptz, from_day date, to_day date)
returns table (
  ready_period_id uuid, admission_id uuid, person_id uuid, line_from date, line_until date, municipality_code text,
  cause text, is_agreed boolean, days int, amount_region numeric, amount_state numeric)
language sql stable as $$
  with ledger as (
    select
      ledger.*,
      ledger.day - (row_number() over (
        partition by ledger.ready_period_id, ledger.municipality_code, ledger.cause, ledger.is_agreed
        order by ledger.day))::int as island
    from waiting_ledger(as_of, known_at, from_day, to_day) as ledger
  )
  select
    ledger.ready_period_id, ledger.admission_id, ledger.person_id, min(ledger.day), max(ledger.day) + 1,
    ledger.municipality_code, ledger.cause, ledger.is_agreed, count(*)::int,
    case when count(*) = count(ledger.amount_region) then sum(ledger.amount_region) end,
    case when count(*) = count(ledger.amount_state) then sum(ledger.amount_state) end
  from ledger
  group by
    ledger.ready_period_id, ledger.admission_id, ledger.person_id, ledger.municipality_code, ledger.cause,
    ledger.is_agreed, ledger.island
$$;
