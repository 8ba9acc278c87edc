-- The home municipality of a person, as ranges of days: the latest fact from a day on or before it (an episode states
-- it from the day of admission, a residence row from its own day, which holds over an episode of the same day; of two
-- episodes of one day the one admitted later); before the first fact, the first. Source: the reports format.
-- as_of: what is dated after it has not happened yet. known_at: only what was recorded by then counts ('infinity':
-- all).
create or replace function home_municipality(as_of timestamptz, known_at timestamptz)
returns table (person_id uuid, municipality_code text, days daterange)
language sql stable parallel safe as $$
  with stated as not materialized (
    select
      admission.person_id, admission.home_municipality_code as municipality_code,
      danish_day(admission.admitted_at) as from_day, 0 as precedence, admission.admitted_at,
      admission.admission_id as source_id
    from admission_version as admission
    where was_known(admission.recorded_from, admission.recorded_to, known_at) and admission.admitted_at <= as_of
    union all
    select
      residence.person_id, residence.municipality_code, residence.from_day,
      1, 'infinity'::timestamptz, residence.residence_id
    from residence_version as residence
    where was_known(residence.recorded_from, residence.recorded_to, known_at)
      and residence.from_day <= danish_day(as_of)
  ),
  -- Most people live in one place all along: for them no days are put in order.
  person as materialized (
    select
      stated.person_id, min(stated.municipality_code collate "C") as municipality_code,
      min(stated.municipality_code collate "C") = max(stated.municipality_code collate "C") as is_settled
    from stated
    group by stated.person_id
  ),
  one_a_day as (
    select distinct on (stated.person_id, stated.from_day) stated.person_id, stated.from_day, stated.municipality_code
    from stated
    join person on person.person_id = stated.person_id and not person.is_settled
    order by stated.person_id, stated.from_day, stated.precedence desc, stated.admitted_at desc, stated.source_id
  )
  select person.person_id, person.municipality_code, daterange('-infinity', null)
  from person
  where person.is_settled
  union all
  select
    one_a_day.person_id, one_a_day.municipality_code,
    daterange(
      case when lag(one_a_day.from_day) over person_facts is null then '-infinity' else one_a_day.from_day end,
      lead(one_a_day.from_day) over person_facts)
  from one_a_day
  window person_facts as (partition by one_a_day.person_id order by one_a_day.from_day)
$$;

create or replace function home_municipality(known_at timestamptz)
returns table (person_id uuid, municipality_code text, days daterange)
language sql stable parallel safe as $$
  select home.person_id, home.municipality_code, home.days
  from home_municipality('infinity', known_at) as home
$$;
