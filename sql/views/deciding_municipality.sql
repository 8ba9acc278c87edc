-- The municipality that decides on a referral unless somebody has said otherwise: the person's home on the day of the
-- referral, which is where they moved to while in hospital, else what the admission states.
create or replace function deciding_municipality(
  the_person_id uuid, stated_home text, admitted_at timestamptz, referred_on date)
returns text language sql stable as $$
  select coalesce(
    (select residence.municipality_code
     from residence
     where residence.person_id = the_person_id
       and residence.from_day between danish_day(admitted_at) and referred_on
     order by residence.from_day desc
     limit 1),
    stated_home)
$$;
