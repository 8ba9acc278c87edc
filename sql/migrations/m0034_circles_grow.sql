-- An admission and a referral that are added let people into circles and take nobody out of one: they are let in, and nothing
-- is drawn anew. The same as `circle_of` says, for what is new.

create function draw_circles_of_admitted() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  with let_in as (
    select added.person_id, added.admission_id, party.member, 'infinity'::timestamptz as until
    from added
    cross join lateral (values
      ('ward ' || added.ward_id), ('municipality ' || added.home_municipality_code)
    ) as party (member)
    union
    select added.person_id, added.admission_id, 'municipality ' || residence.municipality_code, 'infinity'
    from added
    join residence on residence.person_id = added.person_id
    where (added.discharged_at is null or residence.from_day <= danish_day(added.discharged_at))
      and not exists (
        select from residence as later
        where later.person_id = residence.person_id and later.from_day > residence.from_day
          and later.from_day <= danish_day(added.admitted_at))
    union
    select added.person_id, added.admission_id, 'account ' || emergency_access.account_id, max(emergency_access.ends_at)
    from added
    join emergency_access on emergency_access.person_id = added.person_id
    group by added.person_id, added.admission_id, emergency_access.account_id
  )
  insert into circle (subject_id, member, until, is_told)
  select let_in.admission_id as subject_id, let_in.member, let_in.until, true from let_in
  union
  select let_in.person_id, let_in.member, let_in.until, true from let_in
  order by subject_id, member
  on conflict on constraint circle_key do update set is_told = true where not circle.is_told;
  return null;
end
$$;

create function draw_circles_of_referred() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  with let_in as (
    select added.person_id, added.admission_id, added.referral_id, party.member, 'infinity'::timestamptz as until
    from added
    join admission on admission.admission_id = added.admission_id
    cross join lateral (values
      ('ward ' || admission.ward_id), ('municipality ' || added.municipality_code)
    ) as party (member)
    union
    select
      added.person_id, added.admission_id, added.referral_id, 'account ' || emergency_access.account_id,
      max(emergency_access.ends_at)
    from added
    join emergency_access on emergency_access.person_id = added.person_id
    group by added.person_id, added.admission_id, added.referral_id, emergency_access.account_id
  )
  insert into circle (subject_id, member, until, is_told)
  select subject.subject_id, let_in.member, let_in.until, true
  from let_in
  cross join lateral (values
    (let_in.referral_id), (let_in.admission_id), (let_in.person_id)
  ) as subject (subject_id)
  group by subject.subject_id, let_in.member, let_in.until
  order by subject.subject_id, let_in.member
  on conflict on constraint circle_key do update set is_told = true where not circle.is_told;
  return null;
end
$$;

drop trigger admission_draws_circles on admission;
drop trigger referral_draws_circles on referral;
create trigger admission_draws_circles after insert on admission
  referencing new table as added for each statement execute function draw_circles_of_admitted();
create trigger referral_draws_circles after insert on referral
  referencing new table as added for each statement execute function draw_circles_of_referred();
